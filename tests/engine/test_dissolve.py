"""A community is dissolved: it ends with all that it plans, its people go on, and nothing before it changes."""

from __future__ import annotations

import numpy as np
import pytest
from small_events import TOWN

from canvas_sim.base.times import HOUR
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import with_values
from canvas_sim.study import runner

AT = HOUR
EVENT = with_values(TOWN, ["interventions=[]"])


@pytest.fixture(scope="module")
def whole() -> Run:
    return runner.run(EVENT, seed=2, threads=1)


@pytest.fixture(scope="module")
def name(whole) -> str:
    """The community with the most members of those that lived then and live on."""
    groups = whole.communities
    living = groups[(groups["kind"] == "template") & (groups["founded"] < AT) & (groups["ended"] < 0)]
    return str(living.sort_values("members")["name"].iloc[-1])


def without(name: str) -> Run:
    return runner.run(
        with_values(EVENT, [f'interventions=[{{kind="dissolve", at=1, community="{name}"}}]']), 2, threads=1
    )


def test_it_ends_with_all_its_designs(whole, name):
    run = without(name)
    groups = run.communities[(run.communities["name"] == name) & (run.communities["founded"] < AT)]
    assert len(groups)
    assert (groups["ended"].between(0, AT)).all()
    designs = run.designs[run.designs["community"].isin(groups["community"])]
    assert len(designs)
    assert (designs["ended"].between(0, AT)).all()
    row = run.interventions.iloc[0]
    assert (row["kind"], row["ts"]) == ("dissolve", AT)
    assert row["value"] > 0
    late = run.events[run.events["ts"] >= AT]
    assert not late["community"].isin(groups["community"]).any()
    members = whole.events[whole.events["community"].isin(groups["community"])]["user"].unique()
    assert late["user"].isin(members).any()


def test_nothing_before_it_changes(whole, name):
    run = without(name)
    before = [runner.events[runner.events["ts"] < AT] for runner in (whole, run)]
    assert before[0].equals(before[1])
    assert run.digest != whole.digest


def test_a_pattern_can_be_dissolved(whole):
    run = without("void")
    ended = run.communities.set_index("kind")["ended"]
    assert (ended["void"], ended["corner"]) == (AT, -1)
    assert run.designs.set_index("kind")["ended"]["void"] == AT
    assert run.interventions["value"].iloc[0] >= 0


def test_a_name_that_nobody_has_changes_nothing(whole):
    run = without("nobody")
    assert run.events.equals(whole.events)
    np.testing.assert_array_equal(run.interventions["value"], 0)
