"""What people do: one decision a file, pure and compiled. A rule reads the world and answers; it changes nothing.

A user's turn is attend, look, act, tell, come_back, in this order; communities choose a site, recruit and relate. What
only keeps books of decisions is the engine's.
"""
