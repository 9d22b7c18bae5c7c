"""What is measured of the wait between two pixels."""

from canvas_sim.metrics.frames.frames import frames_of
from canvas_sim.metrics.frames.space import color_correlation
from canvas_sim.metrics.logs.conflict import share_of_attacks, verdicts
from canvas_sim.record.run import Run

WINDOW = 36  # cooldowns


def placements(run: Run) -> float:
    """Placements per user of the scenario."""
    return run.info["counts"]["placements"] / run.scenario.activity.users


def same_neighbor(run: Run) -> float:
    """Pixels of the color of a 4-neighbor at the end, in excess of chance."""
    return color_correlation(frames_of(run).area(-1))


def attack_share_3h(run: Run) -> float:
    """Attacks over attacks and defenses, against the color held longest in the last three hours."""
    return share_of_attacks(verdicts(run))


def attack_share_36(run: Run) -> float:
    """The same, against the last 36 cooldowns."""
    return share_of_attacks(verdicts(run, round(WINDOW * run.scenario.canvas.cooldown * 1000)))
