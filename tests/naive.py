"""Slow, obvious twins of the rules, written from docs/odd.md: plain Python, whole numbers and floats.

A world is read through `Eye`, which hands out Python numbers only. Sections of the description are named at each twin.
"""

import math
import zlib
from functools import lru_cache

from canvas_sim.world import tables as T  # noqa: N812 (names of kinds and states)

HOUR = 3_600_000
OUTSIDE = 255  # masked, in the ink
UNPLANNED = 256
ALONE, OWN, AGAIN, AID, DEFEND, STRIKE, RAID, SPOIL = range(8)
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))  # right, left, below, above
CORNERS = ((1, 1), (1, -1), (-1, 1), (-1, -1))
NOTHING = (0, 0, 0, 0, 0)
UNSEEN = {
    **dict.fromkeys(("looked", "wrong", "blank", "yielded", "found", "right"), 0),
    **dict.fromkeys(("x", "y", "color", "right_x", "right_y", "blame", "thanks"), -1),
}


# 7.0 Draws


def philox(key, counter):
    """Philox4x32-10 as published: two multiplications a round, the key bumped by Weyl constants between rounds."""
    k0, k1 = key
    c0, c1, c2, c3 = counter
    for _ in range(10):
        product0, product1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (
            (product1 >> 32) ^ c1 ^ k0,
            product1 & 0xFFFFFFFF,
            (product0 >> 32) ^ c3 ^ k1,
            product0 & 0xFFFFFFFF,
        )
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0, c1, c2, c3


@lru_cache(100_000)
def block(seed, name, entity, count, slot=0):
    """Four words of one draw."""
    key = (seed & 0xFFFFFFFF, zlib.crc32(name.encode()))
    return philox(key, (entity & 0xFFFFFFFF, entity >> 32, count, slot))


def unit(word):
    return word / 2**32


def below(word, n):
    return word * n // 2**32


def within(word, low, high):
    return low + below(word, high - low)


def lowbias32(w):
    w ^= w >> 16
    w = w * 0x7FEB352D % 2**32
    w ^= w >> 15
    w = w * 0x846CA68B % 2**32
    return w ^ (w >> 16)


