"""Alliances at a meeting, from docs/odd.md section 7.12."""

from naive.ally import agrees, defects, ground_of_trust, review
from naive.war import turns_on

from canvas_sim.base.vocabulary import BETRAYED, CAUSES, FORMED, TREATY
from naive_engine.overlay import share_ground
from naive_engine.posts import call_to_attack, publish
from naive_engine.relations import change, slot_of


def part(eye, number, slot, what, cause):
    other = eye.relations(number)[slot]["other"]
    eye.world.relations["allied"][number, slot] = 0
    back = slot_of(eye, other, number)
    if back >= 0:
        eye.world.relations["allied"][other, back] = 0
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
        elif relation["other"] > number and eye.clock["allowed"] and agrees(eye, number, slot, hours):
            form(eye, number, slot)
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


def form(eye, number, slot):
    world, other, now = eye.world, eye.relations(number)[slot]["other"], eye.clock["now"]
    share_ground(eye, number, other)
    for side, mine in ((number, slot), (other, slot_of(eye, other, number))):
        change(world.relations[side], mine, allied=1, since=now, met=now, blows=0, chosen=0)
    treaty(eye, number, slot, FORMED, ground_of_trust(eye, number, slot))
    for side, target in ((number, other), (other, number)):
        group = eye.community(side)
        if group["leader0"] >= 0:
            about = {"design": group["design"], "target": target, "x": -1, "y": -1}
            publish(eye, side, group["leader0"], TREATY, about)
