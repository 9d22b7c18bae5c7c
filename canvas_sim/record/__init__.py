"""What happened: the log of a run and its digest, the run folder, replay.

Knows scenarios, but no model and no rule: a record of a real event is a record like any other. Which interventions
paint, and what, they tell themselves. What a record means is measured elsewhere.
"""
