"""The outcomes of a tick, from docs/odd.md section 3."""

from naive.draws import block

from canvas_sim.base.vocabulary import CALL_ATTACK
from canvas_sim.world import tables as T
from naive_engine.posts import call
from naive_engine.rally import pass_on, rest
from naive_engine.relations import SEEN, add, change, slot_of

LEADERS = ("leader0", "leader1", "leader2")
LATEST = ("x", "y", "color")
LOGGED = ("due", "user", "x", "y", "color", "intent", "community", "work", "post")


def commit(eye, plans):
    """Carry out plans, dicts; returns the rows of the log, and (due, user) of all who come back within the event."""
    world, log, back = eye.world, [], {}
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
            back[me] = plan["next"]
        back |= pass_on(eye, plan)
        rest(eye, plan)
    return log, [(due, me) for me, due in back.items()]


def order(eye, me):
    user = eye.user(me)
    return block(eye.seed, "order", user["key"], user["turns"])[0]


def place(eye, plan):
    world, at, wounded = eye.world, (plan["y"], plan["x"]), plan["scarred"]
    if wounded >= 0:
        count = int(world.designs["scarred"][wounded])
        world.scars[wounded, count % 24] = plan["y"] * 65536 + plan["x"] + 1
        change(world.designs, wounded, scarred=count + 1, hurt=plan["due"])
    world.clock["placed"][0] += 1
    world.tile_placements[plan["y"] // 32, plan["x"] // 32] += 1
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
    if plan["told"] and plan["design"] >= 0:
        learn(eye, plan)
    if plan["read"]:
        world.users["read"][me] = plan["due"]


def learn(eye, plan):
    world, user, design = eye.world, eye.user(plan["user"]), plan["design"]
    if user["design"] == design or eye.design(design)["community"] != user["club"]:
        return
    world.users["design"][plan["user"]] = design
    row = int(world.clock["learned"][0])
    world.clock["learned"][0] += 1
    told = {"way": plan["told"], "source": plan["source"]}
    change(world.learned, row, ts=plan["due"], user=plan["user"], design=design, **told)


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


def report(eye, plan):
    world, club = eye.world, eye.user(plan["user"])["club"]
    if plan["placed"]:
        world.communities["worked"][club] = plan["due"]
    seen = eye.design(plan["design"]) if plan["design"] >= 0 else None
    if seen and seen["community"] == club and seen["ended"] < 0:
        for name in SEEN:
            world.communities[name][club] += plan[name]
        for name, feeling in (("blame", "grievance"), ("thanks", "gratitude")):
            if plan[name] not in (-1, club):
                slot = add(eye, club, plan[name], feeling, 1)
                if feeling == "gratitude" and slot >= 0 and eye.set["society_between"]:
                    add(eye, club, plan[name], "ties", 1)
                if slot >= 0:
                    world.relations["met"][club, slot] = plan["due"]
    for name, sign in (("harmed", 1), ("helped", -1)):
        slot = slot_of(eye, club, plan[name]) if plan[name] >= 0 else -1
        if slot >= 0:
            world.relations["blows"][club, slot] += sign
            if sign > 0 and plan["post"] >= 0 and eye.post(plan["post"])["kind"] == CALL_ATTACK:
                world.relations["chosen"][club, slot] += 1


def speak(eye, plan):
    world, me = eye.world, plan["user"]
    if plan["vote"]:
        world.posts["votes"][plan["post"]] += 1
    if plan["call"] and plan["community"] >= 0:
        call(eye, plan)
    if plan["found"]:
        found(eye, me, plan["due"])


def found(eye, me, due):
    world, user = eye.world, eye.user(me)
    number = int(world.clock["communities"][0])
    world.clock["communities"][0] += 1
    change(world.communities, number, key=user["key"] * 2**32 % 2**64 + user["turns"], founder=me, founded=due)
    change(world.communities, number, worked=due, ended=-1, design=-1, leader0=me, leader1=-1, leader2=-1, given=-1)
    change(world.communities, number, call=-1, heard=0, rested=0)
    change(world.communities, number, state=T.SEARCHING, circle=eye.life(me)["circle"])
    world.relations["other"][number] = -1
    world.boards[number] = world.inbox[number] = -1
    if user["club"] >= 0:
        world.communities["members"][user["club"]] -= 1
    world.users["club"][me] = number
    join(eye, me, number)
