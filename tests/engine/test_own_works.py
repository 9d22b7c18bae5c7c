"""Works that communities draw themselves: a community's later ones carry its name, too."""

from collections import defaultdict

from canvas_sim.engine.simulation import Simulation
from canvas_sim.scenario.loading import load


def test_all_works_of_a_community_carry_its_name():
    size = ("canvas.width=96", "canvas.height=96", "activity.users=15000", "event.hours=24", "interventions=[]")
    some = ("designs.patterns=[]", "communities.founding=1")
    simulation = Simulation(load("quickstart", [*size, *some]), 2, threads=1)
    while not simulation.done:
        simulation.tick()
    names, founding = defaultdict(set), simulation.founding
    works = [int(number) for number in simulation.world.designs["community"][: len(founding.design_names)]]
    for community, name in zip(works, founding.design_names, strict=True):
        names[community].add(name)
    assert len(works) > len(names) > 10
    assert {community: {founding.community_names[community]} for community in names} == dict(names)
