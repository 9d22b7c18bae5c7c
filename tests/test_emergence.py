"""What nobody wrote into a rule: attacks come from overlapping outlines or from war, and alliances need ties."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from canvas_sim.designs.imported import Given
from canvas_sim.engine.run_tables import design_table
from canvas_sim.engine.simulation import Simulation
from canvas_sim.metrics.logs.conflict import attacks_on_templates
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.run import Run
from canvas_sim.scenario.loading import load

PEACEFUL = [
    *("people.vandals=0", "people.bots=0", "communities.raids=0", "communities.redesign=0", "communities.expand=0"),
    *("loners.noise=0", "loners.noise_floor=0", "loners.doodle=0", "loners.focus=0", "designs.patterns=[]"),
    *(
        "event.hours=16",
        "activity.users=3000",
        "designs.artist=false",
        "designs.given_share=1",
        "activity.arrivals=[[0, 3], [16, 1]]",
    ),
    *("communities.founding=20", "interventions=[]"),
]


def _picture(number: int) -> np.ndarray:
    """A 20 x 20 template of two colors that no other has, in stripes."""
    rows = np.arange(20)[:, None] // 3 % 2
    return np.broadcast_to(np.where(rows, 3 + number, 15 - number), (20, 20)).astype(np.uint8)


def _attacks(step: int, war: float, *changes: str) -> int:
    """Attacks on nine works, `step` pixels apart: below 20 they overlap; `war` is its rate."""
    return attacks_on_templates(_event(step, war, *changes)).row.nunique()


def _event(step: int, war: float, *changes: str) -> Run:
    scenario = load("quickstart", [*PEACEFUL, f"communities.war={war}", *changes])
    recorder = Recorder(None, keep=True)
    simulation = Simulation(scenario, 3, recorder=recorder)
    works = [Given(f"work {i}", _picture(i % 5), (8 + step * (i % 3), 8 + step * (i // 3)), f"g{i}") for i in range(9)]
    simulation.founding = replace(simulation.founding, given=works)
    while not simulation.done:
        simulation.tick()
    canvas = simulation.canvas.copy()
    simulation.finish()
    assert len(design_table(simulation.world, simulation.founding.design_names)["design"]) >= 9
    return Run.in_memory({}, scenario, canvas, recorder)


@pytest.mark.slow
def test_attacks_fall_by_nine_tenths_when_sites_are_disjoint():
    overlapping, disjoint = _attacks(14, 0), _attacks(24, 0)
    assert overlapping > 100
    assert disjoint <= 0.1 * overlapping
    # Neighbors go to war though they do not overlap, unless a truce keeps them from it.
    at_war = _attacks(24, 1, "alliances.allowed=false")
    assert at_war > 3 * disjoint
    assert _attacks(24, 1) < at_war / 3


def _treaties(*changes: str) -> int:
    simulation = Simulation(load("quickstart", changes), 1)
    while not simulation.done:
        simulation.tick()
    return int(simulation.world.clock[0].treaties)


@pytest.mark.slow
def test_alliances_form_with_ties_and_none_without():
    assert _treaties() > 0
    assert _treaties("society.between=false") == 0
    assert _treaties("alliances.allowed=false") == 0
