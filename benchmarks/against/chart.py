"""The figures as points on a logarithmic axis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

TITLES = {"event": "One user in two thousand is due in a tick", "dense": "Everybody is due in every tick"}
OURS, OTHERS, RULE = "#c8452f", "#4d545e", "#dfe2e6"


def draw(rows: list[dict[str, Any]], path: Path) -> None:
    """Turns a processor second of each contestant, a panel for each workload, written as PNG."""
    figure, panels = plt.subplots(1, 2, figsize=(11, 4.6), sharey=True, layout="constrained")
    for axes, (workload, title) in zip(panels, TITLES.items(), strict=True):
        for place, row in enumerate([row for row in rows if row["workload"] == workload][::-1]):
            color = OURS if row["name"].startswith("canvas_sim") else OTHERS
            axes.plot([row["slowest"], row["fastest"]], [row["name"]] * 2, color=color, linewidth=3, alpha=0.4)
            axes.plot(row["turns"], row["name"], "o", color=color, markersize=7)
            axes.annotate(_short(row["turns"]), (row["turns"], place), (8, 0), textcoords="offset points", va="center")
        axes.set(xscale="log", xlim=(100, 3e7), title=title, xlabel="turns a processor second")
        axes.grid(axis="y", color=RULE)
        axes.set_axisbelow(True)
        axes.tick_params(axis="y", length=0)
        axes.spines[["top", "right", "left"]].set_visible(False)
    figure.savefig(path, dpi=110)
    plt.close(figure)


def _short(number: float) -> str:
    """Two or three figures of a number: 358, 2,220, 142 k, 1.55 M."""
    if number >= 1e6:
        return f"{number / 1e6:.3g} M"
    return f"{number / 1e3:.3g} k" if number >= 1e4 else f"{number:,.0f}"
