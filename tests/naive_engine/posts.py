"""New posts, from docs/odd.md section 3."""

from naive.war import NO_FRONT, front

from canvas_sim.base.vocabulary import CALL_ATTACK, TREATY
from naive_engine.relations import change


def call(eye, plan):
    """What somebody calls for becomes a post; but nobody calls to attack where there is no front."""
    place = (plan["x"], plan["y"]) if plan["placed"] else (-1, -1)
    if plan["call"] == CALL_ATTACK:
        place = front(eye, plan["community"], plan["target"])
        if place == NO_FRONT:
            return
    about = {"design": plan["design"], "target": plan["target"], "x": place[0], "y": place[1]}
    publish(eye, plan["community"], plan["user"], plan["call"], about)


def call_to_attack(eye, community, target):
    """Leader 0 calls to strike at the front, if there is one."""
    group, (x, y) = eye.community(community), front(eye, community, target)
    if (x, y) != NO_FRONT:
        about = {"design": group["design"], "target": target, "x": x, "y": y}
        publish(eye, community, group["leader0"], CALL_ATTACK, about)


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
    group = eye.community(community)
    if kind != TREATY and author in (group["leader0"], group["leader1"], group["leader2"]):
        change(world.communities, community, call=number, heard=0)
