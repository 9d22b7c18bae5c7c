"""Reads the tables: each file when it is first needed, once."""

import functools
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

_HERE = Path(__file__).parent


def _text(file: str) -> str:
    return (_HERE / file).read_text("utf-8")


def _pairs(file: str) -> list[list[str]]:
    """What stands before and after the colon of each line that is no note."""
    return [line.split(": ") for line in _text(file).splitlines() if line[0] != "#"]


@functools.cache
def _lists() -> dict[str, tuple[str, ...]]:
    lists = tomllib.loads(_text("words.toml"))
    return {
        name: tuple(said) if isinstance(said, list) else tuple(word.replace("_", " ") for word in said.split())
        for name, said in lists.items()
    }


def words(which: str) -> tuple[str, ...]:
    """A list of ``words.toml``."""
    return _lists()[which]


@functools.cache
def inks() -> dict[str, dict[str, Any]]:
    """The tables of ``inks.toml``, by the names of inks."""
    return tomllib.loads(_text("inks.toml"))


@functools.cache
def flag_steps() -> dict[str, list[list[str]]]:
    """Each country's flag as steps; a step is the words of one part of its line."""
    return {name: [step.replace("@", "@ ").split() for step in said.split(";")] for name, said in _pairs("flags.txt")}


@functools.cache
def home_of() -> dict[str, str]:
    """The country of each place and tongue."""
    return {place: country for country, places in _pairs("places.txt") for place in places.split()}


@functools.cache
def subjects() -> dict[str, dict[str, tuple[str, ...]]]:
    """For a name its pictures under ``things``, and what else its line says under the first word of that."""
    result: dict[str, dict[str, tuple[str, ...]]] = {}
    for names, said in _pairs("subjects.txt"):
        things, *others = [tuple(part.split()) for part in said.split("|")]
        result |= dict.fromkeys(names.split(), {"things": things} | {about[0]: about[1:] for about in others})
    return result


@functools.cache
def pictures(file: str) -> dict[str, list[str]]:
    """Rows of each picture of ``sprites/<file>.txt`` by its name; mirrored halves are whole."""
    result = {}
    for block in _text(f"sprites/{file}.txt").strip().split("\n\n")[1:]:
        names, *lines = [line.split() for line in block.split("\n")]
        for k, name in enumerate(names):
            shared = {"|": 1, "!": 2}.get(name[-1], 0)
            rows = [line[k] for line in lines if line[k] != "-"]
            result[name.rstrip("|!")] = [row + row[-shared::-1] if shared else row for row in rows]
    return result


@functools.cache
def masks(file: str) -> dict[str, np.ndarray]:
    """Pictures of one ink by name."""
    return {name: np.array([[cell == "#" for cell in row] for row in rows]) for name, rows in pictures(file).items()}


@functools.cache
def glyphs(font: str) -> dict[str, np.ndarray]:
    """Letters of ``fonts/<font>.bdf`` as masks with one free column to the right."""
    from PIL import BdfFontFile

    with (_HERE / f"fonts/{font}.bdf").open("rb") as file:
        found = BdfFontFile.BdfFontFile(file).glyph
    return {chr(code): np.asarray(glyph[3], bool) for code, glyph in enumerate(found) if glyph}


@functools.cache
def sections(file: str) -> dict[str, tuple[float, str]]:
    """Weight and lines of each section of ``stencils/<file>.txt`` by its name; what stands above all begins each."""
    result = {}
    shared, *parts = _text(f"stencils/{file}.txt").split("\n[")
    for part in parts:
        header, _, lines = part.partition("]\n")
        name, *weight = header.split()
        result[name] = float(weight[0]) if weight else 1.0, f"{shared}\n{lines}"
    return result
