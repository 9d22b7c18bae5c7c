"""Reports: they need nothing else, and what they say is what the log says."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest
from made_run import make_run
from matplotlib.text import Annotation
from small_events import TOWN

import canvas_sim
from canvas_sim.base.errors import UserError
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.toml import description
from canvas_sim.show.plots import run_data, run_figures
from canvas_sim.show.report.blocks import DataTable, reading_order
from canvas_sim.show.report.claims import Claim, as_text, counted
from canvas_sim.show.report.effect_tables import effect_grid
from canvas_sim.show.report.experiment import ExperimentReport
from canvas_sim.show.report.make import report
from canvas_sim.show.report.page import page_as_html, page_as_markdown
from canvas_sim.show.report.run import STANDS, run_page
from canvas_sim.study.effects import Effect


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A small event in which everything happens, in a folder."""
    return canvas_sim.run(TOWN, 6, out=tmp_path_factory.mktemp("runs") / "town")


@pytest.fixture(scope="module")
def page(town):
    return run_page(town)


class Reader(HTMLParser):
    """Notes ids, addresses and tags that are not closed."""

    VOID = ("meta", "img", "br", "path", "use", "rect", "image", "link", "input", "hr", "circle")

    def __init__(self):
        super().__init__()
        self.ids, self.addresses, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        self.addresses += [value for name, value in attrs if name in ("src", "href", "xlink:href", "data", "srcset")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


def test_html_needs_nothing_else(page):
    text = page_as_html(page)
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    assert reader.addresses and all(one.startswith(("data:", "#")) for one in reader.addresses)
    assert not re.search(r"https?:|@import|<script|url\((?!#)", text)


def test_ids_are_unique_and_what_is_used_exists(page):
    reader = Reader()
    reader.feed(page_as_html(page))
    assert len(reader.ids) == len(set(reader.ids))
    assert {one[1:] for one in reader.addresses if one.startswith("#")} <= set(reader.ids)


def test_figures_follow_the_page(page):
    text = page_as_html(page)
    assert text.count("<svg") == 8
    assert "var(--ink)" in text.split("</style>", 1)[1]
    assert "DejaVu" not in text


def test_no_number_is_typed(page):
    for claim in page.claims():
        assert not re.search(r"\d", re.sub(r"\{.*?\}", "", claim.sentence)), claim.sentence


def test_sentences_say_the_numbers(page):
    assert all("{" not in str(claim) for claim in page.claims())
    assert str(Claim("{a} of {b:.0%}.", a=12345, b=0.123)) == "12,345 of 12%."


def test_the_answer_is_what_the_log_says(town, page):
    values = {}
    for claim in page.claims():
        values |= claim.values
    events = town.events
    assert values["placements"] == len(events)
    assert values["users"] == events["user"].nunique()
    assert values["filled"] == np.mean(town.canvas != 0)
    counts = events["user"].value_counts()
    assert values["once"] == (counts == 1).mean()
    assert values["median"] == counts.median()
    works = town.designs[town.designs["area"] > 0]
    assert values["planned"] == len(works)
    standing = 0
    for work in works[works["ended"] < 0].itertuples():
        template = town.template(work.design)
        there = town.canvas[work.y : work.y + work.height, work.x : work.x + work.width]
        standing += (template == there)[template != 255].mean() >= STANDS
    assert values["standing"] == standing


def test_alliances_are_told_as_they_went(town, page):
    formed = int((town.alliances["what"] == "formed").sum())
    assert formed
    (table,) = [
        block for block in reading_order(page.blocks) if isinstance(block, DataTable) and "formed" in block.frame
    ]
    assert table.frame["formed"].sum() == formed
    assert table.frame["betrayed"].sum() == (town.alliances["what"] == "betrayed").sum()


def test_the_same_run_gives_the_same_bytes(town):
    first, second = (run_page(town) for _ in range(2))
    assert page_as_html(first) == page_as_html(second)
    assert page_as_markdown(first) == page_as_markdown(second)


def test_markdown_names_files_that_are_there(page):
    files = page_as_markdown(page)
    named = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", files["report.md"].decode())
    assert named and set(named) == set(files) - {"report.md"}


def test_report_of_a_folder(tmp_path):
    make_run(tmp_path / "run", 1)
    path = report(tmp_path / "run")
    assert path == tmp_path / "run" / "report" / "report.html"
    assert {one.name for one in path.parent.iterdir()} >= {"report.html", "report.md", "canvas.png", "activity.png"}
    assert "digest" in path.read_text()
    assert report(tmp_path / "run") == path  # again, over what is there


def test_a_run_without_a_log_has_what_needs_none(tmp_path):
    run = canvas_sim.run(TOWN, 6, out=tmp_path / "run", log=False)
    text = page_as_html(run_page(run))
    assert "Activity" not in text and "Attack and defense" not in text
    assert "Order" in text


def test_what_is_no_run_is_one_line(tmp_path):
    with pytest.raises(UserError, match="not the folder of a run, a sweep"):
        report(tmp_path)


def test_numbers_for_people():
    assert [as_text(value) for value in (1234567, 0.12345, -3, 12345.6, float("nan"), None, True, "x")] == [
        *("1,234,567", "0.123", "−3", "12,346", "–", "–", "yes", "x")
    ]
    assert [counted(n, "raid") for n in (0, 1, 2000)] == ["no raids", "1 raid", "2,000 raids"]
    told = [str(Claim("After {hours:#hour}.", hours=hours)) for hours in (1, 1.0, 2.5, 12)]
    assert str(Claim("{n:#person/people}", n=1)) + str(Claim(" {n:#person/people}", n=2)) == "1 person 2 people"
    assert told == ["After 1 hour.", "After 1 hour.", "After 2.5 hours.", "After 12 hours."]


def test_an_hour_is_no_hours(tmp_path):
    run, _ = make_run(tmp_path / "short", 1, hours=1)
    text = page_as_markdown(run_page(run))["report.md"].decode()
    assert "pixels, 1 hour, seed 1" in text and "in 1 hour, and" in text
    assert not re.search(r"\b1 (hours|times)\b", text)


def test_a_preset_that_was_changed_is_not_told_in_its_own_words():
    changed = load("quickstart", ["event.hours=6"], 0.1)
    assert description(changed) == "A variant of the preset quickstart."
    assert "75,000" not in changed._repr_html_().partition("<details>")[0]
    assert description(load("quickstart")).startswith("A small event of 2017's kind: 75,000 people")
    mine = changed.model_copy(update={"event": changed.event.model_copy(update={"about": "My own."})})
    assert description(mine) == "My own."


def test_a_page_shows_itself_in_notebooks(page):
    shown = page._repr_html_()
    assert shown.startswith("<iframe") and 'srcdoc="&lt;!doctype html&gt;' in shown


def made(outcome, pairs, effect):
    """An effect of one arm, from 2."""
    numbers = dict(of_base=2.0, of_level=2.0 + effect, effect=effect, low=effect - 1, high=effect + 1)
    return Effect(outcome, "treatment", "other", "as is", {}, pairs, **numbers, correlation=0.5, saved=0.5)


def test_no_effect_is_told_of_few_pairs_beside_those_of_many():
    cells = effect_grid([made("many", 20, 0.5), made("few", 19, 0.25)])
    assert cells["many"].tolist() == ["2", "+0.5 [−0.5, 1.5]"]
    assert cells["few"].tolist() == ["2", "mean 2.25, 19 pairs"]
    assert effect_grid([made("few", 19, 0.25)])["few"].tolist() == ["2", "2.25"]


@pytest.mark.parametrize("last", [0.3, 0.01])
def test_every_purpose_has_its_name_within_the_figure(town, monkeypatch, last):
    shares = run_data.purpose_shares(town)
    own, thin = np.linspace(0.6, last, len(shares)), 0.02
    for name in shares:
        shares[name] = (1 - own - thin) / (shares.shape[1] - 2)
    shares["on their own"], shares["attack and spoil"] = own, thin
    monkeypatch.setattr(run_data, "purpose_shares", lambda run: shares)
    axes = run_figures.plot_purposes(town).axes[0]
    names = {
        text.get_text(): text.xy[1] if isinstance(text, Annotation) else text.get_position()[1] for text in axes.texts
    }
    assert set(names) >= set(shares)
    assert all(0 < names[name] < 1 for name in shares)


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        ({"a": (0.2, 0.1, 0.3), "b": (0.9, -0.1, 1.9)}, "Share is moved most by `a`, by 0.2 [0.1, 0.3] from 0.5."),
        (
            {"a": (-0.2, -0.3, -0.1), "b": (0.1, 0.05, 0.2)},
            "Share is moved most by `a`, by −0.2 [−0.3, −0.1] from 0.5.",
        ),
        ({"a": (0.2, -0.1, 0.3)}, "Share is 0.5, and the interval of every arm contains no effect."),
    ],
)
def test_only_what_an_interval_shows_is_said_to_move_an_outcome(monkeypatch, spans, told):
    pairs = {"factor": "treatment", "base": "as is", "where": {}, "pairs": 20, "of_base": 0.5, "of_level": 0.7}
    found = [
        Effect(outcome="share", level=arm, effect=effect, low=low, high=high, correlation=0, saved=0, **pairs)
        for arm, (effect, low, high) in spans.items()
    ]
    judged = object.__new__(ExperimentReport)
    monkeypatch.setattr(ExperimentReport, "_listed", lambda self, primary: ["share"])
    monkeypatch.setattr(ExperimentReport, "_contrasts", lambda self, outcomes: found)
    assert [str(claim) for claim in judged._strongest()] == [told]
