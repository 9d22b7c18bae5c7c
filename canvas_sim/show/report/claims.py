"""Sentences with their numbers, and how a number is written for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

LARGE = 1000  # from here on, numbers are written without decimals


@dataclass(frozen=True)
class Claim:
    """A sentence with its numbers: ``Claim("{users} people came.", users=12)``.

    Attributes
    ----------
    sentence : text with a name in braces for each number; ``{share:.0%}`` where the form matters, ``{hours:#hour}`` or
        ``{users:#person/people}`` for a number with its noun
    values : the numbers, as computed
    """

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __init__(self, sentence: str, **values: Any) -> None:
        object.__setattr__(self, "sentence", sentence)
        object.__setattr__(self, "values", values)

    def __str__(self) -> str:
        return self.sentence.format_map({name: NumberText(value) for name, value in self.values.items()})


class NumberText:
    """A number that writes itself for people, unless a form is asked for."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __format__(self, form: str) -> str:
        if form.startswith("#"):
            return counted(self._value, *form[1:].split("/"))
        return format(self._value, form) if form else as_text(self._value)


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
