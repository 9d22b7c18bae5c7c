"""When it happens: the calendar of turns, deciding together, committing in order, meetings, founding, interventions.

The only room that writes to the world. What carries out a decision or only keeps books belongs here; what people or
communities decide is a rule.
"""
