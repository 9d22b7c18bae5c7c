"""Causes and placebos: which interventions they are, and what is said when there is no such thing."""

from __future__ import annotations

import numpy as np
import pytest
from small_events import TOWN

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR
from canvas_sim.engine.interventions.dissolve import Dissolve
from canvas_sim.engine.interventions.forbid_alliances import ForbidAlliances
from canvas_sim.engine.interventions.forum_down import ForumDown
from canvas_sim.engine.interventions.remove import Remove
from canvas_sim.record.run import Run
from canvas_sim.study import runner
from canvas_sim.study.counterfactual import causes

AT = HOUR


@pytest.fixture(scope="module")
def run() -> Run:
    return runner.run(TOWN, seed=2, threads=1)


@pytest.mark.parametrize(("what", "wanted"), [
    ("alliances", ForbidAlliances(kind="forbid_alliances", at=1)),
    ("forum", ForumDown(kind="forum_down", at=1, hours=1)),
    ("leaders", Remove(kind="remove", at=1, who="leaders")),
    ("bots", Remove(kind="remove", at=1, who="bots")),
    ("vandals", Remove(kind="remove", at=1, who="vandals")),
    ("community:void", Dissolve(kind="dissolve", at=1, community="void")),
])  # fmt: skip
def test_what_can_be_left_out(run, what, wanted):
    changed = causes.cause_without(what, run, AT).applied(run.scenario)
    assert changed.interventions == [*run.scenario.interventions, wanted]
    assert changed.model_copy(update={"interventions": run.scenario.interventions}) == run.scenario


@pytest.mark.parametrize(("what", "said"), [
    ("form", "cannot leave 'form' out; did you mean forum?"),
    ("everything", "cannot leave 'everything' out; alliances, forum, leaders, bots, vandals, community:NAME"),
    ("community:vood", "no community 'vood' lives at 1 h; did you mean 'void'?"),
    ("community:0", r"no community '0' lives at 1 h; there are \w"),
])  # fmt: skip
def test_what_cannot(run, what, said):
    with pytest.raises(UserError, match=said):
        causes.cause_without(what, run, AT)


def test_only_communities_that_live_then_count(run):
    groups = run.communities
    late = groups[groups["founded"] > AT]["name"]
    early = set(groups[groups["founded"] < AT]["name"])
    assert set(causes.living_names(run, AT)) <= early
    (fresh, *_) = [name for name in late if name not in early]
    with pytest.raises(UserError, match="no community"):
        causes.cause_without(f"community:{fresh}", run, AT)


def test_a_file_of_interventions(run, tmp_path):
    path = tmp_path / "storm.toml"
    wipe = 'kind = "wipe"\nregion = [0, 0, 4, 4]\n'
    path.write_text(f"[[interventions]]\n{wipe}[[interventions]]\nat = 1.5\n{wipe}")
    cause = causes.cause_of_file(path, AT, run.end)
    assert cause.name == "with storm"
    assert [runner.at for runner in cause.applied(run.scenario).interventions[-2:]] == [1, 1.5]


def test_mistakes_in_an_intervention_are_named_as_in_its_file(run, tmp_path):
    path = tmp_path / "storm.toml"
    path.write_text('[[interventions]]\nkind = "forum_dawn"\n')
    with pytest.raises(UserError, match=r"^with storm: interventions.0: unknown kind 'forum_dawn'"):
        causes.cause_of_file(path, AT, run.end).applied(run.scenario)


@pytest.mark.parametrize(("text", "said"), [
    ("", r"must have \[\[interventions\]\] and nothing else"),
    ('interventions = ["wipe"]', "interventions must be tables"),
    ("interventions = [{}]\n[people]\nreading = 0", "nothing else: settings hold from the start on"),
    ('[[interventions]]\nkind = "forum_down"\nat = 0.5', "an intervention at 0.5 h comes before the fork at 1 h"),
    ('[[interventions]]\nkind = "forum_down"\nat = 2', "an intervention at 2 h comes after the end of the event, 2 h"),
    ("interventions = ", "is not TOML"),
])  # fmt: skip
def test_mistakes_in_a_file(tmp_path, text, said):
    path = tmp_path / "storm.toml"
    path.write_text(text)
    with pytest.raises(UserError, match=said):
        causes.cause_of_file(path, AT, 2 * HOUR)
    with pytest.raises(UserError, match=r"cannot read .*gone.toml: No such file"):
        causes.cause_of_file(tmp_path / "gone.toml", AT, 2 * HOUR)


def test_a_placebo_recolors_some_open_pixels(run):
    canvas = np.zeros((32, 32), np.uint8)
    cause = causes.placebo_cause(0, canvas, run, AT)
    changed = cause.applied(run.scenario).interventions[len(run.scenario.interventions) :]
    assert len(changed) == 100
    assert len({runner.region for runner in changed}) == 100
    for one_change in changed:
        x0, y0, x1, y1 = one_change.region
        assert (x1 - x0, y1 - y0, one_change.at) == (1, 1, 1)
        assert run.colors.index(one_change.color) != canvas[y0, x0]
    assert max(one_change.region[3] for one_change in changed) > 24  # which is open since .8 h
    early = causes.placebo_cause(0, canvas, run, HOUR // 2).interventions
    assert max(one_change["region"][3] for one_change in early) <= 24
    assert len(early) == 76  # a tenth of 32 x 24


def test_placebos_differ_but_come_out_the_same_again(run):
    canvas = np.zeros((32, 32), np.uint8)
    made = [causes.placebo_cause(number, canvas, run, AT).interventions for number in (0, 1, 0)]
    assert made[0] == made[2] != made[1]


def test_placebos_use_colors_of_the_time(run):
    white = causes.placebo_cause(0, np.ones((32, 32), np.uint8), run, round(1.9 * HOUR)).interventions
    assert {one_change["color"] for one_change in white} == {"FFFFFF"}


def test_a_community_becomes_the_one_of_its_rank():
    changes = [{"kind": "dissolve", "community": "b"}, {"kind": "forum_down"}]
    for there, wanted in ((["x", "y", "z"], "y"), (["x"], "x"), ([], "b")):
        found = causes.interventions_by_rank(changes, (["a", "b"], there))
        assert found == [{"kind": "dissolve", "community": wanted}, {"kind": "forum_down"}]
