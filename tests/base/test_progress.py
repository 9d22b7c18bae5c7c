"""Bars: what is told of a run and of a sweep, in notebooks and elsewhere."""

import sys
from types import ModuleType

import pytest
from small_events import TINY

import canvas_sim
from canvas_sim.base import progress
from canvas_sim.study.sweep.sweep import Progress


@pytest.fixture
def notebook(monkeypatch):
    """What a notebook was shown."""
    shown = []

    class Handle:
        def update(self, html):
            shown.append(html)

    display = ModuleType("IPython.display")
    display.HTML = str
    display.display = lambda html, display_id: shown.append(html) or Handle()
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    monkeypatch.setattr(progress, "in_notebook", lambda: True)
    return shown


def test_what_is_told():
    assert progress.progress_of(0.25, 1234) == (0.25, "1,234 placements")
    assert progress.progress_of(Progress(3, 8, 0, 0.5, 1.0, 2.0)) == (0.5, "3 of 8 runs")
    assert progress.progress_of(Progress(3, 8, 1, 0.5, 1.0, 2.0)) == (0.5, "3 of 8 runs, 1 failed")


def test_a_bar_of_a_notebook_fills_and_leaves_nothing(notebook):
    with canvas_sim.bar("Drawing") as tell:
        done = canvas_sim.run(TINY, 1, progress=tell)
    assert notebook[0] == 'Drawing <progress value="0.000"></progress> 0% '
    assert (
        notebook[-2]
        == f'Drawing <progress value="1.000"></progress> 100% {done.info["counts"]["placements"]:,} placements'
    )
    assert notebook[-1] == ""


def test_a_bar_of_a_notebook_goes_when_something_is_raised(notebook):
    with pytest.raises(ValueError, match="no"), canvas_sim.bar():
        raise ValueError("no")
    assert notebook[-1] == ""


def test_elsewhere_nothing_is_shown(capfd):
    assert not progress.in_notebook()
    with canvas_sim.bar() as tell:
        tell(0.5, 10)
    assert capfd.readouterr() == ("", "")
