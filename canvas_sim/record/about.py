"""What a run folder says besides its tables: what it was made from and with, what came out, and how it looks."""

import hashlib
import json
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.record.images import write_png
from canvas_sim.record.parquet import writing_to
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.scenario.toml import to_toml

SHAPE = ("numpy", "numba", "mesa")  # packages that shape a result


def versions(*packages: str) -> dict[str, str]:
    """Versions of Python, of packages that shape a result, and of this one."""
    found = {name: version(name) for name in packages}
    return {"python": platform.python_version(), **found, "canvas_sim": version("canvas-sim")}


@cache
def sources() -> str:
    """A hash of this package's own code and of the tables beside it, which a version does not tell."""
    home = Path(__file__).parents[1]
    found = hashlib.blake2b(digest_size=8)
    for path in sorted(path for kind in ("*.py", "*.toml") for path in home.rglob(kind)):
        found.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def write_about(folder: Path, scenario: Scenario, info: dict[str, Any], canvas: np.ndarray) -> None:
    """Write the scenario, what ``run.json`` says, and the canvas at the end, uint8 [h, w].

    Raises
    ------
    UserError
        The disk is full, or cannot be written.
    """
    with writing_to(folder):
        (folder / "scenario.toml").write_text(to_toml(scenario), "utf-8")
        (folder / "run.json").write_text(json.dumps(info, indent=2) + "\n", "utf-8")
    write_png(folder / "canvas.png", canvas, palette_of(scenario))
