"""What somebody turns to, from docs/odd.md section 7.1."""

from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.user_kinds import BOT, KEEPER, RAIDER, VANDAL
from canvas_sim.base.vocabulary import CALL_ATTACK, CALL_HELP, TREATY
from canvas_sim.world import tables as T
from naive.constants import AGAIN, AID, ALONE, DEFEND, OWN, RAID, SPOIL, STRIKE
from naive.draws import alternative, block, luck, unit
from naive.join import join
from naive.seeing import alive


def focus(purpose, community=-1, design=-1, post=-1, **more):
    place, read, joined = more.get("place", (-1, -1)), more.get("read", 0), more.get("joined", 0)
    return (purpose, community, design, post, *place, read, joined)


def attend(eye, me, t):
    user, life, rules = eye.user(me), eye.life(me), eye.set
    a, b, c, d = map(unit, eye.draw(me, "attend"))
    club = user["club"]
    if user["kind"] == RAIDER:
        return focus(RAID)
    if user["kind"] == KEEPER:
        return focus(ALONE)
    if user["kind"] == VANDAL and a < 0.5:
        return focus(SPOIL, club)
    if not alive(eye, club):
        if club >= 0 and eye.community(club)["state"] == T.SEARCHING and a < life["loyalty"]:
            return focus(ALONE, club)
        found = join(eye, me, t)
        return focus(ALONE) if found < 0 else focus(OWN, eye.design(found)["community"], found, joined=1)
    own = focus(OWN, club, my_design(eye, me))
    if user["kind"] == BOT:
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
        if post["kind"] != TREATY:
            identity = (post["author"] * 4096) ^ post["turn"]
            bids.append((luck(alternative(a, b, identity)) * (rank + 1), rank, number))
    if not bids:
        return own
    number = min(bids)[2]
    post = eye.post(number)
    place = (post["x"], post["y"])
    if post["kind"] in (CALL_HELP, CALL_ATTACK) and alive(eye, post["target"]):
        design = eye.community(post["target"])["design"]
        if post["kind"] == CALL_HELP:
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
            if other["design"] >= 0 and eye.design(other["design"])["kind"] == TEMPLATE:
                weight = (4 if relation["allied"] else 1) * (float(relation["border"]) + 0.05)
                bids.append((luck(alternative(a, b, other["key"])) / weight, slot, other["design"]))
    return focus(AID, club, min(bids)[2]) if bids else focus(OWN, club, my_design(eye, me))
