"""The explorer in a real browser, opened from disk: what it shows is what the log says, and it asks for nothing."""

from __future__ import annotations

import base64
import io
import shutil
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from hand_made import painted_run
from made_run import make_run
from PIL import Image
from small_events import TOWN
from small_runs import town

import canvas_sim
from canvas_sim.base.color import rgb_array
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.formats.exporting import export
from canvas_sim.formats.importing import import_event
from canvas_sim.record.replay import Replay, canvas_at
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import load
from canvas_sim.show.viewer.page import page_parts

playwright = pytest.importorskip(
    "playwright.sync_api", reason="the browser is driven by playwright, which is not installed"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
ATTACK = "<script>alert(1)</script>"
WITHOUT_WEBGL2 = """
const whole = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind === "webgl2" ? null : whole.call(this, kind, ...rest);
};
"""
NAMES = """
[...document.querySelectorAll("button, input, select, [role=img], [role=application]")]
  .filter((element) => element.checkVisibility())
  .map((one) => one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent.trim())
"""
WIDE, PHONE = (1100, 700), (360, 740)


@cache
def quickstart():
    return canvas_sim.run(load("quickstart", ["event.hours=20"], scale=0.1), 7)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        one = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield one
        one.close()


@cache
def unread():
    return canvas_sim.run(load("quickstart", ["event.hours=20", "people.reading=0"], scale=0.1), 7)


class Window:
    """A page that is opened from a file, with all that went wrong in it."""

    def __init__(self, page, file, run, twin=None):
        self.page, self.run, self.wrong = page, run, []
        file.write_text("".join(page_parts(run, twin)), "utf-8")
        self.address = file.as_uri()
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith("file:") or self.wrong.append(request.url))

    def open(self, view=""):
        self.page.goto("about:blank")
        self.page.goto(self.address + view)
        self.page.evaluate("explorer.ready.then(() => 1)")
        return self

    def ask(self, script, argument=None):
        return self.page.evaluate(script, argument)

    def canvas(self):
        """What is shown, palette indices."""
        letters = self.ask("btoa(String.fromCharCode(...explorer.canvas()))")
        return np.frombuffer(base64.b64decode(letters), np.uint8).reshape(self.run.shape)

    def canvases(self, times):
        """What the slider shows, moved to one time after another."""
        jump = "(explorer.jump(ms), btoa(String.fromCharCode(...explorer.canvas())))"
        letters = self.ask(f"(times) => times.map((ms) => {jump})", times)
        return [np.frombuffer(base64.b64decode(one), np.uint8).reshape(self.run.shape) for one in letters]

    def text(self, selector=".panel"):
        return self.page.inner_text(selector)

    def until(self, script):
        """Wait until something is so, half a minute at most; the page forbids what the driver has for that."""
        wait = "await new Promise((resolve) => setTimeout(resolve, 50))"
        self.ask(f"(async () => {{ for (let i = 0; i < 600 && !({script}); i++) {wait} }})()")
        assert self.ask(f"!!({script})"), script

    def drawn(self, zoom=1.0):
        """What is painted on the screen, a color for each pixel of the canvas: [y, x, rgb]; all of it is in sight."""
        self.ask("explorer.refresh(), explorer.view.fit()")
        self.ask("(zoom) => { explorer.zoom(zoom); explorer.draw(); }", zoom)
        address = self.ask("explorer.parts.canvas.toDataURL()")
        image = np.array(Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))).convert("RGB"))
        (left, top), scale = self.ask("[explorer.view.origin, explorer.view.zoom]")
        height, width = self.run.shape
        spots = [(np.arange(size) + 0.5 - first) * scale for size, first in ((height, top), (width, left))]
        return image[np.ix_(*(spot.astype(int) for spot in spots))]


@pytest.fixture
def window(browser, tmp_path) -> Iterator:
    contexts = []

    def opened(run, size=WIDE, script="", **how):
        view, twin = how.pop("view", ""), how.pop("twin", None)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **how)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        return Window(page, tmp_path / "explore.html", run, twin).open(view)

    yield opened
    for context in contexts:
        context.close()


def last_rows(run, ms):
    """Number of the placement that each pixel shows, -1 for none, where nothing was painted from outside."""
    events = run.events
    last = np.full(run.shape, -1)
    for row, (x, y) in enumerate(zip(events["x"][events["ts"] <= ms], events["y"][events["ts"] <= ms], strict=True)):
        last[y, x] = row
    return last


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
