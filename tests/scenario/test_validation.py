"""What must fit together."""

from __future__ import annotations

import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.schema import Scenario
from canvas_sim.scenario.validation import consistent

SMALL = {"width": 100, "height": 50}


def mistakes(**sections):
    """The lines that are said of a scenario, none if all fits."""
    try:
        consistent(Scenario.model_validate(sections))
    except UserError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize("region", [(0, 0, 100, 50), (99, 49, 100, 50), (0, 0, 1, 1)])
def test_regions_inside(region):
    assert mistakes(canvas=SMALL | {"open": region}) == []


@pytest.mark.parametrize("region", [(0, 0, 101, 50), (0, 0, 100, 51), (-1, 0, 5, 5), (5, 5, 5, 6), (7, 7, 6, 8)])
@pytest.mark.parametrize("kind", ["raid", "wipe", "rectangle"])
def test_regions_outside(region, kind):
    place = "at_region" if kind == "raid" else "region"
    (line,) = mistakes(canvas=SMALL, interventions=[{"kind": kind, place: region}])
    assert line.startswith(f"interventions.0.{place} = {list(region)} is not inside the canvas of 100 x 50")


def test_open_outside():
    (line,) = mistakes(canvas=SMALL | {"open": (0, 0, 100, 60)})
    assert line.startswith("canvas.open = [0, 0, 100, 60] is not inside the canvas of 100 x 50")


def test_growth_in_order_of_time():
    grow = [{"kind": "expand", "at": 2, "open": (0, 0, 100, 50)}, {"kind": "expand", "at": 1, "open": (0, 0, 50, 50)}]
    assert mistakes(canvas=SMALL | {"open": (0, 0, 20, 20)}, interventions=grow) == []
    grow[1]["at"] = 3
    (line,) = mistakes(canvas=SMALL | {"open": (0, 0, 20, 20)}, interventions=grow)
    assert line == "interventions.1.open = [0, 0, 50, 50] must contain what is open before, [0, 0, 100, 50]"


@pytest.mark.parametrize("color", ["FFFFFF", "e50000", "#E50000", "red"])
def test_colors_in_any_writing(color):
    assert mistakes(interventions=[{"kind": "white_out", "color": color}]) == []


@pytest.mark.parametrize(("sections", "where"), [
    ({"canvas": {"background": "123456"}}, "canvas.background"),
    ({"canvas": {"colors": ["FFFFFF", "123456"]}}, "canvas.colors"),
    ({"interventions": [{"kind": "palette", "colors": ["123456"]}]}, "interventions.0.colors"),
    ({"interventions": [{"kind": "white_out", "color": "123456"}]}, "interventions.0.color"),
    ({"interventions": [{"kind": "raid", "at_region": (0, 0, 1, 1), "color": "123456"}]}, "interventions.0.color"),
])  # fmt: skip
def test_colors_outside_the_palette(sections, where):
    (line,) = mistakes(**sections)
    assert line.startswith(f"{where}: color '123456' is not in the palette; there are white, light_gray")


@pytest.mark.parametrize(("palette", "said"), [
    ("2021", "there is no palette '2021'; there are 2017, 2022, 256, or a list"),
    (["FFFFFF", "red"], "'red' is not a color; write RRGGBB, such as E50000"),
    (["red"], "canvas.palette: 'red' is not a color"),
    (["red", "FFFFFF", "blue"], "canvas.palette: 'red', 'blue' are not colors"),
    (["FFFFFF"], "1 colors"),
    (["FFFFFF", "ffffff"], "2 colors, 1 different"),
])  # fmt: skip
def test_palettes(palette, said):
    (line,) = mistakes(canvas={"palette": palette})
    assert said in line


def test_no_color_at_all():
    assert mistakes(canvas={"colors": []}) == ["canvas.colors is empty; name a color or more"]


@pytest.mark.parametrize(("activity", "where"), [
    ({"zones": [(0, 1), (1, 0)]}, "activity.zones.1"),
    ({"zones": [(15, 1)]}, "activity.zones.0"),
    ({"arrivals": [(0, 0), (1, 0)]}, "activity.arrivals"),
    ({"arrivals": [(2, 1), (1, 1)]}, "activity.arrivals: hours must begin"),
    ({"arrivals": [(0, 1), (1, -1)]}, "activity.arrivals"),
])  # fmt: skip
def test_people(activity, where):
    (line,) = mistakes(activity=activity)
    assert line.startswith(where)


def test_launch():
    (line,) = mistakes(event={"launch": "soon"})
    assert line == "event.launch = 'soon': must be a time in UTC, such as 2017-03-31T17:00:00Z"


def test_all_mistakes_are_told():
    assert len(mistakes(canvas=SMALL | {"open": (0, 0, 1, 99), "background": "123456"}, event={"launch": "x"})) == 3
