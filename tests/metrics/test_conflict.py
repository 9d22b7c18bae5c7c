"""Attack and defense: a case worked out on paper, and a slow twin that looks at every millisecond."""

from collections import Counter

import numpy as np
import pytest

from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.frames.frames import canvases_at
from canvas_sim.metrics.logs import conflict
from canvas_sim.metrics.logs.conflict import ATTACK, DEFENSE, INNOVATION
from canvas_sim.record.columns import columns_of
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.run import Run
from canvas_sim.scenario.schema import Canvas, Event, Scenario

SCENARIO = Scenario(event=Event(hours=0.01), canvas=Canvas(width=8, height=9))
END = 36_000


def run_of(events, designs=(), wipes=(), ceded=()):
    """A run in memory, from rows of (ts, user, x, y, color, intent, community), of designs and of what they ceded."""
    names = ("ts", "user", "x", "y", "color", "intent", "community")
    columns = {name: np.array(values) for name, values in zip(names, zip(*events, strict=True), strict=True)}
    columns["intent"] = np.array([INTENTS.index(name) for name in columns["intent"]])
    none = np.full(len(events), -1)
    recorder = Recorder(keep=True)
    recorder.events(columns | {"design": none, "post": none})
    for ts, x0, y0, x1, y1, color in wipes:
        box = {"x0": x0, "y0": y0, "x1": x1, "y1": y1}
        recorder.interventions({"ts": ts, "kind": "wipe", "color": color, **box})
    empty = {name: "" if kind.dtype == "str" else 0 for name, kind in columns_of("designs").items()}
    rows = [empty | design for design in designs]
    tables = {"designs": {name: [row[name] for row in rows] for name in empty}}
    tables["ceded"] = {name: [row[name] for row in ceded] for name in columns_of("ceded")}
    recorder.finish(np.zeros((9, 8), np.uint8), tables)
    info = {"digest": recorder.digest, "counts": {"placements": recorder.rows}}
    return Run.in_memory(info, SCENARIO, np.zeros((9, 8), np.uint8), recorder)


# One pixel, blank (0) at first, and a window of 1000 ms. In the comments: colors and how long they were held.
PAPER = (
    (1000, 1, 1, ATTACK),  # before 0: 1000. From then on 1: 200, 0: 800
    (1200, 2, 0, DEFENSE),  # before 0: 800, 1: 200
    (5000, 3, 2, INNOVATION),  # before 0: 1000. From then on 2: 100 + 400, 3: 500, and 2 is nearer
    (5100, 4, 3, INNOVATION),  # before 0: 900, 2: 100. From then on 3: 500, 2: 500, and 3 is nearer
    (5600, 1, 2, INNOVATION),  # before 0: 400, 2: 100, 3: 500. From then on 2: 1000
    (9000, 2, 3, ATTACK),  # before 2: 1000. From then on 3: 1, 2: 999
    (9001, 5, 2, DEFENSE),  # before 2: 999, 3: 1
    (9001, 6, 2, DEFENSE),  # the same: its color is there already
    (35_999, 7, 4, INNOVATION),  # before 2: 1000. From then on, to the end, 4: 1
)


def test_the_case_on_paper():
    run = run_of([(ts, user, 3, 3, color, "noise", -1) for ts, user, color, _ in PAPER])
    found = conflict.verdicts(run, 1000)
    np.testing.assert_array_equal(found, [verdict for *_, verdict in PAPER])
    assert conflict.share_of_attacks(found) == 2 / 5
    stances = conflict.stances(np.array([user for _, user, *_ in PAPER]), found)
    assert stances == {"attack only": 1, "defense only": 2, "both": 1}
    assert np.isnan(conflict.share_of_attacks(np.zeros(3, np.uint8)))


def naive_longest(colors, otherwise):
    """The most frequent color, the one met first of equals."""
    counts = Counter(colors)
    best = [color for color in dict.fromkeys(colors) if counts[color] == max(counts.values())]
    return best[0] if best else otherwise


def naive_references(events, states, window):
    """For each placement what was there just before, and the colors held longest before it and from it on."""
    for i, (ts, _, x, y, color, *_) in enumerate(events):
        earlier = [row[4] for row in events[:i] if (row[0], *row[2:4]) == (ts, x, y)]
        before = earlier[-1] if earlier else (states[ts - 1, y, x] if ts else 0)
        past = [int(c) for c in states[max(ts - window, 0) : ts, y, x]][::-1]
        future = [int(c) for c in states[ts : ts + window, y, x]]
        yield before, naive_longest(past, before), naive_longest(future, color)


def random_log(rows=900):
    """A log of three busy seconds on a few pixels."""
    draws = np.random.default_rng(5)
    below = {"user": 500, "x": 3, "y": 4, "color": 4}
    columns = [np.sort(draws.integers(0, 3000, rows))] + [draws.integers(0, high, rows) for high in below.values()]
    intents = [("build", "help", "attack")[code] for code in draws.integers(0, 3, rows)]
    return list(zip(*(c.tolist() for c in columns), intents, draws.integers(-1, 3, rows).tolist(), strict=True))


