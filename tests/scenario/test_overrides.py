"""Changes written as ``a.b=value``."""

from __future__ import annotations

import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.engine.interventions.raid import Raid
from canvas_sim.engine.interventions.remove import Remove
from canvas_sim.scenario.loading import with_values
from canvas_sim.scenario.schema import Scenario

RAID = Raid(kind="raid", at=1, at_region=(0, 0, 50, 50))
BASE = Scenario(interventions=[RAID, Remove(kind="remove", community="5")])


def value(scenario, key):
    """What stands at a key."""
    for step in key.split("."):
        scenario = scenario[int(step)] if step.isdecimal() else getattr(scenario, step)
    return scenario


@pytest.mark.parametrize(("change", "wanted"), [
    ("activity.users=5", 5),
    ("activity.users = 1_000", 1000),
    ("activity.users=1e6", 1_000_000),
    ("activity.saturated=true", True),
    ("people.blind=.5", 0.5),
    ("people.blind=0.25", 0.25),
    ("event.name=plain words", "plain words"),
    ('event.name="quoted words"', "quoted words"),
    ("event.name='a=b'", "a=b"),
    ("event.name=a=b", "a=b"),
    ("event.name=2017", "2017"),
    ("event.name=true", "true"),
    ("event.name=none", "none"),
    ("event.name=", ""),
    ("canvas.palette=2022", "2022"),
    ('canvas.palette="256"', "256"),
    ("canvas.palette=[FFFFFF,000000]", ["FFFFFF", "000000"]),
    ('canvas.palette=["FFFFFF", "222222"]', ["FFFFFF", "222222"]),
    ("canvas.background=222222", "222222"),
    ("canvas.colors=[FFFFFF, 222222]", ["FFFFFF", "222222"]),
    ("canvas.open=[0, 0, 10, 10]", (0, 0, 10, 10)),
    ("canvas.open=none", None),
    ("society.graph=none", "none"),
    ("activity.arrivals=[[0, 1], [2.5, 2.5]]", [(0, 1), (2.5, 2.5)]),
    ("activity.zones=[[0, 1]]", [(0, 1)]),
    ("activity.zones.1.1=0.5", 0.5),
    ("designs.patterns=[]", []),
    ("designs.patterns=[void]", ["void"]),
    ("designs.patterns.0=road", "road"),
    ("designs.atlas=[a.json.gz, final.png]", ("a.json.gz", "final.png")),
    ("designs.png_folder=my pictures", "my pictures"),
    ("interventions.0.users=5", 5),
    ("interventions.0.color=222222", "222222"),
    ("interventions.1.community=7", "7"),
    ("interventions.1.community=none", None),
    ("interventions=[]", []),
])  # fmt: skip
def test_values(change, wanted):
    got = value(with_values(BASE, [change]), change.partition("=")[0].strip())
    assert got == wanted
    assert type(got) is type(wanted) or isinstance(wanted, int)


def test_whole_interventions():
    text = 'interventions=[{kind = "raid", at = 3, at_region = [1, 2, 3, 4]}]'
    assert with_values(BASE, [text]).interventions == [Raid(kind="raid", at=3, at_region=(1, 2, 3, 4))]


def test_a_whole_section():
    assert with_values(BASE, ["record={timeline = 5}"]).record.timeline == 5


def test_later_changes_win():
    assert with_values(BASE, ["activity.users=5", "activity.users=6"]).activity.users == 6


@pytest.mark.parametrize(("change", "said"), [
    ("activity.users", "--set activity.users: must be KEY=VALUE, such as activity.users=5000"),
    ("=5", "--set =5: must be KEY=VALUE, such as activity.users=5000"),
    ("activity.userz=5", "unknown key activity.userz; did you mean activity.users?"),
    ("users=5", "unknown key users; did you mean activity.users?"),
    ("event.name.x=5", "unknown key event.name.x; event.name has no keys"),
    ("people=5", "people is a section; name a key in it, such as people.glances=..."),
    ("interventions.2.users=5", "unknown key interventions.2.users; they are interventions.0 to interventions.1"),
    ("interventions.x=5", "unknown key interventions.x; they are interventions.0 to interventions.1"),
    ("interventions.0.user=5", "unknown key interventions.0.user; did you mean interventions.0.users?"),
    ("canvas.open.2=5", "unknown key canvas.open.2; canvas.open is absent, set it as a whole"),
    ("activity.zones.99.0=5", "unknown key activity.zones.99.0; activity.zones is a list of 8, counted from 0"),
    ("activity.users=many", 'activity.users = "many": must be a whole number from 1 to 20,000,000 [users]'),
    ("activity.users=1,000", 'activity.users = "1,000": must be a whole number from 1 to 20,000,000 [users]'),
    ("interventions.0.kind=rade", "interventions.0: unknown kind 'rade'; did you mean 'raid'?"),
])  # fmt: skip
def test_mistakes(change, said):
    with pytest.raises(UserError) as caught:
        with_values(BASE, [change])
    assert str(caught.value) == said


@pytest.mark.parametrize("change", [
    "...=1", ".=1", "event.=1", "0=1", "interventions.-1.users=3", "interventions.0=3", "activity.zones.0.0.0=1",
    "activity.users=[", 'event.name="', "activity.users=\n",
])  # fmt: skip
def test_nonsense_is_a_mistake_or_text(change):
    try:
        with_values(BASE, [change])
    except UserError:
        return
    assert change.startswith("event.name=")
