"""What an event means, measured from canvases and logs alone, so that real events go through the same code.

A measure is a function with `@metric` (`registry`), which nothing else names: in `frames` from canvases every half
hour, in `logs` from every placement, in `works` of artworks. `nulls` has the models without an idea, `scorecard` the
comparison with the real r/place. Knows no model and no rule.

What takes a `Run` raises a `UserError` if the run has no log. A measure raises `availability.NotAvailable`, with the
reason, where the event lacks what it is taken from: who placed what, or for which community, how many placements there
were, any artwork. Docstrings say only what else can be wrong.
"""
