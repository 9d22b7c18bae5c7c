"""What can be drawn, a file a kind: how it fills an area, small or large, as a box or as a free shape.

A new kind is a file here, named after it, with one function under `registry.design_kind`; it is found by itself. It
moves all designs that are drawn by chance, since kinds share them.
"""
