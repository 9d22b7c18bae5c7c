"""Measures of artworks: who drew them, how they grow, how long they take."""
