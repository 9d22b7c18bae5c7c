"""Alliances and truces at a meeting, from docs/odd.md section 7.12."""

from naive.ally import agree, defects, ground_of_trust, review
from naive.war import turns_on

from canvas_sim.base.vocabulary import BETRAYED, CAUSES, FORMED, TREATY, TRUCE, TRUCE_OVER
from naive_engine.overlay import loses_much, share_ground
from naive_engine.posts import call_to_attack, publish
from naive_engine.relations import change, slot_of


def part(eye, number, slot, what, cause):
    other = eye.relations(number)[slot]["other"]
    for side, mine in ((number, slot), (other, slot_of(eye, other, number))):
        if mine >= 0:
            change(eye.world.relations[side], mine, allied=0, settled=0)
    treaty(eye, number, slot, what, cause)


def treaty(eye, number, slot, what, cause):
    world, relation = eye.world, eye.relations(number)[slot]
    row = int(world.clock["treaties"][0])
    world.clock["treaties"][0] += 1
    sides = {"a": number, "b": relation["other"], "strength": relation["trust"]}
    change(world.treaties, row, ts=eye.clock["now"], what=what, cause=CAUSES.index(cause), **sides)


def negotiate(eye, number, hours):
    for slot in range(12):
        relation = eye.relations(number)[slot]
        if relation["other"] >= 0 and relation["allied"]:
            carry_out_review(eye, number, slot, hours)
        elif relation["other"] >= 0:
            talk(eye, number, slot, hours)
    enemy = turns_on(eye, number, hours)
    if enemy >= 0:
        call_to_attack(eye, number, enemy)


def carry_out_review(eye, number, slot, hours):
    other = eye.relations(number)[slot]["other"]
    what, cause = review(eye, number, slot)
    if what:
        part(eye, number, slot, what, cause)
        back = slot_of(eye, other, number)
        if what == BETRAYED and back >= 0:
            eye.world.relations["grievance"][other, back] += eye.community(other)["members"] + 5
    elif defects(eye, number, slot, hours):
        call_to_attack(eye, number, other)


def talk(eye, number, slot, hours):
    """A truce may be over; and who is not allied may agree."""
    relation = eye.relations(number)[slot]
    if relation["settled"] and relation["trust"] <= eye.set["alliances_breaks"]:
        part(eye, number, slot, TRUCE_OVER, "damage")
    if eye.relations(number)[slot]["other"] > number and eye.clock["allowed"]:
        agreed = agree(eye, number, slot, hours)
        other = relation["other"]
        if agreed == TRUCE and (loses_much(eye, number, other) or loses_much(eye, other, number)):
            return
        if agreed:
            sign(eye, number, slot, agreed)


def sign(eye, number, slot, what):
    world, other, now = eye.world, eye.relations(number)[slot]["other"], eye.clock["now"]
    share_ground(eye, number, other)
    begun = {"settled": 1, "allied": int(what == FORMED), "since": now, "met": now, "blows": 0, "chosen": 0}
    for side, mine in ((number, slot), (other, slot_of(eye, other, number))):
        change(world.relations[side], mine, **begun)
    treaty(eye, number, slot, what, ground_of_trust(eye, number, slot))
    for side, target in ((number, other), (other, number)):
        group = eye.community(side)
        if group["leader0"] >= 0:
            about = {"design": group["design"], "target": target, "x": -1, "y": -1}
            publish(eye, side, group["leader0"], TREATY, about)
