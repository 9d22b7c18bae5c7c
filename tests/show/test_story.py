"""Stories: what they say is what the log says, their pictures are the canvas, and nothing to tell is told too."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from hand_made import HOUR, run_of
from made_run import make_run
from PIL import Image
from small_events import TOWN
from typer.testing import CliRunner

import canvas_sim
from canvas_sim.base.errors import UserError
from canvas_sim.base.vocabulary import ATTACK, BUILD, REPAIR
from canvas_sim.cli.app import app
from canvas_sim.formats.exporting import export
from canvas_sim.formats.importing import import_event
from canvas_sim.record.recorder import Recorder
from canvas_sim.scenario.schema import Canvas, Event, Scenario
from canvas_sim.show.report.blocks import Picture, reading_order
from canvas_sim.show.report.page import page_as_html, page_as_markdown
from canvas_sim.show.story.moments import blows, clock, given
from canvas_sim.show.story.page import story_page, write_story
from canvas_sim.show.story.pictures import GREATEST, SMALLEST, Piece, View, piece_around

REDS, BLUES = 0, 1
RED, BLUE, MASKED = 5, 13, 255
SECOND = 1000


def village():
    """Two works side by side: calls, a war, a treaty in which the reds leave two pixels, and its betrayal.

    The reds have x = 2 ... 11, the blues x = 12 ... 21, both y = 2 ... 11.
    """
    rows = [(8 * 60 * SECOND, 2, x, 2, RED, BUILD, REDS, 0, -1) for x in range(2, 12) for _ in range(2)]
    rows += [(9 * 60 * SECOND, 2, 12, y, RED, BUILD, REDS, 0, -1) for y in (5, 6) for _ in range(2)]  # left later
    call = HOUR // 6
    rows += [(call + after * SECOND, user, 4, y, RED, BUILD, REDS, 0, 0) for after, user, y in ((5, 1, 3), (20, 2, 2))]
    rows += [(call + 1200 * SECOND, 3, 4, 4, RED, BUILD, REDS, 0, 0)]
    rows += [(HOUR, 11, x, y, BLUE, BUILD, BLUES, 1, -1) for x in range(13, 22) for y in range(2, 5)]
    war = 3 * HOUR
    rows += [(war + n * 60 * SECOND, 10 + n, 11, 2, BLUE, ATTACK, BLUES, 0, 1) for n in (1, 3)]
    rows += [(war + n * 60 * SECOND, 1, 11, 2, RED, REPAIR, REDS, 0, -1) for n in (2, 4)]
    rows += [
        (war + 300 * SECOND, 2, 14, 3, RED, ATTACK, REDS, 1, -1),
        (war + 360 * SECOND, 11, 12, 5, BLUE, BUILD, BLUES, 1, -1),
    ]
    rows += [
        (5 * HOUR, 11, 5, 2, BLUE, ATTACK, BLUES, 0, 2),
        (5 * HOUR + 60 * SECOND, 13, 6, 2, BLUE, BUILD, BLUES, 1, -1),
    ]
    return sorted(rows)


def tables():
    """What the village's people planned, wrote, signed and knew."""
    plans = [np.full((10, 11), RED, np.uint8), np.full((10, 10), BLUE, np.uint8)]
    plans[0][:, 10] = MASKED
    designs = {"design": [0, 1], "community": [REDS, BLUES], "name": ["REDS", "BLUES"], "kind": ["template"] * 2}
    designs |= {"x": [2, 12], "y": [2, 2], "width": [11, 10], "height": [10, 10], "area": [100, 100]}
    designs |= {"founded": [0, 0], "ended": [-1, -1], "pixels": [plan.tobytes() for plan in plans]}
    communities = {"community": [REDS, BLUES], "name": ["REDS", "BLUES"], "founder": [9, 10], "founded": [0, 0]}
    communities |= {"ended": [-1, -1], "members": [4, 4], "design": [0, 1], "kind": ["template"] * 2}
    posts = {"post": [0, 1, 2], "ts": [HOUR // 6, 3 * HOUR, 4 * HOUR + HOUR // 2], "user": [9, 10, 10]}
    posts |= {"community": [REDS, BLUES, BLUES], "kind": ["build", "attack", "attack"], "design": [0, 1, 1]}
    posts |= {"x": [4, 11, 11], "y": [4, 2, 2], "target": [-1, REDS, REDS], "votes": [3, 2, 1]}
    alliances = {"ts": [4 * HOUR, 6 * HOUR], "a": [REDS, BLUES], "b": [BLUES, REDS], "what": ["formed", "betrayed"]}
    alliances |= {"cause": ["border", "chosen"], "strength": [0.5, 0.5]}
    first = HOUR // 6 + 5 * SECOND
    learned = {"ts": [60 * SECOND, first, HOUR], "user": [2, 1, 11], "design": [0, 0, 1]}
    learned |= {"way": ["tie", "board", "board"], "source": [8, 9, 10]}
    ceded = {"ts": [4 * HOUR] * 2, "design": [0, 0], "x": [12, 12], "y": [5, 6], "color": [RED, RED]}
    named = {"designs": designs, "communities": communities, "posts": posts, "alliances": alliances}
    return named | {"learned": learned, "ceded": ceded}


@pytest.fixture(scope="module")
def run():
    scenario = Scenario(event=Event(hours=8), canvas=Canvas(width=40, height=20))
    rows = village()
    made = run_of(scenario, [row[:5] for row in rows], **tables())
    recorder = Recorder(keep=True)
    names = ("ts", "user", "x", "y", "color", "intent", "community", "design", "post")
    recorder.events({name: np.array([row[i] for row in rows]) for i, name in enumerate(names)})
    recorder.finish(made.canvas, tables())
    return canvas_sim.Run.in_memory(made.info, scenario, made.canvas, recorder)


@pytest.fixture(scope="module")
def page(run):
    return story_page(run)


@pytest.fixture(scope="module")
def text(page):
    return page_as_markdown(page, "story")["story.md"].decode()


def chapter(text, title):
    return text.split(f"## {title}")[1].split("\n## ")[0]


def test_a_call(text):
    told = chapter(text, "A call: REDS")
    assert "10 min into the event, user 9, who had founded it, wrote on the board of REDS: here is a new plan" in told
    assert "The first came after 5 s. 2 came within five minutes, 2 within fifteen, 3 in the end." in told
    assert "| user 1 | 5 s | from this call | 4, 3 | wrong | right |" in told
    assert "| user 2 | 20 s | for 9 min 20 s, from user 8, whom it follows | 4, 2 | right | right |" in told
    assert (
        "Nobody came back from a rest of half an hour for it." in told and "For 1 person it was the first pixel" in told
    )
    assert told.count("![") == 4


def test_a_war(text):
    told = chapter(text, "A war: BLUES against REDS")
    assert (
        "3 h into the event, user 10 called the people of BLUES to strike at REDS. 2 came, the first after 1 min."
        in told
    )
    assert "10 of these touch the plan of BLUES, and 0 were in both plans." in told
    assert "It was one of 2 calls that people heeded" in told
    assert "2 people struck 3 times at 2 pixels" in told
    assert "1 of its people put pixels back 2 times" in told
    assert "When the event closed, 1 of the 2 struck pixels were as REDS had planned them." in told


def test_a_treaty(text):
    told = chapter(text, "A treaty: REDS and BLUES")
    assert "4 h into the event, REDS and BLUES became allies. What brought them together was the border" in told
    assert "REDS had taken 1 pixel from BLUES, and BLUES 3 from REDS" in told  # the third on ground that was left then
    assert "there were 4 blows, 1 by REDS and 3 by BLUES" in told
    assert "leaves out 10 pixels where BLUES has something; on 2 of them its people had painted" in told
    assert "It was betrayed after 2 h: most of the blows were called for." in told


def test_a_betrayal(text):
    told = chapter(text, "A betrayal: BLUES and REDS")
    assert "6 h into the event, the alliance of BLUES and REDS was over, after 2 h." in told
    assert "User 10 had called to strike, 30 min after the two had become allies" in told
    assert "2 people of BLUES struck 2 times, 1 of these for a call. 1 of them had never been told a plan" in told
    assert "| user 11 | 1 h | 5, 2 | attack | yes | yes |" in told
    assert "| user 13 | 59 min | 6, 2 | build | no | no |" in told


def test_what_a_treaty_gave_away(run):
    left = given(run, REDS, BLUES, 4 * HOUR)
    assert np.argwhere(left != MASKED).tolist() == [[5, 12], [6, 12]] and (left[5:7, 12] == RED).all()
    assert (given(run, BLUES, REDS, 4 * HOUR) == MASKED).all()
    assert blows(run, BLUES, REDS)[["x", "y"]].to_numpy().tolist() == [[11, 2], [11, 2], [12, 5], [5, 2], [6, 2]]


def test_pictures_are_the_canvas_in_whole_multiples(run, page):
    pictures = [block for block in reading_order(page.blocks) if isinstance(block, Picture)]
    assert len({one.name for one in pictures}) == len(pictures) >= 14
    palette = {tuple(bytes.fromhex(color)) for color in run.colors}
    for one in pictures:
        pixels = np.asarray(Image.open(io.BytesIO(one.data)))
        sides = [n for n in range(SMALLEST, GREATEST + 1) if not (pixels.shape[0] % n or pixels.shape[1] % n)]
        assert sides and len(palette & {tuple(color) for color in pixels.reshape(-1, 3).tolist()}) > 1


def test_a_picture_has_outlines_and_marks(run):
    plan, marks = np.full(run.shape, MASKED, np.uint8), np.zeros(run.shape, bool)
    plan[5, 5], marks[7, 7] = RED, True
    pixels = np.asarray(Image.open(io.BytesIO(View(run, Piece(0, 0, 20, 20), [plan]).png(run.canvas * 0, marks))))
    n = Piece(0, 0, 20, 20).multiple
    changed = np.argwhere((pixels != 255).any(axis=2))
    ring = [(y, x) for y, x in changed if max(y, x) <= 6 * n]
    assert ring and all(y in (5 * n - 1, 6 * n) or x in (5 * n - 1, 6 * n) for y, x in ring)
    inner = [(y, x) for y, x in changed if max(y, x) > 6 * n]
    assert inner and {(y // n, x // n) for y, x in inner} == {(7, 7)} and len(inner) < n * n


def test_pieces_lie_on_the_canvas_and_are_not_too_large():
    shown = np.zeros((300, 300), bool)
    shown[0, 0] = True
    assert piece_around(shown) == (0, 0, 5, 5)
    shown[299, 299] = True
    piece = piece_around(shown, (290, 10))
    assert (piece.x1 - piece.x0, piece.y1 - piece.y0) == (131, 131)
    assert piece.x1 == 300 and piece.y0 == 0


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (0, "less than a second"),
        (8200, "8 s"),
        (300_000, "5 min"),
        (61_000, "1 min 1 s"),
        (HOUR, "1 h"),
        (HOUR * 1.5, "1 h 30 min"),
    ],
)
def test_times_for_people(ms, said):
    assert clock(ms) == said


def test_nothing_to_tell_is_told(tmp_path):
    quiet, _ = make_run(tmp_path / "quiet", 1)
    text = page_as_markdown(story_page(quiet), "story")["story.md"].decode()
    assert "Nobody followed a call to build" in text and "Nobody followed a call to attack" in text
    assert "No alliance was formed" in text and "No alliance was betrayed" in text
    assert text.count("`") == 2 * 8 and "![" not in text
    for name in re.findall(r"`([\w.]+)`", text):
        section, field = name.split(".")
        assert hasattr(getattr(quiet.scenario, section), field)


def test_a_real_event_has_no_posts_and_no_alliances(tmp_path):
    quiet, _ = make_run(tmp_path / "quiet", 1)
    export(quiet.folder, "2022", tmp_path / "log.csv")
    real = import_event([tmp_path / "log.csv"], "2022", tmp_path / "real", event=str(quiet.folder))
    text = page_as_markdown(story_page(real), "story")["story.md"].decode()
    assert text.count("Files of a real event say") == 4


@pytest.mark.parametrize("seed", range(4))
def test_any_run_has_a_story(seed, tmp_path):
    run = canvas_sim.run(TOWN, seed, out=tmp_path / "town")
    path = write_story(run.folder)
    text = path.with_suffix(".md").read_text("utf-8")
    assert path == run.folder / "story" / "story.html" and path.is_file()
    assert not re.search(r"[{}]|\bnan\b|\binf\b|None", text)
    shown = set(re.findall(r"\]\(([\w-]+\.png)\)", text))
    assert shown == {one.name for one in path.parent.iterdir()} - {"story.html", "story.md"}


def test_same_run_same_page(run):
    one, other = story_page(run), story_page(run)
    assert page_as_html(one) == page_as_html(other) and page_as_markdown(one) == page_as_markdown(other)


def test_command(tmp_path):
    make_run(tmp_path / "quiet", 1)
    done = CliRunner().invoke(app, ["story", str(tmp_path / "quiet"), "--out", str(tmp_path / "told")])
    assert done.exit_code == 0 and done.stdout == f"The story is {tmp_path / 'told' / 'story.html'}.\n"
    assert {one.name for one in (tmp_path / "told").iterdir()} == {"story.html", "story.md"}


def test_mistakes_get_a_line(tmp_path):
    done = CliRunner().invoke(app, ["story", str(tmp_path)])
    assert done.exit_code == 2 and done.stderr.count("\n") == 1 and "is not a run folder" in done.stderr
    bare, _ = make_run(tmp_path / "bare", 1)
    (bare.folder / "events.parquet").unlink()
    done = CliRunner().invoke(app, ["story", str(bare.folder)])
    assert done.exit_code == 2 and done.stderr.count("\n") == 1 and "--no-log" in done.stderr
    with pytest.raises(UserError, match="not a run folder"):
        write_story(tmp_path / "nowhere")
