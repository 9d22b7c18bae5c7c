"""The clock: tick after tick, decide together, commit in order, meet every few minutes, hand rows to a recorder."""

from numbers import Integral
from typing import Any, Protocol

import numba
import numpy as np

from canvas_sim.base.errors import UserError, brief
from canvas_sim.base.patterns import KINDS
from canvas_sim.base.times import MINUTE
from canvas_sim.designs import imported
from canvas_sim.engine.agenda import Agenda
from canvas_sim.engine.calendar import Queue, fill, make_queue
from canvas_sim.engine.commit import commit
from canvas_sim.engine.driver import BATCH_OF_ROWS, WISHES, Books, drive, kernel_addresses, most_of_a_meeting
from canvas_sim.engine.founding import Founding
from canvas_sim.engine.log import make_log
from canvas_sim.engine.run_tables import tables_of_run
from canvas_sim.engine.timeline import observe
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario
from canvas_sim.world.setup import make_world
from canvas_sim.world.tables import PLAN, World, with_room

WORTH_THREADS = 128  # turns in a tick below which waking another thread costs more than it brings
TURNS = 1024  # in a tick, for which there is room at first


class Sink(Protocol):
    """What takes the rows of a run; `canvas_sim.record.recorder.Recorder` is one."""

    def events(self, columns: dict[str, np.ndarray]) -> None: ...
    def interventions(self, row: dict[str, Any]) -> None: ...
    def timeline(self, row: dict[str, Any]) -> None: ...
    def finish(self, canvas: np.ndarray, tables: dict[str, dict[str, Any]]) -> str: ...


