"""New posts, from docs/odd.md section 3."""

from canvas_sim.base.vocabulary import CALL_ATTACK
from naive_engine.relations import change


def called_to(eye, plan):
    """Where a call asks to come."""
    if plan["placed"]:
        return {"x": plan["x"], "y": plan["y"]}
    if plan["call"] == CALL_ATTACK and plan["target"] >= 0 and eye.community(plan["target"])["design"] >= 0:
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
