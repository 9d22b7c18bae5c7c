"""The explorer in a real browser, opened from disk: what its panels tell, where it is small, and what it lacks."""

from __future__ import annotations

import numpy as np
import pytest
from explorer_window import PHONE, last_rows, quickstart, unread
from made_run import make_run
from PIL import Image
from small_events import TOWN
from small_runs import town

from canvas_sim.formats.exporting import export
from canvas_sim.formats.importing import import_event
from canvas_sim.record.replay import canvas_at
from canvas_sim.record.run import Run

ATTACK = "<script>alert(1)</script>"


def test_the_address_keeps_the_view(window):
    run = quickstart()
    one = window(run, view="#t=36000.5&x=20&y=31&z=9&layer=intent")
    assert one.ask("[explorer.clock.ms, explorer.view.x, explorer.view.y, explorer.view.zoom, explorer.layer]") == [
        36_000_500,
        20,
        31,
        9,
        "intent",
    ]
    one.ask("explorer.choose('age'); explorer.jump(7_200_000)")
    one.until("location.hash === '#t=7200&x=20&y=31&z=9&layer=age'")
    one.ask("location.hash = '#t=3600&layer=color'")
    one.until("explorer.clock.ms === 3_600_000 && explorer.layer === 'color'")
    one.ask("location.hash = '#t=no&z=&layer=constructor'")
    one.page.wait_for_timeout(100)
    assert one.ask("[explorer.clock.ms, explorer.layer]") == [3_600_000, "color"] and one.wrong == []


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_a_phone(window, scheme):
    run = quickstart()
    one = window(run, PHONE, color_scheme=scheme, has_touch=True, is_mobile=True)
    assert one.ask("document.documentElement.scrollWidth") == PHONE[0]
    one.page.locator(".pixels").tap()
    one.page.wait_for_selector(".history")
    assert one.text().startswith("Pixel (")
    assert one.ask("document.documentElement.scrollWidth") == PHONE[0]
    light = sum(map(int, one.ask("getComputedStyle(document.body).backgroundColor").strip("rgb()").split(","))) > 384
    assert light == (scheme == "light") and one.wrong == []


def test_names_are_text(window):
    run = town()
    tables = {name: getattr(run, name).assign(name=ATTACK) for name in ("communities", "designs")}
    named = Run(
        info=run.info,
        folder=None,
        _scenario=load_named(),
        _canvas=run.canvas,
        _tables=run._tables | tables,
        _chunks=run._chunks,
    )
    one = window(named)
    assert ATTACK in one.text()
    one.page.click("[data-tab=Communities]")
    assert one.text().count(ATTACK) == min(60, len(named.communities))
    one.page.fill("input[type=search]", "alert")
    assert ATTACK in one.text(".found")
    one.page.click(".found button >> nth=0")
    assert one.text().lstrip("‹ Back\n").startswith(ATTACK) and ATTACK in one.text(".lit")
    one.page.click("[data-tab=Moments]")
    assert one.wrong == []


def load_named():
    return TOWN.model_copy(update={"event": TOWN.event.model_copy(update={"name": ATTACK, "about": ATTACK})})


def test_search_and_community(window):
    run = quickstart()
    one = window(run)
    events, communities = run.events, run.communities
    largest = communities.iloc[events[events["community"] >= 0]["community"].value_counts().index[0]]
    one.page.fill("input[type=search]", largest["name"].lower())
    one.page.click(f".found button >> text={largest['name']} >> nth=0")
    told = one.text()
    assert (
        f"user {largest['founder']}" in told
        and f"{(events['community'] == largest['community']).sum():,} placements for it" in told
    )
    lit = np.array(one.ask("explorer.refresh(), [...explorer.marks]")).reshape(run.shape)
    last = last_rows(run, run.end)
    mine = (last >= 0) & (events["community"].to_numpy()[last] == largest["community"])
    assert (lit[mine] > 0).all() and f"{mine.sum():,}" in told
    user = int(events["user"].iloc[0])
    one.page.fill("input[type=search]", str(user))
    one.page.press("input[type=search]", "Enter")
    assert f"{(events['user'] == user).sum()} placement" in one.text()
    one.page.click("text=‹ Back")
    assert one.text().startswith(largest["name"]) and one.wrong == []


