"""What is said of a counterfactual, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from canvas_sim.study.counterfactual.differences import TILE

MOST = 5  # alliances that are named


def summary_lines(summary: Mapping[str, Any]) -> Iterator[str]:
    """The summary in words and numbers; it describes one run, and claims no effect."""
    count, others = summary["placebos"], summary["pairs"]
    span = f"from {summary['fork_hours']:g} h on, of {summary['hours']:g} h"
    yield f"{summary['cause']}, {span}; all before the fork is the same"
    yield from _parting(summary["parting"])
    yield ""
    yield f"{'at the end':34}{'branch':>12}{'placebos (' + str(count) + ')':>22}"
    for name, text in (("pixels", "pixels that differ"), ("tiles", f"tiles of {TILE} px reached")):
        yield _row(text, summary[name], "{:.1%}")
    yield _row("median distance, pixels", summary["distance"], "{:.0f}")
    yield f"{'pixels that no placebo changed':34}{summary['pixels_only_with_cause']:>12.1%}"
    yield _row("hours until a tenth of the pixels", summary["hours_to_a_tenth"], "{:.2f}")
    yield _row("hours until half of the tiles", summary["hours_to_half_of_tiles"], "{:.2f}")
    since = summary["told_from_chaos_hours"]
    yield "told from chaos (pixels): " + (f"from {since:.2f} h on" if since is not None else "not, at the end")
    yield ""
    yield from _works(summary["works"])
    yield from _alliances(summary["alliances"])
    yield ""
    yield f"{'':22}{'run':>10}{'branch':>10}{'placebos':>22}   beyond  {others} pairs: correlation   variance saved"
    for row in summary["outcomes"]:
        yield _outcome(row)
    yield ""
    yield "This describes one run. Effects need at least 20 seeds: canvas-sim sweep."


def _parting(parted: Mapping[str, Any] | None) -> Iterator[str]:
    if parted is None:
        yield "The branch never parted from the run: the change made no difference."
        return
    yield (
        f"parted {parted['seconds_after_fork']:.0f} s after the fork, with a placement of user {parted['user']}"
        f" at ({parted['x']}, {parted['y']})"
    )


def _row(text: str, values: Mapping[str, float | None], form: str) -> str:
    def said(value: float | None) -> str:
        return "never" if value is None else form.format(value)

    span = f"{said(values['placebo_low'])} to {said(values['placebo_high'])}"
    return f"{text:34}{said(values['branch']):>12}{span:>22}"


def _works(summary: Mapping[str, Any]) -> Iterator[str]:
    yield f"standing works that differ beyond all placebos: {summary['beyond']} of {summary['standing']}"
    for work in summary["most"]:
        place = f"{work['width']} x {work['height']} at ({work['x']}, {work['y']})"
        yield (
            f"  {work['name'] or 'unnamed'}, {place}: {work['run']:.0%} right, now {work['branch']:.0%}"
            f" (placebos {work['placebo_low']:.0%} to {work['placebo_high']:.0%})"
        )
    yield f"works founded in all placebos, but not here: {summary['not_founded']}; here alone: {summary['new']}"


def _alliances(summary: Mapping[str, Any]) -> Iterator[str]:
    for side, text in (("lost", "hold in all placebos, but not here"), ("gained", "hold here alone")):
        pairs_ = summary[side]
        named = "; ".join(" and ".join(pair) for pair in pairs_[:MOST])
        yield f"alliances that {text}: {len(pairs_)}" + (f", {named}" if named else "")


def _outcome(row: Mapping[str, Any]) -> str:
    def short(value: float | None, form: str = "") -> str:
        if value is None:
            return "-"
        return format(value, form or (",.0f" if abs(value) >= 10 else ".4g"))

    span = f"{short(row['placebo_low'])} to {short(row['placebo_high'])}"
    rest = (
        f"{'yes' if row['beyond'] else 'no':>9}{short(row['correlation'], '.2f'):>15}{short(row['saved'], '.0%'):>17}"
    )
    return f"{row['outcome']:22}{short(row['run']):>10}{short(row['branch']):>10}{span:>22}{rest}"
