"""What there is: row types, the `World` bundle that rules read, people, ties, claims, relations, what anybody may ask.

Nothing decides here, and nothing here knows when anything happens.
"""
