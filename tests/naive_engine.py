"""Slow, obvious twins of the engine, written from docs/odd.md sections 3, 7.9, 7.11, 7.12 and Founding.

They change the world that their `Eye` looks at, one number at a time, and take relations, draws and hotness from
`naive`.
"""

import math

import naive
from naive import HOUR, block, unit, within

from canvas_sim.world import tables as T  # noqa: N812 (names of kinds and states)

RELATION = ("ties", "border", "grievance", "gratitude", "blows", "chosen", "trust", "allied")
LEADERS = ("leader0", "leader1", "leader2")
LATEST = ("x", "y", "color")
LOGGED = ("due", "user", "x", "y", "color", "intent", "community", "design", "post")
SEEN = ("looked", "wrong", "blank", "yielded")


def change(rows, number, **values):
    for name, value in values.items():
        rows[name][number] = value


# 3 Commit


def commit(eye, plans):
    """Carry out plans, dicts; returns the rows of the log, and (due, user) of all who come back within the event."""
    world, log, back = eye.world, [], []
    for plan in sorted(plans, key=lambda plan: (plan["due"], order(eye, plan["user"]))):
        me = plan["user"]
        if plan["placed"]:
            place(eye, plan)
            log.append(tuple(plan[name] for name in LOGGED))
        belong(eye, plan)
        if eye.user(me)["club"] >= 0:
            report(eye, plan)
        speak(eye, plan)
        user = eye.user(me)
        change(world.users, me, turns=user["turns"] + 1, left=user["left"] - 1, due=plan["next"])
        if plan["next"] < eye.clock["end"]:
            back.append((plan["next"], me))
    return log, back


def order(eye, me):
    user = eye.user(me)
    return block(eye.seed, "order", user["key"], user["turns"])[0]


def place(eye, plan):
    world, at = eye.world, (plan["y"], plan["x"])
    world.canvas[at], world.owner[at], world.time[at] = plan["color"], plan["user"], plan["due"]
    latest = {name: plan[name] for name in LATEST}
    change(world.users, plan["user"], free=plan["due"] + eye.clock["cooldown"], placed=1, last=plan["due"], **latest)


def belong(eye, plan):
    world, me, club = eye.world, plan["user"], eye.user(plan["user"])["club"]
    if plan["community"] != club:
        if club >= 0:
            world.communities["members"][club] -= 1
        world.users["club"][me] = plan["community"]
        if plan["community"] >= 0:
            join(eye, me, plan["community"])
    if plan["design"] >= 0 and eye.design(plan["design"])["community"] == eye.user(me)["club"]:
        world.users["design"][me] = plan["design"]
    if plan["read"]:
        world.users["read"][me] = plan["due"]


def join(eye, me, community):
    world, user = eye.world, eye.user(me)
    world.communities["members"][community] += 1
    world.clubs[me, user["joined"] % 4] = community
    world.users["joined"][me] = min(255, user["joined"] + 1)
    first, second, third = (eye.community(community)[name] for name in LEADERS)
    if second == -1 and me != first:
        world.communities["leader1"][community] = me
    elif third == -1 and me not in (first, second):
        world.communities["leader2"][community] = me
    if eye.set["society_between"]:
        for friend in map(int, world.ties[me]):
            other = eye.user(friend)["club"] if friend >= 0 else -1
            if other not in (-1, community):
                add(eye, community, other, "ties", 1)
                add(eye, other, community, "ties", 1)


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
        (((relation["border"] + relation["grievance"]) + relation["gratitude"]) + relation["ties"], slot)
        for slot, relation in enumerate(slots)
        if not relation["allied"]
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


def report(eye, plan):
    world, club = eye.world, eye.user(plan["user"])["club"]
    if plan["placed"]:
        world.communities["worked"][club] = plan["due"]
    if plan["design"] >= 0 and eye.design(plan["design"])["community"] == club:
        for name in SEEN:
            world.communities[name][club] += plan[name]
        for name, feeling in (("blame", "grievance"), ("thanks", "gratitude")):
            if plan[name] not in (-1, club):
                slot = add(eye, club, plan[name], feeling, 1)
                if slot >= 0:
                    world.relations["met"][club, slot] = plan["due"]
    for name, sign in (("harmed", 1), ("helped", -1)):
        slot = slot_of(eye, club, plan[name]) if plan[name] >= 0 else -1
        if slot >= 0:
            world.relations["blows"][club, slot] += sign
            if sign > 0 and plan["post"] >= 0 and eye.post(plan["post"])["kind"] == T.CALL_ATTACK:
                world.relations["chosen"][club, slot] += 1


