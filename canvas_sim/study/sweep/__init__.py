"""Sweeps: many runs, paired by seed, into one table that survives being killed."""
