"""The report of an experiment: verdicts first, then effects, figures, canvases, and what made them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas

from canvas_sim.record.images import read_canvas
from canvas_sim.show.report import blocks
from canvas_sim.show.report.claims import Claim, as_text, begun, claim
from canvas_sim.show.report.effect_tables import effect_grid, repeated_blocks
from canvas_sim.show.report.page import ReportPage
from canvas_sim.show.report.sweep import SweepReport
from canvas_sim.study.effects import ENOUGH, LEVEL, Effect
from canvas_sim.study.experiment.experiment import FINDING, REPEATED
from canvas_sim.study.experiment.robustness import Headline
from canvas_sim.study.sweep.factors import TREATMENT
from canvas_sim.study.sweep.sweep import Sweep

RIGHT, WRONG, OPEN = "right", "wrong", "open"


@dataclass(frozen=True)
class ExperimentReport:
    """The folder of an experiment's results, and what its report says."""

    folder: Path

    @cached_property
    def results(self) -> dict[str, Any]:
        """What ``experiment.json`` says."""
        return json.loads((self.folder / FINDING).read_text("utf-8"))

    @cached_property
    def sweep(self) -> SweepReport:
        """Its sweep."""
        return SweepReport(self.folder / "sweep", self.results["numbers"])

    @property
    def enough(self) -> bool:
        """Whether there are enough seeds to judge."""
        return not self.results["quick"] and self.sweep.seeds >= ENOUGH

    def page(self) -> ReportPage:
        """The report of an experiment."""
        readme = self.results["readme"]
        parts = [*self._opening(), *self._verdicts(), *self._effects(), *self._repeated(), *self._figures()]
        parts += [*self._canvases(), *self._arms(), *self.sweep.made()]
        return ReportPage(readme["title"], readme["question"], parts)

    def verdict(self, name: str) -> str:
        """Right, wrong, or open where there are too few seeds."""
        return OPEN if not self.enough else RIGHT if self.results["verdicts"][name]["right"] else WRONG

    def _opening(self) -> list[blocks.Block]:
        """How many expectations were right, and the primary outcomes."""
        names = list(self.results["verdicts"])
        right = [name for name in names if self.verdict(name) == RIGHT]
        wrong = [name for name in names if self.verdict(name) == WRONG]
        facts = [
            *((as_text(len(self.sweep.table)), "runs"), (as_text(self.sweep.seeds), "seeds an arm")),
            *((as_text(len(self.sweep.arms)), "arms"), (as_text(len(names)), "expectations")),
            *([(as_text(len(right)), RIGHT), (as_text(len(wrong)), WRONG)] if self.enough else []),
        ]
        if self.enough:
            said = claim("experiment.verdicts", all=len(names), right=len(right), wrong=len(wrong))
            claims = [said, *self._strongest(), self.sweep.failures()]
        else:
            claims = [claim("experiment.few", pairs=self.sweep.seeds, enough=ENOUGH), self.sweep.failures()]
        pictures = self._pictures()
        return [blocks.Opening(claims, facts, pictures[0])] if pictures else [blocks.Text(claims), blocks.Facts(facts)]

    def _listed(self, primary: bool = False) -> list[str]:
        """Outcomes of the README that the table has: all, or the primary ones."""
        named = [one["name"] for one in self.results["readme"]["outcomes"] if one["primary"] or not primary]
        return [name for name in named if name in self.sweep.table]

    def _contrasts(self, outcomes: Sequence[str]) -> list[Effect]:
        """Effects of treatments, where there are treatments."""
        if TREATMENT not in self.sweep.factors or self.results["base"] not in set(self.sweep.table[TREATMENT]):
            return []
        return self.sweep.effects(TREATMENT, self.results["base"], outcomes)

    def _strongest(self) -> list[Claim]:
        """For each primary outcome, the arm that moves it most, of those whose interval leaves out zero."""
        claims = []
        for name in self._listed(primary=True):
            found = [one for one in self._contrasts([name]) if one.enough and np.isfinite(one.effect)]
            moved = [one for one in found if one.low > 0 or one.high < 0]
            outcome = begun(name.replace("_", " "))
            if moved:
                top = max(moved, key=lambda one: abs(one.effect))
                numbers = {"effect": top.effect, "low": top.low, "high": top.high, "base": top.of_base}
                claims.append(claim("experiment.moved", outcome=outcome, arm=top.level, **numbers))
            elif found:
                claims.append(claim("experiment.unmoved", outcome=outcome, base=found[0].of_base))
        return claims

    def _verdicts(self) -> list[blocks.Block]:
        """Every expectation with its verdict."""
        names = list(self.results["verdicts"])
        marks = [self.verdict(name) for name in names]
        rows = [
            {
                "": name,
                "expected": self.results["readme"]["expectations"][name],
                "verdict": mark if mark != OPEN else f"not judged: illustration, {self.sweep.seeds} pairs",
                **({"because": self.results["verdicts"][name]["evidence"]} if mark != OPEN else {}),
            }
            for name, mark in zip(names, marks, strict=True)
        ]
        table = blocks.DataTable(pandas.DataFrame(rows), "", marks)
        return [blocks.Heading("What was expected, and what came"), table]

    def _effects(self) -> list[blocks.Block]:
        """Effects of all arms on all outcomes of the README."""
        found = self._contrasts(self._listed())
        if not found:
            return []
        if not self.enough:
            caption = claim("experiment.means", pairs=self.sweep.seeds)
            return [blocks.Heading("Arms"), blocks.DataTable(effect_grid(found), caption)]
        caption = claim("experiment.effects", base=self.results["base"], pairs=self.sweep.seeds, level=LEVEL)
        return [blocks.Heading("Effects"), blocks.DataTable(effect_grid(found), caption), _pairing(found)]

    def _repeated(self) -> list[blocks.Block]:
        """The headline contrast on other parameters, if it was made."""
        told = self.results["headline"]
        if told is None:
            return []
        table = Sweep.load(self.folder / REPEATED).table
        return [blocks.Heading("On other parameters"), *repeated_blocks(table, Headline(**told))]

    def _figures(self) -> list[blocks.Block]:
        """The figures that the experiment asks for."""
        charts = [self.sweep.chart(f"figure-{place}", how) for place, how in enumerate(self.results["figures"])]
        return [blocks.Heading("Figures"), blocks.Beside(charts)] if charts else []

    def _pictures(self) -> list[blocks.Picture]:
        """The canvases of the first seed."""
        found = []
        for one in self.results["pictures"]:
            canvas = read_canvas(self.folder / one["file"])
            caption = claim("experiment.picture", arm=one["treatment"], seed=one["seed"])
            found.append(blocks.canvas_picture(Path(one["file"]).stem, canvas, one["colors"], caption))
        return found

    def _canvases(self) -> list[blocks.Block]:
        """Canvases of one seed side by side, each with what differs from the first."""
        pictures = self._pictures()
        if len(pictures) < 2:
            return []
        first, *others = [read_canvas(self.folder / one["file"]) for one in self.results["pictures"]]
        base = self.results["pictures"][0]
        row: list[blocks.Picture] = [pictures[0]]
        for picture, canvas in zip(pictures[1:], others, strict=True):
            row.append(picture)
            if canvas.shape == first.shape:
                about = f"{picture.name}-differs", (first, canvas), base["colors"]
                row.append(blocks.picture_of_changes(*about, "experiment.differs", base=base["treatment"]))
        return [blocks.Heading("The same seed, side by side"), blocks.Gallery(row)]

    def _arms(self) -> list[blocks.Block]:
        """What the README says about outcomes and arms."""
        readme = self.results["readme"]
        outcomes = pandas.DataFrame(readme["outcomes"]).rename(columns={"name": "outcome"}).drop(columns="primary")
        arms = pandas.DataFrame(readme["arms"], columns=["arm", "change"])
        return [blocks.Heading("Outcomes and arms, named first"), blocks.DataTable(outcomes), blocks.DataTable(arms)]


def _pairing(found: Sequence[Effect]) -> blocks.DataTable:
    """What pairing was good for."""
    rows = [{"outcome": one.outcome, "correlation": one.correlation, "variance saved": one.saved} for one in found]
    means = pandas.DataFrame(rows).groupby("outcome", sort=False).mean().reset_index()
    return blocks.DataTable(means, claim("experiment.pairing"))
