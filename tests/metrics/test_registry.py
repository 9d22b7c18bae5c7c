"""Measures by name: all of them, of any event; how others add theirs; and what is said where one is not available."""

import math

import measures_page
import pytest
from hand_made import random_run
from made_events import chance, design, event

from canvas_sim.base.errors import UserError
from canvas_sim.metrics import registry
from canvas_sim.metrics.frames import order
from canvas_sim.metrics.frames.frames import frames_of
from canvas_sim.metrics.measure import explain, measure
from canvas_sim.metrics.nulls.models import MODELS, Case
from canvas_sim.metrics.nulls.runs import make
from canvas_sim.metrics.registry import catalog, metric
from canvas_sim.record.columns import NO_INTENT

NEED_USERS = {"stances", "feuds", "losses", "prompt", "restless", "trace"}
TOLD_FROM_LOGS = ("artworks", "building", "alliances", "repair", "tiles", "resilience", *NEED_USERS)


@pytest.fixture
def forgetful(monkeypatch):
    """What is registered here is forgotten afterwards."""
    monkeypatch.setattr(registry, "_METRICS", dict(catalog() and registry._METRICS))
    registry._import_all.cache_clear()
    yield
    registry._import_all.cache_clear()


def test_all_measures_of_a_run_are_numbers_with_names():
    run = random_run()
    numbers = measure(run)
    assert all(isinstance(number, float) for number in numbers.values())
    assert {name for name in catalog() if any(key.startswith(name) for key in numbers)} == set(catalog())
    assert numbers["isolated"] == order.isolated(run.canvas)
    assert numbers["not_white"] == order.not_white(run.canvas)
    assert measure(run, ["isolated"]) == {"isolated": numbers["isolated"]}


def test_frames_alone_have_no_log():
    numbers, reasons = explain(frames_of(random_run()), ["isolated", "attack_share"])
    assert math.isnan(numbers["attack_share"]) and not math.isnan(numbers["isolated"])
    assert {name: str(why) for name, why in reasons.items()} == {
        "attack_share": "there are canvases, but no log of who placed what"
    }


def test_an_unknown_name_is_told_the_nearest():
    with pytest.raises(UserError, match="did you mean 'isolated'"):
        measure(random_run(), ["isolatd"])


def test_changes_between_snapshots_are_no_placements():
    run = random_run()
    run.info["source"] = {"log": "changes"}
    assert frames_of(run).placements is None
    numbers, reasons = explain(run, ["isolated", "users", "change_per_placement"])
    assert not math.isnan(numbers["isolated"]) and set(reasons) == {"users", "change_per_placement"}
    assert str(reasons["users"]).startswith("it was imported from snapshots")


# --- logs that do not say everything


def nameless(run):
    """The same log as an imported one: without intents."""
    for chunk in run._chunks:
        chunk["intent"][:] = NO_INTENT
    return run


def test_logs_without_intents_and_communities():
    for hours in (0.01, 5):
        run = nameless(event(chance(400, hours=hours), hours=hours, designs=[design(0, 0, 0, ["12", "21"])]))
        numbers, reasons = explain(run, TOLD_FROM_LOGS)
        assert set(reasons) <= {"alliances"}
        assert {"artworks_exponent", "repair_rate", "trace_modularity", "feuds_reciprocity"} <= set(numbers)


def test_a_log_without_users_and_artworks():
    rows = [(ts, -1, *rest) for ts, _, *rest in chance(400)]
    _, reasons = explain(nameless(event(rows, communities=[{"community": 0}])), TOLD_FROM_LOGS)
    assert set(reasons) == NEED_USERS | {"artworks", "building", "alliances"}
    assert "who placed what" in str(reasons["stances"]) and "no artwork" in str(reasons["artworks"])
    numbers, _ = explain(event(rows, designs=[design(0, 0, 0, ["12", "21"]), design(1, 4, 4, ["1"])]), ["artworks"])
    assert numbers["artworks_exponent"] > 0 and math.isnan(numbers["artworks_gain"])


def test_a_null_run_and_an_empty_log():
    run = event(chance(400), designs=[design(0, 0, 0, ["12", "21"])])
    assert measure(make(Case(run, "random")), TOLD_FROM_LOGS)
    assert measure(event([]), TOLD_FROM_LOGS)


# --- adding measures


def test_a_measure_is_registered_once_and_described(forgetful):
    with pytest.raises(ValueError, match="there are two measures 'isolated'"):
        metric("isolated", unit="1", needs="canvas")(lambda canvas: 0.0)
    with pytest.raises(ValueError, match="needs one of canvas, frames, log, works, and a docstring"):
        metric("nothing", unit="1", needs="luck")(measure)
    metric("wide", unit="pixels", needs="canvas")(wide)
    assert catalog()["wide"].meaning == "Width of the canvas."
    assert catalog()["wide"].description == "Width of the canvas. As it is at the end. pixels, all of them"
    assert measure(random_run(), ["wide"]) == {"wide": 12}


def wide(canvas):
    """Width of the canvas.

    As it is at the end.

    Returns
    -------
    float
        pixels, all of them

    Source: none.
    """
    return canvas.shape[1]


def test_other_packages_add_measures(forgetful, tmp_path, monkeypatch):
    """A distribution on the path: a module with a measure, and the entry point that names it."""
    (tmp_path / "borrowed.py").write_text(
        "from canvas_sim.metrics.registry import metric\n\n\n"
        '@metric("height", unit="pixels", needs="canvas")\ndef height(canvas):\n    """Height."""\n'
        "    return len(canvas)\n"
    )
    about = tmp_path / "borrowed-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: borrowed\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[canvas_sim.metrics]\nmine = borrowed\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert measure(random_run(), ["height"]) == {"height": 9}
    (about / "entry_points.txt").write_text("[canvas_sim.metrics]\nmine = not_there\n")
    registry._import_all.cache_clear()
    with pytest.raises(UserError, match="the measures not_there of another package cannot be imported: No module"):
        catalog()


def test_every_measure_and_null_model_is_described():
    text = measures_page.PAGE.read_text("utf-8")
    assert text == measures_page.written(text), "make measures writes the table anew"
    assert set(catalog()) | set(MODELS) == {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
