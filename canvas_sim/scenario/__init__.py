"""What an event is: every parameter with unit, range and default, read from TOML and checked.

Nothing runs here, and nothing here knows how a parameter is used.
"""
