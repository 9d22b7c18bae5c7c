"""What a report says of a contrast that was made again on other parameters."""

from __future__ import annotations

import pandas

from canvas_sim.show.report.blocks import Block, DataTable, Text
from canvas_sim.show.report.claims import as_text, claim, counted
from canvas_sim.study.bootstrap import ENOUGH, LEVEL
from canvas_sim.study.experiment.robustness import Headline, effects_by_set, spread_over_sets


def repeated_blocks(table: pandas.DataFrame, headline: Headline) -> list[Block]:
    """How far the effect hangs on the choice of parameters, and a row a set; no effects below 20 seeds."""
    found = effects_by_set(table, headline)
    pairs = min(one.pairs for one in found.values())
    enough = pairs >= ENOUGH
    rows = pandas.DataFrame(
        [
            {
                **{"set": number, "base": one.of_base, "arm": one.of_level},
                **({"effect": f"{as_text(one.effect)} [{as_text(one.low)}, {as_text(one.high)}]"} if enough else {}),
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