def test_moments(window):
    run = town()
    one = window(run)
    one.page.click("[data-tab=Moments]")
    told = one.text()
    for words in ("Cooldown 100 s", "Raid of 20 users", "The canvas grows to 32 x 32", "Only one color may be placed"):
        assert words in told
    one.page.click("text=Raid of 20 users")
    raid = run.interventions[run.interventions["kind"] == "raid"].iloc[0]
    over = run.interventions[run.interventions["kind"] == "raid_over"].iloc[0]["ts"]
    events = run.events
    here = events["x"].between(raid["x0"], raid["x1"] - 1) & events["y"].between(raid["y0"], raid["y1"] - 1)
    during = events[here & events["ts"].between(raid["ts"], over + 3_600_000 - 1)]
    facts = one.text(".panel .facts").split("\n")
    assert facts[facts.index("attacks") + 1] == f"{(during['intent'] == 'attack').sum():,}"
    assert facts[facts.index("repairs") + 1] == f"{(during['intent'] == 'repair').sum():,}"
    assert facts[facts.index("help") + 1] == f"{(during['intent'] == 'help').sum():,}"
    assert one.ask("explorer.clock.ms") == raid["ts"] and one.wrong == []


def test_a_real_event_says_what_it_lacks(window, tmp_path):
    make_run(tmp_path / "run", 1)
    export(tmp_path / "run", "2022", tmp_path / "log.csv")
    import_event([tmp_path / "log.csv"], "2022", event=str(tmp_path / "run"), out=tmp_path / "real")
    run = Run.load(tmp_path / "real")
    one = window(run)
    options = one.page.locator(".stage select option").all_inner_texts()
    assert options == ["Color", "Age", "Conflict"]
    one.ask("explorer.openPixel(3, 4)")
    assert "The log of a real event does not say why" in one.text()
    one.page.click("[data-tab=Communities]")
    assert "does not say for whom" in one.text()
    np.testing.assert_array_equal(one.canvas(), run.canvas)
    assert one.wrong == []


def test_two_runs(window):
    run, other = quickstart(), unread()
    one = window(run, twin=other)
    columns = ["ts", "x", "y", "user", "color"]
    rows = min(len(run.events), len(other.events))
    same = (run.events[columns][:rows].to_numpy() == other.events[columns][:rows].to_numpy()).all(axis=1)
    parted = int(np.argmin(same))
    assert 0 < parted < rows and f"Their logs are equal for {parted:,} placements, and part at" in one.text()
    for ms in (run.end // 3, run.end, 1):
        mine, theirs = canvas_at(run, ms), canvas_at(other, ms)
        one.ask("(ms) => { explorer.jump(ms); explorer.choose('twin'); explorer.refresh(); }", ms)
        np.testing.assert_array_equal(np.array(one.ask("[...explorer.index]")).reshape(run.shape), theirs)
        one.ask("explorer.choose('difference'), explorer.refresh()")
        np.testing.assert_array_equal(np.array(one.ask("[...explorer.index]")).reshape(run.shape), mine != theirs)
        assert f"{(mine != theirs).sum():,} pixels differ" in one.text(".legend")
    x, y = (int(spot[0]) for spot in np.nonzero((canvas_at(run, run.end) != canvas_at(other, run.end)).T))
    one.ask("([x, y, ms]) => { explorer.jump(ms); explorer.openPixel(x, y); }", [x, y, run.end])
    assert "In the other run:" in one.text() and one.wrong == []


def test_the_view_is_saved_as_a_picture(window):
    one = window(town())
    with one.page.expect_download() as waited:
        one.page.click("text=PNG")
    picture = Image.open(waited.value.path())
    assert picture.format == "PNG" and picture.size == tuple(
        one.ask("[explorer.parts.canvas.width, explorer.parts.canvas.height]")
    )
    assert waited.value.suggested_filename.endswith("-color.png")


def test_a_page_that_is_not_whole_says_so(window, tmp_path):
    one = window(town())
    whole = (tmp_path / "explore.html").read_text("utf-8")
    (tmp_path / "explore.html").write_text(whole[: whole.index('<script type="text/plain" id="log-0"')])
    one.page.goto("about:blank")
    one.page.goto(one.address)
    one.until("document.querySelector('.status').textContent.includes('log-0 is missing')")
