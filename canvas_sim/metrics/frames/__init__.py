"""Measures of canvases: order, change, persistence, breaches. They see net changes only."""
