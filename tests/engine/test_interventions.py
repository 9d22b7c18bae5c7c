"""Each kind of intervention does what its description says, at its time."""

import subprocess
import sys
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

import canvas_sim
from canvas_sim.base.times import HOUR
from canvas_sim.base.user_kinds import BOT, RAIDER
from canvas_sim.base.vocabulary import BROKEN, CAUSES, FORMED, TRUCE, TRUCE_OVER
from canvas_sim.engine import interventions
from canvas_sim.engine.agenda import Agenda
from canvas_sim.engine.simulation import Simulation
from canvas_sim.scenario.intervention import Intervention, row_kinds
from canvas_sim.scenario.loading import with_values
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.tables import ALIVE, NEVER

FILES = sorted(Path(*interventions.__path__[:1]).glob("*.py"))
BASE = with_values(
    Scenario(),
    [
        *("canvas.width=40", "canvas.height=40", "canvas.open=[0, 0, 40, 30]", "canvas.cooldown=60", "event.hours=3"),
        *("activity.users=400", "activity.lag_seconds=60", "people.join_first=0.9", "communities.founding=40"),
        *(
            "people.bots=0.1",
            "communities.crowded=1",
            "alliances.forms=0",
            "alliances.settles=-0.4",
            "alliances.ties=0",
            "alliances.talk=20",
        ),
    ],
)


def event(*items):
    return with_values(BASE, [f"interventions=[{', '.join(items)}]"])


def after(hours, *items, seed=3):
    """A simulation just before a moment, and its rows of interventions."""
    rows = []
    simulation = Simulation(event(*items), seed, recorder=Kept(rows))
    while simulation.now < hours * HOUR:
        simulation.tick()
    return simulation, rows


class Kept:
    """A recorder that keeps interventions only."""

    def __init__(self, rows):
        self.rows = rows

    def interventions(self, row):
        self.rows.append(row)

    def events(self, columns): ...
    def timeline(self, row): ...
    def finish(self, canvas, tables):
        return ""


def carried_out(simulation):
    """What the next intervention does, at once."""
    return simulation._agenda.carry_out(simulation.world, simulation.founding.community_names)


def test_order_is_that_of_time_and_then_of_the_list():
    agenda = Agenda(event('{kind="cooldown", at=2, seconds=9}', '{kind="forum_down", at=1, hours=1}'), 0)
    assert [agenda.due(ms) for ms in (0, HOUR - 1, HOUR)] == [False, False, True]
    assert [entry[:2] for entry in agenda._items] == [(HOUR, 1), (2 * HOUR, 0), (2 * HOUR, 1)]


def test_a_cooldown_holds_for_placements_from_then_on():
    simulation, _ = after(1, '{kind="cooldown", at=1, seconds=200}')
    waiting = np.copy(simulation.world.users["free"])
    row = carried_out(simulation)
    assert (row["ts"], row["kind"], row["value"]) == (HOUR, "cooldown", 200)
    np.testing.assert_array_equal(simulation.world.users["free"], waiting)
    simulation.tick()
    placed = simulation.world.time >= HOUR
    owners = simulation.world.owner[placed]
    assert placed.any()
    np.testing.assert_array_equal(simulation.world.users["free"][owners], simulation.world.time[placed] + 200_000)


def test_a_palette_and_a_white_out_say_what_may_be_placed():
    palette = palette_of(BASE)
    simulation, _ = after(
        1, f'{{kind="palette", at=1, colors=["{palette[5]}", "{palette[2]}"]}}', '{kind="white_out", at=2}'
    )
    assert carried_out(simulation)["colors"] == "2,5"
    assert simulation.world.colors[: simulation.world.clock["colors"][0]].tolist() == [2, 5]
    row = carried_out(simulation)
    assert row["colors"] == str(row["color"])
    assert simulation.world.clock["colors"][0] == 1


def test_expand_opens_and_nobody_placed_there_before():
    simulation, _ = after(1, '{kind="expand", at=1, open=[0, 0, 40, 40]}')
    assert (simulation.world.time[30:] == -1).all()
    row = carried_out(simulation)
    assert [row[name] for name in ("x0", "y0", "x1", "y1")] == [0, 0, 40, 40]
    while simulation.now < 2 * HOUR:
        simulation.tick()
    assert (simulation.world.time[30:] >= HOUR).any()


