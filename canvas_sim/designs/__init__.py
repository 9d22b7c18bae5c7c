"""What people want to draw: proposals, pictures and atlases that are handed in, and the artist.

A design is an array of palette indices with a mask, before it has a site. Where it goes is a rule; that it stands is
the world's.
"""
