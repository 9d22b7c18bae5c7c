"""Null models: events of the same pace and people, in which nobody has any idea."""
