"""What other frameworks, and a person with numpy or numba, make of one small model; `benchmarks/against.py` runs them.

The model: everybody owns a picture at a place of its own on a shared canvas. Who is due looks at all of it, places one
of its pixels that are wrong, all alike, or none if none is, and is due again one tick later, after the cooldown if it
placed something, and after a pause, exponential with a mean of its own.
"""
