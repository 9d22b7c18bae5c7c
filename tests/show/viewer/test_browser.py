"""The explorer in a real browser, opened from disk: its canvas shows what the log says, whichever way it is moved."""

from __future__ import annotations

import numpy as np
import pytest
from explorer_window import NAMES, PHONE, last_rows, quickstart
from hand_made import painted_run
from small_runs import town

from canvas_sim.base.color import rgb_array
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.record.replay import Replay, canvas_at

WITHOUT_WEBGL2 = """
const whole = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind === "webgl2" ? null : whole.call(this, kind, ...rest);
};
"""


@pytest.mark.parametrize("make", [town, painted_run, quickstart], ids=["town", "painted", "quickstart"])
def test_at_any_time_it_shows_the_canvas(make, window):
    run = make()
    one = window(run)
    paintings = run.interventions["ts"].tolist()
    times = [0, run.end, *paintings, *np.random.default_rng(3).integers(0, run.end, 200).tolist()]
    times = sorted(set(times), key=lambda ms: ms % 1000)  # back and forth
    shown = dict(zip(times, one.canvases(times), strict=True))
    replay = Replay(run)
    for ms in sorted(times):
        replay.play(ms)
        np.testing.assert_array_equal(shown[ms], replay.canvas, str(ms))
    assert one.wrong == []


@pytest.mark.parametrize("script", ["", WITHOUT_WEBGL2], ids=["webgl2", "2d"])
def test_its_pixels_are_crisp(script, window):
    run = quickstart()
    one = window(run, script=script)
    assert one.ask("explorer.painter.kind") == ("2d" if script else "webgl2")
    for zoom in (1, 0.9):
        np.testing.assert_array_equal(one.drawn(zoom), rgb_array(run.colors)[run.canvas])
    assert one.wrong == []


def test_what_is_closed_is_faint(window):
    run = town()
    one = window(run, view="#t=1800")
    shown, meant = one.drawn(), rgb_array(run.colors)[canvas_at(run, 1_800_000)]
    np.testing.assert_array_equal(shown[:24], meant[:24])
    assert (shown[24:] != meant[24:]).any(axis=2).all()
    one.ask("explorer.jump(7_000_000)")
    np.testing.assert_array_equal(one.drawn(), rgb_array(run.colors)[canvas_at(run, 7_000_000)])


def test_placement_by_placement(window):
    run = quickstart()
    one = window(run)
    one.ask("explorer.step(1000)")
    placed = run.events.iloc[:1001]
    for rows, key in ((999, ","), (998, ","), (999, "."), (1000, "."), (1001, ".")):
        one.page.keyboard.press(key)
        canvas = np.full(run.shape, run.background, np.uint8)
        for row in placed.iloc[:rows].itertuples():
            canvas[row.y, row.x] = row.color
        np.testing.assert_array_equal(one.canvas(), canvas)


