"""The command line: one file a group of commands, and how mistakes are told.

Commands read their options, call one function of another room and print; whatever a notebook would want too belongs
into that room.
"""
