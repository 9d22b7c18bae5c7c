"""What follows from a scenario: a run, a sweep, a counterfactual, an experiment.

Joins the model to the record of it and to measures; what is drawn of the outcome belongs to `show`.
"""
