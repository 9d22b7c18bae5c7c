"""How figures look: colors that the color-blind tell apart, one size of type, vector pictures for light and dark."""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, MUTED, GRID, PAPER = "#1f2328", "#5b6470", "#d9dde3", "#fefefe"
BLUE, ORANGE, GREEN, PURPLE, GOLD, GRAY = "#0b69b0", "#c75300", "#00795a", "#8a3d8f", "#946800", "#7b8490"
SERIES = (BLUE, ORANGE, GREEN, PURPLE, GOLD, GRAY)
"""Darkened from Okabe & Ito (2008), so that they can be read as text on white."""
THEMED = {
    **{INK: "ink", MUTED: "muted", GRID: "grid", PAPER: "paper"},
    **{BLUE: "blue", ORANGE: "orange", GREEN: "green", PURPLE: "purple", GOLD: "gold", GRAY: "gray"},
}
"""Colors for which a page has variables, so that a figure follows its light or dark theme."""

STYLE: dict[Any, Any] = {
    **{"font.family": "DejaVu Sans", "font.size": 10, "axes.titlesize": 10, "axes.labelsize": 10},
    **{"text.color": INK, "axes.labelcolor": MUTED, "xtick.color": MUTED, "ytick.color": MUTED},
    **{"axes.edgecolor": GRID, "axes.grid": True, "axes.axisbelow": True, "grid.color": GRID, "grid.linewidth": 0.6},
    **{"axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False},
    **{"xtick.major.size": 3, "ytick.major.size": 0, "lines.linewidth": 1.6, "lines.solid_capstyle": "round"},
    **{"figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none"},
    **{"svg.fonttype": "none", "svg.hashsalt": "canvas_sim", "axes.formatter.useoffset": False},
}

with_style = matplotlib.rc_context(STYLE)
"""Runs a figure function with this style, and leaves everybody else's alone: ``@with_style``."""


def new_figure(width: float = 6.2, height: float = 3.1) -> tuple[Figure, Axes]:
    """A figure of so many inches, which shows itself in notebooks, and its axes."""
    figure = _Shown(figsize=(width, height), layout="constrained")
    return figure, figure.subplots()


class _Shown(Figure):
    """Matplotlib's figure with a picture of itself for notebooks."""

    def _repr_png_(self) -> bytes:
        return figure_png(self, 100)


def write_cells(
    axes: Axes, numbers: np.ndarray, text: Callable[[Any], str], dark: np.ndarray, fontsize: float | None = None
) -> None:
    """Write on the cells of a map, [row, column], white where they are dark, and take away what would frame them."""
    for (i, j), number in np.ndenumerate(numbers):
        color = "#ffffff" if dark[i, j] else "#000000"
        axes.text(j + 0.5, i + 0.5, text(number), ha="center", va="center", fontsize=fontsize, color=color)
    axes.tick_params(length=0)
    axes.grid(visible=False)


def name_rows(axes: Axes, names: Sequence[str], offset: float = 0.0) -> None:
    """Names of rows beside the axis; the first is at `offset`."""
    axes.set_yticks(np.arange(len(names)) + offset, names)
    axes.tick_params(axis="y", labelcolor=INK)
    axes.grid(axis="y", visible=False)


def label_ends(axes: Axes, lines: Sequence[tuple[float, float, str, str]], gap: float = 0.075) -> None:
    """Write names beside the ends of lines, in their colors, and not over each other.

    Parameters
    ----------
    lines : x, y, name and color of each end
    gap : least distance between two names, as a share of the height of the axes
    """
    low, high = axes.get_ylim()
    last: dict[float, float] = {}
    for x, y, name, color in sorted(lines, key=lambda line: line[1]):
        last[x] = max(y, last.get(x, float("-inf")) + gap * (high - low))
        axes.annotate(name, (x, last[x]), (5, 0), textcoords="offset points", color=color, va="center", clip_on=False)


@with_style
def figure_svg(figure: Figure, name: str) -> str:
    """A figure as SVG to put into a page: no addresses, names of its own, colors as the page's variables.

    Parameters
    ----------
    name : prefix for ids, so that several figures fit into one page
    """
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None})
    text = file.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.S)
    text = re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)
    text = re.sub(r'(<svg[^>]*?) width="([\d.]+)pt" height="[\d.]+pt"', r'\1 style="width: \2pt"', text)
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r'href="#', f'href="#{name}-', text)
    text = text.replace("url(#", f"url(#{name}-")
    text = re.sub(r"font(-family)?: ([^;\"]*?)'DejaVu Sans'[^;\"]*", _font, text)
    for color, variable in THEMED.items():
        text = text.replace(color, f"var(--{variable})")
    return re.sub(r"\s*\n\s*", " ", text)


def _font(found: re.Match[str]) -> str:
    """The page's own type, in the size of the figure's."""
    return f"font{found[1] or ''}: {found[2]}var(--type)"


@with_style
def figure_png(figure: Figure, dpi: int = 160) -> bytes:
    """A figure as a PNG on white."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=dpi, facecolor="white", metadata={"Software": None})
    return file.getvalue()
