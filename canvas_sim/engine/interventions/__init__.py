"""Timed changes that a scenario names: a file each, which nothing lists.

To add one, add a file with a subclass of `canvas_sim.scenario.intervention.Intervention`: its fields with unit and
range, a `kind`, `apply`, and what else that class tells of. Schema, messages, replay and import find it by themselves.
What it needs of numpy, of the world and of the engine it imports where it uses it: reading a scenario must stay light.
"""