@pytest.mark.parametrize("kind", ["wipe", "rectangle"])
def test_a_region_is_painted_and_belongs_to_nobody(kind):
    simulation, _ = after(1, f'{{kind="{kind}", at=1, region=[2, 3, 12, 9], color="222222"}}')
    before = np.copy(simulation.world.canvas)
    carried_out(simulation)
    color = palette_of(BASE).index("222222")
    inside = np.zeros(before.shape, bool)
    inside[3:9, 2:12] = True
    np.testing.assert_array_equal(simulation.world.canvas, np.where(inside, color, before))
    assert (simulation.world.owner[inside] == -1).all()
    assert (simulation.world.time[inside] == HOUR).all()


def test_a_raid_lasts_its_hours():
    simulation, rows = after(3, '{kind="raid", at=1, users=30, hours=0.5, at_region=[3, 3, 20, 20], color="E50000"}')
    assert [(row["kind"], row["ts"]) for row in rows] == [("raid", HOUR), ("raid_over", 3 * HOUR // 2)]
    raiders = simulation.world.users["kind"] == RAIDER
    assert raiders.sum() == 30
    last = simulation.world.users["last"][raiders]
    # Some stay to the end, though a cooldown of a minute lets nobody know before how many turns that makes.
    assert HOUR + 1_500_000 < last.max() < HOUR + 1_800_000
    assert (simulation.world.users["due"][raiders] == NEVER).all()
    assert rows[1]["value"] > 0


@pytest.mark.parametrize("who", ["leaders", "members", "bots", "everybody"])
def test_who_is_removed_never_comes_again(who):
    simulation, _ = after(1, f'{{kind="remove", at=1, who="{who}", share=1}}')
    world = simulation.world
    users, groups = world.users, world.communities[: world.clock["communities"][0]]
    heads = np.isin(np.arange(len(users)), np.concatenate([groups[name] for name in ("leader0", "leader1", "leader2")]))
    kinds = {
        "leaders": heads,
        "members": users["club"] >= 0,
        "bots": users["kind"] == BOT,
        "everybody": users["due"] >= 0,
    }
    gone = kinds[who] & (users["due"] < NEVER)
    others = np.copy(users[~gone])
    assert carried_out(simulation)["value"] == gone.sum() > 0
    assert (users["due"][gone] == NEVER).all()
    assert (users["club"][gone] == -1).all()
    for name in ("leader0", "leader1", "leader2"):
        assert not np.isin(groups[name], np.flatnonzero(gone)).any()
    np.testing.assert_array_equal(users[~gone], others)
    clubs = users["club"][users["club"] >= 0]
    np.testing.assert_array_equal(groups["members"], np.bincount(clubs, minlength=len(groups)))


def test_a_share_is_drawn_by_user():
    gone = []
    for users in (400, 401):
        scenario = with_values(event('{kind="remove", at=0, who="everybody", share=0.3}'), [f"activity.users={users}"])
        simulation = Simulation(scenario, 3)
        carried_out(simulation)
        gone.append((simulation.world.users["due"][:400] == NEVER).tolist())
    assert gone[0] == gone[1]
    assert 80 < sum(gone[0]) < 160


def test_while_the_forum_is_down_nobody_posts_or_votes():
    simulation, rows = after(1.9, '{kind="forum_down", at=1, hours=0.5}')
    assert [(row["kind"], row["ts"]) for row in rows] == [("forum_down", HOUR), ("forum_up", 3 * HOUR // 2)]
    posts = simulation.world.posts[: simulation.world.clock["posts"][0]]
    assert not ((posts["ts"] >= HOUR) & (posts["ts"] < 3 * HOUR // 2)).any()
    assert (posts["ts"] >= 3 * HOUR // 2).any()
    assert (posts["ts"] < HOUR).any()


def forbidden():
    """An event just before alliances are forbidden."""
    return after(2, '{kind="forbid_alliances", at=2}')[0]


def settled_pairs(world):
    """Who is allied, and who has a truce, as far as both sides know: pairs, the lower number first."""
    relations, found = world.relations, {0: set(), 1: set()}
    for a, slot in np.argwhere(relations["settled"] == 1):
        b = int(relations["other"][a, slot])
        found[int(relations["allied"][a, slot])].add((int(a), b))
    return [{(a, b) for a, b in pairs if a < b and (b, a) in pairs} for pairs in (found[1], found[0])]


def test_forbidden_alliances_end_and_none_forms():
    simulation = forbidden()
    world = simulation.world
    before = settled_pairs(world)
    assert all(before)
    carried_out(simulation)
    assert settled_pairs(world) == [set(), set()] and not world.relations["allied"].any()
    rows = world.treaties[: world.clock["treaties"][0]]
    for what, pairs in zip((BROKEN, TRUCE_OVER), before, strict=True):
        ended = rows[(rows["what"] == what) & (rows["cause"] == CAUSES.index("forbidden"))]
        assert {(int(row.a), int(row.b)) for row in ended} >= pairs
    while not simulation.done:
        simulation.tick()
    later = simulation.world.treaties["what"][len(rows) : simulation.world.clock["treaties"][0]]
    assert not np.isin(later, (FORMED, TRUCE)).any()
    assert (simulation.world.communities["state"] == ALIVE).any()


def test_no_side_forgets_a_truce():
    simulation = forbidden()
    carried_out(simulation)
    assert not simulation.world.relations["settled"].any()


# --- one file an intervention

SILENCE = '''
"""For the test: one community falls silent, and paints a corner."""

from typing import ClassVar, Literal

from canvas_sim.scenario.fields import amount
from canvas_sim.scenario.intervention import Intervention, corners


class Silence(Intervention):
    """Nobody says a word."""

    paints: ClassVar[tuple[str, ...]] = ("silence",)
    over: ClassVar[str] = "noise"

    kind: Literal["silence"]
    hours: float = amount(1, "h", "how long", 0.01, 400)

    def apply(self, world, context):
        world.clock[0].forum = 0
        world.canvas[:2, :2] = 3
        return corners((0, 0, 2, 2)) | {"color": 3}

    def end(self, world, context):
        world.clock[0].forum = 1
        return {}
'''

TRYING = """
import sys
import canvas_sim.engine.interventions as found
found.__path__.append(sys.argv[1])
from canvas_sim import UserError, load, run
from canvas_sim.record.replay import canvas_at
SMALL = ["activity.users=50", "event.hours=1", "communities.founding=0", "designs.patterns=[]", "people.bots=0"]
try:
    load("void", ['interventions=[{kind="silense", at=0.1}]'])
except UserError as error:
    print(error)
try:
    load("void", ['interventions=[{kind="silence", at=0.1, hours=-1}]'])
except UserError as error:
    print(error)
made = run(load("void", [*SMALL, 'interventions=[{kind="silence", at=0.9, hours=0.05}]'], 0.01), seed=1, threads=1)
print(*made.interventions["kind"], *made.interventions["color"])
print((canvas_at(made, made.end) == made.canvas).all(), made.canvas[:2, :2].tolist())
"""


def test_a_file_more_is_an_intervention_more(tmp_path):
    (tmp_path / "silence.py").write_text(SILENCE)
    done = subprocess.run([sys.executable, "-c", TRYING, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "interventions.0: unknown kind 'silense'; did you mean 'silence'?",
        "interventions.0.hours = -1: must be a number from 0.01 to 400 [h]",
        "silence noise 3 -1",
        "True [[3, 3], [3, 3]]",
    ]


def test_a_kind_is_registered_once():
    with pytest.raises(TypeError, match="an intervention 'raid' already"):

        class Another(Intervention):
            kind: Literal["raid"]


def test_each_tells_what_a_replay_must_do():
    assert set(row_kinds("paints")) == {"wipe", "rectangle", "circle"}
    assert set(row_kinds("opens")) == {"expand"}
    assert set(row_kinds("allows")) == {"palette", "white_out"}


def test_reading_a_scenario_needs_no_model():
    code = "import canvas_sim.scenario.loading as s, sys; s.load('raid'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.startswith(("numpy", "numba", "canvas_sim"))}
    rooms = {name.split(".")[1] for name in loaded if name.startswith("canvas_sim.")}
    assert rooms == {"base", "scenario", "engine"}
    assert {name for name in loaded if name.startswith("canvas_sim.engine.")} == {
        "canvas_sim.engine.interventions",
        *(f"canvas_sim.engine.interventions.{path.stem}" for path in FILES if path.stem != "__init__"),
    }
    assert not loaded & {"numpy", "numba"}


def test_a_color_may_be_named_or_written_with_six_digits():
    def digest(white, red, black):
        changes = [
            f'canvas.background="{white}"',
            f'canvas.colors=["{white}", "{red}"]',
            f'interventions=[{{kind="palette", at=0.1, colors=["{red}", "{black}", "{white}"]}},'
            f'{{kind="wipe", at=0.2, region=[0, 0, 9, 9], color="{black}"}},'
            f'{{kind="raid", at=0.3, users=20, hours=0.2, at_region=[3, 3, 20, 20], color="{red}"}},'
            f'{{kind="white_out", at=0.7, color="{white}"}}]',
        ]
        return canvas_sim.run(with_values(BASE, changes), 1, threads=1).digest

    named = digest("white", "red", "black")
    assert named == digest("#ffffff", "e50000", "222222") == digest("FFFFFF", "E50000", "222222")