def speak(eye, plan):
    world, me = eye.world, plan["user"]
    if plan["vote"]:
        world.posts["votes"][plan["post"]] += 1
    if plan["call"] and plan["community"] >= 0:
        about = {"design": plan["design"], "target": plan["target"]} | called_to(eye, plan)
        publish(eye, plan["community"], me, plan["call"], about)
    if plan["found"]:
        found(eye, me, plan["due"])


def called_to(eye, plan):
    """Where a call asks to come."""
    if plan["placed"]:
        return {"x": plan["x"], "y": plan["y"]}
    if plan["call"] == T.CALL_ATTACK and plan["target"] >= 0 and eye.community(plan["target"])["design"] >= 0:
        return middle(eye, plan["target"])
    return {"x": -1, "y": -1}


def middle(eye, community):
    """Of its newest design."""
    goal = eye.design(eye.community(community)["design"])
    return {"x": goal["x"] + goal["width"] // 2, "y": goal["y"] + goal["height"] // 2}


def publish(eye, community, author, kind, about):
    world, user = eye.world, eye.user(author)
    number = int(world.clock["posts"][0])
    now, tick = eye.clock["now"], eye.clock["tick"]
    ts = user["due"] if now <= user["due"] < now + tick else now
    change(world.posts, number, author=author, turn=user["turns"], ts=ts, community=community, kind=kind, votes=1)
    change(world.posts, number, **about)
    world.inbox[community, eye.community(community)["fresh"] % 8] = number
    world.communities["fresh"][community] += 1
    world.clock["posts"][0] += 1


def found(eye, me, due):
    world, user = eye.world, eye.user(me)
    number = int(world.clock["communities"][0])
    world.clock["communities"][0] += 1
    change(world.communities, number, key=user["key"] * 2**32 % 2**64 + user["turns"], founder=me, founded=due)
    change(world.communities, number, worked=due, ended=-1, design=-1, leader0=me, leader1=-1, leader2=-1, given=-1)
    change(world.communities, number, state=T.SEARCHING, circle=eye.life(me)["circle"])
    world.relations["other"][number] = -1
    world.boards[number] = world.inbox[number] = -1
    if user["club"] >= 0:
        world.communities["members"][user["club"]] -= 1
    world.users["club"][me] = number
    join(eye, me, number)


# 7.12 Meetings


def meet(eye, hours):
    """A meeting; returns what each community wishes: "", "site", "other" or "more"."""
    count = int(eye.world.clock["communities"][0])
    wishes = [gather(eye, number, hours) for number in range(count)]
    for number in range(count):
        if naive.alive(eye, number):
            negotiate(eye, number, hours)
    front(eye)
    return wishes


def gather(eye, number, hours):
    world = eye.world
    if eye.community(number)["state"] == T.ENDED:
        return ""
    world.communities["meetings"][number] += 1
    feel(eye, number, hours)
    rank_board(eye, number)
    wish = consider(eye, number, hours)
    for name in SEEN:
        world.communities[name][number] *= 0.5 ** (hours / 0.75)
    return wish


def feel(eye, number, hours):
    feelings = eye.world.relations
    slow, fast = 0.5 ** (hours / eye.set["alliances_half_life"]), 0.5 ** (2 * hours)
    for slot, relation in enumerate(eye.relations(number)):
        if relation["other"] >= 0:
            for name, fade in (("grievance", slow), ("gratitude", slow), ("blows", fast), ("chosen", fast)):
                feelings[name][number, slot] = relation[name] * fade
            feelings["trust"][number, slot] = naive.trust(eye, number, slot)


def ranked(eye, posts, length):
    """Posts inserted one after the other, each behind all that are not less hot."""
    kept = []
    for post in posts:
        behind = sum(naive.hot(eye, other) >= naive.hot(eye, post) for other in kept)
        kept = [*kept[:behind], post, *kept[behind:]][:length]
    return kept + [-1] * (length - len(kept))


def rank_board(eye, number):
    world, oldest = eye.world, eye.clock["now"] - math.floor(eye.set["forum_stale"] * HOUR)
    old = [int(post) for post in world.boards[number] if post >= 0 and eye.post(post)["ts"] >= oldest]
    new = [int(post) for post in world.inbox[number][: min(8, eye.community(number)["fresh"])]]
    world.boards[number] = ranked(eye, old + new, 8)
    world.communities["fresh"][number] = 0


def front(eye):
    world = eye.world
    best = [int(world.boards[n, 0]) for n in range(int(world.clock["communities"][0])) if naive.alive(eye, n)]
    length = eye.set["forum_front"]
    world.front[0, :] = -1
    world.front[0, :length] = ranked(eye, [post for post in best if post >= 0], length)


def consider(eye, number, hours):
    group, rules, now = eye.community(number), eye.set, eye.clock["now"]
    if group["state"] == T.SEARCHING:
        return "site"
    word, *words = block(eye.seed, "meet", group["key"], group["meetings"])
    b, c, d = map(unit, words)
    if group["raid"]:
        if now - group["founded"] > rules["communities_raid_hours"] * HOUR:
            end(eye, number)
    elif group["kind"]:
        pass
    elif now - group["worked"] > rules["communities_idle"] * HOUR:
        end(eye, number)
    elif gives_up(eye, number, hours, word):
        if b < rules["communities_relocate"]:
            leave_site(eye, number)
            eye.world.communities["state"][number] = T.SEARCHING
        else:
            end(eye, number)
    elif c < rules["communities_redesign"] * hours:
        return "other"
    elif group["looked"] >= 40 and group["wrong"] < 0.08 * group["looked"] and d < rules["communities_expand"] * hours:
        return "more"
    return ""


def gives_up(eye, number, hours, word):
    group, rules = eye.community(number), eye.set
    lost = group["wrong"] - group["blank"] > rules["communities_give_up_wrong"] * group["looked"]
    cut = group["yielded"] > 0.45 * group["looked"]
    return group["looked"] >= 40 and (lost or cut) and unit(word) < rules["communities_give_up"] * hours


def leave_site(eye, number):
    world = eye.world
    for design in range(int(world.clock["designs"][0])):
        row = eye.design(design)
        if row["community"] == number and row["state"] == T.ALIVE:
            unclaim(eye, design)
            change(world.designs, design, state=T.ENDED, ended=eye.clock["now"])
    change(world.communities, number, works=0, looked=0)


def end(eye, number):
    leave_site(eye, number)
    change(eye.world.communities, number, state=T.ENDED, ended=eye.clock["now"])
    for slot, relation in enumerate(eye.relations(number)):
        if relation["other"] >= 0 and relation["allied"]:
            part(eye, number, slot, T.LAPSED, "end of a side")


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
    willing = unit(word) < eye.set["alliances_defect"] * hours
    if blocked and group["leader0"] >= 0 and eye.clock["forum"] and willing and naive.alive(eye, other):
        about = {"design": group["design"], "target": other} | middle(eye, other)
        publish(eye, number, group["leader0"], T.CALL_ATTACK, about)


def talk(eye, number, slot, hours):
    world, other, now = eye.world, eye.relations(number)[slot]["other"], eye.clock["now"]
    back = slot_of(eye, other, number)
    if back < 0 or not naive.willing(eye, number, slot) or not naive.willing(eye, other, back):
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
    helped = eye.set["alliances_help"] * min(1, relation["gratitude"] / naive.heads(eye, number))
    rest = relation["trust"] - border - helped
    if border >= max(helped, rest):
        return "border"
    return "help" if helped >= rest else "common enemy"


# Claims (2) and borders (7.9)


def pixels(eye, number):
    """Of a template: (x, y) of all pixels that are not masked."""
    row = eye.design(number)
    for y in range(row["y"], row["y"] + row["height"]):
        for x in range(row["x"], row["x"] + row["width"]):
            if naive.planned(eye, number, x, y) != naive.UNPLANNED:
                yield x, y


def claim(eye, number):
    """The newest first; the oldest of five is forgotten."""
    for x, y in pixels(eye, number):
        held = [number, *eye.claims(x, y)][:4]
        eye.world.claims[y, x] = [design + 1 for design in held] + [0] * (4 - len(held))


def unclaim(eye, number):
    for x, y in pixels(eye, number):
        held = [design for design in eye.claims(x, y) if design != number]
        eye.world.claims[y, x] = [design + 1 for design in held] + [0] * (4 - len(held))


def meet_neighbors(eye, number):
    row = eye.design(number)
    left, top = row["x"], row["y"]
    right, bottom = left + row["width"] - 1, top + row["height"] - 1
    for x in range(left, right + 1):
        look_out(eye, number, x, top, 0, -1)
        look_out(eye, number, x, bottom, 0, 1)
    for y in range(top, bottom + 1):
        look_out(eye, number, left, y, -1, 0)
        look_out(eye, number, right, y, 1, 0)


def look_out(eye, number, x, y, dx, dy):
    mine = eye.design(number)["community"]
    for step in range(1, eye.set["alliances_reach"] + 1):
        at = (x + dx * step, y + dy * step)
        if not naive.is_open(eye, *at):
            return
        held = eye.claims(*at)
        if held and held[0] != number:
            theirs = eye.design(held[0])["community"]
            if theirs != mine and eye.set["society_between"]:
                share(eye, mine, theirs, number)
                share(eye, theirs, mine, held[0])
            return


def share(eye, a, b, number):
    slot, row = slot_made(eye, a, b), eye.design(number)
    if slot >= 0:
        border = float(eye.world.relations["border"][a, slot])
        eye.world.relations["border"][a, slot] = min(1, border + 1 / (2 * (row["width"] + row["height"])))


# 7.11 Settle


def choose_site(eye, number, attempt):
    """(x, y, share held) of the cheapest site, x = -1 if the design is larger than the open canvas."""
    row, (x0, y0, x1, y1) = eye.design(number), eye.box
    if row["width"] > x1 - x0 or row["height"] > y1 - y0:
        return -1, -1, 1.0
    best = None
    for site in range(eye.set["communities_sites"]):
        words = block(eye.seed, "settle/site", row["key"], attempt, site)
        x, y, snug = candidate(eye, row, words)
        a, b, _c, _d = block(eye.seed, "settle/look", row["key"], attempt, site)
        held, cost = glances(eye, row, (x, y), a, b)
        cost += -0.12 * snug + 0.04 * unit(words[3])
        if best is None or cost < best[0]:
            best = (cost, (x, y, held))
    return best[1]


def candidate(eye, row, words):
    a, b, c, _d = words
    x0, y0, x1, y1 = eye.box
    width, height = row["width"], row["height"]
    held = eye.claims(within(a, x0, x1), within(b, y0, y1))
    if not held:
        return within(a, x0, x1 - width + 1), within(b, y0, y1 - height + 1), 0
    other = eye.design(held[0])
    right, bottom = other["x"] + other["width"], other["y"] + other["height"]
    far = c // 4 % 2
    x = [right, other["x"] - width, *[right - width if far else other["x"]] * 2][c % 4]
    y = [*[bottom - height if far else other["y"]] * 2, bottom, other["y"] - height][c % 4]
    inside = (min(max(x, x0), x1 - width), min(max(y, y0), y1 - height))
    return *inside, int(inside == (x, y))


def glances(eye, row, place, a, b):
    """(share held, mean cost) of a site."""
    count = eye.set["communities_site_glances"] + min(row["area"] // 100, 100)
    held, cost = 0, 0.0
    for k in range(count):
        word = naive.alternative(a, b, k)
        x = place[0] + naive.below(65536 * (word % 65536), row["width"])
        y = place[1] + naive.below(word - word % 65536, row["height"])
        if eye.color(x, y) == eye.background and not eye.claims(x, y):
            continue
        if naive.stands(eye, x, y):
            held, cost = held + 1, cost + 1
        else:
            cost += 0.35 if naive.same_around(eye, x, y, eye.color(x, y)) == 0 else 0.6
    return held / count, cost / count
