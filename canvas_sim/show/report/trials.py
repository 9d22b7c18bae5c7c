"""The reports of a sweep and of an experiment: verdicts first, then effects, figures, canvases and what made them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from canvas_sim.record.images import palette, png
from canvas_sim.show import effect_plots
from canvas_sim.show.pictures import difference, differs
from canvas_sim.show.report.event import enlarged, picture_of
from canvas_sim.show.report.page import (
    Beside,
    Block,
    Chart,
    Claim,
    Details,
    Facts,
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
from canvas_sim.study.effects import Effect, paired
from canvas_sim.study.journal import ABOUT
from canvas_sim.study.judging import ENOUGH, LEVEL, TREATMENT
from canvas_sim.study.sweep import Sweep

if TYPE_CHECKING:
    import pandas

RIGHT, WRONG, OPEN = "right", "wrong", "open"
NOT_OUTCOMES = ("seed", "seconds", "digest", "error")


@dataclass(frozen=True)
class Trials:
    """A sweep in a folder, and what its report says.

    Attributes
    ----------
    numbers : for a column of names, another one in numbers: its name, and a number for each name
    """

    folder: Path
    numbers: Mapping[str, tuple[str, Mapping[str, float]]] = field(default_factory=dict)

    @cached_property
    def about(self) -> dict[str, Any]:
        """What ``sweep.json`` says."""
        return json.loads((self.folder / ABOUT).read_text("utf-8"))

    @cached_property
    def table(self) -> pandas.DataFrame:
        """The runs."""
        return Sweep.load(self.folder).table

    @cached_property
    def factors(self) -> list[str]:
        """Columns that tell arms apart: those before the seeds."""
        columns = list(self.table.columns)
        return columns[: columns.index("seed")]

    @cached_property
    def outcomes(self) -> list[str]:
        """Columns that were measured."""
        return [name for name in self.table.columns if name not in (*self.factors, *NOT_OUTCOMES)]

    @property
    def seeds(self) -> int:
        """How many seeds there are."""
        return int(self.table["seed"].nunique())

    @property
    def failed(self) -> int:
        """How many runs have an error."""
        return int((self.table["error"] != "").sum())

    def page(self) -> Page:
        """The report of a sweep."""
        scenario = str(self.about["plan"]["scenario"])
        line = Claim(
            "{runs} of {scenario}: {arms}, {seeds}.",
            runs=counted(len(self.table), "run"),
            scenario=Path(scenario).stem,
            arms=counted(len(self.arms), "arm"),
            seeds=counted(self.seeds, "seed"),
        )
        blocks: list[Block] = [Text([self.failures(), *self._largest()]), Heading("Effects"), *self._effects()]
        blocks += [Heading("Means"), Table(self.means(), "Means over seeds."), *self.made()]
        return Page("A sweep", str(line), blocks)

    @cached_property
    def arms(self) -> pandas.DataFrame:
        """Settings of all factors, in the order of the table."""
        return self.table[self.factors].drop_duplicates()

    def failures(self) -> Claim:
        """How many runs failed."""
        return Claim(
            "{runs} of {all} went through.", runs=len(self.table) - self.failed, all=counted(len(self.table), "run")
        )

    def effects(self, factor: str, base: Any, outcomes: Sequence[str]) -> list[Effect]:
        """Effects of a factor's levels, for each setting of the others."""
        others = [name for name in self.factors if name != factor]
        table = self.table
        if others:  # settings without the base have nothing to be compared with
            settings = table.groupby(others, sort=False, dropna=False)[factor]
            table = table[
                settings.transform(lambda levels: (levels == base).any() and levels.nunique() > 1).astype(bool)
            ]
        return [one for name in outcomes for one in paired(table, name, factor, base, by=others)] if len(table) else []

    def means(self) -> pandas.DataFrame:
        """Mean of each outcome in each arm."""
        if not self.factors:
            return self.table[self.outcomes].mean().to_frame().T
        return self.table.groupby(self.factors, sort=False, dropna=False)[self.outcomes].mean().reset_index()

    def _largest(self) -> list[Claim]:
        """The largest effect of all, in standard deviations, where there are enough seeds."""
        if self.seeds < ENOUGH:
            return [
                Claim(
                    "Illustration, {pairs} pairs: {enough} are needed to speak of effects.",
                    pairs=self.seeds,
                    enough=ENOUGH,
                )
            ]
        return []

    def _effects(self) -> list[Block]:
        """A table and a figure for each factor, against its first level."""
        blocks: list[Block] = []
        for factor in self.factors:
            base = self.table[factor].iloc[0]
            found = self.effects(factor, base, self.outcomes)
            blocks.append(effect_table(found, Claim("{factor}, against {base}.", factor=factor, base=base)))
            if len(self.factors) == 1:
                charts = [
                    self.chart(f"effects-{name}", {"kind": "effects", "outcome": name, "factor": factor, "base": base})
                    for name in self.outcomes
                ]
                blocks.append(Beside(charts))
        return blocks

    def chart(self, name: str, how: Mapping[str, Any]) -> Chart:
        """A figure by its kind, with what it shows below it."""
        how = dict(how)
        title, caption = how.pop("title", ""), how.pop("caption", "")
        shown = (
            Claim(
                "Lines are means with {level:.0%} bootstrap intervals over {seeds} seeds.",
                level=LEVEL,
                seeds=self.seeds,
            )
            if self.seeds >= ENOUGH
            else Claim("Illustration, {seeds} pairs.", seeds=self.seeds)
        )
        table = self.table.assign(**{new: self.table[old].map(to) for old, (new, to) in self.numbers.items()})
        return Chart(
            name,
            effect_plots.draw(table, **how),
            Claim("{caption} {shown}", caption=caption, shown=str(shown)),
            title,
        )

    def made(self) -> list[Block]:
        """Plan, versions and digests."""
        import pandas

        whole = hashlib.blake2b("".join(sorted(self.table["digest"])).encode(), digest_size=16).hexdigest()
        facts = {"digest of all runs": whole, "commit": self.about.get("commit")} | self.about.get("versions", {})
        facts |= {"hours of computing": said(float(self.table["seconds"].sum()) / 3600)}
        rows = pandas.DataFrame({"what": list(facts), "value": [said(value) for value in facts.values()]})
        plan = {name: value for name, value in self.about["plan"].items() if name != "scenario"}
        plan = {"scenario": Path(str(self.about["plan"]["scenario"])).name} | plan
        digests = self.table[[*self.factors, "seed", "digest"]].to_csv(index=False)
        return [
            *(Heading("How it was made"), Table(rows)),
            *(Details("The plan", json.dumps(plan, indent=1)), Details("Digests of the runs", digests)),
        ]


