"""Experiments: expectations written down first, a sweep, and a verdict for each."""
