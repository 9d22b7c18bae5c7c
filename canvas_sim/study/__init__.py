"""What follows from a scenario: one run now, later sweeps and comparisons. Joins the model to the record of it."""
