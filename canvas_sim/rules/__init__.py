"""What people do: one decision a file, pure and compiled. A rule reads the world and answers; it changes nothing.

A user's turn is attend, look, act, tell, come_back, in this order; communities choose a site, consider their designs,
relate and ally; patterns grow. What carries decisions out, and what only keeps books of them, is the engine's.
"""
