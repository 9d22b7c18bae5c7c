"""What somebody turns to, from docs/odd.md section 7.1."""

from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.user_kinds import BOT, KEEPER, RAIDER, VANDAL
from canvas_sim.base.vocabulary import BY_BOARD, BY_FRONT, BY_TREATY, CALL_ATTACK, CALL_HELP, TREATY
from canvas_sim.world import tables as T
from naive.constants import AGAIN, AID, ALONE, DEFEND, OWN, RAID, SPOIL, STRIKE, UNPLANNED
from naive.draws import alternative, luck, unit
from naive.join import join
from naive.knowledge import NOT_TOLD, news_of
from naive.relate import relation_to
from naive.seeing import alive, planned


def focus(purpose, community=-1, design=-1, post=-1, **more):
    place, read, joined = more.get("place", (-1, -1)), more.get("read", 0), more.get("joined", 0)
    return (purpose, community, design, post, *place, read, joined, *more.get("news", NOT_TOLD))


def attend(eye, me, t):
    user, life, rules = eye.user(me), eye.life(me), eye.set
    a, b, c, d = map(unit, eye.draw(me, "attend"))
    club, forum = user["club"], bool(eye.clock["forum"])
    if user["kind"] == RAIDER:
        return focus(RAID)
    if user["kind"] == KEEPER:
        return focus(ALONE)
    if user["kind"] == VANDAL and a < 0.5:
        return focus(SPOIL, club)
    if not alive(eye, club):
        if club >= 0 and eye.community(club)["state"] == T.SEARCHING and a < life["loyalty"]:
            return focus(ALONE, club)
        return newcomer(eye, me, t)
    if user["kind"] == BOT:
        return own_work(eye, me, forum)
    if user["placed"] and b < rules["people_redo"] and overwritten(eye, me):
        return focus(AGAIN, club, user["design"], place=(user["x"], user["y"]))
    if forum and is_called(eye, club, t) and d < rules["forum_heed"]:
        return follow(eye, me, eye.community(club)["call"])
    if forum and c < life["reading"]:
        return read_board(eye, me)
    return own_work(eye, me, False)


def newcomer(eye, me, t):
    found, author = join(eye, me, t)
    if found < 0:
        return focus(ALONE)
    community = eye.design(found)["community"]
    news = (BY_FRONT, author) if author >= 0 else news_of(eye, me, community, found)
    return focus(OWN, community, found, joined=1, news=news)


def overwritten(eye, me):
    user = eye.user(me)
    x, y, mine = user["x"], user["y"], user["design"]
    if mine < 0 or eye.design(mine)["community"] != user["club"] or eye.design(mine)["ended"] != -1:
        return False
    return eye.color(x, y) != user["color"] and planned(eye, mine, x, y) != UNPLANNED


def is_called(eye, community, t):
    """Whether its last call is fresh."""
    call = eye.community(community)["call"]
    return call >= 0 and t - eye.post(call)["ts"] < eye.set["forum_call_minutes"] * 60_000


def own_work(eye, me, reads):
    user = eye.user(me)
    club, mine = user["club"], user["design"]
    group, read = eye.community(club), int(reads)
    newest = group["design"]
    if mine >= 0 and eye.design(mine)["community"] == club and eye.design(mine)["ended"] == -1:
        return focus(OWN, club, mine, read=read)
    if reads:
        return focus(OWN, club, newest, read=1, news=(BY_BOARD, group["leader0"]))
    news = news_of(eye, me, club, newest)
    if news == NOT_TOLD and mine >= 0 and newest >= 0 and eye.design(newest)["before"] == mine:
        return focus(OWN, club, mine)
    return focus(OWN, club, newest, news=news)


def read_board(eye, me):
    club = eye.user(me)["club"]
    a, b, _, _ = eye.draw(me, "attend/board")
    bids = []
    for rank, number in enumerate(map(int, eye.world.boards[club])):
        if number < 0:
            break
        post = eye.post(number)
        if post["kind"] != TREATY:
            identity = (post["author"] * 4096) ^ post["turn"]
            bids.append((luck(alternative(a, b, identity)) * (rank + 1), rank, number))
    return follow(eye, me, min(bids)[2]) if bids else own_work(eye, me, True)


def follow(eye, me, number):
    club, post = eye.user(me)["club"], eye.post(number)
    heard = {"read": 1, "news": (BY_BOARD, post["author"])}
    if post["kind"] in (CALL_HELP, CALL_ATTACK) and alive(eye, post["target"]):
        design = eye.community(post["target"])["design"]
        if post["kind"] == CALL_HELP:
            return focus(AID, club, design, number, **heard)
        if not agreed_since(eye, club, post):
            there = eye.claims(post["x"], post["y"]) if post["x"] >= 0 else []
            theirs = [one for one in there if eye.design(one)["community"] == post["target"]]
            design = theirs[0] if theirs else design
            return focus(STRIKE, club, design, number, place=(post["x"], post["y"]), **heard)
    if post["design"] >= 0 and eye.design(post["design"])["ended"] == -1:
        return focus(DEFEND, club, post["design"], number, **heard)
    return own_work(eye, me, True)


def agreed_since(eye, club, post):
    """Whether an alliance or a truce with whom a post is about began when it was written, or later."""
    relation = relation_to(eye, club, post["target"])
    return relation is not None and relation["since"] >= post["ts"]


def neighbor_to_help(eye, me):
    """The focus on whom a user would help, None if there is nobody."""
    club = eye.user(me)["club"]
    a, b, _, _ = eye.draw(me, "attend/neighbor", turn=0)
    bids = []
    for slot, relation in enumerate(eye.relations(club)):
        if alive(eye, relation["other"]) and relation["trust"] >= 0:
            other = eye.community(relation["other"])
            if other["design"] >= 0 and eye.design(other["design"])["kind"] == TEMPLATE:
                weight = (4 if relation["allied"] else 1) * (float(relation["border"]) + 0.05)
                news = (BY_TREATY, -1) if relation["allied"] else NOT_TOLD
                bids.append((luck(alternative(a, b, other["key"])) / weight, slot, other["design"], news))
    if not bids:
        return None
    _, _, design, news = min(bids)
    return focus(AID, club, design, news=news)
