"""Recipes of CONTRIBUTING: each is applied to a copy of the package as it is printed, and what it makes is used."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_events import TINY

import canvas_sim

HOME = Path(__file__).parents[1]
MOST = {  # files that may be touched, tests and texts aside
    **{"A metric": 1, "A preset": 1, "An intervention": 1, "A kind of design": 1, "A figure": 1},
    **{"A spreading pattern": 2, "A compiled kind of user": 3, "A command": 2},
}
DRAFTS = {  # recipes without code yet; may only become fewer
    *("A metric", "An intervention", "A kind of design", "A spreading pattern", "A compiled kind of user"),
    "A command",
}
COMPILED = re.compile(r"canvas_sim/(world|rules|engine)/")  # a change there compiles all rules anew
USE = "use it"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what its first line says, and the rest."""

    language: str
    told: str
    text: str

    @property
    def file(self) -> str:
        """The file that it makes or changes."""
        return self.told.removeprefix("append to ")

    def apply(self, home: Path) -> None:
        """Make the file, append to it, or change it where it says."""
        path = home / self.file
        if self.language == "diff":
            path.write_text(changed(path.read_text("utf-8"), self.text), "utf-8")
        elif self.told.startswith("append to "):
            path.write_text(path.read_text("utf-8") + "\n" + self.text, "utf-8")
        else:
            assert not path.exists(), f"{self.file} exists: append to it, or change it with a diff"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, "utf-8")

    def command(self) -> list[list[str]]:
        """What to run in order to use what was made."""
        if self.language == "python":
            return [[sys.executable, "-c", self.text]]
        program = [sys.executable, "-m", "canvas_sim"]
        return [program + shlex.split(line.removeprefix("canvas-sim ")) for line in self.text.splitlines()]


def changed(text: str, diff: str) -> str:
    """A text after a diff of lines that begin with a blank, a minus or a plus, and stand there exactly once."""
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(before) == 1, f"these lines are there {text.count(before)} times:\n{before}"
    return text.replace(before, after)


def recipes() -> dict[str, tuple[int, list[Block]]]:
    """Each recipe with the files that it says it touches, and its blocks."""
    page = (HOME / "CONTRIBUTING.md").read_text("utf-8").split("\n## Recipes\n")[1]
    parts = re.findall(r"^### ([^\n]+): (\d) files?\n(.*?)(?=^### |\Z)", page, re.M | re.S)
    fenced = re.compile(r"^```(\w+)\n# ([^\n]+)\n(.*?)^```", re.M | re.S)
    return {name: (int(files), [Block(*one) for one in fenced.findall(text)]) for name, files, text in parts}


RECIPES = recipes()


def with_code() -> list:
    """Recipes to try; those that compile all rules anew are slow."""
    tried = {name: blocks for name, (_, blocks) in RECIPES.items() if blocks}
    slow = {name: [pytest.mark.slow] if any(COMPILED.match(b.file) for b in tried[name]) else [] for name in tried}
    return [pytest.param(name, marks=slow[name], id=name) for name in tried]


def test_every_recipe_is_there_and_says_how_many_files_it_touches():
    assert {name: files for name, (files, _) in RECIPES.items()} == MOST
    assert {name for name, (_, blocks) in RECIPES.items() if not blocks} == DRAFTS


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A run in a folder."""
    return canvas_sim.run(TINY, 1, out=tmp_path_factory.mktemp("runs") / "small").folder


@pytest.mark.parametrize("name", with_code())
def test_a_recipe_works_as_it_is_printed(name, small, tmp_path):
    files, blocks = RECIPES[name]
    steps, uses = [one for one in blocks if one.told != USE], [one for one in blocks if one.told == USE]
    assert len({one.file for one in steps}) <= files
    assert uses, "the last block uses what was made"
    shutil.copytree(HOME / "canvas_sim", tmp_path / "canvas_sim", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(small, tmp_path / "runs" / "small")
    for step in steps:
        step.apply(tmp_path)
    for command in (one for use in uses for one in use.command()):
        assert run(command, tmp_path) == ""


def run(command: list[str], home: Path) -> str:
    """What goes wrong when a command is run with the package of a folder; nothing if all is well."""
    environment = os.environ | {"PYTHONPATH": str(home)}
    options = {"cwd": home, "env": environment, "capture_output": True, "text": True, "timeout": 300}
    done = subprocess.run(command, check=False, **options)
    return done.stderr if done.returncode else ""


def test_blocks_are_applied(tmp_path):
    (tmp_path / "a.py").write_text("one\ntwo\nthree\n")
    Block("python", "b/c.py", "new\n").apply(tmp_path)
    Block("python", "append to a.py", "four\n").apply(tmp_path)
    Block("diff", "a.py", " one\n-two\n+2\n+2.5\n").apply(tmp_path)
    assert (tmp_path / "b/c.py").read_text() == "new\n"
    assert (tmp_path / "a.py").read_text() == "one\n2\n2.5\nthree\n\nfour\n"


def test_what_cannot_be_applied_or_used_is_told(tmp_path):
    (tmp_path / "a.py").write_text("one\none\n")
    for block in (Block("diff", "a.py", "-one\n+two\n"), Block("python", "a.py", "new\n")):
        with pytest.raises(AssertionError):
            block.apply(tmp_path)
    assert "no preset" in run(Block("sh", USE, "canvas-sim show nothing\n").command()[0], HOME)
    assert "NameError" in run(Block("python", USE, "nothing\n").command()[0], tmp_path)
