"""What a counterfactual writes: tables for figures, a picture with its legend, and a summary in numbers."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas
from PIL import Image, ImageDraw, ImageFont

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.templates import shares_right
from canvas_sim.record.images import write_png
from canvas_sim.record.parquet import writing_to
from canvas_sim.record.run import Run
from canvas_sim.study.counterfactual import differences
from canvas_sim.study.counterfactual.summary import summary_of
from canvas_sim.study.effects import pair_statistics

SHIFT = 0.1  # of a work's pixels, that must change before it is told
PICTURE = ("FFFFFF", "D9D9D9", "F2B35E", "0072B2", "222222")  # see `MEANING`; letters
MEANING = (
    (3, "differs, only with the cause"),
    (2, "differs, with a placebo too"),
    (1, "the same, drawn"),
    (0, "the same, blank"),
)
SIDE = 600  # pixels that a small canvas is magnified to


def write_findings(folder: Path, run: Run, about: tuple[str, int], found: Mapping[str, Any]) -> None:
    """Write tables, picture and summary; `about` is name of the cause and time of the fork, ms."""
    tables = {
        "curves": divergence_table(run, about[1], found),
        "works": work_table(run, about[1], found),
        "alliances": alliance_differences(found),
        "outcomes": outcome_table(found),
        "pairs": pair_table(found),
    }
    with writing_to(folder):
        for name, frame in tables.items():
            frame.to_parquet(folder / f"{name}.parquet", index=False)
        text = json.dumps(summary_of(run, about, found, tables), indent=2) + "\n"
        (folder / "summary.json").write_text(text, "utf-8")
    drawn = difference_picture(run, found["canvases"])
    times = max(1, SIDE // max(drawn.shape))
    drawn = drawn.repeat(times, axis=0).repeat(times, axis=1)
    write_png(folder / "difference.png", with_legend(drawn, MEANING, 0, 4), PICTURE)


def difference_picture(run: Run, canvases: np.ndarray) -> np.ndarray:
    """Where the branch differs at the end: indices of `PICTURE`, uint8 [h, w]."""
    unlike = canvases[1:] != canvases[0]
    result = (canvases[0] != run.background).astype(np.uint8)
    result[unlike[0]] = 2
    result[unlike[0] & ~unlike[1:].any(axis=0)] = 3
    return result


def divergence_table(run: Run, fork: int, found: Mapping[str, Any]) -> pandas.DataFrame:
    """How far each branch is from the run at each time: `hours`, `branch` ("cause", "placebo 0" ...), shares."""
    hours = differences.comparison_times(fork, run.end) / HOUR
    series = {"cause": found["branch"]} | {f"placebo {i}": one for i, one in enumerate(found["placebos"])}
    return pandas.concat(
        [pandas.DataFrame({"hours": hours, "branch": name} | one["spread"]) for name, one in series.items()]
    )


def work_table(run: Run, fork: int, found: Mapping[str, Any]) -> pandas.DataFrame:
    """Works of the run that stand at the end in run or branch: share right in each, and whether placebos explain it."""
    mine = shares_right(run.designs, found["canvases"][0])
    branch = np.array(found["branch"]["right"], float)
    placebos = np.array([one["right"] for one in found["placebos"]], float)
    frame = run.designs[["design", "community", "name", "x", "y", "width", "height", "area"]].copy()
    frame["community_name"] = frame["community"].map(run.communities.set_index("community")["name"])
    frame["run"], frame["branch"] = mine, branch
    frame["placebo_low"], frame["placebo_high"] = placebos.min(axis=0), placebos.max(axis=0)
    shift, chaos = np.abs(branch - mine), np.abs(placebos - mine).max(axis=0)
    frame["beyond"] = (shift > chaos) & (shift > SHIFT)
    frame["old"] = run.designs["founded"] < fork
    return frame[np.fmax(mine, branch) >= differences.STOOD]


def alliance_differences(found: Mapping[str, Any]) -> pandas.DataFrame:
    """Alliances that hold at the end in run, branch or a placebo, and whether placebos explain the difference."""
    holds = [set(map(tuple, one["allied"])) for one in (found["root"], found["branch"], *found["placebos"])]
    rows = []
    for pair in sorted(set().union(*holds)):
        here = [pair in one for one in holds]
        beyond = here[1] not in here[2:] and here[1] != here[0]
        rows.append((*pair, here[0], here[1], sum(here[2:]), beyond))
    return pandas.DataFrame(rows, columns=["a", "b", "run", "branch", "placebos", "beyond"])


def outcome_table(found: Mapping[str, Any]) -> pandas.DataFrame:
    """Each outcome in run, branch and placebos; `beyond` if the branch is further from the run than any placebo.

    With it `correlation` and `saved`, over pairs of other seeds: how alike run and branch are, and the share of the
    variance of their difference that comparing within pairs saves.
    """
    rows = []
    for name, value in found["root"]["outcomes"].items():
        branch = found["branch"]["outcomes"][name]
        placebos = [one["outcomes"][name] for one in found["placebos"]]
        sides = [np.array([one[side][name] for one in found["pairs"]], float) for side in ("run", "branch")]
        paired = pair_statistics(sides[0], sides[1])
        row = {"outcome": name, "run": value, "branch": branch}
        row |= {"placebo_low": min(placebos), "placebo_high": max(placebos)}
        row["beyond"] = abs(branch - value) > max(abs(one - value) for one in placebos)
        rows.append(row | {key: paired[key] for key in ("pairs", "correlation", "saved")})
    return pandas.DataFrame(rows)


def pair_table(found: Mapping[str, Any]) -> pandas.DataFrame:
    """Outcomes of run and branch with other seeds: `seed`, `outcome`, `run`, `branch`."""
    rows = [(one["seed"], name, one["run"][name], one["branch"][name]) for one in found["pairs"] for name in one["run"]]
    return pandas.DataFrame(rows, columns=["seed", "outcome", "run", "branch"])


LINE, SWATCH, GAP, LETTERS = 22, 12, 8, 13  # pixels


def with_legend(picture: np.ndarray, entries: Sequence[tuple[int, str]], paper: int, ink: int) -> np.ndarray:
    """A picture with a legend below it, two entries a line; wider than before if the legend needs it.

    Parameters
    ----------
    picture : palette indices, uint8 [h, w]
    entries : index and meaning of each color
    paper, ink : indices of the legend's ground and letters
    """
    words = [_written(text) for _, text in entries]
    column = max(word.shape[1] for word in words) + SWATCH + 3 * GAP
    height, width = picture.shape
    below = -(-len(entries) // 2) * LINE + GAP
    result = np.full((height + below, max(width, 2 * column)), paper, np.uint8)
    result[:height, :width] = picture
    for number, ((color, _), word) in enumerate(zip(entries, words, strict=True)):
        y, x = height + GAP + number // 2 * LINE, GAP + number % 2 * max(column, width // 2)
        result[y : y + SWATCH, x : x + SWATCH] = ink
        result[y + 1 : y + SWATCH - 1, x + 1 : x + SWATCH - 1] = color
        place = result[y : y + word.shape[0], x + SWATCH + GAP :][:, : word.shape[1]]
        place[word] = ink
    return result


def _written(text: str) -> np.ndarray:
    """A line of text: bool [h, w]."""
    font = ImageFont.load_default(LETTERS)
    image = Image.new("L", (round(font.getlength(text)) + LETTERS, LINE - 2))
    ImageDraw.Draw(image).text((0, SWATCH // 2), text, 255, font, anchor="lm")
    written = np.array(image) > 100
    return written[:, : np.flatnonzero(written.any(axis=0))[-1] + 1]
