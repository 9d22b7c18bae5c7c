"""Figures of sweeps: what is drawn is what the table says, and below 20 seeds no mean."""

import numpy as np
import pandas
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.show.plots import effect_figures
from canvas_sim.show.plots.style import figure_png, figure_svg, label_ends, new_figure


def table(seeds):
    draws = np.random.default_rng(1)
    rows = [
        {"treatment": arm, "dose": dose, "seed": seed, "y": dose + place + draws.normal(0, 0.1), "z": draws.normal()}
        for place, arm in enumerate(("as is", "other"))
        for dose in (1, 10, 100)
        for seed in range(seeds)
    ]
    return pandas.DataFrame(rows)


def one_dose(seeds):
    rows = table(seeds)
    return rows[rows["dose"] == 10]


@pytest.mark.parametrize(("seeds", "means"), [(5, 0), (20, 1)])
def test_means_are_drawn_from_twenty_pairs_on(seeds, means):
    (axes,) = effect_figures.plot_effects(one_dose(seeds), "y", base="as is").axes
    lines = [line for line in axes.lines if len(line.get_xdata()) == 1]
    assert len(lines) == means
    if means:
        rows = one_dose(seeds).pivot(index="seed", columns="treatment", values="y")
        assert lines[0].get_xdata()[0] == pytest.approx((rows["other"] - rows["as is"]).mean())


def test_every_run_is_a_dot():
    (axes,) = effect_figures.plot_arms(one_dose(7), "y", base="as is").axes
    dots = [line.get_xdata() for line in axes.lines if len(line.get_xdata()) == 7]
    assert len(dots) == 2
    np.testing.assert_array_equal(dots[0], one_dose(7).query("treatment == 'as is'")["y"])


def test_levels_are_means_by_dose():
    (axes,) = effect_figures.plot_levels(table(5), "y", "dose", by="treatment").axes
    means = table(5).groupby(["treatment", "dose"])["y"].mean()
    np.testing.assert_allclose(axes.lines[0].get_ydata(), means["as is"])
    assert [text.get_text() for text in axes.texts] == ["as is", "other"]


def test_a_map_has_every_mean():
    (axes,) = effect_figures.plot_map(table(3), "y", "dose", "treatment").axes
    means = table(3).pivot_table(index="treatment", columns="dose", values="y")
    assert [text.get_text() for text in axes.texts] == [f"{value:.2g}" for value in means.to_numpy().ravel()]


def test_rows_are_in_standard_deviations_of_the_base():
    rows = one_dose(30)
    (axes,) = effect_figures.plot_rows(rows, ["y", "z"], base="as is").axes
    base, other = (rows[rows["treatment"] == arm]["y"] for arm in ("as is", "other"))
    told = {text.get_text() for text in axes.texts}
    assert f"{(other.mean() - base.mean()) / base.std():+.0f}" in told
    (axes,) = effect_figures.plot_rows(one_dose(5), ["y", "z"], base="as is").axes
    other = one_dose(5).query("treatment == 'other'")
    assert [text.get_text() for text in axes.texts] == [f"{other[name].mean():.2f}" for name in ("y", "z")]


def test_what_cannot_be_drawn_is_one_line():
    with pytest.raises(UserError, match="there is no figure 'pie'; kinds: arms"):
        effect_figures.draw(table(2), "pie")
    with pytest.raises(UserError, match="no column 'dosis'"):
        effect_figures.plot_arms(table(2), "y", "dosis")
    with pytest.raises(UserError, match="no level 'none'"):
        effect_figures.plot_effects(one_dose(2), "y", base="none")


def test_names_at_ends_do_not_touch():
    _, axes = new_figure()
    axes.set_ylim(0, 1)
    label_ends(axes, [(1.0, 0.5, "a", "#000000"), (1.0, 0.5, "b", "#000000"), (2.0, 0.5, "c", "#000000")], gap=0.1)
    assert [text.xy[1] for text in axes.texts] == pytest.approx([0.5, 0.6, 0.5])


def test_a_figure_is_the_same_every_time_and_its_ids_are_its_own():
    first, second = (figure_svg(effect_figures.plot_arms(one_dose(4), "y"), "one") for _ in range(2))
    assert first == second
    assert 'id="one-' in first and 'id="figure' not in first
    assert "http" not in first
    assert figure_png(effect_figures.plot_arms(one_dose(4), "y")).startswith(b"\x89PNG")
