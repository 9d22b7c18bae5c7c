"""What all rooms stand on: errors for people, compiling, random draws, progress, colors, times, names that are near.

Nothing here knows what an event is. What only one room needs belongs into that room. What reaches behind the documented
interface of numba stands in `numba_internals`, and nowhere else.
"""
