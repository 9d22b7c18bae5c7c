"""The report of a sweep: effects, figures, means, and what made them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas

from canvas_sim.show.plots import effect_figures
from canvas_sim.show.report.blocks import Beside, Block, Chart, DataTable, Details, Heading, Text, fact_table
from canvas_sim.show.report.claims import Claim, as_text, claim, counted
from canvas_sim.show.report.effect_tables import effect_table
from canvas_sim.show.report.page import ReportPage
from canvas_sim.study.effects import ENOUGH, LEVEL, Effect, paired
from canvas_sim.study.sweep.journal import ABOUT
from canvas_sim.study.sweep.sweep import Sweep

NOT_OUTCOMES = ("seed", "seconds", "digest", "error")


@dataclass(frozen=True)
class SweepReport:
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

    def page(self) -> ReportPage:
        """The report of a sweep."""
        scenario = str(self.about["plan"]["scenario"])
        sizes = {"run": len(self.table), "arm": len(self.arms), "seed": self.seeds}
        many = {f"{noun}s": counted(number, noun) for noun, number in sizes.items()}
        line = claim("sweep.line", scenario=Path(scenario).stem, **many)
        blocks: list[Block] = [Text([self.failures(), *self._few()]), Heading("Effects"), *self._effects()]
        blocks += [Heading("Means"), DataTable(self.means(), "Means over seeds."), *self.made()]
        return ReportPage("A sweep", str(line), blocks)

    @cached_property
    def arms(self) -> pandas.DataFrame:
        """Settings of all factors, in the order of the table."""
        return self.table[self.factors].drop_duplicates()

    def failures(self) -> Claim:
        """How many runs failed."""
        return claim("sweep.failures", runs=len(self.table) - self.failed, all=counted(len(self.table), "run"))

    def effects(self, factor: str, base: Any, outcomes: Sequence[str]) -> list[Effect]:
        """Effects of a factor's levels, for each setting of the others."""
        others = [name for name in self.factors if name != factor]
        table = self.table
        if others:  # settings without the base have nothing to be compared with
            settings = table.groupby(others, sort=False, dropna=False)[factor]
            compared = settings.transform(lambda levels: (levels == base).any() and levels.nunique() > 1)
            table = table[compared.astype(bool)]
        return [one for name in outcomes for one in paired(table, name, factor, base, by=others)] if len(table) else []

    def means(self) -> pandas.DataFrame:
        """Mean of each outcome in each arm."""
        if not self.factors:
            return self.table[self.outcomes].mean().to_frame().T
        return self.table.groupby(self.factors, sort=False, dropna=False)[self.outcomes].mean().reset_index()

    def _few(self) -> list[Claim]:
        """That there are too few seeds to speak of effects, where it is so."""
        if self.seeds >= ENOUGH:
            return []
        return [claim("sweep.few", pairs=self.seeds, enough=ENOUGH)]

    def _effects(self) -> list[Block]:
        """A table and a figure for each factor, against its first level."""
        blocks: list[Block] = []
        for factor in self.factors:
            base = self.table[factor].iloc[0]
            found = self.effects(factor, base, self.outcomes)
            blocks.append(effect_table(found, claim("sweep.effects", factor=factor, base=base)))
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
        kind = "intervals" if self.seeds >= ENOUGH else "illustration"
        shown = claim(f"sweep.{kind}", level=LEVEL, seeds=self.seeds)
        table = self.table.assign(**{new: self.table[old].map(to) for old, (new, to) in self.numbers.items()})
        told = claim("sweep.chart", caption=caption, shown=str(shown))
        return Chart(name, effect_figures.draw(table, **how), told, title)

    def made(self) -> list[Block]:
        """Plan, versions and digests."""
        whole = hashlib.blake2b("".join(sorted(self.table["digest"])).encode(), digest_size=16).hexdigest()
        facts = {"digest of all runs": whole, "commit": self.about.get("commit")} | self.about.get("versions", {})
        facts |= {"hours of computing": as_text(float(self.table["seconds"].sum()) / 3600)}
        digests = self.table[[*self.factors, "seed", "digest"]].to_csv(index=False)
        return [
            *(Heading("How it was made"), fact_table(facts)),
            *(Details("The plan", json.dumps(self.about["plan"], indent=1)), Details("Digests of the runs", digests)),
        ]
