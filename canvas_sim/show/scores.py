"""The scorecard for people: a table in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from canvas_sim.metrics.scorecard import GIVEN, LEFT_OUT, MET, NEAR, Scorecard, Scored, number

if TYPE_CHECKING:
    from rich.table import Table

SIGNS = {MET: "✓", NEAR: "≈", LEFT_OUT: "·"}  # of a number; all others are missed
MISSED_SIGN = "✗"


def table(card: Scorecard, nulls: Mapping[str, Scorecard] | None = None) -> Table:
    """The scorecard as a table: rows with the real numbers, those of the runs, of null models, and verdicts."""
    from rich import box
    from rich.table import Table

    result = Table(box=box.SIMPLE_HEAD, title=f"Against r/place {card.against}", title_justify="left", pad_edge=False)
    result.add_column("", justify="right")
    result.add_column("row", min_width=24)
    result.add_column("")
    for heading in ("real", "near enough", "here", *(nulls or {})):
        result.add_column(heading, justify="right", no_wrap=True)
    result.add_column("")
    for scored in card.rows:
        style = "dim" if scored.verdict == GIVEN else "" if scored.verdict == MET else "red"
        for i, one in enumerate(scored.points):
            first = (str(scored.row.number), scored.row.title) if i == 0 else ("", "")
            cells = [*first, one.point.label, number(one.point.real[card.against])]
            cells += [f"{number(one.low)} to {number(one.high)}", here(one)]
            cells += [_of_null(other, scored.row.number, one) for other in (nulls or {}).values()]
            result.add_row(*cells, scored.verdict if i == 0 else "", style=style)
    return result


def here(one: Scored) -> str:
    """A number with the sign of its verdict."""
    return f"{number(one.mean)} {SIGNS.get(one.verdict, MISSED_SIGN)}"


def _of_null(card: Scorecard, row: int, one: Scored) -> str:
    """The same number of a null model; nothing where it is not scored."""
    same = [
        p for scored in card.rows if scored.row.number == row for p in scored.points if p.point.key == one.point.key
    ]
    return here(same[0]) if same else ""
