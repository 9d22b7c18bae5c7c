"""What somebody sees, from docs/odd.md section 7.3."""

from canvas_sim.base.patterns import TEMPLATE
from naive.constants import AID, DEFEND, HOUR, OWN, UNPLANNED
from naive.draws import alternative, block, lowbias32, unit
from naive.relate import bound_by_treaty
from naive.seeing import continued, is_open, planned, right_around

UNSEEN = {
    **dict.fromkeys(("looked", "wrong", "blank", "yielded", "found", "right", "sore"), 0),
    **dict.fromkeys(("x", "y", "color", "right_x", "right_y", "blame", "thanks"), -1),
}


def look(eye, me, chosen, t):
    sight = dict(UNSEEN)
    purpose, _, own, _, px, py, _, _ = chosen
    if purpose not in (OWN, AID, DEFEND) or own < 0 or eye.design(own)["kind"] != TEMPLATE:
        return sight
    design, rules = eye.design(own), eye.set
    a, b, c, _ = eye.draw(me, "look")
    left, top = design["x"], design["y"]
    right, bottom = left + design["width"], top + design["height"]
    if left <= px < right and top <= py < bottom:
        left, right = max(left, px - 6), min(right, px + 7)
        top, bottom = max(top, py - 6), min(bottom, py + 7)
    heaviest = -1.0
    for glance in range(eye.life(me)["glances"]):
        w = alternative(a, b, glance)
        x = left + ((w % 65536) * (right - left) >> 16)
        y = top + ((w >> 16) * (bottom - top) >> 16)
        wanted = planned(eye, own, x, y)
        if wanted == UNPLANNED or not is_open(eye, x, y):
            continue
        sight["looked"] += 1
        if eye.color(x, y) == wanted:
            sight.update(right=1, right_x=x, right_y=y)
            continue
        if eye.color(x, y) == eye.background:
            sight["blank"] += 1
        elif lets_stand(eye, me, own, x, y):
            sight["yielded"] += 1
            continue
        sight["wrong"] += 1
        weight = unit(lowbias32(w ^ c)) + among_right(eye, own, x, y)
        if t - design["founded"] < rules["people_ground_hours"] * HOUR and wanted == design["ground"]:
            weight += rules["people_ground"]
        if weight > heaviest:
            heaviest = weight
            sight.update(found=1, x=x, y=y, color=wanted)
    for place, x, y in eye.scars(own):
        w = alternative(a, b, 128 + place)
        if unit(w) < rules["people_notice"] and wounded(eye, me, own, x, y):
            weight = unit(lowbias32(w ^ c)) + among_right(eye, own, x, y)
            if weight > heaviest:
                heaviest = weight
                sight.update(found=1, sore=1, x=x, y=y, color=planned(eye, own, x, y))
    if sight["found"] and eye.color(sight["x"], sight["y"]) != eye.background:
        sight["blame"] = blamed(eye, me, sight["x"], sight["y"])
    if sight["right"]:
        sight["thanks"] = thanked(eye, me, int(eye.world.owner[sight["right_y"], sight["right_x"]]))
    return sight


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


def wounded(eye, me, own, x, y):
    """Whether a scar is to be seen still, and the user would not let it stand."""
    wanted = planned(eye, own, x, y)
    if wanted == UNPLANNED or not is_open(eye, x, y) or eye.color(x, y) == wanted:
        return False
    return eye.color(x, y) == eye.background or not lets_stand(eye, me, own, x, y)


def lets_stand(eye, me, own, x, y):
    newer = True
    for number in eye.claims(x, y):
        if number == own:
            newer = False
        elif planned(eye, number, x, y) == eye.color(x, y) and (
            (newer and yields(eye, own, number)) or bound_by_treaty(eye, me, eye.design(number)["community"])
        ):
            return True
    return False


def yields(eye, older, newer):
    one, two = eye.design(older), eye.design(newer)
    if one["community"] == two["community"]:
        return two["before"] != older
    identity = one["key"] ^ (2 * two["key"] % 2**64)
    return unit(block(eye.seed, "look/yield", identity, 0, 0)[0]) < eye.set["communities_yields"]