def effect_table(found: Sequence[Effect], caption: Claim | str) -> Table:
    """Effects as a table; below 20 pairs it says so instead of an effect."""
    import pandas

    rows = [
        {
            "outcome": one.outcome,
            **one.where,
            "arm": said(one.level) if isinstance(one.level, int | float) else str(one.level),
            "base": one.of_base,
            "in the arm": one.of_level,
            "effect": f"{said(one.effect)} [{said(one.low)}, {said(one.high)}]" if one.enough else "illustration",
            "of the base": f"{one.effect / one.of_base:+.0%}" if one.enough and one.of_base else "–",
            "pairs": one.pairs,
            "correlation": one.correlation if one.enough else float("nan"),
            "variance saved": one.saved if one.enough else float("nan"),
        }
        for one in found
    ]
    return Table(pandas.DataFrame(rows), caption)


def grid(found: Sequence[Effect]) -> pandas.DataFrame:
    """Effects with a row an arm and a column an outcome, the base first; below 20 pairs means instead of effects."""
    import pandas

    outcomes = dict.fromkeys(one.outcome for one in found)
    rows: dict[str, dict[str, str]] = {}
    for one in found:
        where = "".join(f", {name.rpartition('.')[2]} {said(value)}" for name, value in one.where.items())
        rows.setdefault(f"{one.base}{where}", {})[one.outcome] = said(one.of_base)
        effect = f"{_signed(one.effect)} [{said(one.low)}, {said(one.high)}]"
        text = effect if one.enough else said(one.of_level)
        rows.setdefault(f"{one.level}{where}", {})[one.outcome] = text
    cells = [{"arm": arm, **{name: row.get(name, "–") for name in outcomes}} for arm, row in rows.items()]
    return pandas.DataFrame(cells)


