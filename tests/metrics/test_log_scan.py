"""What each placement found, and what may be placed when: moments at which several things happen at once."""

import numpy as np
from made_events import event

from canvas_sim.metrics.logs.log_scan import blank_canvas, passing, with_old_colors
from canvas_sim.metrics.stages import stages_of

BOX = {"x0": 0, "y0": 0, "x1": 2, "y1": 1}


def test_interventions_come_before_the_placements_of_their_moment():
    rows = [(5, 1, 0, 0, 1), (10, 1, 1, 0, 2), (10, 1, 0, 0, 3), (11, 1, 1, 0, 4)]
    run = event(rows, interventions=[{"ts": 10, "kind": "wipe", "color": 7, **BOX}])
    assert np.concatenate([chunk["old"] for chunk in passing(run)]).tolist() == [0, 7, 7, 2]


def test_an_intervention_after_the_last_placement_is_drawn():
    run = event([(5, 1, 0, 0, 1)], interventions=[{"ts": 10, "kind": "wipe", "color": 7, **BOX}])
    canvas = blank_canvas(run)
    assert len(list(with_old_colors(canvas, run.chunks("ts", "x", "y", "color"), run))) == 1
    assert canvas[0, :3].tolist() == [7, 7, 0]


def test_stages_begin_at_their_moment():
    changes = [
        {"ts": 10, "kind": "expand", "x0": 0, "y0": 0, "x1": 8, "y1": 9},
        {"ts": 10, "kind": "cooldown", "value": 5.0},
        {"ts": 20, "kind": "palette", "colors": "0,3"},
    ]
    stages = stages_of(event([(5, 1, 0, 0, 1)], interventions=changes, opened=(0, 0, 4, 4)))
    assert stages.at(np.array([0, 9, 10, 19, 20, 99])).tolist() == [0, 0, 1, 1, 2, 2]
    assert stages.open[:, 3].tolist() == [4, 9, 9]
    assert np.flatnonzero(stages.allowed[2]).tolist() == [0, 3] and stages.allowed[:2].all()