def test_a_clicked_pixel_tells_its_history(window):
    run = quickstart()
    one = window(run)
    events = run.events
    heard = set(zip(run.learned["user"], run.learned["design"], strict=True))
    knows = np.array([pair in heard for pair in zip(events["user"], events["design"], strict=True)])
    calls = events[(events["post"] >= 0) & (events["intent"] == "build") & knows]
    chosen = calls.iloc[len(calls) // 2]
    x, y = int(chosen["x"]), int(chosen["y"])
    one.ask("([x, y]) => explorer.view.set(x + 0.5, y + 0.5, 12)", [x, y])
    box = one.page.locator(".pixels").bounding_box()
    one.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    here = events[(events["x"] == x) & (events["y"] == y)]
    assert one.ask("([x, y]) => explorer.history(x, y)", [x, y]) == here.index[::-1].tolist()
    entries = one.page.locator(".history > li")
    assert entries.count() == min(200, len(here))
    names = run.communities.set_index("community")["name"]
    for entry, row in zip(entries.all()[:5], here[::-1].itertuples(), strict=False):
        told = entry.inner_text()
        assert f"user {row.user}" in told and row.intent in told
        assert row.community < 0 or names[row.community] in told
    entry = one.page.locator(f'.history > li[data-row="{chosen.name}"]')
    entry.locator("summary").click()
    entry.locator(".causes").wait_for()
    told = entry.inner_text()
    post = run.posts.iloc[chosen["post"]]
    followers = events.loc[events["post"] == chosen["post"], "user"].nunique()
    assert f"written by user {post['user']} on the board of {names[post['community']]}" in told
    assert f"{followers} user" in told and "to build a plan of its community" in told
    learned = run.learned
    known = learned[(learned["user"] == chosen["user"]) & (learned["design"] == chosen["design"])].iloc[-1]
    assert known["ts"] <= chosen["ts"] and "It knew the plan since" in told
    before = here[here.index < chosen.name].iloc[-1]
    assert f"of user {before['user']}" in told and ("It painted over" in told or "The same color" in told)
    assert one.wrong == []


def test_layers(window):
    run = quickstart()
    ms = run.end // 2
    one = window(run)
    one.ask("(ms) => explorer.jump(ms)", ms)
    last, events = last_rows(run, ms), run.events
    shown = {}
    for layer in one.page.locator(".stage select option").all():
        name = layer.get_attribute("value")
        one.page.select_option(".stage select", name)
        one.ask("explorer.refresh()")
        shown[name] = np.array(one.ask("[...explorer.index]")).reshape(run.shape)
    assert list(shown) == ["color", "community", "age", "heat", "damage", "plans", "intent"]
    placed = last >= 0
    of = {name: events[name].to_numpy()[last[placed]] for name in ("ts", "community")}
    codes = events["intent"].cat.codes.to_numpy()[last[placed]]
    assert [INTENTS[code] for code in shown["intent"][placed]] == [
        events["intent"].cat.categories[code] for code in codes
    ]
    assert (shown["intent"][~placed] == 255).all() and (shown["age"][~placed] == 255).all()
    np.testing.assert_array_equal(shown["community"][placed], np.where(of["community"] < 0, 254, of["community"] % 254))
    older = np.argsort(of["ts"])[::-1]
    assert (np.diff(shown["age"][placed][older].astype(int)) >= 0).all() and np.ptp(shown["age"][placed]) > 20
    hour = events[(events["ts"] >= ms - 3_600_000) & (events["ts"] <= ms)]
    times = np.zeros(run.shape, int)
    np.add.at(times, (hour["y"], hour["x"]), 1)
    np.testing.assert_array_equal(shown["heat"], np.minimum(255, np.log2(np.maximum(1, times)) * 36).astype(int))
    plan = np.full(run.shape, 255)
    for design in run.designs[(run.designs["founded"] <= ms)].itertuples():
        if (design.ended < 0 or design.ended > ms) and design.pixels:
            template = run.template(design.design)
            corner = plan[design.y : design.y + design.height, design.x : design.x + design.width]
            corner[template != 255] = template[template != 255]
    np.testing.assert_array_equal(shown["plans"], plan)
    canvas = canvas_at(run, ms)
    missing = (last < 0) | (canvas == run.background)
    damage = np.select([plan == 255, plan == canvas, missing], [0, 1, 2], 3)
    np.testing.assert_array_equal(shown["damage"], damage)
    assert len(np.unique(damage)) == 4 and one.wrong == []


def test_by_mouse(window):
    run = quickstart()
    one = window(run)
    where = "[explorer.view.x, explorer.view.y, explorer.view.zoom]"
    one.ask("explorer.view.set(40, 40, 10)")
    box = one.page.locator(".pixels").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    one.page.mouse.move(*middle)
    one.page.mouse.down()
    one.page.mouse.move(middle[0] - 50, middle[1] + 30, steps=4)
    one.page.mouse.up()
    assert one.ask(where) == pytest.approx([45, 37, 10], abs=0.2)
    assert not one.page.locator(".history").count()  # a drag is no click
    one.page.mouse.move(middle[0] + 100, middle[1])
    under = one.ask("explorer.view.pixelAt(600, 300)")
    one.page.mouse.move(box["x"] + 600, box["y"] + 300)
    one.page.mouse.wheel(0, -240)
    one.until("explorer.view.zoom > 20")
    assert one.ask("explorer.view.pixelAt(600, 300)") == under  # what is below the pointer stays there
    one.page.locator("input[type=range]").fill("18000000")
    assert one.ask("explorer.clock.ms") == 18_000_000
    np.testing.assert_array_equal(one.canvas(), canvas_at(run, 18_000_000))
    chart = one.page.locator(".chart-box").bounding_box()
    one.page.mouse.click(chart["x"] + chart["width"] / 4, chart["y"] + 20)
    assert one.ask("explorer.clock.ms") == pytest.approx(run.end / 4, abs=60_000)
    assert one.wrong == []


def test_two_fingers_zoom(window):
    one = window(quickstart(), PHONE, has_touch=True, is_mobile=True)
    one.ask("explorer.view.set(40, 40, 6)")
    box = one.page.locator(".pixels").bounding_box()
    session = one.page.context.new_cdp_session(one.page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for kind, reach in (("touchStart", 30), ("touchMove", 45), ("touchMove", 60), ("touchEnd", None)):
        points = [{"x": x + way * reach, "y": y} for way in (-1, 1)] if reach else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    one.until("explorer.view.zoom > 11")
    assert one.ask("[explorer.view.x, explorer.view.y, explorer.view.zoom]") == pytest.approx([40, 40, 12], rel=0.05)
    assert not one.page.locator(".history").count() and one.wrong == []


def test_by_keyboard_alone(window):
    run = quickstart()
    one = window(run)
    press = one.page.keyboard.press
    press("0")
    zoom = one.ask("explorer.view.zoom")
    press("+")
    assert one.ask("explorer.view.zoom") == pytest.approx(zoom * 1.5)
    for key, axis, way in (("ArrowRight", "x", 1), ("ArrowDown", "y", 1), ("ArrowLeft", "x", -1), ("ArrowUp", "y", -1)):
        before = one.ask(f"explorer.view.{axis}")
        press(key)
        assert (one.ask(f"explorer.view.{axis}") - before) * way > 0
    press("-")
    press("Space")
    one.until("explorer.clock.playing && explorer.clock.ms > 60_000")
    press("Space")
    stands = one.ask("explorer.clock.ms")
    one.page.wait_for_timeout(100)
    assert one.ask("explorer.clock.ms") == stands < run.end
    press("r")
    one.until(f"explorer.clock.ms < {stands}")
    press("Space")
    for _ in range(3):  # the layers, the slider and the search are reached by the tabulator
        press("Tab")
    one.page.locator(".pixels").focus()
    press("Enter")
    x, y = (int(one.ask(f"explorer.view.{axis}")) for axis in "xy")
    assert f"Pixel ({x}, {y})" in one.text()
    one.page.locator(".history summary").first.focus()
    press("Enter")
    one.page.wait_for_selector(".causes")
    reached = set()
    for _ in range(40):
        press("Tab")
        reached.add(one.ask("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"))
    assert one.wrong == []
    names = one.ask(NAMES)
    assert len(names) > 20 and all(names)
