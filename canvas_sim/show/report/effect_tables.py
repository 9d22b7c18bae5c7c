"""Effects as tables: one a row, a row an arm and a column an outcome, or a row a set of parameters.

Too few pairs give no effect.
"""

from collections.abc import Sequence

import pandas

from canvas_sim.show.report.blocks import Block, DataTable, Text
from canvas_sim.show.report.claims import Claim, as_text, claim, counted
from canvas_sim.study.effects import ENOUGH, LEVEL, Effect
from canvas_sim.study.experiment.robustness import Headline, effects_by_set, spread_over_sets


def effect_table(found: Sequence[Effect], caption: Claim | str) -> DataTable:
    """Effects as a table; below 20 pairs it says so instead of an effect."""
    rows = [
        {
            "outcome": one.outcome,
            **one.where,
            "arm": as_text(one.level) if isinstance(one.level, int | float) else str(one.level),
            "base": one.of_base,
            "in the arm": one.of_level,
            "effect": _with_interval(one) if one.enough else "illustration",
            "of the base": f"{one.effect / one.of_base:+.0%}" if one.enough and one.of_base else "–",
            "pairs": one.pairs,
            "correlation": one.correlation if one.enough else float("nan"),
            "variance saved": one.saved if one.enough else float("nan"),
        }
        for one in found
    ]
    return DataTable(pandas.DataFrame(rows), caption)


def effect_grid(found: Sequence[Effect]) -> pandas.DataFrame:
    """Effects with a row an arm and a column an outcome, the base first; below 20 pairs means instead of effects."""
    outcomes = dict.fromkeys(one.outcome for one in found)
    some = any(one.enough for one in found)
    rows: dict[str, dict[str, str]] = {}
    for one in found:
        where = "".join(f", {name.removesuffix('.users')} {as_text(value)}" for name, value in one.where.items())
        rows.setdefault(f"{one.base}{where}", {})[one.outcome] = as_text(one.of_base)
        effect = f"{'+' if one.effect > 0 else ''}{_with_interval(one)}"
        few = f"mean {as_text(one.of_level)}, {one.pairs} pairs" if some else as_text(one.of_level)
        text = effect if one.enough else few
        rows.setdefault(f"{one.level}{where}", {})[one.outcome] = text
    cells = [{"arm": arm, **{name: row.get(name, "–") for name in outcomes}} for arm, row in rows.items()]
    return pandas.DataFrame(cells)


def _with_interval(one: Effect) -> str:
    return f"{as_text(one.effect)} [{as_text(one.low)}, {as_text(one.high)}]"


def repeated_blocks(table: pandas.DataFrame, headline: Headline) -> list[Block]:
    """How far the effect hangs on the choice of parameters, and a row a set; no effects below 20 seeds."""
    found = effects_by_set(table, headline)
    pairs = min(one.pairs for one in found.values())
    enough = pairs >= ENOUGH
    rows = pandas.DataFrame(
        [
            {
                **{"set": number, "base": one.of_base, "arm": one.of_level},
                **({"effect": _with_interval(one)} if enough else {}),
                "pairs": one.pairs,
            }
            for number, one in found.items()
        ]
    )
    arms = {"arm": headline.arm, "base": headline.base}
    if not enough:
        return [DataTable(rows, claim("repeated.few", **arms, pairs=pairs, sets=counted(len(found), "set")))]
    told = claim("repeated.spread", outcome=headline.outcome, **arms, **spread_over_sets(found))
    return [Text([told]), DataTable(rows, claim("repeated.scale", scale=headline.scale, level=LEVEL))]
