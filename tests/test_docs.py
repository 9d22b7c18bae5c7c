"""The docs tell the truth: what they show runs, what they name exists, what there is they name."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from canvas_sim.cli.app import app
from canvas_sim.engine import meetings
from canvas_sim.record.columns import TABLES, Column
from canvas_sim.record.images import write_png
from canvas_sim.rules import act, alliance, community, loner, look, site, tell
from canvas_sim.rules.patterns import void
from canvas_sim.scenario.loading import load, presets
from canvas_sim.scenario.paths import intervention_kinds, section_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world import relations

HOME = Path(__file__).parents[1]
PAGES = {path.name: path for path in [HOME / "README.md", HOME / "CHANGELOG.md", *sorted((HOME / "docs").glob("*.md"))]}
README = PAGES["README.md"].read_text("utf-8")
ODD = PAGES["odd.md"].read_text("utf-8")
SECTIONS = {name: section_of(field) for name, field in Scenario.model_fields.items() if section_of(field)}
FIELDS = [(name, field) for name, section in SECTIONS.items() for field in section.model_fields]

LABELS = [("event", "name"), ("event", "about")]  # which no rule reads


def blocks(text: str, language: str) -> list[str]:
    """Contents of the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def typed() -> list[str]:
    """The command lines that README shows, in order."""
    return [line for block in blocks(README, "sh") for line in block.splitlines() if line.strip()]


def anchors(page: str) -> set[str]:
    """What a link into a page may name, as GitHub makes it from headings."""
    titles = re.findall(r"^#+ (.+)$", page, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def table(columns: dict[str, Column]) -> str:
    """One table of docs/data.md."""
    rows = [f"| `{name}` | {one.dtype} | {one.unit} | {one.meaning} |" for name, one in columns.items()]
    return "\n".join(["| column | type | unit | meaning |", "|---|---|---|---|", *rows])


# --- README


def test_readme_begins_with_picture_then_commands_then_python():
    order = [README.index(what) for what in ("![", "docs/images/quickstart.png", "make demo", "make test", "```python")]
    assert order == sorted(order)
    assert order[0] < 100


def test_make_targets_exist():
    targets = re.findall(r"^([\w-]+):", (HOME / "Makefile").read_text(), re.M)
    named = re.findall(r"\bmake ([a-z-]+)$|`make ([a-z-]+)`", README, re.M)
    assert {first or second for first, second in named} == {"demo", "test"}
    assert {"demo", "test"} <= set(targets)


def test_readme_shows_every_command():
    shown = {line.split()[1] for line in typed() if line.startswith("canvas-sim")}
    assert shown - {"--help"} == {command.name or command.callback.__name__ for command in app.registered_commands}


def test_only_known_programs_are_shown():
    assert {line.split()[0] for line in typed()} == {"make", "canvas-sim"}


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
    assert files - {"render", "report"} == set(re.findall(r"`(\w+\.(?:png|webp|toml|json|parquet))`", told))


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


# --- parameters


@pytest.mark.parametrize("preset", presets())
def test_show_has_every_field(preset):
    shown = CliRunner().invoke(app, ["show", preset]).stdout
    parts = {part.partition("]")[0]: part for part in re.split(r"^\[", shown, flags=re.M)[1:]}
    missing = [f"{name}.{field}" for name, field in FIELDS if not re.search(rf"^(# )?{field} =", parts[name], re.M)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_parameters_that_are_named_exist(page):
    named = re.findall(r"[`\s](\w+)\.(\w+)(?=[`=])", PAGES[page].read_text("utf-8"))
    wrong = [f"{a}.{b}" for a, b in named if a in SECTIONS and b not in (*SECTIONS[a].model_fields, "parquet", "png")]
    assert wrong == []


@pytest.mark.parametrize(("name", "field"), [pair for pair in FIELDS if pair not in LABELS])
def test_odd_names_every_parameter(name, field):
    assert f"`{name}.{field}`" in ODD


def test_odd_names_every_intervention():
    part = ODD.split("### Interventions")[1]
    assert [kind for kind in intervention_kinds() if f"*{kind}*" not in part] == []


# --- the model's description


@pytest.mark.parametrize("path", sorted((HOME / "canvas_sim/rules").rglob("[a-z]*.py")), ids=lambda path: path.name)
def test_odd_names_every_rule(path):
    assert f"`{path.relative_to(HOME).as_posix()}`" in ODD


def test_odd_names_every_stream():
    used = set()
    for room in ("world", "rules", "engine"):
        for path in (HOME / "canvas_sim" / room).rglob("*.py"):
            used |= set(re.findall(r'\b[sS]tream\((?:self\._?seed, |seed, )?f?"([^"]+)"', path.read_text("utf-8")))
    assert len(used) > 25
    assert sorted(name for name in used if f"`{re.sub('{.*}', 'NUMBER', name)}`" not in ODD) == []


@pytest.mark.parametrize("path", re.findall(r"`(canvas_sim/[\w/]+\.py)`", ODD))
def test_files_that_odd_names_exist(path):
    assert (HOME / path).is_file()


def plain(number: float) -> str:
    """A number as the docs write it."""
    return f"{number:g}".removeprefix("0") if 0 < number < 1 else f"{number:g}"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (act.REACH, "x = place.x + between(a, -{}, 7)"),
        (act.DAMAGED, "wrong <= {} looked"),
        (loner.TRIES - 1, "for attempt k = 0 ... {}, block `alone/place`"),
        (look.AROUND, "the box cut down to {} pixels"),
        (look.CLOSED, "if these are {} or more"),
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
        (alliance.BLOCKED, "yielded > 0 and >= {} looked"),
        (meetings.MEMORY_HOURS, "yielded x .5^(hours / {})"),
    ],
)
def test_constants_are_as_described(number, said):
    assert said.format(plain(number)) in re.sub(r"\s+", " ", ODD)


def test_every_rule_has_its_evidence():
    rules = re.split(r"^### ", ODD.split("## 7. Submodels")[1].split("## 8. Sources")[0], flags=re.M)[1:]
    silent = [rule.partition("\n")[0] for rule in rules if not re.search(r"\b(strong|moderate|open)\b", rule)]
    assert silent == ["Interventions"]


# --- tables and links


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_as_described(name):
    data = PAGES["data.md"].read_text("utf-8")
    assert f"## {name}.parquet\n" in data
    assert table(TABLES[name]) in data.split(f"## {name}.parquet\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("page", PAGES)
def test_links_resolve(page):
    text = PAGES[page].read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.S)):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        aim = (PAGES[page].parent / file).resolve() if file else PAGES[page]
        assert aim.is_file(), target
        assert aim.is_relative_to(HOME), target
        assert not anchor or anchor in anchors(aim.read_text("utf-8")), target
