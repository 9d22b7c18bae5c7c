"""Kinds of works, one file each, from flags to walls of posters. What two kinds share belongs to `draw`."""
