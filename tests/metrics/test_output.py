"""What comes of drawing together, against slow twins written from the descriptions."""

import numpy as np
import pandas
from hand_made import frames_of_canvases
from small_runs import planned, town

from canvas_sim.metrics.works.building import building_hours, template_shown
from canvas_sim.metrics.works.output import output, useful


def test_useful_placements():
    run = town()
    plans, owner = planned(run), dict(zip(run.designs["design"], run.designs["community"], strict=True))
    canvas = np.full(run.canvas.shape, run.background)
    painted = [one for one in run.interventions.itertuples() if one.kind in ("wipe", "rectangle")]
    mine = right = 0
    for event in run.events.itertuples():
        while painted and painted[0].ts <= event.ts:
            one = painted.pop(0)
            canvas[max(one.y0, 0) : one.y1, max(one.x0, 0) : one.x1] = one.color
        member = event.community >= 0 and owner.get(event.design) == event.community and event.intent != "help"
        wanted = plans[event.design].get((event.x, event.y)) if member else None
        if wanted is not None:
            mine += 1
            right += event.color == wanted != canvas[event.y, event.x]
        canvas[event.y, event.x] = event.color
    assert mine > 50
    assert useful(run) == right / mine


def test_output():
    run = town()
    plans, done = planned(run), set()
    for design in run.designs[run.designs["ended"] < 0]["design"]:
        done |= {(x, y) for (x, y), color in plans[design].items() if run.canvas[y, x] == color}
    assert output(run) == len(done) / run.canvas.size


def test_building_is_from_half_to_nine_tenths():
    template = np.ones((1, 10), np.uint8)
    canvases = np.zeros((8, 1, 10), np.uint8)
    for j, built in enumerate((0, 3, 5, 4, 8, 9, 10, 10)):
        canvases[j, 0, :built] = 1
    design = pandas.Series(
        {"pixels": template.tobytes(), "height": 1, "width": 10, "x": 0, "y": 0, "founded": 0, "ended": -1}
    )
    frames = frames_of_canvases(canvases)
    np.testing.assert_allclose(template_shown(frames, design), [0, 0.3, 0.5, 0.4, 0.8, 0.9, 1, 1])
    assert building_hours([template_shown(frames, design)], frames.hours * 3_600_000).tolist() == [1.5]
