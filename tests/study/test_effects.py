"""Effects: differences within pairs, their intervals, and silence where there are too few pairs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.study.effects import interval, pair_statistics, paired

PAIRS = 30


def table(pairs: int = PAIRS, effect: float = 0.5) -> pd.DataFrame:
    """Two arms whose seeds differ much, and whose difference is `effect` with a little noise."""
    draws = np.random.default_rng(1)
    luck, noise = draws.normal(0, 5, pairs), draws.normal(0, 0.3, pairs)
    arms = {"off": luck, "on": luck + effect + noise}
    rows = [(arm, seed, value) for arm, values in arms.items() for seed, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["forum", "seed", "order"]).sample(frac=1, random_state=3)


def test_the_effect_is_the_mean_difference_within_pairs():
    (found,) = paired(table(), "order", "forum", "off")
    wide = table().pivot(index="seed", columns="forum", values="order")
    difference = (wide["on"] - wide["off"]).to_numpy()
    assert found.pairs == PAIRS
    assert found.effect == pytest.approx(difference.mean(), rel=1e-12)
    assert found.low < 0.5 < found.high
    assert found.high - found.low < 0.4
    assert found.correlation == pytest.approx(np.corrcoef(wide["on"], wide["off"])[0, 1])
    apart = wide["on"].var() + wide["off"].var()
    assert found.saved == pytest.approx(1 - difference.var(ddof=1) / apart)
    assert found.saved > 0.99


def test_the_interval_covers_as_often_as_it_says():
    draws = np.random.default_rng(0)
    hits = 0
    for i in range(200):
        low, high = interval(draws.normal(1, 1, 25), seed=i)
        hits += low <= 1 <= high
    assert 180 <= hits <= 198


def test_the_same_seed_gives_the_same_interval():
    values = np.random.default_rng(5).exponential(1, 40)
    assert interval(values, 1) == interval(values, 1) != interval(values, 2)


def test_few_pairs_are_an_illustration():
    (found,) = paired(table(19), "order", "forum", "off")
    assert str(found) == "order: forum = on against off: illustration, 19 pairs"
    assert not found.enough
    (found,) = paired(table(20), "order", "forum", "off")
    assert str(found).endswith(f"{found.effect:+.4g} [{found.low:.4g}, {found.high:.4g}], 20 pairs")


def test_runs_without_a_partner_or_a_number_do_not_count():
    rows = table()
    rows.loc[(rows["seed"] == 3) & (rows["forum"] == "on"), "order"] = np.nan
    rows = rows[~((rows["seed"] == 5) & (rows["forum"] == "off"))]
    (found,) = paired(rows, "order", "forum", "off")
    assert found.pairs == PAIRS - 2


def test_each_setting_of_other_factors_has_its_own_effect():
    both = pd.concat([table(effect=0).assign(size=1), table(effect=2).assign(size=2)])
    with pytest.raises(UserError, match=r"several runs of one forum share a seed; name the other factors in by="):
        paired(both, "order", "forum", "off")
    small, large = paired(both, "order", "forum", "off", by=["size"])
    assert (small.where, large.where) == ({"size": 1}, {"size": 2})
    assert small.effect == pytest.approx(0, abs=0.2)
    assert large.effect == pytest.approx(2, abs=0.2)
    assert ", size = 2: " in str(large)
    frame = paired(both, "order", "forum", "off", by=["size"]).frame()
    assert frame["size"].tolist() == [1, 2]
    assert frame["text"].tolist() == [str(small), str(large)]


def test_no_difference_at_all():
    values = np.arange(4.0)
    found = pair_statistics(values, values)
    assert (found["effect"], found["low"], found["high"], found["correlation"], found["saved"]) == (0, 0, 0, 1, 1)


def test_mistakes_are_one_line():
    for arguments, said in [
        (("disorder", "forum", "off"), "the table has no column 'disorder'; it has forum, seed, order"),
        (("order", "forum", "of"), "forum has no level 'of'; its levels: "),
    ]:
        with pytest.raises(UserError, match=said):
            paired(table(), *arguments)
