"""The docs tell the truth: what they show runs, what they name exists, what there is they name."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import house
import numpy as np
import pytest
from named import blocks, exists, missing_names, missing_paths
from typer.testing import CliRunner

from canvas_sim.base.times import MINUTE
from canvas_sim.cli.app import app
from canvas_sim.engine import founding, meetings, rally
from canvas_sim.record.columns import ColumnType, all_tables
from canvas_sim.record.images import write_png
from canvas_sim.rules import act, community, loner, look, site, tell, war
from canvas_sim.rules.patterns import void
from canvas_sim.scenario.fields import section_of
from canvas_sim.scenario.files import presets
from canvas_sim.scenario.intervention import intervention_kinds
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world import relations, tables

HOME = Path(__file__).parents[1]
PAGES = {
    path.relative_to(HOME).as_posix(): path.read_text("utf-8")
    for where in ("*.md", "docs/*.md", "experiments/*.md", "experiments/*/README.md", "benchmarks/*.md")
    for path in sorted(HOME.glob(where))
}
README, ODD, DATA = PAGES["README.md"], PAGES["docs/odd.md"], PAGES["docs/data.md"]
SECTIONS = {name: section_of(field) for name, field in Scenario.model_fields.items() if section_of(field)}
FIELDS = [(name, field) for name, section in SECTIONS.items() for field in section.model_fields]

LABELS = [("event", "name"), ("event", "about")]  # which no rule reads


def typed() -> list[str]:
    """The command lines that README shows, in order."""
    return [line for block in blocks(README, "sh") for line in block.splitlines() if line.strip()]


def anchors(page: str) -> set[str]:
    """What a link into a page may name, as GitHub makes it from headings."""
    titles = re.findall(r"^#+ (.+)$", page, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def table(columns: dict[str, ColumnType]) -> str:
    """One table of docs/data.md."""
    rows = [f"| `{name}` | {one.dtype} | {one.unit} | {one.meaning} |" for name, one in columns.items()]
    return "\n".join(["| column | type | unit | meaning |", "|---|---|---|---|", *rows])


# --- README


def test_make_targets_exist():
    targets = set(re.findall(r"^([\w-]+):", (HOME / "Makefile").read_text(), re.M))
    named = {name for page in PAGES.values() for name in re.findall(r"(?:^|`)make ([a-z-]+)(?=$|`)", page, re.M)}
    assert {"demo", "test"} <= named <= targets


def test_readme_shows_every_command():
    shown = {line.split()[1] for line in typed() if line.startswith("canvas-sim")}
    assert shown - {"--help"} == {command.name or command.callback.__name__ for command in app.registered_commands}


def run(command: str | list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """What a command does in a folder, with the programs of this Python first on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path}
    shell = isinstance(command, str)
    return subprocess.run(
        command, shell=shell, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.slow
def test_commands_of_readme_run(tmp_path):
    (tmp_path / "my-pngs").mkdir()
    board = np.array([[1, 2, 1], [2, 1, 2], [1, 2, 1]], np.uint8)
    write_png(tmp_path / "my-pngs" / "board.png", board, ("FFFFFF", "E50000", "0000EA"))
    (tmp_path / "runs").mkdir()  # as `make demo` leaves it
    (tmp_path / "runs" / "outage.toml").write_text(blocks(README, "toml")[0])
    for line in typed():
        if line.startswith("canvas-sim") and not line.startswith("canvas-sim app"):  # which runs until it is stopped
            done = run(line, tmp_path)
            assert done.returncode == 0, f"{line}\n{done.stderr}"
            assert done.stdout or ">" in line, line
    assert {path.name for path in tmp_path.iterdir()} == {"my-pngs", "runs"}  # nothing that git would see
    files = {path.name for path in (tmp_path / "runs" / "small").iterdir()}
    told = README.split("## What a run leaves")[1].split("\n## ")[0]
    assert files - {"explore.html", "render", "report", "story"} == set(
        re.findall(r"`(\w+\.(?:png|webp|toml|json|parquet))`", told)
    )


@pytest.mark.slow
def test_python_of_readme_runs(tmp_path):
    code = blocks(README, "python")[0]
    assert len([line for line in code.splitlines() if line.strip()]) <= 12
    done = run([sys.executable, "-c", code], tmp_path)
    assert done.returncode == 0, done.stderr
    said = re.fullmatch(r"(\d+) placements, (\d+) turns of gardeners\n", done.stdout)
    assert said, done.stdout
    assert 100 < int(said[2]) < int(said[1])


@pytest.mark.slow
def test_python_and_command_line_change_and_scale_alike(tmp_path):
    (line,) = (line for line in typed() if "--out runs/unread" in line)
    assert run(line, tmp_path).returncode == 0
    placements = json.loads((tmp_path / "runs/unread/run.json").read_text())["counts"]["placements"]
    done = run([sys.executable, "-c", blocks(README, "python")[1]], tmp_path)
    assert done.stdout == f"{placements} placements\n", done.stderr


def test_presets_of_readme():
    rows = re.findall(r"^\| `([\w-]+)` \| (\d+) x (\d+) \| ([\d,]+) \| ([\d.]+) \|", README, re.M)
    told = {row[0]: (int(row[1]), int(row[2]), int(row[3].replace(",", "")), float(row[4])) for row in rows}
    real = {}
    for name in presets():
        event = load(name)
        real[name] = (event.canvas.width, event.canvas.height, event.activity.users, round(event.event.hours, 1))
    assert told == real


# --- the model's description, and what it describes


def test_show_has_every_field():
    for preset in presets():
        shown = CliRunner().invoke(app, ["show", preset]).stdout
        parts = {part.partition("]")[0]: part for part in re.split(r"^\[", shown, flags=re.M)[1:]}
        missing = [f"{name}.{field}" for name, field in FIELDS if not re.search(rf"^(# )?{field} =", parts[name], re.M)]
        assert missing == [], preset


def test_odd_names_every_parameter_and_intervention():
    assert [f"{name}.{field}" for name, field in FIELDS if f"`{name}.{field}`" not in ODD] == [
        ".".join(label) for label in LABELS
    ]
    part = ODD.split("### Interventions")[1]
    assert [kind for kind in intervention_kinds() if f"*{kind}*" not in part] == []


def test_odd_names_every_rule():
    rules = [path.relative_to(HOME).as_posix() for path in (HOME / "canvas_sim/rules").rglob("[a-z]*.py")]
    assert [path for path in rules if f"`{path}`" not in ODD] == []


def test_odd_names_every_stream():
    used = set()
    for room in ("world", "rules", "engine"):
        for path in (HOME / "canvas_sim" / room).rglob("*.py"):
            used |= set(re.findall(r'\b[sS]tream\((?:(?:\w+\.)?_?seed, )?f?"([^"]+)"', path.read_text("utf-8")))
    assert len(used) > 25
    assert sorted(name for name in used if f"`{re.sub('{.*}', 'NUMBER', name)}`" not in ODD) == []


def plain(number: float) -> str:
    """A number as the docs write it."""
    return f"{number:g}".removeprefix("0") if 0 < number < 1 else f"{number:g}"


CONSTANTS = [
    (act.REACH, "x = place.x + between(a, -{}, 7)"),
    (act.DAMAGED, "wrong <= {} looked"),
    (loner.TRIES - 1, "for attempt k = 0 ... {}, block `alone/place`"),
    (look.CLOSED, "if these are {} or more"),
    (look.CLOSED, "right_around(design, x, y) >= {}"),
    (relations.FEW, "heads = members of a + {}"),
    (site.DISORDER, "if isolated_4: {}."),
    (site.PATCH, "Else {}. Cost"),
    (site.SNUG, "- {} if snug"),
    (site.HELD, "two claims or more: {}, and it is *held*"),
    (void.WILD, "places anyway if unit(r) < {}"),
    (void.ARMS, "arm = floor({} turn)"),
    (tell.ANGRY, "grievance(community, blamed) >= {}"),
    (tell.BARE, "*Build* if blank > {} looked"),
    (community.FINISHED, "wrong < {} looked"),
    (community.REPORTS, "looked >= {}, and wrong - blank"),
    (community.CUT, "yielded > {} looked"),
    (war.REACH, "the first with the least gap to a's box, if that is at most {}"),
    (rally.REST / MINUTE, "more than {} min after the turn's"),
    (tables.RESTING, "a ring of {}"),
    (tables.SCARS, "a ring of the {} pixels"),
    (founding.GROWTH, "a larger one int({} x that)"),
    (founding.WORTH_IT, "less than {} times the pixels of the old one's"),
    (meetings.MEMORY_HOURS, "yielded x .5^(hours / {})"),
]
"""Numbers in rules, and how the description says them."""


def test_constants_are_as_described():
    text = re.sub(r"\s+", " ", ODD)
    wrong = [said.format(plain(number)) for number, said in CONSTANTS if said.format(plain(number)) not in text]
    assert wrong == []


def test_every_rule_has_its_evidence():
    rules = re.split(r"^### ", ODD.split("## 7. Submodels")[1].split("## 8. Sources")[0], flags=re.M)[1:]
    silent = [rule.partition("\n")[0] for rule in rules if not re.search(r"\b(strong|moderate|open)\b", rule)]
    assert silent == ["Interventions"]


# --- tables, links and names


def test_columns_are_as_described():
    for name, columns in all_tables().items():
        assert f"## {name}.parquet\n" in DATA
        assert table(columns) in DATA.split(f"## {name}.parquet\n")[1].split("\n## ")[0], name


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_exists(page):
    text = PAGES[page]
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.S))
    parameters = re.findall(r"[`\s](\w+)\.(\w+)(?=[`=])", text)
    assert [target for target in links if not leads_somewhere(page, target)] == []
    assert [f"{a}.{b}" for a, b in parameters if a in SECTIONS and not known(a, b)] == []
    assert missing_paths(text) == []
    assert [name for name in re.findall(r"`(canvas_sim(?:\.\w+)+)", text) if not exists(name)] == []
    programs = blocks(text, "python") if page != "CONTRIBUTING.md" else []  # recipes, which make what they name
    assert [name for program in programs for name in missing_names(program)] == []


