"""Collective drawing on a shared canvas, simulated: r/place with a million Mesa agents."""
