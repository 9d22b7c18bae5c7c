"""The clock: tick after tick, decide together, commit in order, meet every few minutes, hand rows to a recorder."""

from __future__ import annotations

from collections.abc import Callable
from numbers import Integral
from typing import Any, Protocol

import numba
import numpy as np

from canvas_sim.base.errors import UserError, brief
from canvas_sim.base.patterns import KINDS
from canvas_sim.base.times import HOUR, MINUTE
from canvas_sim.designs import imported
from canvas_sim.engine.agenda import Agenda
from canvas_sim.engine.calendar import fill, make_queue, take
from canvas_sim.engine.commit import commit
from canvas_sim.engine.founding import Founding
from canvas_sim.engine.log import make_log
from canvas_sim.engine.meetings import meet
from canvas_sim.engine.run_tables import alliance_table, community_table, design_table, post_table
from canvas_sim.engine.timeline import observe
from canvas_sim.engine.turn import decide
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.setup import make_world
from canvas_sim.world.tables import PLAN, World, with_room

BATCH_OF_ROWS = 1 << 16
WORTH_THREADS = 128  # turns in a tick below which waking another thread costs more than it brings


class Sink(Protocol):
    """What takes the rows of a run; `canvas_sim.record.recorder.Recorder` is one."""

    def events(self, columns: dict[str, np.ndarray]) -> None: ...
    def interventions(self, row: dict[str, Any]) -> None: ...
    def timeline(self, row: dict[str, Any]) -> None: ...
    def finish(self, canvas: np.ndarray, tables: dict[str, dict[str, Any]]) -> str: ...