class TurnDecider(Protocol):
    """What decides turns in Python."""

    def __call__(self, row: int, plan: np.ndarray) -> None:
        """Overwrite the plan, (1,), of the user in this row."""

    def settle(self) -> None:
        """A tick with such turns is over."""


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
    row_every : int
        Time between two rows of the timeline, ms.
    python_turns : TurnDecider or None
        What decides for users whose class overrides a rule; see `ask_python`.
    start : dict or None
        Hashes of what set-up made; see `canvas_sim.engine.saving`.
    """

    not_saved = frozenset({"scenario", "seed", "recorder", "threads", "python_turns", "start"})

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
        self.python_turns: TurnDecider | None = None
        clock = self.world.clock[0]
        self._tick, self._end = int(clock.tick), int(clock.end)
        self.books = Books(
            queue=self._queue(),
            log=make_log(2 * BATCH_OF_ROWS),
            tally=np.zeros(6, np.int64),
            in_python=np.zeros(0, bool),
            due=np.empty(TURNS, np.int32),
            plans=np.zeros(TURNS, PLAN),
            wishes=np.zeros(len(self.world.communities), np.uint8),
            meetings=np.array([self._every(scenario.communities.meeting), 0, 0]),
            addresses=np.zeros(3, np.int64),
        )
        self.books = self.books._replace(addresses=kernel_addresses(self.world, self.books))
        self._agenda = Agenda(scenario, seed)
        self.founding = Founding(scenario, seed, palette_of(scenario), imported.handed_in_designs(scenario))
        self.founding.design_names += [KINDS[design.kind] for design in self.world.designs[: clock.designs]]
        self.books.meetings[2] = bool(self.founding.given)
        self.row_every = self._every(scenario.record.timeline)
        self.start: dict[str, str] | None = None

    def requeue(self) -> None:
        """Make the queue of turns anew, after due times were changed before the first tick."""
        self.books = self.books._replace(queue=self._queue())

    def _queue(self) -> Queue:
        queue = make_queue(len(self.world.users), self._end // self._tick + 1)
        fill(queue, self.world.users, self._tick, self._end)
        return queue

    def ask_python(self, users: np.ndarray, turns: TurnDecider) -> None:
        """Let `turns` decide for these users, bool (users,), from now on."""
        self.books, self.python_turns = self.books._replace(in_python=users), turns

    def _every(self, minutes: float) -> int:
        """Minutes as whole ticks, in ms."""
        return max(1, round(minutes * MINUTE / self._tick)) * self._tick

    @property
    def now(self) -> int:
        """Time in ms since the start; all due before it have acted."""
        return int(self.world.clock["now"][0])

    @property
    def placements(self) -> int:
        """Placements so far."""
        return int(self.world.clock["placed"][0])

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
        self.advance(self.now + 1)

    def advance(self, until: float) -> None:
        """All ticks that begin before `until` ms; the outcome is the same in how many calls it is done."""
        until = min(until, self._end)
        while (now := self.now) < until:
            if now % self.row_every == 0:
                self._observe()
            while self._agenda.due(now):
                row = self._agenda.carry_out(self.world, self.founding.community_names)
                if self.recorder:
                    self.recorder.interventions(row)
            self._turns(int(min(until, self._agenda.following(), (now // self.row_every + 1) * self.row_every)))

    def _turns(self, until: int) -> None:
        """Ticks with nothing but turns and meetings in them, up to `until`."""
        ahead = self.books.queue.sizes[self.now // self._tick : -(-until // self._tick)]
        numba.set_num_threads(self.threads if ahead.max() > WORTH_THREADS else 1)
        while self.now < until:
            self._make_room(int(self.books.queue.sizes[self.now // self._tick]))
            waiting = drive(self.world, self.books, until)
            if waiting == WISHES:
                self.world = self.founding.carry_out(
                    self.world, self.books.wishes[: self.world.clock["communities"][0]]
                )
            elif waiting > 0:
                self._turns_in_python(waiting)
            if self.world.clock["broken"][0]:
                raise AssertionError(
                    "a turn broke the cooldown, the canvas or the palette; this is a bug in canvas_sim"
                )
            if self.books.tally[0] >= BATCH_OF_ROWS:
                self.hand_on()

    def _turns_in_python(self, n: int) -> None:
        """Finish a tick of n turns that are decided, some of them anew in Python."""
        books = self.books
        assert self.python_turns
        for k in np.flatnonzero(books.in_python[books.due[:n]]):
            self.python_turns(int(books.due[k]), books.plans[k : k + 1])
        commit(self.world, books.plans, n, books.queue, books.log, books.tally)
        self.python_turns.settle()
        self.world.clock["now"] = min(self.now + self._tick, self._end)

    def _make_room(self, n: int) -> None:
        """See to it that nothing that a meeting and n turns can add overruns its table."""
        world, books = self.world, self.books
        groups = int(world.clock["communities"][0])
        met = most_of_a_meeting(groups)
        posts, treaties = int(world.clock["posts"][0]) + met + n, int(world.clock["treaties"][0]) + met
        groups += n
        learned = int(world.clock["learned"][0]) + groups
        if (
            posts > len(world.posts)
            or groups > len(world.communities)
            or treaties > len(world.treaties)
            or learned > len(world.learned)
        ):
            self.world = world._replace(
                learned=with_room(world.learned, learned),
                resting=with_room(world.resting, groups),
                treaties=with_room(world.treaties, treaties),
                posts=with_room(world.posts, posts),
                communities=with_room(world.communities, groups),
                boards=with_room(world.boards, groups),
                inbox=with_room(world.inbox, groups),
                relations=with_room(world.relations, groups),
            )
            books = self.books = books._replace(wishes=np.zeros(len(self.world.communities), np.uint8))
        if n > len(books.due):
            books = self.books = books._replace(due=np.empty(2 * n, np.int32), plans=np.zeros(2 * n, PLAN))
        if int(books.tally[0]) + n > len(books.log.ts):
            self.hand_on()
            if n > len(books.log.ts):
                self.books = self.books._replace(log=make_log(2 * n))

    def hand_on(self) -> None:
        """Hand the recorder all rows so far; the digest does not depend on when that is done."""
        log, tally = self.books.log, self.books.tally
        rows = int(tally[0])
        if self.recorder and rows:
            self.recorder.events({name: column[:rows] for name, column in zip(log._fields, log, strict=True)})
        tally[0] = 0

    def _observe(self) -> None:
        if not self.recorder:
            return
        seen = observe(self.world)
        tally = self.books.tally
        placed, repairs, attacks, users, _since = tally[1:].tolist()
        tally[1:] = [0, 0, 0, 0, self.now]
        names = ("not_white", "same_neighbor", "isolated", "damage", "alliances", "communities")
        row = {"ts": self.now, "placements": placed, "users": users, "repairs": repairs, "attacks": attacks}
        self.recorder.timeline(row | dict(zip(names, seen, strict=True)))

    def finish(self) -> str:
        """Hand on what is left, and the tables; returns the digest ("" without a recorder)."""
        self.hand_on()
        self._observe()
        if not self.recorder:
            return ""
        names = self.founding.community_names, self.founding.design_names
        return self.recorder.finish(self.world.canvas, tables_of_run(self.world, *names))
