"""Alliances at a meeting, from docs/odd.md section 7.12."""

from naive.constants import HOUR
from naive.draws import block, unit
from naive.relate import heads, willing
from naive.seeing import alive

from canvas_sim.world import tables as T
from naive_engine.posts import middle, publish
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
    change(world.treaties, row, ts=eye.clock["now"], what=what, cause=T.CAUSES.index(cause), **sides)


def negotiate(eye, number, hours):
    for slot in range(12):
        relation = eye.relations(number)[slot]
        if relation["other"] >= 0 and relation["allied"]:
            review(eye, number, slot, hours)
        elif relation["other"] > number and eye.clock["allowed"]:
            talk(eye, number, slot, hours)


def review(eye, number, slot, hours):
    relation, rules, now = eye.relations(number)[slot], eye.set, eye.clock["now"]
    other, patience = relation["other"], rules["alliances_idle"] * HOUR
    if relation["blows"] >= rules["alliances_betrayal"]:
        part(eye, number, slot, T.BETRAYED, "chosen" if 2 * relation["chosen"] > relation["blows"] else "unread")
        back = slot_of(eye, other, number)
        if back >= 0:
            eye.world.relations["grievance"][other, back] += eye.community(other)["members"] + 5
    elif relation["trust"] <= rules["alliances_breaks"]:
        part(eye, number, slot, T.BROKEN, "damage")
    elif now - relation["met"] > patience and now - relation["since"] > patience:
        part(eye, number, slot, T.LAPSED, "no contact")
    else:
        defect(eye, number, slot, hours)


def defect(eye, number, slot, hours):
    group, other = eye.community(number), eye.relations(number)[slot]["other"]
    blocked = group["yielded"] > 0 and group["yielded"] >= 0.2 * group["looked"]
    word = block(eye.seed, "meet/defect", group["key"], group["meetings"], slot)[0]
    keen = unit(word) < eye.set["alliances_defect"] * hours
    if blocked and group["leader0"] >= 0 and eye.clock["forum"] and keen and alive(eye, other):
        about = {"design": group["design"], "target": other} | middle(eye, other)
        publish(eye, number, group["leader0"], T.CALL_ATTACK, about)


def talk(eye, number, slot, hours):
    world, other, now = eye.world, eye.relations(number)[slot]["other"], eye.clock["now"]
    back = slot_of(eye, other, number)
    if back < 0 or not willing(eye, number, slot) or not willing(eye, other, back):
        return
    key = eye.community(number)["key"] ^ (2 * eye.community(other)["key"] % 2**64)
    word = block(eye.seed, "meet/talk", key, eye.community(number)["meetings"])[0]
    if not eye.clock["forum"] or unit(word) >= eye.set["alliances_talk"] * hours:
        return
    for side, mine in ((number, slot), (other, back)):
        change(world.relations[side], mine, allied=1, since=now, met=now, blows=0, chosen=0)
    treaty(eye, number, slot, T.FORMED, cause(eye, number, slot))
    for side, target in ((number, other), (other, number)):
        group = eye.community(side)
        if group["leader0"] >= 0:
            about = {"design": group["design"], "target": target, "x": -1, "y": -1}
            publish(eye, side, group["leader0"], T.TREATY, about)


def cause(eye, number, slot):
    relation = eye.relations(number)[slot]
    border = eye.set["alliances_border"] * relation["border"]
    helped = eye.set["alliances_help"] * min(1, relation["gratitude"] / heads(eye, number))
    rest = relation["trust"] - border - helped
    if border >= max(helped, rest):
        return "border"
    return "help" if helped >= rest else "common enemy"
