"""What all rooms stand on: errors for people, compiling, random draws, progress, colors, times, names that are near.

Nothing here knows what an event is. What only one room needs belongs into that room.
"""
