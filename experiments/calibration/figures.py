"""Figures of docs/validation.md: how far each number is off, and curves beside the real ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from canvas_sim.metrics.scorecard.curves import Curve, event_curves
from canvas_sim.metrics.scorecard.scorecard import Scorecard, event_of
from canvas_sim.metrics.scorecard.targets import real
from canvas_sim.show.plots import score_figures

SHOWN = ("filling", "isolated", "hump", "change_over_null")
PERSISTENCE = 17


def figures(card: Scorecard, folders: Sequence[str], page: Path) -> str:
    """Draw them into the page's folder of images; the lines of Markdown that show them."""
    drawn = [event_curves(event_of(Path(folder))) for folder in folders]
    known = {name: Curve(*points) for name, points in real(card.against)["curves"].items()}
    made = {"offsets": ("How far each number is off, in tolerances", score_figures.plot_offsets(card))}
    for name in SHOWN:
        found = [each[name] for each in drawn if name in each]
        if found:
            sources = score_figures.Sources(known.get(name), found, {})
            made[name] = (score_figures.KINDS[name].title, score_figures.plot_over_time(name, sources, card))
    made["persistence"] = (
        "A pixel has the same color",
        score_figures.plot_by_point(card, PERSISTENCE, "hours later", {}),
    )
    lines = []
    for name, (title, figure) in made.items():
        image = f"images/validation-{card.against}-{name}.png"
        figure.savefig(page.parent / image, dpi=110)
        lines.append(f"![{title}, {card.against} and here]({image})")
    return "\n\n".join(lines) + "\n"
