"""The README of an experiment: question, outcomes, arms and expectations, written before the first run."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from canvas_sim.base.errors import UserError


@dataclass(frozen=True)
class Outcome:
    """An outcome that a README names before the first run."""

    name: str
    unit: str
    meaning: str
    primary: bool


@dataclass(frozen=True)
class Readme:
    """What a README says: the part of an experiment that is there before any run.

    Attributes
    ----------
    arms : rows of its table: name or factor, and what it changes
    expectations : by name, E1, E2 ...
    """

    title: str
    question: str
    outcomes: tuple[Outcome, ...]
    arms: tuple[tuple[str, str], ...]
    expectations: Mapping[str, str]


def read_readme(path: Path) -> Readme:
    """Read the README of an experiment.

    Raises
    ------
    UserError
        A part is missing.
    """
    text = path.read_text("utf-8")
    parts = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    title = re.search(r"^# (.+)", text, re.M)
    question = re.search(r"\*\*Question\.\*\*\s*(.+?)(?=\n\n|\Z)", text, re.S)
    missing = [name for name in ("Outcomes", "Arms", "Expectation") if name not in parts]
    if missing or not title or not question:
        raise UserError(f"{path} lacks a part: {', '.join(missing) or 'title or question'}")
    expectations = {
        name: _line(said)
        for name, said in re.findall(r"^- \*\*(E\d+)\*\* (.+?)(?=^- |\Z)", parts["Expectation"], re.M | re.S)
    }
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", parts["Arms"], re.M)
    arms = tuple(row for row in rows if row[0] not in ("arm", "factor"))
    return Readme(title[1], _line(question[1]), _outcomes(parts["Outcomes"]), arms, expectations)


def _outcomes(part: str) -> tuple[Outcome, ...]:
    found = []
    for names, unit, meaning in re.findall(r"^- ((?:`\w+`(?:, )?)+) \((.+?)\): (.+?)(?=^- |\Z)", part, re.M | re.S):
        primary = "**Primary.**" in meaning
        said = _line(meaning.replace("**Primary.**", ""))
        found += [Outcome(name, unit, said, primary) for name in re.findall(r"`(\w+)`", names)]
    return tuple(found)


def _line(text: str) -> str:
    return " ".join(text.split())
