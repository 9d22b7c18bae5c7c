"""A sweep of events that are over within a fraction of a second."""

from pathlib import Path

from small_events import TINY

from canvas_sim.scenario.toml import to_toml

FACTORS = """
scenario = "tiny.toml"
seeds = 2
metrics = ["placements", "same_neighbor", "active_users"]

[factors]
people.reading = [0, 0.9]

[treatments]
none = {}
early = { interventions = [{ kind = "forum_down", at = 0.2, hours = 0.4 }], set.canvas.cooldown = 120 }
"""
SAME = ["people.reading", "treatment", "seed", "placements", "same_neighbor", "active_users", "digest", "error"]


def write(folder: Path, text: str = FACTORS, name: str = "sweep.toml") -> Path:
    """A sweep file beside its scenario."""
    (folder / "tiny.toml").write_text(to_toml(TINY))
    (folder / name).write_text(text)
    return folder / name
