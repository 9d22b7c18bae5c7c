"""What is measured of an event's rules: the canvas at hour 44, and the white end."""

from functools import lru_cache

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames.frames import Frames, frames_of
from canvas_sim.metrics.frames.order import color_entropy
from canvas_sim.metrics.frames.space import color_correlation
from canvas_sim.metrics.frames.turnover import changed_since
from canvas_sim.metrics.logs.conflict import share_of_attacks, verdicts
from canvas_sim.metrics.logs.histories import column
from canvas_sim.metrics.works.building import template_shown
from canvas_sim.record.replay import canvas_at
from canvas_sim.record.run import Run

LATE = 44  # h, when the white end begins
STANDS = 0.7


def entropy(run: Run) -> float:
    """Of the colors at hour 44, bits."""
    return color_entropy(_late(run).area(-1))


def same_neighbor(run: Run) -> float:
    """Pixels of the color of a 4-neighbor at hour 44, in excess of chance."""
    return color_correlation(_late(run).area(-1))


def turnover(run: Run) -> float:
    """Share of pixels of another color at hour 44 than 12 hours before."""
    return changed_since(_late(run), LATE, LATE)


def works(run: Run) -> float:
    """Works at least .7 right at hour 44, per 1,000 open pixels."""
    frames = _late(run)
    designs = run.designs[run.designs["pixels"].str.len() > 0]
    standing = sum(template_shown(frames, design)[-1] >= STANDS for design in designs.itertuples())
    return 1000 * standing / frames.area(-1).size


def attack_share(run: Run) -> float:
    """Attacks over attacks and defenses, up to hour 44."""
    verdict = verdicts(run)
    return share_of_attacks(verdict[column(run, "ts") < LATE * HOUR])


def void_share(run: Run) -> float:
    """Share of the canvas in its commonest color but the blank one, at hour 44."""
    area = _late(run).area(-1)
    return float(np.bincount(area[area != run.background]).max(initial=0) / area.size)


def white_12(run: Run) -> float:
    """Of the pixels not white at hour 44, the share that is white 12 minutes later."""
    return _white(run, 12)


def white_42(run: Run) -> float:
    """The same 42 minutes later."""
    return _white(run, 42)


def white_72(run: Run) -> float:
    """The same 72 minutes later."""
    return _white(run, 72)


def _white(run: Run, minutes: int) -> float:
    before = canvas_at(run, LATE * HOUR - 1)
    after = canvas_at(run, LATE * HOUR + minutes * HOUR // 60)
    drawn = before != run.background
    return float(np.mean(after[drawn] == run.background)) if drawn.any() else float("nan")


@lru_cache(maxsize=1)
def _late(run: Run) -> Frames:
    """Frames up to hour 44."""
    frames = frames_of(run)
    upto = int(np.searchsorted(frames.hours, LATE + 1e-9, "right"))
    return Frames(
        frames.canvas[:upto], frames.hours[:upto], None, frames.open[:upto], frames.palette, frames.background
    )
