"""Files of the real events, in and out: official logs, bitmaps, snapshots, the binary diff.

Whatever these files do not say is taken from a scenario. Knows run folders, but no model and no rule.
"""
