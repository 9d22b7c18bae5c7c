"""Names of what users turn to, and numbers that the description fixes."""

HOUR = 3_600_000
OUTSIDE = 255  # masked, in the ink
UNPLANNED = 256
TEMPLATE, CORNER, VOID, LATTICE, ROAD = range(5)
ALONE, OWN, AGAIN, AID, DEFEND, STRIKE, RAID, SPOIL = range(8)
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))  # right, left, below, above
CORNERS = ((1, 1), (1, -1), (-1, 1), (-1, -1))
NOTHING = (0, 0, 0, 0, 0)
