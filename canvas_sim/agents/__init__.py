"""The Mesa side: the model, users, communities and sets of them, as views of the engine's tables.

What Mesa's users call belongs here, and what runs the turns of people's own classes in Python. No rule and no
bookkeeping: a model decides only how the engine loops.
"""
