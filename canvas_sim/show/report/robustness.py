"""What a report says of a contrast that was made again on other parameters."""

from __future__ import annotations

import pandas

from canvas_sim.show.report.blocks import Block, DataTable, Text
from canvas_sim.show.report.claims import Claim, as_text, counted
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
    if not enough:
        told = "Illustration, {pairs} pairs: means of `{arm}` and `{base}` on {sets} of parameters, no effects."
        claim = Claim(told, pairs=pairs, arm=headline.arm, base=headline.base, sets=counted(len(found), "set"))
        return [DataTable(rows, claim)]
    over = spread_over_sets(found)
    claim = Claim(
        "{outcome}, `{arm}` minus `{base}`, on {sets} sets of parameters that fit 2017 about as well: from {lowest} to "
        "{highest}, mean {mean}, SD {sd}. {same_sign} have the sign of the first, {beyond} an interval without zero.",
        **{"outcome": headline.outcome, "arm": headline.arm, "base": headline.base, **over},
    )
    caption = Claim(
        "The first set is how the parameters are. At scale {scale}; {level:.0%} bootstrap intervals over pairs.",
        scale=headline.scale,
        level=LEVEL,
    )
    return [Text([claim]), DataTable(rows, caption)]
