"""What an event is: every parameter with unit, range and default, read from TOML and checked.

Nothing runs here, and nothing here knows how a parameter is used. What an intervention is stands here, each single one
in the engine's room (see `canvas_sim.scenario.intervention`); a preset is a file in the folder ``presets``, no more.
"""