@pytest.mark.parametrize("wipes", [(), ((1500, 0, 0, 2, 3, 1), (1500, 1, 1, 3, 4, 2))])
def test_verdicts_against_a_slow_twin(wipes):
    events = random_log()
    run = run_of(events, wipes=wipes)
    states = canvases_at(run, range(4000))
    for window in (1, 40, 300):
        expected = []
        for (*_, color, _, _), (_, past, future) in zip(events, naive_references(events, states, window), strict=True):
            expected.append(DEFENSE if color == past else INNOVATION if color == future else ATTACK)
        found = conflict.verdicts(run, window)
        np.testing.assert_array_equal(found, expected)
        assert set(found) == {ATTACK, DEFENSE, INNOVATION}


DESIGNS = (
    {"design": 0, "community": 0, "x": 0, "y": 0, "width": 2, "height": 2, "ended": -1, "pixels": bytes([1, 2, 3, 1])},
    {"design": 4, "community": 1, "x": 1, "y": 1, "width": 2, "height": 3, "founded": 500, "ended": 2000}
    | {"pixels": bytes([1, 255, 0, 2, 3, 1])},
    {"design": 5, "community": 2, "x": -1, "y": 2, "width": 3, "height": 1, "ended": -1, "pixels": bytes([1, 2, 3])},
)
CEDED = ({"ts": 1300, "design": 4, "x": 2, "y": 0, "color": 2}, {"ts": 900, "design": 5, "x": 0, "y": 1, "color": 3})


@pytest.mark.parametrize("ceded", [(), CEDED])
def test_attacks_on_templates_against_a_slow_twin(ceded):
    """What was left to others by a treaty counts until then."""
    window = 60
    events = random_log()
    run = run_of(events, DESIGNS, ceded=ceded)
    wants = [(d, d["x"] + n % d["width"], d["y"] + n // d["width"], goal, d["ended"]) for d in DESIGNS
             for n, goal in enumerate(d["pixels"])]  # fmt: skip
    wants += [(d, c["x"], c["y"], c["color"], c["ts"]) for c in ceded for d in DESIGNS if d["design"] == c["design"]]
    states = canvases_at(run, range(4000))
    members = {(user, community) for _, user, _, _, _, why, community in events if why != "help"}
    expected = []
    for i, (before, past, future) in enumerate(naive_references(events, states, window)):
        ts, user, x, y, color, _, by = events[i]
        for design, column, row, goal, until in sorted(wants, key=lambda want: want[0]["design"]):
            if (column, row) != (x, y):
                continue
            alive = design.get("founded", 0) <= ts and (until < 0 or ts < until)
            owner = design["community"]
            if alive and before == goal == past and color != before and (user, owner) not in members and by != owner:
                expected.append((i, ts, user, by, design["design"], owner, color == future))
    assert len(expected) > 10
    found = conflict.attacks_on_templates(run, window)
    assert list(found.itertuples(index=False, name=None)) == expected


def test_without_designs_nobody_attacks_one():
    assert conflict.attacks_on_templates(run_of(random_log(20))).empty


def test_by_hand_an_attack_and_a_takeover():
    events = [
        (0, 1, 0, 0, 1, "build", 0),  # the owner builds its one pixel
        (5000, 2, 0, 0, 7, "attack", 1),  # somebody else paints over it
        (5100, 1, 0, 0, 1, "repair", 0),
        (8000, 1, 0, 0, 7, "noise", -1),  # the owner itself: no attack on it
        (8100, 1, 0, 0, 1, "repair", 0),
        (20_000, 3, 0, 0, 5, "build", 2),  # and this stays
    ]
    design = {"design": 9, "community": 0, "x": 0, "y": 0, "width": 1, "height": 1, "ended": -1, "pixels": bytes([1])}
    found = conflict.attacks_on_templates(run_of(events, [design]), 1000)
    assert found["row"].tolist() == [1, 5]
    assert found["lasting"].tolist() == [False, True]
    assert found["by"].tolist() == [1, 2]


def test_users_by_stance_on_paper():
    run = run_of([(ts, user, 3, 3, color, "noise", -1) for ts, user, color, _ in PAPER])
    verdict = conflict.verdicts(run)  # three hours: 0 is the reference, and 4 at the end for what comes late
    counts = conflict.stances(np.array([user for _, user, *_ in PAPER]), verdict)
    shares = {name.replace(" ", "_"): count / sum(counts.values()) for name, count in counts.items()}
    innovation = np.count_nonzero(verdict == INNOVATION) / len(PAPER)
    assert conflict.users_by_stance(run) == shares | {"innovation": innovation}


def test_what_was_meant():
    """Three placements take a pixel of the first design, that is right while blank; one of them means to."""
    blank = [{**DESIGNS[0], "width": 4, "height": 1, "pixels": bytes(4)}]
    rows = [(9 + k, k, k, 0, 2, why, 3) for k, why in enumerate(("repair", "attack", "vandalise"))]
    assert conflict.meant(run_of([*rows, (20, 5, 0, 0, 1, "attack", 3)], blank)) == pytest.approx(1 / 3)
    assert np.isnan(conflict.meant(run_of([(9, 1, 7, 7, 2, "attack", 3)], blank)))
