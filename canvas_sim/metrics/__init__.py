"""What an event means, measured from canvases and logs alone, so that real events go through the same code.

One registry, one file a measure: `frames` from canvases every half hour, `logs` from every placement, `works` of
artworks, `nulls` the models without an idea, `scorecard` the comparison with the real r/place. Knows no model and no
rule.
"""
