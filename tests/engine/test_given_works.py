"""Handed-in designs in an event: works of one subreddit belong to one community and keep their places."""

import json
from collections import Counter

import numpy as np
import pytest
from PIL import Image

from canvas_sim.base.times import HOUR
from canvas_sim.engine.simulation import Simulation
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.palettes import palettes
from canvas_sim.world.tables import ALIVE, NOBODY, OUTSIDE

pytestmark = pytest.mark.slow
SIDE = 64
FOUNDINGS = ("communities.founding=20", "communities.founding_wear=2")
CORNERS = [(x, y) for x in (2, 18, 34, 50) for y in (2, 18, 34, 50)]


def played(*changes, hours=20, watch=None):
    size = (f"canvas.width={SIDE}", f"canvas.height={SIDE}", "activity.users=8000", "designs.patterns=[]")
    scenario = load("quickstart", [*size, f"event.hours={hours}", "interventions=[]", *FOUNDINGS, *changes])
    simulation = Simulation(scenario, 1, threads=1)
    while not simulation.done:
        simulation.tick()
        if watch and simulation.now % HOUR == 0:
            watch(simulation)
    return simulation


def rows(simulation):
    """(name, community, x, y, pixels, state) of every design."""
    world = simulation.world
    for number, name in enumerate(simulation.founding.design_names):
        design = world.designs[number]
        cells = world.ink[design.ink : design.ink + design.width * design.height]
        pixels = cells.reshape(design.height, design.width)
        yield name, int(design.community), int(design.x), int(design.y), pixels, int(design.state)


def shown(simulation, row):
    """Share of the pixels of a design that look as it wants them."""
    _, _, x, y, pixels, _ = row
    part = simulation.canvas[y : y + pixels.shape[0], x : x + pixels.shape[1]]
    return np.mean((part == pixels)[pixels != OUTSIDE])


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    """A picture of colored stripes with 16 works of 12 x 12 in twelve subreddits."""
    folder = tmp_path_factory.mktemp("atlas")
    indices = (np.add.outer(np.arange(SIDE) // 3, np.arange(SIDE) // 5) % 16).astype(np.uint8)
    colors = np.array([list(bytes.fromhex(color)) for color in palettes()["2017"]], np.uint8)
    Image.fromarray(colors[indices]).save(folder / "final.png")
    outline = np.array([(0, 0), (11, 0), (11, 11), (0, 11)])
    entries = [
        {"id": i, "name": f"work {i}", "sub": [f"sub{i % 12}"], "path": {"final": (outline + corner).tolist()}}
        for i, corner in enumerate(CORNERS)
    ]
    (folder / "outlines.json").write_text(json.dumps(entries))
    return indices, f'designs.atlas=["{folder}/outlines.json", "{folder}/final.png"]'


def test_works_keep_their_places_and_subreddits_are_communities(atlas):
    indices, change = atlas
    simulation = played(change, "designs.given_share=1")
    owners = {}
    for name, community, x, y, pixels, _ in rows(simulation):
        if name.startswith("work") and community != NOBODY:
            number = int(name.split()[1])
            assert (x, y) == CORNERS[number]
            kept = pixels != OUTSIDE  # some pixels may be an ally's
            np.testing.assert_array_equal(pixels[kept], indices[y : y + 12, x : x + 12][kept])
            assert kept.mean() > 0.5
            owners.setdefault(number, set()).add(community)
    assert set(owners) == set(range(16))
    names = simulation.founding.community_names
    assert all(names[community] == f"sub{number % 12}" for number, found in owners.items() for community in found)
    living = Counter(names[community] for community in range(len(simulation.world.communities))
                     if simulation.world.communities[community].state == ALIVE)  # fmt: skip
    assert max(living[f"sub{i}"] for i in range(12)) == 1
    # Works that stand look like the picture; one pixel in 16 would by chance.
    standing = [row for row in rows(simulation) if row[0].startswith("work") and row[5] == ALIVE]
    assert np.mean([shown(simulation, row) for row in standing]) > 0.4


def test_works_wait_for_their_place_and_use_the_colors_of_the_day(atlas):
    _, change = atlas
    simulation = played(change, "canvas.open=[0, 0, 32, 32]", 'canvas.colors=["FFFFFF", "222222", "E50000"]', hours=8)
    works = [row for row in rows(simulation) if row[0].startswith("work")]
    assert {int(name.split()[1]) for name, *_ in works} == {0, 1, 4, 5}
    assert set(np.unique(np.concatenate([row[4].ravel() for row in works]))) <= {0, 3, 5, OUTSIDE}
    assert not simulation.canvas[32:].any()
    assert simulation.world.clock[0].broken == 0


def test_pngs_find_a_site_and_appear(tmp_path):
    for i in range(4):
        image = Image.new("RGBA", (9 + i, 7), (0, 0, 0, 0))
        image.paste(["red", "blue", "green", "purple"][i], (1, 1, 8, 6))
        image.save(tmp_path / f"mine {i}.png")
    best = {}

    def watch(simulation):
        for row in rows(simulation):
            if row[0].startswith("mine") and row[1] != NOBODY:
                best[row[0]] = max(best.get(row[0], 0), shown(simulation, row))

    played(f'designs.png_folder="{tmp_path}"', "communities.founding=3", watch=watch)
    assert sorted(best) == [f"mine {i}" for i in range(4)]
    assert np.median(list(best.values())) > 0.8
