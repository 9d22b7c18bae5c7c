"""What the page knows of a run beside its log: a head, which it reads at once, and tables."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from canvas_sim.base.vocabulary import INTENTS, WAYS
from canvas_sim.record.replay import covered, paintings_of
from canvas_sim.record.run import Run
from canvas_sim.scenario.intervention import row_kinds
from canvas_sim.show.viewer.packing import packed_columns
from canvas_sim.show.viewer.placements import Plans

if TYPE_CHECKING:
    import pandas

TABLES = ("communities", "designs", "alliances", "posts", "interventions", "timeline")


def page_head(run: Run) -> dict[str, Any]:
    """What is needed before anything is drawn."""
    height, width = run.shape
    return {
        "name": run.scenario.event.name,
        "about": run.scenario.event.about,
        "seed": None if run.imported else run.info["seed"],
        "imported": run.imported,
        "counted": run.counted,
        "placements": run.info["counts"]["placements"],
        "users": run.info["counts"].get("users"),
        "width": width,
        "height": height,
        "end": run.end,
        "colors": list(run.colors),
        "background": run.background,
        "open": list(run.scenario.canvas.open or (0, 0, width, height)),
        "opens": sorted(row_kinds("opens")),
        "intents": list(INTENTS),
        "ways": list(WAYS),
    }


def packed_canvas(run: Run) -> str:
    """The canvas at the end, row by row."""
    return packed_columns({"canvas": run.canvas.ravel()}, repeats=True)


def packed_tables(run: Run) -> str:
    """The small tables and what paints, as one JSON text, and the templates of all designs, one after another."""
    tables: dict[str, Any] = {name: _columns(getattr(run, name)) for name in TABLES}
    tables["designs"]["templated"] = [len(pixels) > 0 for pixels in run.designs["pixels"]]
    tables["paintings"] = paintings(run)
    text = json.dumps(tables, separators=(",", ":"), allow_nan=False)
    columns = {"json": np.frombuffer(text.encode(), np.uint8), "templates": Plans(run).pixels}
    return packed_columns(columns, repeats=True)


def packed_learned(run: Run) -> str:
    """Who came to know which plan: times as differences, ways as codes."""
    learned = run.learned
    ways = {way: code for code, way in enumerate(WAYS)}
    return packed_columns(
        {
            "time": np.diff(learned["ts"].to_numpy(), prepend=np.int32(0)),
            "user": learned["user"].to_numpy(),
            "design": learned["design"].to_numpy(),
            "way": learned["way"].map(ways).to_numpy(np.uint8),
            "source": _source(learned),
        }
    )


def paintings(run: Run) -> list[dict[str, Any]]:
    """Interventions that change pixels, with stretches of pixels, counted row by row: the first, how many."""
    height, width = run.shape
    result = []
    for row in paintings_of(run):
        (rows, columns), inside = covered(row, (height, width))
        pixels = np.arange(height * width).reshape(height, width)[rows, columns][inside]
        opens = np.flatnonzero(np.diff(pixels, prepend=-2) != 1)
        lengths = np.diff(np.append(opens, len(pixels)))
        stretches = np.column_stack([pixels[opens], lengths]).ravel().tolist()
        result.append({"ts": int(row.ts), "kind": row.kind, "color": int(row.color), "stretches": stretches})
    return result


def _source(learned: pandas.DataFrame) -> np.ndarray:
    """Who told it: 0 nobody, 1 the user itself, 2 who told it of this design in the row before, else id + 3."""
    source = learned["source"].to_numpy(np.int64)
    again = learned.groupby("design")["source"].shift(1, fill_value=-1).to_numpy() == source
    return np.select([source < 0, source == learned["user"].to_numpy(), again], [0, 1, 2], source + 3)


def _columns(frame: pandas.DataFrame) -> dict[str, list[Any]]:
    """A table without its templates, column by column; None for what is no number."""
    columns = {name: frame[name].tolist() for name in frame.columns if name != "pixels"}
    return {name: [_plain(value) for value in values] for name, values in columns.items()}


def _plain(value: Any) -> Any:
    """A value as JSON has it, with as many digits as anybody reads; None for what is no number."""
    if not isinstance(value, float):
        return value
    return round(value, 4) if math.isfinite(value) else None
