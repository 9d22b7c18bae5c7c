"""What a run's report goes by: its works, alliances and verdicts, each computed once and only when asked for."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas

from canvas_sim.base.errors import UserError
from canvas_sim.metrics.logs.alliances import alliance_spans
from canvas_sim.metrics.logs.conflict import verdicts
from canvas_sim.record.run import Run
from canvas_sim.show.plots import run_data

STANDS = 0.8  # share of its template from which on a work is said to stand


@dataclass(frozen=True)
class RunFacts:
    """A run, and the tables that several parts of its report need."""

    run: Run

    @cached_property
    def has_log(self) -> bool:
        """Whether placements were kept."""
        try:
            return next(iter(self.run.chunks("ts")), None) is not None
        except UserError:
            return False

    @cached_property
    def works(self) -> pandas.DataFrame:
        """Works, the largest first."""
        return run_data.works_by_size(self.run)

    @property
    def standing(self) -> int:
        """How many works stand at the end."""
        return int((self.works["alive"] & (self.works["match"] >= STANDS)).sum())

    @cached_property
    def pacts(self) -> pandas.DataFrame:
        """Alliances."""
        return alliance_spans(self.run)

    @cached_property
    def verdict(self) -> np.ndarray:
        """Attack, defense or innovation, for each placement."""
        return verdicts(self.run)

    @cached_property
    def each(self) -> np.ndarray:
        """Placements of each user, the most first."""
        return run_data.placements_a_user(self.run)

    @cached_property
    def rivalry(self) -> pandas.DataFrame:
        """Who hit whom."""
        return run_data.hits_between(self.run)