class Simulation:
    """One event, from its first tick to its last.

    Parameters
    ----------
    scenario : Scenario
    seed : int
        0 to 2**32 - 1.
    threads : int, optional
        Threads that decide; all cores if None. The result does not depend on it.
    recorder : Sink, optional
        Takes the rows; without one they are dropped.
    graph : networkx graph, optional
        Of users or of circles, in place of ``society.graph``; see `canvas_sim.world.ties.make_ties`.

    Attributes
    ----------
    python_users : ndarray of bool, (users,)
        Users whose turns are decided in Python.
    python_turn : callable, optional
        ``python_turn(user, plan)`` overwrites the plan, one row, of such a user.
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        *,
        threads: int | None = None,
        recorder: Sink | None = None,
        graph: Any = None,
    ) -> None:
        self.scenario, self.seed, self.recorder = scenario, seed, recorder
        if threads is not None and (not isinstance(threads, Integral) or threads < 1):
            raise UserError(f"threads is {brief(threads)}; it must be a whole number from 1, or None for all cores")
        cores = int(vars(numba.config)["NUMBA_NUM_THREADS"])
        self.threads = min(threads or cores, cores)
        self.world: World = make_world(scenario, seed, graph)
        self.placements = 0
        self.python_users = np.zeros(len(self.world.users), bool)
        self.python_turn: Callable[[int, np.ndarray], None] | None = None
        clock = self.world.clock[0]
        self._tick, self._end = int(clock.tick), int(clock.end)
        self.requeue()
        self._log = make_log(2 * BATCH_OF_ROWS)
        # Rows in the log; placements, repairs, attacks and users since the last row of the timeline; when that was.
        self._tally = np.zeros(6, np.int64)
        self._plans = np.zeros(1024, PLAN)
        self._agenda = Agenda(scenario, seed)
        self.founding = Founding(scenario, seed, palette_of(scenario), imported.handed_in_designs(scenario))
        self.founding.design_names += [KINDS[design.kind] for design in self.world.designs[: clock.designs]]
        self._meeting, self._row = self._every(scenario.communities.meeting), self._every(scenario.record.timeline)

    def requeue(self) -> None:
        """Make the queue of turns, or make it anew after due times were changed by hand before the first tick."""
        self._queue = make_queue(len(self.world.users), self._end // self._tick + 1)
        fill(self._queue, self.world.users, self._tick, self._end)

    def _every(self, minutes: float) -> int:
        """Minutes as whole ticks, in ms."""
        return max(1, round(minutes * MINUTE / self._tick)) * self._tick

    @property
    def now(self) -> int:
        """Time in ms since the start; all due before it have acted."""
        return int(self.world.clock["now"][0])

    @property
    def done(self) -> bool:
        """Whether the event is over."""
        return self.now >= self._end

    @property
    def canvas(self) -> np.ndarray:
        """Palette indices, (height, width); a view."""
        return self.world.canvas

    def tick(self) -> None:
        """One tick: what is due at its beginning, then the turns of all who are due within it."""
        now = self.now
        if now % self._row == 0:
            self._observe()
        while self._agenda.due(now):
            row = self._agenda.carry_out(self.world, self.founding.community_names)
            if self.recorder:
                self.recorder.interventions(row)
        if now % self._meeting == 0 and now:
            self._meet()
        following = min(now + self._tick, self._end)
        self._turns(now, following)
        self.world.clock["now"] = following

    def _turns(self, now: int, following: int) -> None:
        number = now // self._tick
        most = int(self._queue.sizes[number])
        if most == 0:
            return
        self._make_room(most)
        due = np.empty(most, np.int32)
        n = take(self._queue, number, self.world.users, (now, following), due)
        plans = self._plans[:n]
        self._decide(due[:n], plans)
        before = int(self._tally[1])
        commit(self.world, plans, n, self._queue, self._log, self._tally)
        self.placements += int(self._tally[1]) - before
        if self.world.clock["broken"][0]:
            raise AssertionError("a turn broke the cooldown, the canvas or the palette; this is a bug in canvas_sim")
        if self._tally[0] >= BATCH_OF_ROWS:
            self.hand_on()

    def _decide(self, due: np.ndarray, plans: np.ndarray) -> None:
        """The turns of users `due`, each into its row of `plans`; some are then decided anew in Python."""
        numba.set_num_threads(self.threads if len(due) > WORTH_THREADS else 1)
        decide(self.world, due, len(due), plans)
        if self.python_turn:
            for k in np.flatnonzero(self.python_users[due]):
                self.python_turn(int(due[k]), plans[k : k + 1])

    def _make_room(self, n: int) -> None:
        """See to it that nothing that n turns can add overruns its table."""
        world = self.world
        posts, groups = int(world.clock["posts"][0]) + n, int(world.clock["communities"][0]) + n
        if posts > len(world.posts) or groups > len(world.communities):
            self.world = world._replace(
                posts=with_room(world.posts, posts),
                communities=with_room(world.communities, groups),
                boards=with_room(world.boards, groups),
                inbox=with_room(world.inbox, groups),
                relations=with_room(world.relations, groups),
            )
        if n > len(self._plans):
            self._plans = np.zeros(2 * n, PLAN)
        if int(self._tally[0]) + n > len(self._log.ts):
            self.hand_on()
            if n > len(self._log.ts):
                self._log = make_log(2 * n)

    def hand_on(self) -> None:
        """Hand the recorder all rows so far; the digest does not depend on when that is done."""
        rows = int(self._tally[0])
        if self.recorder and rows:
            names = self._log._fields
            self.recorder.events({name: column[:rows] for name, column in zip(names, self._log, strict=True)})
        self._tally[0] = 0

    def _meet(self) -> None:
        world, clock = self.world, self.world.clock[0]
        groups = int(clock.communities)
        room = 4 * groups * world.relations.shape[1]
        self.world = world._replace(
            posts=with_room(world.posts, int(clock.posts) + room),
            treaties=with_room(world.treaties, int(clock.treaties) + room),
        )
        wishes = np.zeros(max(1, groups), np.uint8)
        meet(self.world, self._meeting / HOUR, wishes)
        self.world = self.founding.carry_out(self.world, wishes)

    def _observe(self) -> None:
        if not self.recorder:
            return
        seen = observe(self.world)
        placed, repairs, attacks, users, _since = self._tally[1:].tolist()
        self._tally[1:] = [0, 0, 0, 0, self.now]
        names = ("not_white", "same_neighbor", "isolated", "damage", "alliances", "communities")
        row = {"ts": self.now, "placements": placed, "users": users, "repairs": repairs, "attacks": attacks}
        self.recorder.timeline(row | dict(zip(names, seen, strict=True)))

    def finish(self) -> str:
        """Hand on what is left, and the tables; returns the digest ("" without a recorder)."""
        self.hand_on()
        self._observe()
        if not self.recorder:
            return ""
        world, founding = self.world, self.founding
        rows = {
            "communities": community_table(world, founding.community_names),
            "designs": design_table(world, founding.design_names),
            "alliances": alliance_table(world),
            "posts": post_table(world),
        }
        return self.recorder.finish(world.canvas, rows)
