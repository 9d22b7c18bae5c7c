"""When it happens: the queue of turns, deciding together, committing in order, meetings, interventions, the clock."""