def alternative(a, b, identity):
    mixed = (identity % 2**32 * 0x9E3779B1 + identity // 2**32 * 0x7FEB352D + a) % 2**32
    return lowbias32(lowbias32(mixed) ^ b)


def luck(word):
    """What competes in a choice, the least wins."""
    return -math.log(1 - unit(word))


class Eye:
    """A world as Python numbers."""

    def __init__(self, world):
        self.world = world
        self.clock = self.row(world.clock, 0)
        self.set = self.row(world.settings, 0)
        self.seed = self.clock["seed"]
        self.box = tuple(self.clock[name] for name in ("x0", "y0", "x1", "y1"))
        self.allowed = [int(color) for color in world.colors[: self.clock["colors"]]]
        self.background = self.clock["background"]

    @staticmethod
    def row(rows, number):
        return {name: rows[number][name].item() for name in rows.dtype.names}

    def user(self, me):
        return self.row(self.world.users, me)

    def life(self, me):
        return self.row(self.world.lives, me)

    def community(self, number):
        return self.row(self.world.communities, number)

    def design(self, number):
        return self.row(self.world.designs, number)

    def post(self, number):
        return self.row(self.world.posts, number)

    def relations(self, a):
        return [self.row(self.world.relations[a], slot) for slot in range(T.RELATIONS)]

    def color(self, x, y):
        return int(self.world.canvas[y, x])

    def claims(self, x, y):
        """Designs that cover a pixel, newest first."""
        return [int(claim) - 1 for claim in self.world.claims[y, x] if claim > 0]

    def draw(self, me, name, slot=0, turn=None):
        user = self.user(me)
        return block(self.seed, name, user["key"], user["turns"] if turn is None else turn, slot)


# 7.0 Shared by many rules


def is_open(eye, x, y):
    x0, y0, x1, y1 = eye.box
    return x0 <= x < x1 and y0 <= y < y1


def neighbors(eye, x, y):
    return [(x + dx, y + dy) for dx, dy in SIDES if is_open(eye, x + dx, y + dy)]


def planned(eye, number, x, y):
    design = eye.design(number)
    column, row = x - design["x"], y - design["y"]
    if design["kind"] != T.TEMPLATE or not (0 <= column < design["width"] and 0 <= row < design["height"]):
        return UNPLANNED
    color = int(eye.world.ink[design["ink"] + row * design["width"] + column])
    return UNPLANNED if color == OUTSIDE else color


def same_around(eye, x, y, color):
    return sum(eye.color(*place) == color for place in neighbors(eye, x, y))


def right_around(eye, number, x, y):
    return sum(eye.color(*place) == planned(eye, number, *place) for place in neighbors(eye, x, y))


def continued(eye, x, y):
    for number in eye.claims(x, y):
        if planned(eye, number, x, y) == eye.color(x, y) and right_around(eye, number, x, y) > 0:
            return number
    return -1


def stands(eye, x, y):
    return any(planned(eye, number, x, y) == eye.color(x, y) for number in eye.claims(x, y))


def alive(eye, community):
    return community >= 0 and eye.community(community)["state"] == T.ALIVE


# 7.1 Attend


def focus(purpose, community=-1, design=-1, post=-1, **more):
    place, read, joined = more.get("place", (-1, -1)), more.get("read", 0), more.get("joined", 0)
    return (purpose, community, design, post, *place, read, joined)


def attend(eye, me, t):
    user, life, rules = eye.user(me), eye.life(me), eye.set
    a, b, c, d = map(unit, eye.draw(me, "attend"))
    club = user["club"]
    if user["kind"] == T.RAIDER:
        return focus(RAID)
    if user["kind"] == T.VANDAL and a < 0.5:
        return focus(SPOIL, club)
    if not alive(eye, club):
        if club >= 0 and eye.community(club)["state"] == T.SEARCHING and a < life["loyalty"]:
            return focus(ALONE, club)
        found = join(eye, me, t)
        return focus(ALONE) if found < 0 else focus(OWN, eye.design(found)["community"], found, joined=1)
    own = focus(OWN, club, my_design(eye, me))
    if user["kind"] == T.BOT:
        return own
    mine = user["design"]
    if user["placed"] and b < rules["people_redo"] and mine >= 0:
        living = eye.design(mine)["community"] == club and eye.design(mine)["ended"] == -1
        if living and eye.color(user["x"], user["y"]) != user["color"]:
            return focus(AGAIN, club, mine, place=(user["x"], user["y"]))
    if eye.clock["forum"] and c < life["reading"]:
        return read_board(eye, me)
    if d < rules["people_help"]:
        return neighbor(eye, me)
    return own


def my_design(eye, me):
    user = eye.user(me)
    newest, mine = eye.community(user["club"])["design"], user["design"]
    if mine < 0 or eye.design(mine)["community"] != user["club"]:
        return newest
    if eye.design(mine)["ended"] == -1:
        return mine
    replaced = newest >= 0 and eye.design(newest)["before"] == mine
    word = block(eye.seed, "attend/holdout", user["key"], mine, 0)[0]
    return mine if replaced and unit(word) < eye.set["communities_holdouts"] else newest


def read_board(eye, me):
    club = eye.user(me)["club"]
    a, b, _, _ = eye.draw(me, "attend/board")
    own = focus(OWN, club, my_design(eye, me), read=1)
    bids = []
    for rank, number in enumerate(map(int, eye.world.boards[club])):
        if number < 0:
            break
        post = eye.post(number)
        if post["kind"] != T.TREATY:
            identity = (post["author"] * 4096) ^ post["turn"]
            bids.append((luck(alternative(a, b, identity)) * (rank + 1), rank, number))
    if not bids:
        return own
    number = min(bids)[2]
    post = eye.post(number)
    place = (post["x"], post["y"])
    if post["kind"] in (T.CALL_HELP, T.CALL_ATTACK) and alive(eye, post["target"]):
        design = eye.community(post["target"])["design"]
        if post["kind"] == T.CALL_HELP:
            return focus(AID, club, design, number, read=1)
        return focus(STRIKE, club, design, number, place=place, read=1)
    if post["design"] >= 0 and eye.design(post["design"])["ended"] == -1:
        return focus(DEFEND, club, post["design"], number, place=place, read=1)
    return own


def neighbor(eye, me):
    club = eye.user(me)["club"]
    a, b, _, _ = eye.draw(me, "attend/neighbor", turn=0)
    bids = []
    for slot, relation in enumerate(eye.relations(club)):
        if alive(eye, relation["other"]) and relation["trust"] >= 0:
            other = eye.community(relation["other"])
            if other["design"] >= 0 and eye.design(other["design"])["kind"] == T.TEMPLATE:
                weight = 4 if relation["allied"] else 1
                bids.append((luck(alternative(a, b, other["key"])) / weight, slot, other["design"]))
    return focus(AID, club, min(bids)[2]) if bids else focus(OWN, club, my_design(eye, me))


# 7.2 Join


def join(eye, me, t):
    user, rules = eye.user(me), eye.set
    a, b, c, d = eye.draw(me, "join")
    if user["placed"] and user["joined"] == 0:
        if unit(a) >= rules["loners_join_here"]:
            return -1
        return drawn_to(eye, [(eye.claims(user["x"], user["y"]), c, d)], t)
    if user["joined"] == 0:
        last, first = rules["people_join_last"], rules["people_join_first"]
        organized = 1 - math.exp(-((t / HOUR / rules["people_join_hours"]) ** 2))
        if unit(a) >= first + (last - first) * organized:
            return -1
    if user["joined"] and unit(a) < rules["people_back"]:
        last = (user["joined"] - 1) % 4
        known = [int(club) for place, club in enumerate(eye.world.clubs[me]) if place != last and alive(eye, club)]
        if known:
            best = max(alternative(c, d, eye.community(club)["key"]) for club in known)
            return [eye.community(n)["design"] for n in known if alternative(c, d, eye.community(n)["key"]) == best][-1]
    found = -1
    if unit(b) < rules["people_join_ties"]:
        found = through_ties(eye, me, c, d)
    elif unit(b) < rules["people_join_ties"] + rules["people_join_posts"] and eye.clock["forum"]:
        found = through_posts(eye, c, d)
    if found < 0:
        x0, y0, x1, y1 = eye.box
        spots = []
        for glance in range(rules["people_join_glances"]):
            p, q, r, s = eye.draw(me, "join/spots", glance)
            spots.append((eye.claims(within(p, x0, x1), within(q, y0, y1)), r, s))
        found = drawn_to(eye, spots, t)
    if found < 0 and eye.clock["forum"]:
        found = through_posts(eye, c, d)
    return found


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
    best, found = math.inf, -1
    for rank in range(eye.set["forum_front"]):
        number = int(eye.world.front[0, rank])
        if number >= 0 and alive(eye, eye.post(number)["community"]):
            post = eye.post(number)
            bid = luck(alternative(c, d, (post["author"] * 4096) ^ post["turn"])) * (rank + 1)
            if bid < best:
                best, found = bid, current(eye, post["community"], post["design"])
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


# 7.3 Look


def look(eye, me, chosen, t):
    sight = dict(UNSEEN)
    purpose, _, own, _, px, py, _, _ = chosen
    if purpose not in (OWN, AID, DEFEND) or own < 0 or eye.design(own)["kind"] != T.TEMPLATE:
        return sight
    design, user, rules = eye.design(own), eye.user(me), eye.set
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
        n = right_around(eye, own, x, y)
        weight = unit(lowbias32(w ^ c)) + (rules["people_edge"] * n + (rules["people_closed"] if n >= 3 else 0))
        if t - design["founded"] < rules["people_ground_hours"] * HOUR and wanted == design["ground"]:
            weight += rules["people_ground"]
        if weight > heaviest:
            heaviest = weight
            sight.update(found=1, x=x, y=y, color=wanted)
    if sight["found"] and eye.color(sight["x"], sight["y"]) != eye.background:
        other = continued(eye, sight["x"], sight["y"])
        if other >= 0 and eye.design(other)["community"] != user["club"]:
            sight["blame"] = eye.design(other)["community"]
    if sight["right"]:
        owner = int(eye.world.owner[sight["right_y"], sight["right_x"]])
        if owner >= 0 and eye.user(owner)["club"] != user["club"]:
            sight["thanks"] = eye.user(owner)["club"]
    return sight


def lets_stand(eye, me, own, x, y):
    newer = True
    for number in eye.claims(x, y):
        if number == own:
            newer = False
        elif planned(eye, number, x, y) == eye.color(x, y) and (
            (newer and yields(eye, own, number)) or bound(eye, me, eye.design(number)["community"])
        ):
            return True
    return False


def yields(eye, older, newer):
    one, two = eye.design(older), eye.design(newer)
    if one["community"] == two["community"]:
        return two["before"] != older
    identity = one["key"] ^ (2 * two["key"] % 2**64)
    return unit(block(eye.seed, "look/yield", identity, 0, 0)[0]) < eye.set["communities_yields"]


def bound(eye, me, other):
    user = eye.user(me)
    relation = relation_to(eye, user["club"], other)
    return bool(relation and relation["allied"] and user["read"] >= relation["since"])


# 7.4 Act


def paint_over(eye, me):
    user, (color,) = eye.user(me), eye.allowed
    x0, y0, x1, y1 = eye.box
    for attempt in range(8):
        a, b, _, _ = eye.draw(me, "act/aim", attempt)
        if attempt < 4 and user["placed"]:
            x, y = user["x"] + within(a, -24, 25), user["y"] + within(b, -24, 25)
        else:
            x, y = within(a, x0, x1), within(b, y0, y1)
        if is_open(eye, x, y) and eye.color(x, y) != color:
            return (1, x, y, color, T.NOISE)
    return NOTHING


def act(eye, me, chosen, sight, t):
    purpose, _, design, _, px, py, _, _ = chosen
    if len(eye.allowed) == 1:
        return paint_over(eye, me)
    if purpose == ALONE:
        done = alone(eye, me, t)
    elif purpose in (RAID, SPOIL):
        done = spoil(eye, me, purpose)
    elif purpose == AGAIN:
        wanted = planned(eye, design, px, py)
        done = NOTHING if wanted == UNPLANNED else (1, px, py, wanted, T.REPAIR)
    else:
        done = slip(eye, me, work(eye, me, chosen, sight, t))
    placed, x, y, color, _ = done
    return done if placed and is_open(eye, x, y) and color in eye.allowed else NOTHING


def spoil(eye, me, purpose):
    life = eye.life(me)
    x0, y0, x1, y1 = (life[name] for name in ("x0", "y0", "x1", "y1")) if purpose == RAID else eye.box
    for attempt in range(8):
        a, b, c, _ = eye.draw(me, "act/aim", attempt)
        x, y = within(a, x0, x1), within(b, y0, y1)
        if purpose == RAID:
            if is_open(eye, x, y) and eye.color(x, y) != life["color"]:
                return (1, x, y, life["color"], T.ATTACK)
        else:
            color = eye.allowed[below(c, len(eye.allowed))]
            if eye.color(x, y) not in (eye.background, color):
                return (1, x, y, color, T.VANDALISE)
    return NOTHING


def work(eye, me, chosen, sight, t):
    purpose, _, number, _, px, py, _, _ = chosen
    user, life, rules, design = eye.user(me), eye.life(me), eye.set, eye.design(number)
    words = eye.draw(me, "act")
    a, b, c, d = words
    if design["kind"] != T.TEMPLATE:
        return spread(eye, number, words)
    if purpose == STRIKE:
        return strike(eye, me, number, (px, py))
    blamed = sight["blame"]
    angry = blamed >= 0 and unit(a) < life["temper"] * min(1, grievance(eye, user["club"], blamed))
    if angry and not bound(eye, me, blamed):
        done = strike(eye, me, eye.community(blamed)["design"], (sight["x"], sight["y"]))
        if done[0]:
            return done
    few = sight["wrong"] > 0 and sight["wrong"] <= 0.35 * sight["looked"]
    intent = T.HELP if purpose == AID else T.REPAIR if few else T.BUILD
    if user["kind"] != T.BOT and unit(b) < rules["people_blind"]:
        x, y = design["x"] + below(c, design["width"]), design["y"] + below(d, design["height"])
        return (1, x, y, planned(eye, number, x, y), intent)
    if sight["found"]:
        return (1, sight["x"], sight["y"], planned(eye, number, sight["x"], sight["y"]), intent)
    old = 1 - math.exp(-(t - design["founded"]) / HOUR / rules["people_guard_hours"])
    if sight["right"] and unit(c) < rules["people_guard"] * old:
        x, y = sight["right_x"], sight["right_y"]
        return (1, x, y, planned(eye, number, x, y), T.GUARD)
    return tidy(eye, me)


def strike(eye, me, target, place):
    club = eye.user(me)["club"]
    if club < 0 or target < 0 or eye.design(target)["kind"] != T.TEMPLATE:
        return NOTHING
    ground = eye.design(eye.community(club)["design"])["ground"]
    for attempt in range(8):
        a, b, _, _ = eye.draw(me, "act/aim", attempt)
        x, y = place[0] + within(a, -6, 7), place[1] + within(b, -6, 7)
        if is_open(eye, x, y):
            wanted = planned(eye, target, x, y)
            if wanted not in (UNPLANNED, ground) and eye.color(x, y) == wanted:
                return (1, x, y, ground, T.ATTACK)
    return NOTHING


def slip(eye, me, done):
    placed, x, y, color, intent = done
    a, b, c, d = eye.draw(me, "act/slip")
    if not placed or eye.user(me)["kind"] == T.BOT or unit(a) >= eye.set["people_errors"]:
        return done
    if unit(b) < 0.5:
        return (1, x + below(c, 3) - 1, y + below(d, 3) - 1, color, intent)
    return (1, x, y, eye.allowed[below(c, len(eye.allowed))], intent)


def consequences(eye, me, done):
    placed, x, y, color, _ = done
    harmed = helped = -1
    if placed and eye.color(x, y) != color:
        old = eye.color(x, y)
        for number in eye.claims(x, y):
            other, wanted = eye.design(number)["community"], planned(eye, number, x, y)
            if other != eye.user(me)["club"]:
                if wanted == old and harmed < 0:
                    harmed = other
                if wanted == color and helped < 0:
                    helped = other
    return harmed, helped


# 7.5 Alone


def alone(eye, me, t):
    user, rules = eye.user(me), eye.set
    a, b, c, d = eye.draw(me, "alone")
    x0, y0, x1, y1 = eye.box
    hours = t / HOUR
    any_color = some_color = eye.allowed[below(d, len(eye.allowed))]
    fade = math.exp(-hours / rules["loners_fade_hours"])
    x, y = within(b, x0, x1), within(c, y0, y1)
    p, q, r, _ = eye.draw(me, "alone/place", 12)
    near_x, near_y = x + below(q, 7) - 3, y + below(r, 7) - 3
    if unit(p) < rules["loners_mimic"] and is_open(eye, near_x, near_y) and eye.color(near_x, near_y) != eye.background:
        some_color = eye.color(near_x, near_y)
    anywhere = (x, y, some_color)
    g = unit(a)
    g -= rules["loners_noise"] * math.exp(-((hours / rules["loners_noise_hours"]) ** 2)) + rules["loners_noise_floor"]
    if g < 0:
        return (1, *anywhere, T.NOISE)
    g -= fade * rules["loners_doodle"]
    if g < 0:
        if not user["placed"]:
            return (1, *anywhere, T.DOODLE)
        x, y = user["x"] + below(b, 3) - 1, user["y"] + below(c, 3) - 1
        if not is_open(eye, x, y) or eye.color(x, y) == user["color"]:
            return NOTHING
        return (1, x, y, user["color"], T.DOODLE)
    g -= fade * rules["loners_copy_share"]
    if g < 0:
        return copy(eye, me)
    g -= rules["loners_corner"] * math.exp(-hours / rules["loners_corner_hours"])
    if g < 0:
        return help_pattern(eye, T.CORNER, eye.draw(me, "alone/pattern"))
    g -= rules["loners_spread"]
    if g < 0:
        kind = T.VOID if unit(d) < 0.4 else T.LATTICE if unit(d) < 0.7 else T.ROAD
        return help_pattern(eye, kind, eye.draw(me, "alone/pattern"))
    g -= rules["loners_focus"]
    if g < 0:
        corner = (x1 - 1, y1 - 1)
        spots = (corner, (x1 - 1, y0), (x0, y1 - 1), (x0, y0), corner, ((x0 + x1) // 2, (y0 + y1) // 2))
        return (1, *spots[below(b, 6)], any_color, T.NOISE)
    return tidy(eye, me)


def places(eye, me, box):
    """Twelve pixels of a box, each with a number for a side, and whether to go across the corner."""
    x0, y0, x1, y1 = box
    for attempt in range(12):
        a, b, c, d = eye.draw(me, "alone/place", attempt)
        yield within(a, x0, x1), within(b, y0, y1), below(c, 4), unit(d) < eye.set["loners_lattice"]


def copy(eye, me):
    for x, y, side, across in places(eye, me, eye.box):
        dx, dy = CORNERS[side] if across else SIDES[side]
        x2, y2 = x + dx, y + dy
        if eye.color(x, y) != eye.background and is_open(eye, x2, y2) and eye.color(x2, y2) == eye.background:
            return (1, x2, y2, eye.color(x, y), T.COPY)
    return NOTHING


def stray(eye, x, y):
    eight = [(x + dx, y + dy) for dx, dy in SIDES + CORNERS]
    return all(eye.color(*place) != eye.color(x, y) for place in eight if is_open(eye, *place))


def tidy(eye, me):
    user, box = eye.user(me), eye.box
    if user["placed"]:
        x, y = user["x"], user["y"]
        box = (max(box[0], x - 24), max(box[1], y - 24), min(box[2], x + 25), min(box[3], y + 25))
    for x, y, side, _ in places(eye, me, box):
        x2, y2 = x + SIDES[side][0], y + SIDES[side][1]
        if stray(eye, x, y) and is_open(eye, x2, y2):
            q = eye.color(x2, y2)
            n = same_around(eye, x, y, q)
            if n >= 2 and q != eye.color(x, y) and q in eye.allowed:
                return (1, x, y, q, T.COMPLETE if n >= 3 else T.TIDY)
    return NOTHING


def help_pattern(eye, kind, words):
    for number in range(eye.clock["designs"]):
        if eye.design(number)["kind"] == kind:
            return spread(eye, number, words)
    return NOTHING


# 7.6 Spread


def spread(eye, number, words):
    design = eye.design(number)
    kind = design["kind"]
    turn, lane = unit(words[0]), below(words[1], 7)
    for step in range(design["width"] + design["height"]):
        x, y = pattern_place(design, turn, lane, step)
        if not is_open(eye, x, y):
            if step == 0:
                continue
            return NOTHING
        wanted = pattern_color(eye, design, x, y)
        if wanted is None or eye.color(x, y) == wanted:
            continue
        patch = eye.color(x, y) != eye.background and not stray(eye, x, y)
        if continued(eye, x, y) >= 0 or (kind in (T.LATTICE, T.ROAD) and patch):
            if kind == T.ROAD:
                continue
            if kind != T.VOID or unit(words[2]) >= 0.3:
                return NOTHING
        blind = eye.set["loners_spread_blind"]
        if unit(words[3]) < blind:
            x, y = pattern_place(design, turn, lane, math.floor(step * unit(words[3]) / blind))
            wanted = pattern_color(eye, design, x, y)
        return NOTHING if wanted is None else (1, x, y, wanted, T.EXPAND)
    return NOTHING


def pattern_place(design, turn, lane, step):
    if design["kind"] == T.ROAD:
        if turn < 0.3:
            way = 1 if turn < 0.15 else -1
            return design["x"] + way * step + lane, design["y"] + way * step
        along = math.floor((2 * (turn - 0.3) / 0.7 - 1) * design["width"])
        return design["x"] + along + (step if lane < 3 else -step), design["y"] + along
    angle = math.pi * (1 + turn / 2) if design["kind"] == T.CORNER else 2 * math.pi * turn
    if design["kind"] == T.VOID:
        arm = math.floor(9 * turn)
        angle = 2 * math.pi * (arm + 0.32 * (9 * turn - arm)) / 9 + 0.9 * math.sin(step / 17 + arm)
    across, down = math.floor(step * math.cos(angle) + 0.5), math.floor(step * math.sin(angle) + 0.5)
    return design["x"] + across, design["y"] + down


def pattern_color(eye, design, x, y):
    if design["kind"] == T.ROAD:
        return int(eye.world.ink[design["ink"] + (x - design["x"] - y + design["y"]) % 7])
    if design["kind"] == T.LATTICE and (x + y) % 2 == 1:
        return design["second"] if x % 4 == 1 else None
    return design["ground"]


# 7.7 Tell


def tell(eye, me, chosen, sight, done, t):
    purpose, community, number, post, *_ = chosen
    user, rules = eye.user(me), eye.set
    a, b, c, d = map(unit, eye.draw(me, "tell"))
    forum = bool(eye.clock["forum"])
    vote = forum and post >= 0 and a < rules["forum_vote"]
    call, target = 0, -1
    if forum and community >= 0 and sight["looked"] > 0:
        group = eye.community(community)
        leads = me in (group["leader0"], group["leader1"], group["leader2"])
        if b < rules["forum_leader_post" if leads else "forum_post"]:
            call, target = call_for(eye, me, (purpose, community, number), sight, leads and c)
    fading = math.exp(-t / HOUR / rules["communities_founding_hours"])
    chance = unit(eye.draw(me, "tell/found")[0])
    found = user["kind"] == T.ORDINARY and chance < rules["communities_founding"] / 1000 * fading
    idle = sight["looked"] > 0 and sight["wrong"] == 0 and not (done[0] and done[4] == T.GUARD)
    leave = idle and user["kind"] != T.BOT and d < rules["people_move"]
    return (int(vote), call, target, int(found), int(leave))


def call_for(eye, me, aim, sight, mood):
    """Kind of a call, and whom it is about; `mood` is a leader's, False for others."""
    purpose, community, number = aim
    alarm = eye.set["forum_alarm"] * sight["looked"]
    blamed = sight["blame"]
    angry = purpose == OWN and blamed >= 0 and mood is not False and mood < eye.life(me)["temper"]
    if angry and grievance(eye, community, blamed) >= 1 and not bound(eye, me, blamed):
        return T.CALL_ATTACK, blamed
    if eye.design(number)["community"] != community:
        return (T.CALL_HELP, eye.design(number)["community"]) if sight["wrong"] > alarm else (0, -1)
    if sight["wrong"] - sight["blank"] > alarm:
        return T.CALL_DEFEND, blamed
    if sight["blank"] > 0.5 * sight["looked"]:
        return T.CALL_BUILD, -1
    return 0, -1


# 7.8 Come back


def come_back(eye, me, placed, t):
    user, life, rules, clock = eye.user(me), eye.life(me), eye.set, eye.clock
    wait = clock["cooldown"] if placed else 0
    if rules["activity_saturated"]:
        return t + max(wait, clock["tick"])
    a, b, c, d = eye.draw(me, "come_back")
    if user["kind"] == T.BOT:
        return awake(eye, me, t + max(wait, clock["tick"]) + math.floor(2000 * unit(a)))
    if user["left"] <= 1:
        return T.NEVER
    late = luck(a) * rules["activity_lag_share"] * clock["cooldown"] + luck(b) * rules["activity_lag_seconds"] * 1000
    due = t + wait + clock["tick"] + math.floor(late * life["lag"])
    session = rules["activity_session_turns"] * math.sqrt(1 + life["appetite"] / rules["activity_placements"])
    if unit(c) < 1 / session:
        due += math.floor(luck(d) * rules["activity_break_hours"] * HOUR * life["lag"])
    return awake(eye, me, due)


def awake(eye, me, due):
    life, launch = eye.life(me), eye.clock["launch"]
    hour = launch + due / HOUR - life["wake"]
    day = math.floor(hour / 24)
    if due >= T.NEVER:
        return T.NEVER
    if hour - 24 * day >= life["awake"]:
        word = block(eye.seed, "come_back/night", eye.user(me)["key"], day + 1, 0)[0]
        due = math.floor(((day + 1) * 24 + life["wake"] - launch - 1.5 * math.log(1 - unit(word))) * HOUR)
    return min(due, T.NEVER)


# 7.9 Relate


def heads(eye, a):
    return eye.community(a)["members"] + 5


def relation_to(eye, a, b):
    for relation in eye.relations(a) if a >= 0 and b >= 0 else ():
        if relation["other"] == b:
            return relation
    return None


def grievance(eye, a, b):
    relation = relation_to(eye, a, b)
    return relation["grievance"] / heads(eye, a) if relation else 0


def trust(eye, a, slot):
    relation, rules, b = eye.relations(a)[slot], eye.set, eye.relations(a)[slot]["other"]
    enemy = 0
    for other in eye.relations(a):
        c = other["other"]
        if c >= 0 and c != b:
            enemy = max(enemy, min(grievance(eye, a, c), grievance(eye, b, c)))
    return (
        rules["alliances_help"] * min(1, relation["gratitude"] / heads(eye, a))
        + rules["alliances_border"] * relation["border"]
        + rules["alliances_enemy"] * min(1, enemy)
        - rules["alliances_damage"] * min(4, relation["grievance"] / heads(eye, a))
    )


def tied(eye, a, slot):
    return eye.relations(a)[slot]["ties"] / heads(eye, a)


def willing(eye, a, slot):
    relation, rules = eye.relations(a)[slot], eye.set
    return bool(
        not relation["allied"]
        and rules["society_between"]
        and alive(eye, relation["other"])
        and relation["trust"] >= rules["alliances_forms"]
        and tied(eye, a, slot) >= rules["alliances_ties"]
    )


# 7.10 Rank


def hot(eye, number):
    post = eye.post(number)
    return math.log10(max(post["votes"], 1)) + post["ts"] / 1000 / eye.set["forum_gravity"]
