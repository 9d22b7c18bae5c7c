"""Rows 20 to 23 of the scorecard: on paper, against a slow twin and a library, and on the real artworks of 2017."""

import math
import os
from pathlib import Path

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, design, event

from canvas_sim.designs import atlas
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.regions import template_regions
from canvas_sim.metrics.works import artworks
from canvas_sim.scenario.palettes import palettes

DATA = Path(os.environ.get("CANVAS_SIM_DATA") or Path(__file__).parents[2].parent / "shared" / "data")
WIPE = {"kind": "wipe", "ts": 1_500_000, "x0": 0, "y0": 0, "x1": 5, "y1": 5, "color": 2}
DESIGNS = (
    design(0, 0, 0, ["12", "31"]),
    design(1, 1, 1, ["1.", "23", "1."]),
    design(2, -1, 2, ["123"]),  # its left pixel lies outside
    design(3, 3, 3, ["1111"], ended=5),  # given up
    {"design": 4, "kind": "void"},  # a pattern, without pixels
    design(5, 5, 5, ["123", "123", "123"]),
)


def test_the_case_on_paper():
    rows = [
        (0, 1, 0, 0, 1),  # agrees with A
        (1, 1, 0, 0, 1),  # agrees with A, redundant
        (2, 2, 1, 0, 2),  # agrees with A and B, which overlap there
        (3, 2, 1, 0, 3),  # agrees with neither
        (4, 3, 2, 0, 0),  # agrees with B, redundant: it was blank, and should be
        (5, 3, 7, 7, 1),  # outside
        (6, 4, 0, 0, 5),  # disagrees: 4 takes part nowhere
    ]
    run = event(rows, designs=[design(0, 0, 0, ["12"]), design(1, 1, 0, ["20"])])
    found = artworks.tally(run)
    assert found.area.tolist() == [2, 2]
    assert found.inside.tolist() == [5, 3]
    assert found.agreeing.tolist() == [3, 2]
    assert found.redundant.tolist() == [1, 1]
    assert found.coalition.tolist() == [2, 2]
    assert found.projects.tolist() == [1, 2, 1]  # users 1, 2 and 3
    assert list(artworks.projects(found).values()) == pytest.approx([4 / 3, math.sqrt(2) / 3, 1])
    assert math.isnan(artworks.growth(found)["exponent"])  # areas are equal


def as_dicts(designs):
    """What stands, as dicts from (x, y) to color."""
    result = []
    for row in designs:
        if row.get("pixels") and row.get("ended", -1) < 0:
            places = [(row["x"] + k % row["width"], row["y"] + k // row["width"]) for k in range(len(row["pixels"]))]
            pairs = zip(places, row["pixels"], strict=True)
            result.append({at: c for at, c in pairs if c != 255 and 0 <= at[0] < 8 and 0 <= at[1] < 9})
    return result


@pytest.mark.parametrize("wipes", [(), (WIPE,)])
@pytest.mark.parametrize("at_once", [10, artworks.AT_ONCE])
def test_against_a_slow_twin(wipes, at_once, monkeypatch):
    monkeypatch.setattr(artworks, "AT_ONCE", at_once)
    rows = chance(2000)
    run = event(rows, interventions=wipes, designs=DESIGNS)
    old = naive.colors_before(rows, 0, [tuple(w[k] for k in ("ts", "x0", "y0", "x1", "y1", "color")) for w in wipes])
    tables, projects = naive.artworks(rows, as_dicts(DESIGNS), old)
    found = artworks.tally(run)
    np.testing.assert_array_equal(np.column_stack(found[:5]), tables)
    np.testing.assert_array_equal(found.projects, [projects[user] for user in sorted(projects)])
    assert found.redundant.min() > 0
    numbers = artworks.artwork_scores(run)
    assert numbers["exponent"] == pytest.approx(naive.log_slope(*zip(*((t[0], t[1]) for t in tables), strict=True)))
    assert numbers["gain"] == pytest.approx(naive.log_slope(*zip(*((t[4], t[2] / t[4]) for t in tables), strict=True)))


def test_several_chunks_are_as_one():
    """A user's artworks count once, however far apart its placements are."""
    run = event([*chance(300), (3_599_999, 0, 0, 0, 1)], designs=DESIGNS)
    whole = artworks.tally(run)
    cut = [{name: values[i : i + 7] for name, values in run._chunks[0].items()} for i in range(0, 301, 7)]
    object.__setattr__(run, "_chunks", cut)
    for a, b in zip(artworks.tally(run), whole, strict=True):
        np.testing.assert_array_equal(a, b)


def counted(coalition, agreeing, redundant):
    """A tally of artworks of which only these are known."""
    nothing = np.zeros(len(coalition), np.int64)
    return artworks.Tally(nothing, nothing, *map(np.array, (agreeing, redundant, coalition)), nothing)


def test_redundancy_is_read_off_artworks_of_about_that_size():
    """100 / 10^.25 = 56.2 and 100 x 10^.25 = 177.8; the mean of shares, whatever their artworks' size."""
    found = counted([56, 57, 177, 178, 1000], [10, 10, 1000, 10, 8], [10, 1, 500, 10, 2])
    result = artworks.redundancy(artworks.Tally(*found))
    assert result["redundant_100"] == pytest.approx((0.1 + 0.5) / 2)
    assert result["redundant_1000"] == 0.25
    assert math.isnan(result["redundant_10000"])


def test_given_artworks_are_taken_instead_of_designs():
    run = event([(0, 1, 2, 2, 7)], designs=DESIGNS)
    found = artworks.tally(run, [(2, 2, np.array([[7, 255]], np.uint8))])
    assert (found.area.tolist(), found.agreeing.tolist()) == ([1], [1])


def test_without_artworks_it_is_not_available():
    with pytest.raises(NotAvailable, match="no artwork"):
        artworks.artwork_scores(event(chance(10), designs=[design(0, 0, 0, ["1"], ended=5)]))


@pytest.mark.skipif(not (DATA / "rplace2017").is_dir(), reason="the real canvas is not there")
def test_areas_of_the_real_artworks_of_2017():
    pictures = DATA / "rplace2017"
    works = atlas.works(pictures / "atlas_polygons.json.gz", pictures / "final.png", palettes()["2017"], (1000, 1000))
    area = template_regions([(*site, pixels) for _, _, site, pixels in works], (1000, 1000)).area
    found = artworks.areas(artworks.Tally(area, *[np.zeros(0, np.int64)] * 5))
    assert 256 <= found["area"] <= 289
    assert found["area_p90"] == pytest.approx(1700, rel=0.05)
    assert found["area_p99"] == pytest.approx(11_000, rel=0.05)
    assert found["area_gini"] == pytest.approx(0.71, abs=0.005)  # .73 without the pixels on the outlines
