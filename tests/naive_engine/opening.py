"""How a design is opened, from docs/odd.md section Founding."""

from canvas_sim.base.vocabulary import BY_ITSELF, CALL_BUILD
from canvas_sim.world import tables as T
from naive_engine.claims import claim, meet_neighbors
from naive_engine.commit import learn
from naive_engine.overlay import share_ground
from naive_engine.posts import publish
from naive_engine.relations import change


def open_design(eye, number, site, votes):
    """A design that has a number, but no place yet, is opened at (x, y)."""
    world, now = eye.world, eye.clock["now"]
    change(world.designs, number, x=site[0], y=site[1], state=T.ALIVE, founded=now)
    row = eye.design(number)
    community = row["community"]
    works = eye.community(community)["works"]
    change(world.communities, community, state=T.ALIVE, worked=now, design=number, works=works + 1)
    claim(eye, number)
    meet_neighbors(eye, number)
    for relation in eye.relations(community):
        if relation["other"] >= 0 and (relation["allied"] or relation["settled"]):
            share_ground(eye, community, relation["other"])
    leader = eye.community(community)["leader0"]
    if leader < 0:
        return
    if eye.user(leader)["club"] == community:
        learn(eye, {"user": leader, "design": number, "due": now, "told": BY_ITSELF, "source": leader})
    if eye.clock["forum"]:
        middle = {"x": row["x"] + row["width"] // 2, "y": row["y"] + row["height"] // 2}
        post = int(world.clock["posts"][0])
        publish(eye, community, leader, CALL_BUILD, {"design": number, "target": -1} | middle)
        world.posts["votes"][post] = votes
