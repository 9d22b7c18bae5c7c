"""Null models: what each keeps and what it draws, against slow twins, shapes worked out by hand, and equations."""

import math

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, design, event
from scipy import optimize, stats
from typer.testing import CliRunner

from canvas_sim.base.errors import UserError
from canvas_sim.cli.app import app
from canvas_sim.metrics.nulls import models, shuffles
from canvas_sim.metrics.nulls.loyalty import Homes
from canvas_sim.metrics.nulls.mean_field import Constants, Field, crew_after, repair_share
from canvas_sim.metrics.nulls.models import MODELS, Case
from canvas_sim.metrics.nulls.runs import make
from canvas_sim.metrics.stages import stages_of
from canvas_sim.metrics.templates import lay, mean_width, perimeter, standing
from canvas_sim.record.columns import NO_INTENT
from canvas_sim.record.replay import canvas_at
from canvas_sim.record.run import Run

SIZE = (30, 40)
LARGE = ["1" * 20] * 10
DESIGNS = (
    design(0, 2, 2, LARGE),
    design(1, 22, 8, ["232", "2.2", "232"]),
    design(2, 0, 30, ["4444", "5555"]),
    design(3, 0, 0, ["3"], ended=9),
)
CHANGES = (
    {"ts": 0, "kind": "palette", "colors": "0,1,2,3"},
    {"ts": 1_000_000, "kind": "expand", "x0": 0, "y0": 0, "x1": 30, "y1": 40},
    {"ts": 1_500_000, "kind": "wipe", "x0": 3, "y0": 3, "x1": 12, "y1": 9, "color": 7},
    {"ts": 2_000_000, "kind": "palette", "colors": "0,1,2,3,4,5,6,7"},
    {"ts": 3_400_000, "kind": "white_out", "colors": "0", "color": 0},
)


def base(rows=4000, changes=(), opened=None):
    """A run to make null models of."""
    rows = chance(rows, SIZE, users=300, colors=8)
    return event(rows, SIZE, interventions=changes, opened=opened, designs=DESIGNS)


def log(run):
    """The log of a run as columns."""
    names = ("ts", "user", "x", "y", "color")
    return {name: np.concatenate([chunk[name] for chunk in run.chunks(name)]).astype(np.int64) for name in names}


def test_the_log_replays_to_the_canvas_and_keeps_pace_and_activity():
    run = base(changes=CHANGES)
    for model in MODELS:
        made = make(Case(run, model))
        old, new = log(run), log(made)
        if "shuffled" in model:
            np.testing.assert_array_equal(new["ts"], old["ts"])
        else:  # an hour, 4,000 placements: one each 900 ms
            np.testing.assert_array_equal(new["ts"], 450 + 900 * np.arange(4000))
        np.testing.assert_array_equal(np.sort(new["user"]), np.sort(old["user"]))
        if model != "users_shuffled":
            np.testing.assert_array_equal(new["user"], old["user"])
        np.testing.assert_array_equal(canvas_at(made, made.end), made.canvas)
        assert made.digest == make(Case(run, model)).digest
        assert made.digest != make(Case(run, model, seed=1)).digest
        assert made.info["null"] == {"model": model, "of": run.digest, "exponent": 1.0}
        assert all((chunk["intent"] == NO_INTENT).all() for chunk in made.chunks("intent"))
        assert made.designs.equals(run.designs) and made.interventions.equals(run.interventions)


def test_nothing_is_placed_where_or_in_colors_that_are_not_open():
    for model in (name for name in MODELS if "shuffled" not in name and name != "loyalty"):
        made = log(make(Case(base(changes=CHANGES, opened=(0, 0, 30, 20)), model)))
        early, white = made["ts"] < 1_000_000, made["ts"] >= 3_400_000
        assert made["y"][early].max() < 20 <= made["y"].max()
        assert made["color"][made["ts"] < 2_000_000].max() == 3
        assert not made["color"][white].any() and white.any()


def test_random_placements_are_uniform_in_space_and_have_the_colors_of_the_canvas():
    run = base(40_000)
    made = log(make(Case(run, "random")))
    pixels = np.bincount(made["y"] * 30 + made["x"], minlength=1200)
    assert stats.chisquare(pixels).pvalue > 0.01
    colors = np.bincount(run.canvas.ravel())
    assert stats.chisquare(np.bincount(made["color"]), colors * 40_000 / colors.sum()).pvalue > 0.01


