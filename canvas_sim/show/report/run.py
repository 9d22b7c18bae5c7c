"""The report of one run: what happened, with every number taken from its log and tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames import order
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.conflict import share_of_attacks, stances, verdicts
from canvas_sim.metrics.logs.histories import WINDOW, column
from canvas_sim.record import images
from canvas_sim.record.run import Run
from canvas_sim.scenario.summary import description
from canvas_sim.scenario.toml import to_toml
from canvas_sim.show.plots import run_data, run_figures
from canvas_sim.show.report.blocks import (
    Beside,
    Block,
    Chart,
    Claim,
    Details,
    Gallery,
    Heading,
    Opening,
    Page,
    Picture,
    Table,
    Text,
    counted,
    said,
)
from canvas_sim.show.report.run_course import course
from canvas_sim.show.report.upscale import enlarged

if TYPE_CHECKING:
    import pandas

STANDS = 0.8  # share of its template from which on a work is said to stand
SHOWN = 12  # works in the gallery


@dataclass(frozen=True)
class Story:
    """A run, and what its report says about it; numbers are computed when they are asked for, once."""

    run: Run

    @cached_property
    def has_log(self) -> bool:
        """Whether placements were kept."""
        try:
            return next(iter(self.run.chunks("ts")), None) is not None
        except UserError:
            return False

    @cached_property
    def works(self) -> pandas.DataFrame:
        """Works, the largest first."""
        return run_data.works(self.run)

    @cached_property
    def pacts(self) -> pandas.DataFrame:
        """Alliances."""
        return alliance_spans(self.run)

    @cached_property
    def verdict(self) -> np.ndarray:
        """Attack, defense or innovation, for each placement."""
        return verdicts(self.run)

    @cached_property
    def each(self) -> np.ndarray:
        """Placements of each user, the most first."""
        return run_data.placements_a_user(self.run)

    @cached_property
    def rivalry(self) -> pandas.DataFrame:
        """Who hit whom."""
        return run_data.rivalry(self.run)

    def page(self) -> Page:
        """The report."""
        run = self.run
        about = description(run.scenario) or "An event on a shared canvas."
        height, width = run.canvas.shape
        known = f", seed {run.info['seed']}" if run.info["seed"] >= 0 else ""  # what was imported has none
        line = f"{about} {width} × {height} pixels, {counted(run.end / HOUR, 'hour')}{known}."
        blocks = [*self._answer(), *course(run, self.has_log), *self._works(), *self._conflict(), *self._pacts()]
        return Page(run.scenario.event.name, line, [*blocks, *self._people(), *self._made()])

    # --- the answer

    def _answer(self) -> list[Block]:
        """What happened, in a paragraph, in large numbers and as a picture."""
        run = self.run
        counts, filled = run.info["counts"], order.not_white(run.canvas, run.background)
        claims = [
            Claim(
                "{users:#person/people} placed {placements:#pixel} in {hours:#hour}, and {filled:.0%} of the canvas "
                "is drawn on in the end.",
                users=counts["users"],
                placements=counts["placements"],
                hours=run.end / HOUR,
                filled=filled,
            ),
            self._order_claim(),
            *self._standing_claim(),
            *self._sides_claim(),
            *self._pact_claim(),
        ]
        facts = [
            (said(counts["placements"]), "placements"),
            (said(counts["users"]), "people who placed"),
            *self._more_facts(),
        ]
        picture = Picture("canvas", images.png_bytes(enlarged(run.canvas), run.colors), "The canvas at the end.")
        return [Opening(claims, facts, picture)]

    def _more_facts(self) -> list[tuple[str, str]]:
        """Large numbers that not every run has."""
        facts = []
        if len(self.works):
            standing = int((self.works["alive"] & (self.works["match"] >= STANDS)).sum())
            facts += [
                (said(len(self.works)), "work planned" if len(self.works) == 1 else "works planned"),
                (said(standing), "standing at the end"),
            ]
        if len(self.pacts):
            betrayed = int((self.pacts["fate"] == "betrayed").sum())
            facts += [
                (said(len(self.pacts)), "alliance" if len(self.pacts) == 1 else "alliances"),
                (said(betrayed), "betrayed"),
            ]
        return facts

    def _order_claim(self) -> Claim:
        """How far the pixels hold together."""
        same, chance = order.same_neighbor(self.run.canvas), order.chance_same(self.run.canvas)
        return Claim(
            "Two neighboring pixels have the same color in {same:.0%} of all cases; {chance:.0%} would be chance.",
            same=same,
            chance=chance,
        )

    def _standing_claim(self) -> list[Claim]:
        """How many works stand."""
        if not len(self.works):
            return []
        standing = int((self.works["alive"] & (self.works["match"] >= STANDS)).sum())
        return [
            Claim(
                "Of {planned:#work} begun, {standing} stood in the end, at least {stands:.0%} as planned.",
                planned=len(self.works),
                standing=standing,
                stands=STANDS,
            )
        ]

    def _sides_claim(self) -> list[Claim]:
        """How much of it was attack, and by whom."""
        if not self.has_log or not len(self.each):
            return []
        share = share_of_attacks(self.verdict)
        groups = stances(column(self.run, "user"), self.verdict)
        return [
            Claim(
                "Of the placements that changed or kept what stood there, {share:.0%} were attacks; "
                "{both:#person/people} did both, {attack} only attacked, {defense} only defended.",
                share=share,
                both=groups["both"],
                attack=groups["attack only"],
                defense=groups["defense only"],
            )
        ]

    def _pact_claim(self) -> list[Claim]:
        """How alliances went."""
        if not len(self.pacts):
            return []
        fates = self.pacts["fate"].value_counts()
        return [
            Claim(
                "{formed} formed; {held} held to the end, {betrayed} betrayed.",
                formed=_begun(counted(len(self.pacts), "alliance was", "alliances were")),
                held=counted(int(fates.get("held", 0)), "one", "of them").replace("1 one", "one"),
                betrayed=_were(int(fates.get("betrayed", 0))),
            )
        ]

    # --- works, conflict, alliances, people

    def _works(self) -> list[Block]:
        """The largest works: when they lived, and what is left of them."""
        if not len(self.works):
            return []
        alive = self.works[self.works["alive"]]
        largest = Claim(
            "The largest works by area, from founding to end; gray ones were given up, overrun or replaced. The "
            "largest that lives, {name}, has {area:#pixel}.",
            name=alive["name"].iloc[0] if len(alive) else "none",
            area=int(alive["area"].iloc[0]) if len(alive) else 0,
        )
        lives = Chart("lives", run_figures.lives(self.run), largest, "Lives of the largest works")
        best = alive.sort_values(["match", "area"], ascending=False, kind="stable")
        best = best[best["area"] >= best["area"].median()].head(SHOWN).sort_values("area", ascending=False)
        return [Heading("Works"), Beside([lives, Gallery([self._crop(work) for work in best.itertuples()], "small")])]

    def _crop(self, work) -> Picture:
        """A work as it stands at the end, with a pixel of what surrounds it."""
        there = self.run.canvas[
            max(work.y - 1, 0) : work.y + work.height + 1, max(work.x - 1, 0) : work.x + work.width + 1
        ]
        caption = Claim("{name}, {match:.0%} as planned", name=work.name, match=work.match)
        return Picture(f"work-{work.design}", images.png_bytes(enlarged(there, 240), self.run.colors), caption)

    def _conflict(self) -> list[Block]:
        """Attack and defense over time, and who fought whom."""
        if not self.has_log or not len(self.verdict):
            return []
        told = Claim(
            "Told from pixels: a placement that keeps or restores what a pixel was for most of the last {hours:#hour} "
            "is defense; one that changes it, and does not last, is attack.",
            hours=WINDOW / HOUR,
        )
        charts: list[Block] = [Chart("sides", run_figures.sides(self.run, self.verdict), told, "Attacks and defenses")]
        if self.rivalry.to_numpy().any():
            charts.append(Chart("rivals", run_figures.rivals(self.run), self._feud(), "Who hit whom"))
        return [Heading("Attack and defense"), Beside(charts)]

    def _feud(self) -> Claim:
        """The fiercest pair."""
        counts = self.rivalry.to_numpy()
        y, x = np.unravel_index(int(np.argmax(counts)), counts.shape)
        return Claim(
            "Placements that took a pixel away from another community's template. {by} hit {hit} most, {hits:#time}, "
            "and was hit back {back:#time}.",
            by=self.rivalry.index[y],
            hit=self.rivalry.index[x],
            hits=int(counts[y, x]),
            back=int(counts[x, y]),
        )

    def _pacts(self) -> list[Block]:
        """Alliances on the map, and as a table by cause."""
        if not len(self.pacts):
            return []
        hours = (self.pacts["over"] - self.pacts["formed"]) / HOUR
        caption = Claim(
            "Each line joins two works whose communities allied. Half of the alliances lasted {hours:.1f} hours or "
            "more.",
            hours=float(hours.median()),
        )
        table = (
            self.pacts.assign(hours=hours)
            .groupby("why")
            .agg(
                formed=("fate", "size"),
                held=("fate", lambda fate: int((fate == "held").sum())),
                betrayed=("fate", lambda fate: int((fate == "betrayed").sum())),
                median=("hours", "median"),
            )
        )
        table = table.reset_index().rename(columns={"why": "why they allied", "median": "median length, h"})
        return [
            Heading("Alliances"),
            Beside([Chart("pacts", run_figures.pacts(self.run), caption), Table(table)]),
        ]

    def _people(self) -> list[Block]:
        """How unequal people are."""
        if not self.has_log or not len(self.each):
            return []
        tenth = max(1, len(self.each) // 10)
        claim = Claim(
            "Half of the people placed {median} or fewer pixels, {once:.0%} exactly one. The busiest tenth placed "
            "{top:.0%} of all.",
            median=float(np.median(self.each)),
            once=float(np.mean(self.each == 1)),
            top=float(self.each[:tenth].sum() / self.each.sum()),
        )
        caption = "The share of people who placed at least so many pixels."
        return [Heading("People"), Beside([Chart("people", run_figures.people(self.run), caption), Text([claim])])]

    def _made(self) -> list[Block]:
        """Parameters, versions and digest."""
        import pandas

        run = self.run
        facts = {"digest": run.digest, "seed": str(run.info["seed"]), "commit": run.info.get("commit")}
        facts |= {name: str(value) for name, value in run.info.get("versions", {}).items()}
        facts |= {"seconds": f"{run.info['seconds']:g}"}
        rows = pandas.DataFrame({"what": list(facts), "value": list(facts.values())})
        blocks: list[Block] = [
            Heading("How it was made"),
            Table(rows, "The same parameters and seed give the same digest."),
        ]
        return [
            *blocks,
            Details("All parameters", to_toml(run.scenario)),
            Details("Counts", json.dumps(run.info["counts"], indent=2)),
        ]


def _begun(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def _were(number: int) -> str:
    """A number with its verb."""
    return counted(number, "was", "were").replace("no were", "none was")
