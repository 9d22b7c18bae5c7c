"""How somebody finds a design to work on, from docs/odd.md section 7.2."""

import math

from naive.constants import HOUR
from naive.draws import alternative, between, luck, unit
from naive.seeing import alive, wear

NOWHERE = (-1, -1)


def join(eye, me, t):
    """(design, author of the post that told of it); -1 for none."""
    user, rules = eye.user(me), eye.set
    a, b, c, d = eye.draw(me, "join")
    if user["placed"] and user["joined"] == 0:
        if unit(a) >= rules["loners_join_here"]:
            return NOWHERE
        return drawn_to(eye, [(eye.claims(user["x"], user["y"]), c, d)], t), -1
    if user["joined"] == 0:
        last, first = rules["people_join_last"], rules["people_join_first"]
        organized = 1 - math.exp(-((wear(eye) / rules["people_join_wear"]) ** 2))
        if unit(a) >= first + (last - first) * organized:
            return NOWHERE
    if user["joined"] and unit(a) < rules["people_back"]:
        last = (user["joined"] - 1) % 4
        known = [int(club) for place, club in enumerate(eye.world.clubs[me]) if place != last and alive(eye, club)]
        if known:
            best = max(alternative(c, d, eye.community(club)["key"]) for club in known)
            back = [n for n in known if alternative(c, d, eye.community(n)["key"]) == best][-1]
            return eye.community(back)["design"], -1
    found, author = NOWHERE
    if unit(b) < rules["people_join_ties"]:
        found = through_ties(eye, me, c, d)
    elif unit(b) < rules["people_join_ties"] + rules["people_join_posts"] and eye.clock["forum"]:
        found, author = through_posts(eye, c, d)
    if found < 0:
        x0, y0, x1, y1 = eye.box
        spots = []
        for glance in range(rules["people_join_glances"]):
            p, q, r, s = eye.draw(me, "join/spots", glance)
            spots.append((eye.claims(between(p, x0, x1), between(q, y0, y1)), r, s))
        found = drawn_to(eye, spots, t)
    if found < 0 and eye.clock["forum"]:
        found, author = through_posts(eye, c, d)
    return found, author


def through_ties(eye, me, c, d):
    best, found = -1, -1
    for friend in map(int, eye.world.ties[me]):
        if friend >= 0 and alive(eye, eye.user(friend)["club"]):
            number = alternative(c, d, eye.user(friend)["key"])
            if number >= best:
                best, found = number, current(eye, eye.user(friend)["club"], eye.user(friend)["design"])
    return found


def current(eye, club, number):
    """A design, if it is the club's and lives; else the club's newest."""
    if number >= 0 and eye.design(number)["community"] == club and eye.design(number)["ended"] == -1:
        return number
    return eye.community(club)["design"]


def through_posts(eye, c, d):
    best, found = math.inf, NOWHERE
    for rank in range(eye.set["forum_front"]):
        number = int(eye.world.front[0, rank])
        if number >= 0 and alive(eye, eye.post(number)["community"]):
            post = eye.post(number)
            bid = luck(alternative(c, d, (post["author"] * 4096) ^ post["turn"])) * (rank + 1)
            if bid < best:
                best, found = bid, (current(eye, post["community"], post["design"]), post["author"])
    return found


def drawn_to(eye, spots, t):
    """The design that calls loudest at some spots, each (claims, word, word)."""
    best, found = math.inf, -1
    for claims, c, d in spots:
        for number in claims:
            design = eye.design(number)
            age = (t - design["founded"]) / HOUR
            call = math.exp(-age / eye.set["people_join_young"]) + eye.set["people_join_old"]
            bid = luck(alternative(c, d, design["key"])) / call
            if bid < best:
                best, found = bid, number
    return found
