"""What somebody sees, from docs/odd.md section 7.3."""

from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.user_kinds import BOT
from naive.attend import neighbor_to_help
from naive.constants import AID, DEFEND, HOUR, OWN, UNPLANNED
from naive.draws import alternative, block, lowbias32, unit
from naive.knowledge import knows
from naive.seeing import continued, is_open, planned, right_around

UNSEEN = {
    **dict.fromkeys(("looked", "wrong", "blank", "yielded", "found", "right", "sore"), 0),
    **dict.fromkeys(("x", "y", "color", "right_x", "right_y", "blame", "thanks", "design"), -1),
}
PRESSING = ("found", "x", "y", "color", "design")


def look(eye, me, chosen, t):
    purpose, _, own, *_ = chosen
    if purpose not in (OWN, AID, DEFEND) or own < 0 or eye.design(own)["kind"] != TEMPLATE:
        return dict(UNSEEN)
    sight = see(eye, me, chosen, t)
    if has_time(eye, me, chosen, sight):
        other = neighbor_to_help(eye, me)
        there = see(eye, me, other, t) if other else UNSEEN
        if there["found"]:
            sight.update({name: there[name] for name in PRESSING})
    return sight


def has_time(eye, me, chosen, home):
    """Whether somebody who is done at home looks at a neighbor's."""
    user, purpose, joined = eye.user(me), chosen[0], chosen[7]
    busy = home["found"] or user["club"] < 0 or user["kind"] == BOT or joined or purpose == AID
    return not busy and unit(eye.draw(me, "look")[3]) < eye.set["people_help"]


def worked_on(chosen, sight):
    """The design of the pressing pixel, a neighbor's perhaps; that of the focus for who does not look."""
    return chosen[2] if sight["design"] < 0 else sight["design"]


def see(eye, me, chosen, t):
    own, read = chosen[2], chosen[6]
    sight = dict(UNSEEN, design=own)
    heaviest = glance_over(eye, me, chosen, t, sight)
    if read:
        read_list(eye, me, own, heaviest, sight)
    if sight["found"] and eye.color(sight["x"], sight["y"]) != eye.background:
        sight["blame"] = blamed(eye, me, sight["x"], sight["y"])
    if sight["right"]:
        sight["thanks"] = thanked(eye, me, int(eye.world.owner[sight["right_y"], sight["right_x"]]))
    return sight


def glance_over(eye, me, chosen, t, sight):
    """Fill in what some glances show; returns the weight of the most pressing pixel."""
    own, rules = chosen[2], eye.set
    design, informed = eye.design(own), knows(eye, me, chosen)
    a, b, c, _ = eye.draw(me, "look")
    heaviest = -1.0
    for glance in range(eye.life(me)["glances"]):
        w = alternative(a, b, glance)
        x = design["x"] + ((w % 65536) * design["width"] >> 16)
        y = design["y"] + ((w >> 16) * design["height"] >> 16)
        wanted = planned(eye, own, x, y)
        if wanted == UNPLANNED or not is_open(eye, x, y):
            continue
        sight["looked"] += 1
        if eye.color(x, y) == wanted:
            sight.update(right=1, right_x=x, right_y=y)
            continue
        if not informed and not is_hole(eye, own, x, y):
            continue
        if eye.color(x, y) == eye.background:
            sight["blank"] += 1
        elif lets_stand(eye, own, x, y):
            sight["yielded"] += 1
            continue
        sight["wrong"] += 1
        weight = unit(lowbias32(w ^ c)) + among_right(eye, own, x, y)
        if t - design["founded"] < rules["people_ground_hours"] * HOUR and wanted == design["ground"]:
            weight += rules["people_ground"]
        if weight > heaviest:
            heaviest = weight
            sight.update(found=1, x=x, y=y, color=wanted)
    return heaviest


def read_list(eye, me, own, heaviest, sight):
    """The board's list of what was damaged."""
    a, b, c, _ = eye.draw(me, "look/list")
    for place, x, y in eye.scars(own):
        w = alternative(a, b, place)
        if unit(w) < eye.set["people_notice"] and wounded(eye, own, x, y):
            weight = unit(lowbias32(w ^ c)) + among_right(eye, own, x, y)
            if weight > heaviest:
                heaviest = weight
                sight.update(found=1, sore=1, x=x, y=y, color=planned(eye, own, x, y))


def is_hole(eye, own, x, y):
    """What looks wrong even to somebody who does not know the plan."""
    return eye.color(x, y) != eye.background and right_around(eye, own, x, y) >= 3


def blamed(eye, me, x, y):
    """Whose picture a pixel seems to continue, if not the user's own."""
    number = continued(eye, x, y)
    other = eye.design(number)["community"] if number >= 0 else -1
    return -1 if other == eye.user(me)["club"] else other


def thanked(eye, me, owner):
    """The community of whose name is on a pixel, if not the user's own."""
    other = eye.user(owner)["club"] if owner >= 0 else -1
    return -1 if other == eye.user(me)["club"] else other


def among_right(eye, own, x, y):
    """What a wrong pixel weighs more because of its right neighbors."""
    n = right_around(eye, own, x, y)
    return eye.set["people_edge"] * n + (eye.set["people_closed"] if n >= 3 else 0)


def wounded(eye, own, x, y):
    """Whether a scar is to be seen still, and the user would not let it stand."""
    wanted = planned(eye, own, x, y)
    if wanted == UNPLANNED or not is_open(eye, x, y) or eye.color(x, y) == wanted:
        return False
    return eye.color(x, y) == eye.background or not lets_stand(eye, own, x, y)


def lets_stand(eye, own, x, y):
    for number in eye.claims(x, y):
        if number == own:
            return False
        if planned(eye, number, x, y) == eye.color(x, y) and yields(eye, own, number):
            return True
    return False


def yields(eye, older, newer):
    one, two = eye.design(older), eye.design(newer)
    if one["community"] == two["community"]:
        return two["before"] != older
    identity = one["key"] ^ (2 * two["key"] % 2**64)
    return unit(block(eye.seed, "look/yield", identity, 0, 0)[0]) < eye.set["communities_yields"]
