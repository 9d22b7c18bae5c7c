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
from canvas_sim.scenario.toml import to_toml

HOME = Path(__file__).parents[1]
MOST = {  # files that may be touched, tests and texts aside
    **{"A preset": 1, "A metric": 1, "An intervention": 1, "A kind of design": 1, "A spreading pattern": 2},
    **{"A compiled kind of user": 3, "A command": 2, "A figure": 1},
}
COMPILED = "canvas_sim/rules/"  # what is there must also be understood by the compiler
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
    """A text after a diff of lines that begin with a blank, a minus or a plus; parts follow lines of ``@@``.

    What the lines of a part were before stands in the text exactly once.
    """
    for part in filter(None, diff.split("@@\n")):
        lines = part.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(before) == 1, f"these lines are there {text.count(before)} times:\n{before}"
        text = text.replace(before, after)
    return text


PAGE = (HOME / "CONTRIBUTING.md").read_text("utf-8")


def recipes() -> dict[str, tuple[int, list[Block]]]:
    """Each recipe with the files that it says it touches, and its blocks."""
    page = PAGE.split("\n## Recipes\n")[1].split("\n## ")[0]
    parts = re.findall(r"^### ([^\n]+): (\d) files?\n(.*?)(?=^### |\Z)", page, re.M | re.S)
    fenced = re.compile(r"^```(\w+)\n# ([^\n]+)\n(.*?)^```", re.M | re.S)
    return {name: (int(files), [Block(*one) for one in fenced.findall(text)]) for name, files, text in parts}


RECIPES = recipes()


def touched(name: str) -> set[str]:
    """Files that a recipe touches."""
    return {one.file for one in RECIPES[name][1] if one.told != USE}


def table() -> str:
    """How many files each recipe touches, and how many it may."""
    rows = [f"| {name} | {len(touched(name))} | {most} |" for name, most in MOST.items()]
    return "\n".join(["| recipe | files touched | bound |", "|---|---|---|", *rows])


def test_every_recipe_is_there_and_says_how_many_files_it_touches():
    assert {name: files for name, (files, _) in RECIPES.items()} == MOST
    assert [name for name, most in MOST.items() if not 1 <= len(touched(name)) <= most] == []
    assert PAGE.rpartition("\n\n")[2] == table() + "\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A run in a folder."""
    return canvas_sim.run(TINY, 1, out=tmp_path_factory.mktemp("runs") / "small").folder


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_works_as_it_is_printed(name, small, tmp_path):
    follow(name, small, tmp_path, NUMBA_DISABLE_JIT="1")


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in RECIPES if any(file.startswith(COMPILED) for file in touched(name))])
def test_what_a_recipe_makes_can_be_compiled(name, small, tmp_path):
    follow(name, small, tmp_path)


def follow(name: str, small: Path, home: Path, **environment: str) -> None:
    """Apply a recipe to a copy of the package, and use what it makes."""
    shutil.copytree(HOME / "canvas_sim", home / "canvas_sim", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(small, home / "runs" / "small")
    (home / "tiny.toml").write_text(to_toml(TINY), "utf-8")
    uses = [one for one in RECIPES[name][1] if one.told == USE]
    assert uses, "the last block uses what was made"
    for step in RECIPES[name][1]:
        if step not in uses:
            step.apply(home)
    for command in (one for use in uses for one in use.command()):
        assert run(command, home, **environment) == ""


def run(command: list[str], home: Path, **environment: str) -> str:
    """What goes wrong when a command is run with the package of a folder; nothing if all is well."""
    environment = os.environ | environment | {"PYTHONPATH": str(home)}
    options = {"cwd": home, "env": environment, "capture_output": True, "text": True, "timeout": 300}
    done = subprocess.run(command, check=False, **options)
    return done.stderr if done.returncode else ""


def test_blocks_are_applied(tmp_path):
    (tmp_path / "a.py").write_text("one\ntwo\nthree\n")
    Block("python", "b/c.py", "new\n").apply(tmp_path)
    Block("python", "append to a.py", "four\n").apply(tmp_path)
    Block("diff", "a.py", "@@\n one\n-two\n+2\n@@\n-three\n+3\n+3.5\n").apply(tmp_path)
    assert (tmp_path / "b/c.py").read_text() == "new\n"
    assert (tmp_path / "a.py").read_text() == "one\n2\n3\n3.5\n\nfour\n"


def test_what_cannot_be_applied_or_used_is_told(tmp_path):
    (tmp_path / "a.py").write_text("one\none\n")
    for block in (Block("diff", "a.py", "-one\n+two\n"), Block("python", "a.py", "new\n")):
        with pytest.raises(AssertionError):
            block.apply(tmp_path)
    assert "no preset" in run(Block("sh", USE, "canvas-sim show nothing\n").command()[0], HOME)
    assert "NameError" in run(Block("python", USE, "nothing\n").command()[0], tmp_path)
