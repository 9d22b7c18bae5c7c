"""Palettes and names of colors."""

from __future__ import annotations

import re

import numpy as np
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.palettes import color_names, index_of, palette_of, palettes
from canvas_sim.scenario.schema import Canvas, Scenario


def oklab(palette):
    """Colors in OKLab (Ottosson 2020), where distances are about those that people see."""
    rgb = np.array([[int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)] for color in palette])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    cones = np.array([[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]])
    opponents = np.array([[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]])
    return np.cbrt(linear @ cones.T) @ opponents.T


def test_sizes_and_form():
    assert {name: len(palette) for name, palette in palettes().items()} == {"2017": 16, "2022": 32, "256": 256}
    for palette in palettes().values():
        assert len(set(palette)) == len(palette)
        assert all(re.fullmatch("[0-9A-F]{6}", color) for color in palette)


def test_ends_of_the_real_palettes():
    assert palettes()["2017"][:4] == ("FFFFFF", "E4E4E4", "888888", "222222")
    assert palettes()["2017"][-1] == "820080"
    assert (palettes()["2022"][0], palettes()["2022"][27], palettes()["2022"][31]) == ("6D001A", "000000", "FFFFFF")


def test_256_begins_with_2017_and_spreads_out():
    assert palettes()["256"][:16] == palettes()["2017"]
    lab = oklab(palettes()["256"])
    apart = np.linalg.norm(lab[:, None] - lab[None], axis=2) + 9 * np.eye(256)
    assert apart.min() > 0.05


@pytest.mark.parametrize(("palette", "name", "color"), [
    ("2017", "red", "E50000"), ("2017", "green", "02BE01"), ("2022", "red", "FF4500"), ("2022", "beige", "FFB470"),
    ("256", "purple", "820080"),
])  # fmt: skip
def test_names(palette, name, color):
    assert palettes()[palette][color_names()[palette][name]] == color


@pytest.mark.parametrize("color", ["E50000", "e50000", "#E50000", "red"])
def test_index_from_any_writing(color):
    assert index_of(Scenario(), color) == 5


def test_own_palette():
    scenario = Scenario(canvas=Canvas(palette=["#ffffff", "000000"]))
    assert palette_of(scenario) == ("FFFFFF", "000000")
    assert index_of(scenario, "000000") == 1
    with pytest.raises(UserError, match="'red' is not in the palette"):
        index_of(scenario, "red")


def test_strange_color_names_the_nearest():
    with pytest.raises(UserError, match="did you mean 'E50000'"):
        index_of(Scenario(), "E50001")
    with pytest.raises(UserError, match="did you mean 'purple'"):
        index_of(Scenario(), "purpel")


@pytest.mark.parametrize(("palette", "color", "said"), [
    ("2017", "123456", "there are white, light_gray, gray, black,"),  # nearest in letters is E4E4E4 or so
    ("2017", "chartreuse", "there are white,"),
    ("2017", "FF0000", "did you mean 'E50000'?"),
    ("2022", "FF0000", "there are burgundy,"),
    ("256", "nothing", "purple and 240 more, RRGGBB"),
    (["FFFFFF", "000000"], "red", "there are FFFFFF, 000000"),
])  # fmt: skip
def test_no_color_that_is_far_away_is_suggested(palette, color, said):
    with pytest.raises(UserError) as raised:
        index_of(Scenario(canvas=Canvas(palette=palette)), color)
    assert said in str(raised.value)