def _signed(value: float) -> str:
    return f"+{said(value)}" if value > 0 else said(value)


@dataclass(frozen=True)
class Report:
    """The folder of an experiment's results, and what its report says."""

    folder: Path

    @cached_property
    def said(self) -> dict[str, Any]:
        """What ``experiment.json`` says."""
        from canvas_sim.study.experiment import FINDING

        return json.loads((self.folder / FINDING).read_text("utf-8"))

    @cached_property
    def trials(self) -> Trials:
        """Its sweep."""
        return Trials(self.folder / "sweep", self.said["numbers"])

    @property
    def enough(self) -> bool:
        """Whether there are enough seeds to judge."""
        return not self.said["quick"] and self.trials.seeds >= ENOUGH

    def page(self) -> Page:
        """The report of an experiment."""
        readme = self.said["readme"]
        blocks = [*self._opening(), Heading("What was expected, and what came"), self._verdicts()]
        blocks += [*self._effects(), *self._figures(), *self._canvases(), *self._arms(), *self.trials.made()]
        return Page(readme["title"], readme["question"], blocks)

    def verdict(self, name: str) -> str:
        """Right, wrong, or open where there are too few seeds."""
        return OPEN if not self.enough else RIGHT if self.said["verdicts"][name]["right"] else WRONG

    def _opening(self) -> list[Block]:
        """How many expectations were right, and the primary outcomes."""
        names = list(self.said["verdicts"])
        right = [name for name in names if self.verdict(name) == RIGHT]
        wrong = [name for name in names if self.verdict(name) == WRONG]
        facts = [
            *((said(len(self.trials.table)), "runs"), (said(self.trials.seeds), "seeds an arm")),
            *((said(len(self.trials.arms)), "arms"), (said(len(names)), "expectations")),
            *([(said(len(right)), RIGHT), (said(len(wrong)), WRONG)] if self.enough else []),
        ]
        claims: list[Claim | str]
        if self.enough:
            claims = [
                Claim(
                    "Of {all} expectations {right} were right, {wrong} wrong.",
                    all=len(names),
                    right=len(right),
                    wrong=len(wrong),
                ),
                *self._strongest(),
            ]
        else:
            claims = [
                Claim(
                    "Illustration, {pairs} pairs: nothing is judged and no effect is told below {enough} seeds.",
                    pairs=self.trials.seeds,
                    enough=ENOUGH,
                )
            ]
        claims.append(self.trials.failures())
        pictures = self._pictures()
        return [Opening(claims, facts, pictures[0])] if pictures else [Text(claims), Facts(facts)]

    def _primary(self) -> list[str]:
        """Primary outcomes that the table has."""
        named = [one["name"] for one in self.said["readme"]["outcomes"] if one["primary"]]
        return [name for name in named if name in self.trials.table]

    def _listed(self) -> list[str]:
        """All outcomes of the README that the table has."""
        return [one["name"] for one in self.said["readme"]["outcomes"] if one["name"] in self.trials.table]

    def _contrasts(self, outcomes: Sequence[str]) -> list[Effect]:
        """Effects of treatments, where there are treatments."""
        if TREATMENT not in self.trials.factors or self.said["base"] not in set(self.trials.table[TREATMENT]):
            return []
        return self.trials.effects(TREATMENT, self.said["base"], outcomes)

    def _strongest(self) -> list[Claim]:
        """For each primary outcome, the arm that moves it most."""
        claims = []
        for name in self._primary():
            found = [one for one in self._contrasts([name]) if np.isfinite(one.effect)]
            if found:
                top = max(found, key=lambda one: abs(one.effect))
                claims.append(
                    Claim(
                        "{outcome} is moved most by `{arm}`, by {effect} [{low}, {high}] from {base}.",
                        outcome=_begun(name),
                        **{
                            "arm": top.level,
                            "effect": top.effect,
                            "low": top.low,
                            "high": top.high,
                            "base": top.of_base,
                        },
                    )
                )
        return claims

    def _verdicts(self) -> Table:
        """Every expectation with its verdict."""
        import pandas

        names = list(self.said["verdicts"])
        marks = [self.verdict(name) for name in names]
        rows = [
            {
                "": name,
                "expected": self.said["readme"]["expectations"][name],
                "verdict": mark if mark != OPEN else f"not judged: illustration, {self.trials.seeds} pairs",
                **({"because": self.said["verdicts"][name]["evidence"]} if mark != OPEN else {}),
            }
            for name, mark in zip(names, marks, strict=True)
        ]
        return Table(pandas.DataFrame(rows), "", marks)

    def _effects(self) -> list[Block]:
        """Effects of all arms on all outcomes of the README."""
        found = self._contrasts(self._listed())
        if not found:
            return []
        if not self.enough:
            caption = Claim("Means of each arm: illustration, {pairs} pairs, no effects.", pairs=self.trials.seeds)
            return [Heading("Arms"), Table(grid(found), caption)]
        caption = Claim(
            "Means of `{base}`, below them mean differences within {pairs} pairs of one seed, with {level:.0%} "
            "bootstrap intervals.",
            base=self.said["base"],
            pairs=self.trials.seeds,
            level=LEVEL,
        )
        return [Heading("Effects"), Table(grid(found), caption), *self._pairing(found)]

    def _pairing(self, found: Sequence[Effect]) -> list[Block]:
        """What pairing was good for."""
        import pandas

        if not self.enough:
            return []
        pairing = pandas.DataFrame(
            [{"outcome": one.outcome, "correlation": one.correlation, "variance saved": one.saved} for one in found]
        )
        means = pairing.groupby("outcome", sort=False).mean().reset_index()
        told = (
            "Correlation of the two runs of a pair, and the share of a difference's variance that pairing saves; means."
        )
        return [Table(means, told)]

    def _figures(self) -> list[Block]:
        """The figures that the experiment asks for."""
        charts = [self.trials.chart(f"figure-{place}", how) for place, how in enumerate(self.said["figures"])]
        return [Heading("Figures"), Beside(charts)] if charts else []

    def _pictures(self) -> list[Picture]:
        """The canvases of the first seed."""
        from canvas_sim.record.images import read_png

        found = []
        for one in self.said["pictures"]:
            canvas, colors = read_png(self.folder / one["file"]), one["colors"]
            caption = Claim("`{arm}`, seed {seed}.", arm=one["treatment"], seed=one["seed"])
            found.append(Picture(Path(one["file"]).stem, png(enlarged(canvas), colors), caption))
        return found

    def _canvases(self) -> list[Block]:
        """Canvases of one seed side by side, each with what differs from the first."""
        from canvas_sim.record.images import read_png

        pictures = self._pictures()
        if len(pictures) < 2:
            return []
        shown = [palette(one["colors"])[read_png(self.folder / one["file"])] for one in self.said["pictures"]]
        row: list[Picture] = [pictures[0]]
        for one, picture, canvas in zip(self.said["pictures"][1:], pictures[1:], shown[1:], strict=True):
            row.append(picture)
            if canvas.shape == shown[0].shape:
                caption = Claim(
                    "Different from `{base}`, in red: {share:.0%} of the pixels.",
                    base=self.said["pictures"][0]["treatment"],
                    share=float(differs(shown[0], canvas).mean()),
                )
                row.append(Picture(f"{picture.name}-differs", picture_of(difference(shown[0], canvas)), caption))
            _ = one
        return [Heading("The same seed, side by side"), Gallery(row)]

    def _arms(self) -> list[Block]:
        """What the README says about outcomes and arms."""
        import pandas

        readme = self.said["readme"]
        outcomes = pandas.DataFrame(
            [{"outcome": one["name"], "unit": one["unit"], "meaning": one["meaning"]} for one in readme["outcomes"]]
        )
        arms = pandas.DataFrame(readme["arms"], columns=["arm", "change"])
        return [Heading("Outcomes and arms, named first"), Table(outcomes), Table(arms)]


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:].replace("_", " ")