def leads_somewhere(page: str, target: str) -> bool:
    """Whether a link leads out, or to a file of ours and a heading of it."""
    if target.startswith("https://"):
        return True
    file, _, anchor = target.partition("#")
    aim = ((HOME / page).parent / file).resolve() if file else HOME / page
    inside = aim.is_file() and aim.is_relative_to(HOME)
    return inside and (not anchor or anchor in anchors(aim.read_text("utf-8")))


def known(section: str, field: str) -> bool:
    """Whether a section has a parameter; its name may also be that of a file."""
    return field in SECTIONS[section].model_fields or field in ("parquet", "png", "py")


def test_what_does_not_exist_is_found():
    assert not leads_somewhere("docs/odd.md", "nothing.md") and not leads_somewhere("docs/odd.md", "data.md#nothing")
    assert leads_somewhere("docs/odd.md", "#8-sources") and leads_somewhere("docs/odd.md", "../README.md#license")
    assert known("canvas", "width") and not known("canvas", "depth")
    assert missing_paths("`base/nothing.py` `base/jit.py` `docs/none.md` `docs/odd.md` `rules/` `act/aim`") == [
        "base/nothing.py",
        "docs/none.md",
    ]
    code = "from canvas_sim.base import times, rooms\nfrom canvas_sim.nowhere import x\ntimes.century()\nother.thing()"
    wrong = ["canvas_sim.base.rooms", "canvas_sim.nowhere.x", "canvas_sim.base.times.century"]
    assert missing_names(code) == wrong


# --- the way through the code


def test_architecture_tells_of_every_room_and_visits_no_file_twice():
    text = PAGES["docs/architecture.md"]
    heights = {room: height for room, height in house.layers().items() if (HOME / "canvas_sim" / room).is_dir()}
    told = re.findall(r"^\*\*(\w+)\.\*\* ", text.split("\n## From")[0], re.M)
    assert sorted(told) == sorted(heights)
    stops = re.findall(r"^\| `([\w/]+\.\w+)` \|", text, re.M)
    assert len(stops) > 40
    assert [stop for stop in stops if stops.count(stop) > 1] == []
