"""Sentences with their numbers, and how a number is written for people. The sentences stand in ``texts.toml``."""

import string
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

LARGE = 1000  # from here on, numbers are written without decimals


class Claim:
    """A sentence with its numbers: ``Claim("{users} people came.", users=12)``.

    Attributes
    ----------
    sentence : text with a name in braces for each number; ``{share:.0%}`` where the form matters, ``{hours:#hour}`` or
        ``{users:#person/people}`` for a number with its noun
    values : the numbers, as computed
    """

    def __init__(self, sentence: str, /, **values: Any) -> None:
        self.sentence, self.values = sentence, values

    def __str__(self) -> str:
        return _ForPeople().format(self.sentence, **self.values)


class _ForPeople(string.Formatter):
    """Writes numbers for people, unless a form is asked for."""

    def format_field(self, value: Any, form: str) -> str:
        if form.startswith("#"):
            return counted(value, *form[1:].split("/"))
        return format(value, form) if form else as_text(value)


def claim(name: str, /, **values: Any) -> Claim:
    """A sentence of ``texts.toml``, such as "run.answer", with its numbers."""
    part, _, key = name.partition(".")
    return Claim(texts()[part][key], **values)


@cache
def texts() -> dict[str, Any]:
    """What ``texts.toml`` says."""
    return tomllib.loads(files("canvas_sim.show.report").joinpath("texts.toml").read_text("utf-8"))


def as_text(value: Any) -> str:
    """A value for people: thousands in groups, three figures, a dash where there is nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if value is None or np.isnan(value):
        return "–"
    number = float(value)
    if number == int(number) and abs(number) < 1e15:
        return f"{int(number):,}".replace("-", "−")
    text = f"{number:,.0f}" if abs(number) >= LARGE else f"{number:.3g}"
    return text.replace("-", "−")


def counted(number: float, one: str, more: str | None = None) -> str:
    """A number with its noun: "1 raid", "no raids", "2,000 raids"."""
    noun = one if number == 1 else more or f"{one}s"
    return f"{'no' if number == 0 else as_text(number)} {noun}"


def begun(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]
