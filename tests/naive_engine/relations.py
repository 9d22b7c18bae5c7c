"""Relations that are made and added to, from docs/odd.md section 3."""

SEEN = ("looked", "wrong", "blank", "yielded")
RELATION = ("ties", "border", "grievance", "gratitude", "blows", "chosen", "trust", "allied", "settled")


def change(rows, number, **values):
    for name, value in values.items():
        rows[name][number] = value


def slot_of(eye, a, b):
    return next((slot for slot, relation in enumerate(eye.relations(a)) if relation["other"] == b), -1)


def slot_made(eye, a, b):
    """The slot of b with a, made if there is room, or -1."""
    known = slot_of(eye, a, b)
    if known >= 0:
        return known
    slots = eye.relations(a)
    empty = [slot for slot, relation in enumerate(slots) if relation["other"] < 0]
    felt = [
        (((10 * relation["border"] + relation["grievance"]) + relation["gratitude"]) + relation["ties"] / 10, slot)
        for slot, relation in enumerate(slots)
        if not relation["settled"]
    ]
    if not empty and not felt:
        return -1
    slot = empty[0] if empty else min(felt)[1]
    change(eye.world.relations[a], slot, other=b, since=-1, met=eye.clock["now"], **dict.fromkeys(RELATION, 0))
    return slot


def add(eye, a, b, name, amount):
    """Add to a number of a's relation to b, which is made if there is room; returns whether there is one."""
    slot = slot_made(eye, a, b)
    if slot >= 0:
        eye.world.relations[name][a, slot] += amount
    return slot
