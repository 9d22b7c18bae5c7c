"""CanvasModel: an event as a Mesa model. One step is one tick, or as many as one likes."""

import math
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn, Self

import networkx as nx
import numpy as np

from canvas_sim.agents import graphs
from canvas_sim.agents.declared import DeclaredColumns
from canvas_sim.agents.mesa_versions import begin
from canvas_sim.agents.palette import Colors
from canvas_sim.agents.population import Population
from canvas_sim.agents.python_turns import PythonTurns
from canvas_sim.agents.roster import People, Roster
from canvas_sim.agents.saving import load_model, model_at, save_model
from canvas_sim.agents.settings import event_with
from canvas_sim.agents.timeline import TimelineRecorder, make_collector
from canvas_sim.agents.user import User
from canvas_sim.base.arguments import LARGEST_SEED, whole
from canvas_sim.base.errors import UserError, shortened
from canvas_sim.base.times import HOUR, SECOND, milliseconds
from canvas_sim.engine.simulation import Simulation
from canvas_sim.record.images import png_bytes
from canvas_sim.record.run import Run
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario


class CanvasModel(Population):
    """An event of the kind of r/place.

    Parameters
    ----------
    scenario : name of a preset, path of a TOML file, or a `Scenario`
    seed : 0 to 2**32 - 1; a drawn one if None (see `seed`)
    hours, users, cooldown, width, height, founding, noise, reading, yields, alliances : as in the scenario if None;
        unit, range and meaning are those of its parameters, see `canvas_sim.agents.settings.SETTINGS`
    ticks : ticks in a step. `mesa.batch_run` stops after 1,000 steps, and the app shows each: 60 are ten minutes
    threads : threads that decide; as many as there are cores if None. The result is the same for any number
    people : users of your own among the stock ones, ``{Gardener: 100}`` (or a list of rows); see `User`
    graph : who knows whom, in place of the built-in social graph: a node for each user, or, with fewer, for each circle
    log : keeps every placement in memory, 26 bytes each, for `events`

    Raises
    ------
    UserError
        If a value is out of range, or a class of users cannot be kept in rows.

    Attributes
    ----------
    event : all parameters. (Mesa keeps `model.scenario` for its own.)
    seed : which with `event` and `people` gives the same bytes again
    datacollector : mesa.DataCollector
        A row each step; every ten minutes of `run` and `run_for`, or each step where that is longer. It has hour (since
        the start), placements, posts, and as of the last row of the timeline (every ten minutes) communities,
        living_alliances, not_white, same_neighbor, isolated and damage.
    """

    def __init__(  # noqa: PLR0913 (what sliders and sweeps turn)
        self,
        scenario: str | Path | Scenario = "quickstart",
        seed: int | None = None,
        *,
        hours: float | None = None,
        users: int | None = None,
        cooldown: float | None = None,
        width: int | None = None,
        height: int | None = None,
        founding: float | None = None,
        noise: float | None = None,
        reading: float | None = None,
        yields: float | None = None,
        alliances: bool | None = None,
        ticks: int = 1,
        threads: int | None = None,
        people: People | None = None,
        graph: nx.Graph | None = None,
        log: bool = False,
    ) -> None:
        self.event = event_with(scenario, locals())
        self.seed = secrets.randbits(32) if seed is None else whole("seed", seed, 0, LARGEST_SEED)
        self.ticks = whole("ticks", ticks, 1)
        begin(self, self.seed)
        self._of_mesa = frozenset(vars(self)) - {"event", "seed", "ticks"}
        self.recorder = TimelineRecorder(keep=log)
        self._digest, self._cells = "", {}
        self._stride = self.ticks * self.event.event.tick * SECOND  # of a step, ms
        self.simulation = Simulation(self.event, self.seed, threads=threads, recorder=self.recorder, graph=graph)
        self.colors = Colors(self.event, self.simulation)
        self.declared = DeclaredColumns(len(self.world.users))
        self.roster = Roster(people or {}, self.world, self.declared)
        self._enlist()
        self.datacollector = make_collector()

    def _enlist(self) -> None:
        """Give people their habits, and have those who override a rule decided in Python."""
        changed = False
        for code, kind in enumerate(self.roster.classes):
            for name, value in kind.habits.items():
                try:
                    self.set_column(name, np.flatnonzero(self.roster.codes == code) + 1, value, starting=True)
                except UserError as error:
                    raise UserError(f"{kind.__name__}.habits: {error}") from None
                changed = changed or name == "arrival"
        if changed:
            self.simulation.requeue()
        in_python = self.roster.in_python
        if in_python.any():
            self.simulation.ask_python(in_python, PythonTurns(self))

    # --- running

    def step(self) -> None:
        """As many ticks as a step has; nothing once the event is over."""
        if not self.running:
            return
        try:
            self.simulation.advance(self.now + self._stride)
        except UserError as error:
            raise shortened(error) from None
        if self.simulation.done:
            self.running = False
            self._digest = self.simulation.finish()
        self.datacollector.collect(self)

    def run_for(self, duration: str | float) -> None:
        """Go on until so much time has passed ("6h", "90min", "10s", or a number of hours), or the event is over.

        In steps as long as the time between two rows of the timeline, where those of `step` are shorter.
        """
        self._go_on(self.now + milliseconds(duration))

    def run(self) -> Self:
        """Go on to the end, in steps as `run_for` takes them; returns the model."""
        self._go_on(math.inf)
        return self

    def _go_on(self, until: float) -> None:
        step, row = self._stride, self.simulation.row_every
        try:
            while self.running and self.now < until:
                self._stride = step * math.ceil(min(max(row, step), until - self.now) / step)
                self.step()
        finally:
            self._stride = step

    run_model = run

    def digest(self) -> str:
        """What tells two runs apart, in hexadecimal: of all events, relations and the canvas.

        Raises
        ------
        UserError
            If the event is not over.
        """
        if self.running:
            raise UserError(
                f"there is a digest once the event is over; it is at {self.hours:.2f} h; run() goes to its end"
            )
        return self._digest

    # --- saving

    def save(self, folder: str | Path) -> None:
        """Save the model as it is, in a new folder; it goes on as if nothing were. Not during a turn.

        Own attributes are saved if they are numbers, texts, lists, dicts or arrays of such.

        Raises
        ------
        UserError
            The folder is taken or cannot be written, or an attribute cannot be saved.
        """
        if self.declared.turn is not None:
            raise UserError("a model cannot be saved during a turn; save it between steps")
        save_model(self, folder)

    @classmethod
    def load(
        cls, folder: str | Path, *, people: Iterable[type[User]] = (), threads: int | None = None, **options: Any
    ) -> Self:
        """A model as it was saved, which goes on to the bytes that it would have come to.

        What else the constructor of a subclass takes may be handed in, too.

        Parameters
        ----------
        folder : what `save` made
        people : the classes of its users, such as ``[Gardener]`` or what the constructor took: only names are saved
        threads : as for a new model

        Raises
        ------
        UserError
            It is no such folder, is damaged, was made by other versions, or with other people.
        """
        return load_model(cls, folder, people, {"threads": threads} | options)

    @classmethod
    def at(cls, run: str | Path | Run, moment: str | float, **options: Any) -> Self:
        """A live model as a finished run was at a moment, which goes on as the run did, unless something is changed.

        It starts from the nearest checkpoint that the run kept, or simulates it again up to there. It has the run's
        timeline, and with ``log=True`` its log; its data collector begins there. Options are `ticks`, `threads`, `log`.

        Parameters
        ----------
        run : a `Run`, or its folder
        moment : such as "31h", or a number of hours

        Raises
        ------
        UserError
            The run has no such moment, was imported, or comes out otherwise than it did.
        """
        return model_at(cls, run, moment, options)

    def __reduce_ex__(self, _protocol: Any) -> NoReturn:
        raise TypeError("a CanvasModel cannot be pickled or copied; use model.save(DIR) and CanvasModel.load(DIR)")

    # --- what there is

    @property
    def scenario(self) -> None:
        """Mesa 3.5 keeps an object of its own here, which it hands to models that it makes anew: ours is `event`."""
        return None

    @scenario.setter
    def scenario(self, _of_mesa: Any) -> None:
        pass

    @property
    def now(self) -> int:
        """Time since the start, ms."""
        return self.simulation.now

    @property
    def hours(self) -> float:
        """Time since the start, h."""
        return self.now / HOUR

    @property
    def placements(self) -> int:
        """Placements so far."""
        return self.simulation.placements

    def _repr_png_(self) -> bytes:
        return png_bytes(self.canvas, palette_of(self.event))

    @property
    def events(self) -> dict[str, np.ndarray]:
        """Every placement so far, as columns in commit order; needs ``log=True``."""
        self.simulation.hand_on()
        return self.recorder.log()

    @property
    def timeline(self) -> list[dict[str, Any]]:
        """A row every ten minutes: activity, fill, damage, repairs, attacks, alliances, order."""
        return self.recorder.timeline_rows

    @property
    def alliances(self) -> nx.Graph:
        """Living alliances between numbers of communities, with `since` (ms) and `strength`; a new graph each time."""
        return graphs.alliance_graph(self.world)

    @property
    def relations(self) -> nx.DiGraph:
        """What communities feel about each other: trust, grievance, gratitude, border, ties, blows."""
        return graphs.relation_graph(self.world)

    @property
    def social_graph(self) -> nx.Graph:
        """Who follows whom; a new graph each time, some 2 s for a million ties."""
        return graphs.follow_graph(self.world)

    @property
    def community_graph(self) -> nx.Graph:
        """Ties between members of different communities, with `weight`."""
        return graphs.community_tie_graph(self.world)
