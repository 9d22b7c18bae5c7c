"""What an event means, measured from canvases and logs alone, so that real events go through the same code.

A measure is a function with `@metric` (`registry`), which nothing else names: in `frames` from canvases every half
hour, in `logs` from every placement, in `works` of artworks. `nulls` has the models without an idea, `scorecard` the
comparison with the real r/place. Knows no model and no rule.
"""
