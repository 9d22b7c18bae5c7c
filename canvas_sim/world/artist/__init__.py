"""The artist: draws designs as people on r/place did: flags, words, hearts, creatures, logos, scenes.

All of it comes from tables of our own and from named draws; no picture of anybody else is stored here. What a design
does on the canvas, and who wants it there, is not this room's business.
"""

from canvas_sim.world.artist.gallery import mosaic
from canvas_sim.world.artist.sketching import KINDS, Plan, Sketch, plan, sketch

__all__ = ["KINDS", "Plan", "Sketch", "mosaic", "plan", "sketch"]
