"""One placement or none, from docs/odd.md section 7.4."""

import math

from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.user_kinds import BOT, KEEPER
from canvas_sim.base.vocabulary import ATTACK, BUILD, GUARD, HELP, NOISE, REPAIR, VANDALISE
from naive.alone import act_as_loner, tidy
from naive.constants import AGAIN, AID, ALONE, HOUR, NOTHING, RAID, SPOIL, STRIKE, UNPLANNED
from naive.draws import below, between, unit
from naive.keep import act_as_keeper
from naive.knowledge import knows
from naive.relate import bound_by_treaty, grievance
from naive.seeing import is_open, planned, same_around
from naive.spread import grow_pattern


def act(eye, me, chosen, sight, t):
    purpose, _, design, _, px, py, *_ = chosen
    if len(eye.allowed) == 1:
        return paint_over(eye, me)
    if eye.user(me)["kind"] == KEEPER:
        done = act_as_keeper(eye, me)
    elif purpose == ALONE:
        done = act_as_loner(eye, me)
    elif purpose in (RAID, SPOIL):
        done = spoil(eye, me, purpose)
    elif purpose == AGAIN:
        wanted = planned(eye, design, px, py)
        done = NOTHING if wanted == UNPLANNED else (1, px, py, wanted, REPAIR)
    else:
        done = slip(eye, me, work(eye, me, chosen, sight, t))
    placed, x, y, color, _ = done
    return done if placed and is_open(eye, x, y) and color in eye.allowed else NOTHING


def aims(eye, me):
    """Eight places with a word to spare: four near the last pixel, if there is one, then anywhere."""
    user = eye.user(me)
    x0, y0, x1, y1 = eye.box
    for attempt in range(8):
        a, b, c, _ = eye.draw(me, "act/aim", attempt)
        if attempt < 4 and user["placed"]:
            yield user["x"] + between(a, -24, 25), user["y"] + between(b, -24, 25), c
        else:
            yield between(a, x0, x1), between(b, y0, y1), c


def paint_over(eye, me):
    (color,) = eye.allowed
    for x, y, _ in aims(eye, me):
        if is_open(eye, x, y) and eye.color(x, y) != color:
            return (1, x, y, color, NOISE)
    return NOTHING


def spoil(eye, me, purpose):
    if purpose == RAID:
        return invade(eye, me)
    for x, y, c in aims(eye, me):
        color = eye.allowed[below(c, len(eye.allowed))]
        if is_open(eye, x, y) and eye.color(x, y) != color:
            return (1, x, y, color, NOISE if eye.color(x, y) == eye.background else VANDALISE)
    return NOTHING


def invade(eye, me):
    life = eye.life(me)
    for attempt in range(8):
        a, b, _, _ = eye.draw(me, "act/aim", attempt)
        x, y = between(a, life["x0"], life["x1"]), between(b, life["y0"], life["y1"])
        if is_open(eye, x, y) and eye.color(x, y) != life["color"]:
            return (1, x, y, life["color"], ATTACK)
    return NOTHING


def work(eye, me, chosen, sight, t):
    purpose, _, number, _, px, py, *_ = chosen
    user, life, rules, design = eye.user(me), eye.life(me), eye.set, eye.design(number)
    words = eye.draw(me, "act")
    a, b, c, d = words
    if design["kind"] != TEMPLATE:
        return grow_pattern(eye, number, words)
    if purpose == STRIKE:
        return strike(eye, me, number, (px, py))
    blamed = sight["blame"]
    angry = blamed >= 0 and unit(a) < life["temper"] * min(1, grievance(eye, user["club"], blamed))
    if angry and not bound_by_treaty(eye, me, blamed):
        done = strike(eye, me, eye.community(blamed)["design"], (sight["x"], sight["y"]))
        if done[0]:
            return done
    home = sight["design"] in (number, -1)
    few = sight["found"] and home and sight["wrong"] <= 0.35 * sight["looked"]
    intent = HELP if purpose == AID else REPAIR if few else BUILD
    if user["kind"] != BOT and knows(eye, me, chosen) and unit(b) < rules["people_blind"]:
        x, y = design["x"] + below(c, design["width"]), design["y"] + below(d, design["height"])
        return (1, x, y, planned(eye, number, x, y), intent)
    if sight["found"]:
        return (1, sight["x"], sight["y"], sight["color"], intent if home else HELP)
    age = max(0, t - design["hurt"]) / HOUR
    threat = rules["people_guard"] * math.exp(-age / rules["people_guard_hours"])
    if sight["right"] and design["scarred"] and unit(c) < threat:
        x, y = sight["right_x"], sight["right_y"]
        return (1, x, y, planned(eye, number, x, y), GUARD)
    return tidy(eye, me)


def strike(eye, me, target, place):
    club = eye.user(me)["club"]
    if club < 0 or target < 0 or eye.design(target)["kind"] != TEMPLATE:
        return NOTHING
    ground = eye.design(eye.community(club)["design"])["ground"]
    done = NOTHING
    for attempt in range(8):
        a, b, _, _ = eye.draw(me, "act/aim", attempt)
        x, y = place[0] + between(a, -6, 7), place[1] + between(b, -6, 7)
        if is_open(eye, x, y):
            wanted = planned(eye, target, x, y)
            if wanted not in (UNPLANNED, ground) and eye.color(x, y) == wanted:
                done = (1, x, y, ground, ATTACK)
                if same_around(eye, x, y, ground) > 0:
                    break
    return done


def slip(eye, me, done):
    placed, x, y, color, intent = done
    a, b, c, d = eye.draw(me, "act/slip")
    if not placed or eye.user(me)["kind"] == BOT or unit(a) >= eye.set["people_errors"]:
        return done
    if unit(b) < 0.5:
        return (1, x + below(c, 3) - 1, y + below(d, 3) - 1, color, intent)
    return (1, x, y, eye.allowed[below(c, len(eye.allowed))], intent)