WEIGHTS = {
    ("area", 1.0): [200, 8, 8],
    ("area", 0.5): [math.sqrt(200), math.sqrt(8), math.sqrt(8)],
    ("area", 0.0): [1, 1, 1],
    ("perimeter", 1.0): [60, 16, 12],  # a ring of 3 x 3: 12 outside, 4 inside
    ("width", 1.0): [60, 12, 12],  # the ring's hull has no hole
}


def test_artworks_are_drawn_in_proportion_to_their_size():
    run = base(20_000)
    for (model, exponent), sizes in WEIGHTS.items():
        made = log(make(Case(run, model, exponent=exponent)))
        where = np.full((40, 30), -1)
        for number, (x, y, template) in enumerate(standing(run)):
            where[y : y + template.shape[0], x : x + template.shape[1]][template != 255] = number
            inside = where[made["y"], made["x"]] == number
            np.testing.assert_array_equal(made["color"][inside], template[made["y"][inside] - y, made["x"][inside] - x])
        found = np.bincount(where[made["y"], made["x"]], minlength=3)
        weights = np.array(sizes)
        assert stats.chisquare(found, weights * 20_000 / weights.sum()).pvalue > 0.01


def test_shapes_by_hand():
    assert perimeter(np.zeros((3, 5), np.uint8)) == 16
    assert mean_width(np.zeros((3, 5), np.uint8)) == pytest.approx(16 / math.pi)
    corner = np.array([[1, 255], [1, 1]], np.uint8)
    assert perimeter(corner) == 8
    assert mean_width(corner) == pytest.approx((6 + math.sqrt(2)) / math.pi)
    assert (perimeter(np.full((2, 2), 255)), mean_width(np.full((2, 2), 255))) == (0, 0)


def test_mean_width_is_the_mean_over_directions():
    template = np.where(np.random.default_rng(3).random((9, 13)) < 0.1, 1, 255)
    assert mean_width(template) == pytest.approx(naive.mean_width(template.tolist(), 720), rel=1e-4)


