"""All listed measures on poor logs: numbers, or the reason why not."""

from pathlib import Path

import pytest
from made_events import chance, design, event

from canvas_sim.metrics.listed import LISTED
from canvas_sim.metrics.nulls.models import MODELS, Case
from canvas_sim.metrics.nulls.runs import make
from canvas_sim.metrics.registry import explain, measure
from canvas_sim.record.columns import NO_INTENT

NAMES = [name for name, *_ in LISTED]
NEED_USERS = {"stances", "feuds", "losses", "warning", "prompt", "restless", "trace"}


def nameless(run):
    """The same log as an imported one: without intents."""
    for chunk in run._chunks:
        chunk["intent"][:] = NO_INTENT
    return run


@pytest.mark.parametrize("hours", [0.01, 1, 5])
def test_a_log_without_intents_and_communities(hours):
    run = nameless(event(chance(400, hours=hours), hours=hours, designs=[design(0, 0, 0, ["12", "21"])]))
    numbers, reasons = explain(run, NAMES)
    assert set(reasons) <= {"alliances", "warning"}
    assert {"artworks_exponent", "repair_rate", "trace_modularity", "feuds_reciprocity"} <= set(numbers)


def test_a_log_without_users_and_artworks():
    rows = [(ts, -1, *rest) for ts, _, *rest in chance(400)]
    _, reasons = explain(nameless(event(rows, communities=[{"community": 0}])), NAMES)
    assert set(reasons) == NEED_USERS | {"artworks", "building", "alliances"}
    assert "who placed what" in str(reasons["stances"]) and "no artwork" in str(reasons["artworks"])


def test_without_users_the_growth_of_artworks_is_still_known():
    rows = [(ts, -1, *rest) for ts, _, *rest in chance(400)]
    designs = [design(0, 0, 0, ["12", "21"]), design(1, 4, 4, ["1"])]
    numbers, _ = explain(event(rows, designs=designs), ["artworks"])
    assert numbers["artworks_exponent"] > 0 and numbers["artworks_gain"] != numbers["artworks_gain"]


def test_a_null_run_and_an_empty_log():
    run = event(chance(400), designs=[design(0, 0, 0, ["12", "21"])])
    assert measure(make(Case(run, "random")), NAMES)
    assert measure(event([]), NAMES)


def test_every_measure_and_null_model_is_described():
    text = (Path(__file__).parents[2] / "docs" / "measures.md").read_text("utf-8")
    described = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    assert described == {*NAMES, *MODELS}
