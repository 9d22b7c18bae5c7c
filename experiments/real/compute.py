"""Write what the scorecard knows of the real events beyond their targets: canvas_sim/metrics/scorecard/real.json.

That is how much the four quarters of the real canvas differ from each other in each number, which says how exactly a
number can be asked of a canvas of that size, and curves over time, for pictures.

    python experiments/real/compute.py DATA

DATA has a folder `rplace2017` with `snapshots.npz` and `canvas_30min.csv`, and `rplace2022` with `final.png`,
`canvas_30min.csv` and `minute_activity.csv`: numbers computed from repositories named under "source" below.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from canvas_sim.metrics.frames.frames import Frames, from_npz
from canvas_sim.metrics.measure import explain
from canvas_sim.metrics.scorecard.curves import event_curves
from canvas_sim.scenario.palettes import palettes

TARGET = Path(__file__).parents[2] / "canvas_sim" / "metrics" / "scorecard" / "real.json"
SOURCE = (
    "Computed from the canvases of 2017 (RolandR/place-atlas), every half hour, and from those of 2022 "
    "(placeAtlas/atlas-2022) and placements per minute (jinnn-dev/reddit-place-visualizer)."
)
MEASURES = (
    *("filling", "plateau", "same_neighbor", "isolated", "compression", "hump", "net_change"),
    *("persistence", "returns", "breaches", "patches", "quick_takeovers"),
)
LAUNCH_2022, WHITE_OUT_2022 = 1648817050, 1649112460  # Unix seconds


def boxes(frames: Frames) -> tuple[tuple[int, ...], ...]:
    """The four quarters of the canvas, each as x0, y0, x1, y1."""
    height, width = frames.canvas.shape[1:]
    y, x = height // 2, width // 2
    return (0, 0, x, y), (x, 0, width, y), (0, y, x, height), (x, y, width, height)


def quarters(frames: Frames, names: tuple[str, ...]) -> dict[str, float]:
    """Standard deviation of each number over the four quarters of the canvas."""
    found = [explain(frames.cut(box), names)[0] for box in boxes(frames)]
    spread = {key: float(np.std([each[key] for each in found], ddof=1)) for key in found[0]}
    return {key: round(value, 5) for key, value in spread.items() if np.isfinite(value)}


def rounded(found: dict) -> dict[str, list[list[float]]]:
    """Curves as lists of hours and values."""
    return {n: [[round(h, 2) for h in c.hours], [round(v, 4) for v in c.values]] for n, c in found.items()}


def final_2022(data: Path) -> Frames:
    """The last canvas of 2022, as frames."""
    colors = np.array([list(bytes.fromhex(color)) for color in palettes()["2022"]], np.int64) @ [65536, 256, 1]
    picture = np.array(Image.open(data / "rplace2022" / "final.png").convert("RGB")).astype(np.int64) @ [65536, 256, 1]
    order = np.argsort(colors)
    canvas = order[np.searchsorted(colors[order], picture)].astype(np.uint8)
    opened = np.array([[0, 0, canvas.shape[1], canvas.shape[0]]], np.int32)
    return Frames(canvas[None], np.array([82.06]), None, opened, palettes()["2022"], palettes()["2022"].index("FFFFFF"))


def curves_2022(data: Path) -> dict[str, list[list[float]]]:
    """Filling and change in 2022, from tables."""
    with (data / "rplace2022" / "canvas_30min.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if int(row["unix_ts"]) <= WHITE_OUT_2022]
    with (data / "rplace2022" / "minute_activity.csv").open() as file:
        minutes = [(float(row["unix_ts_start"]) + 60, int(row["placements"])) for row in csv.DictReader(file)]
    at = np.array([int(row["unix_ts"]) for row in rows])
    total = np.interp(at, [end for end, _ in minutes], np.cumsum([count for _, count in minutes]))
    hours = np.round((at - LAUNCH_2022) / 3600, 2)
    filled = [int(row["nonwhite_px"]) / int(row["active_px"]) for row in rows]
    changed = np.array([int(row["net_changed_px_since_prev"]) for row in rows[1:]])
    before = np.array([int(row["active_px"]) for row in rows[:-1]])
    first = slice(2, None)  # placements before the first frame are in no interval of half an hour
    kept = slice(1, None, 4)
    return {
        "filling": [hours[kept].tolist(), np.round(filled, 4)[kept].tolist()],
        "net_change": [hours[first][kept].tolist(), np.round(changed / before, 4)[1:][kept].tolist()],
        "change_per_placement": [
            hours[first][kept].tolist(),
            np.round(changed / np.diff(total), 4)[1:][kept].tolist(),
        ],
    }


def main(data: Path) -> None:
    """Compute everything and write it."""
    frames = from_npz(data / "rplace2017" / "snapshots.npz")
    last = final_2022(data)
    found = {
        "source": SOURCE,
        "2017": {"quarters": quarters(frames, MEASURES), "curves": rounded(event_curves(frames))},
        "2022": {
            "quarters": quarters(last, ("same_neighbor", "isolated", "compression", "hump")),
            "curves": curves_2022(data),
        },
    }
    lines = json.dumps(found, indent=1).replace("\n     ", " ").replace("\n    ]", "]")
    TARGET.write_text(lines + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