def test_loyalty_against_a_slow_twin():
    run = base(1500)
    rows = log(run)
    draws = np.random.default_rng(6).random((2, 1500))
    inner = np.full((4, 9), 1, np.uint8)
    inner[::2, ::2] = 5  # it agrees with the large one in half of its pixels
    pieces = [*standing(run), (5, 4, inner), (6, 5, inner[:2, :3])]
    homes = Homes(pieces, (40, 30))
    # In two parts, as if the log had two chunks.
    parts = [homes.stay({name: values[part] for name, values in rows.items()}, draws[:, part])
             for part in (slice(0, 700), slice(700, 1500))]  # fmt: skip
    pixel, color, free = (np.concatenate(values) for values in zip(*parts, strict=True))
    works = [
        [((x + a, y + b), int(template[b, a])) for b, a in np.argwhere(template != 255).tolist()]
        for x, y, template in pieces
    ]
    expected = naive.loyalty(list(zip(*(rows[n].tolist() for n in rows), strict=True)), works, draws.T.tolist(), SIZE)
    np.testing.assert_array_equal(np.column_stack((pixel % 30, pixel // 30)), [(x, y) for x, y, _ in expected])
    assert [None if any_color else c for c, any_color in zip(color.tolist(), free, strict=True)] == [
        c for *_, c in expected
    ]
    assert 0 < free.sum() < len(free)


def test_mean_field_against_a_slow_twin():
    run = base()
    laid = lay(standing(run), (40, 30))
    draws = np.random.default_rng(7)
    ts, u, other = np.sort(draws.integers(0, 9_000_000, 3000)), draws.random((3, 3000)), draws.integers(0, 8, 3000)
    field = Field(laid, run.background)
    parts = [
        field.place(ts[part], u[:, part], other.astype(np.uint8)[part]) for part in (slice(0, 10), slice(10, None))
    ]
    pixel, color = (np.concatenate(values) for values in zip(*parts, strict=True))
    expected = naive.mean_field([x.tolist() for x in laid], ts.tolist(), u.T.tolist(), other.tolist(), Constants())
    np.testing.assert_array_equal(np.column_stack((pixel, color)), expected)


def test_mean_field_settles_where_its_equations_balance():
    """Both right sides are zero at y = 5.5 %, n = .99; seen are the wrong pixels of the largest work, late."""
    constants = Constants()
    repaired = lambda n, y: repair_share(y, n, constants)  # noqa: E731
    balance = optimize.fsolve(lambda v: (repaired(*v) - 0.5, crew_after(*v, constants) - v[0]), (1, 0.06))
    assert 0.05 < balance[1] < 0.07
    run = event(chance(200_000, SIZE, users=300, colors=8), SIZE, hours=60, designs=[design(0, 2, 2, LARGE)])
    made = make(Case(run, "mean_field"))
    hours = range(30, 60)
    damage = [np.mean(canvas_at(made, hour * 3_600_000 // 60)[2:12, 2:22] != 1) for hour in hours]
    assert np.mean(damage) == pytest.approx(balance[1], abs=0.015)


def test_pixels_shuffled_keeps_every_history():
    run = base(changes=CHANGES, opened=(0, 0, 30, 20))
    old, new = log(run), log(make(Case(run, "pixels_shuffled")))
    mapped = shuffles.pixel_map(run, stages_of(run).open, Case(run, "pixels_shuffled").draws(0))
    np.testing.assert_array_equal(np.sort(mapped), np.arange(1200))
    np.testing.assert_array_equal(new["y"] * 30 + new["x"], mapped[old["y"] * 30 + old["x"]])
    np.testing.assert_array_equal(new["color"], old["color"])
    grid = np.arange(1200).reshape(40, 30)
    for box in ((slice(0, 20), slice(0, 30)), (slice(3, 9), slice(3, 12))):
        np.testing.assert_array_equal(np.sort(mapped[grid[box].ravel()]), grid[box].ravel())
    changed = make(Case(run, "pixels_shuffled")).canvas.ravel()
    np.testing.assert_array_equal(changed[mapped], run.canvas.ravel())  # the wipe fell on the same pixels


def test_users_shuffled_leaves_the_canvas():
    run = base()
    np.testing.assert_array_equal(make(Case(run, "users_shuffled")).canvas, run.canvas)


def test_a_folder_like_any_other(tmp_path):
    run = base(changes=CHANGES)
    made = make(Case(run, "area", 3), tmp_path / "null")
    loaded = Run.load(tmp_path / "null")
    assert (loaded.digest, loaded.scenario.event.name) == (made.digest, "event, null model area")
    np.testing.assert_array_equal(loaded.canvas, canvas_at(loaded, loaded.end))
    assert (tmp_path / "null" / "timelapse.webp").is_file()
    assert loaded.digest == make(Case(run, "area", 3)).digest


def test_typed_as_a_command(tmp_path):
    make(Case(base(), "random"), tmp_path / "run")
    words = ["null", str(tmp_path / "run"), "--model", "area", "--exponent", "0.5", "--out", str(tmp_path / "null")]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert Run.load(tmp_path / "null").info["null"]["exponent"] == 0.5
    assert CliRunner().invoke(app, words).exit_code == 2


def test_mistakes_leave_nothing_behind(tmp_path):
    bare = event(chance(10))
    with pytest.raises(UserError, match="did you mean 'random'"):
        make(Case(bare, "randon"), tmp_path / "a")
    with pytest.raises(UserError, match="needs artworks"):
        make(Case(bare, "perimeter"), tmp_path / "b")
    nobody = event([{"user": -1, "x": 1, "y": 1}])
    with pytest.raises(UserError, match="does not say who"):
        make(Case(nobody, "loyalty"), tmp_path / "c")
    assert not list(tmp_path.iterdir())


def test_draws_depend_on_model_seed_and_chunk():
    run = base(10)
    first = [
        Case(run, *key).draws(n).random()
        for *key, n in (("random", 0, 0), ("random", 0, 1), ("random", 1, 0), ("area", 0, 0))
    ]
    assert len(set(first)) == 4
    assert models.Case(run, "random").draws(0).random() == first[0]
