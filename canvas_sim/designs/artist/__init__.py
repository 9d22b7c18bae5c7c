"""The artist: draws designs as people on r/place did: flags, words, hearts, creatures, logos, scenes.

All of it comes from tables of our own and from named draws; no picture of anybody else is stored here. `sketch` is the
door: nothing outside this room calls a kind by its name. `kinds` has what can be drawn, a file a kind, made with
`painters`; `draw` is what all of them draw with; `data` the tables, which are files. What a design does on the canvas,
and who wants it there, belongs elsewhere.
"""

from canvas_sim.designs.artist.registry import all_kinds
from canvas_sim.designs.artist.sketching import Plan, Sketch, mosaic, plan, sketch

__all__ = ["Plan", "Sketch", "all_kinds", "mosaic", "plan", "sketch"]
