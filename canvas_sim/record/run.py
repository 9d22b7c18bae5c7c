"""A finished run: everything that its folder holds, read when it is asked for."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from html import escape
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.record import images
from canvas_sim.record.columns import NO_PIXEL, ColumnType, all_tables, columns_of
from canvas_sim.record.parquet import read_chunks, read_frame

if TYPE_CHECKING:
    import pandas

    from canvas_sim.record.recorder import Columns, Recorder
    from canvas_sim.scenario.schema import Scenario

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def once_a_run(function: Callable[Concatenate[Run, Asked], Found]) -> Callable[Concatenate[Run, Asked], Found]:
    """Remember what a function of a run finds, with the run: it may be asked for by many, and none may change it."""
    takes = signature(function)

    @wraps(function)
    def asked(run: Run, *args: Asked.args, **named: Asked.kwargs) -> Found:
        bound = takes.bind(run, *args, **named)
        bound.apply_defaults()
        key = (function.__module__, function.__qualname__, *[*bound.arguments.values()][1:])
        if key not in run._found:
            run._found[key] = function(run, *args, **named)
        return run._found[key]

    return asked


def _table(name: str, meaning: str) -> cached_property[pandas.DataFrame]:
    """What gives one of the smaller tables, read when it is first asked for."""

    def frame(run: Run) -> pandas.DataFrame:
        import pandas

        return pandas.DataFrame(run._tables[name]) if run.folder is None else read_frame(run.folder, name)

    frame.__doc__ = meaning
    return cached_property(frame)


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Run:
    """What a run left: its scenario, its log and tables as pandas frames, its canvas.

    Open one with ``Run.load("runs/quickstart")``. A run that was not written holds the same in memory.

    Attributes
    ----------
    info : seed, digest, versions, commit, seconds and counts (``run.json``)
    folder : the run folder, or None
    """

    info: dict[str, Any]
    folder: Path | None = None
    _scenario: Scenario | None = None
    _canvas: np.ndarray | None = None
    _tables: dict[str, Columns] = field(default_factory=dict)
    _chunks: Sequence[Columns] = ()
    _found: dict[Any, Any] = field(default_factory=dict, init=False)

    @classmethod
    def load(cls, folder: str | Path) -> Run:
        """Open a run folder.

        Raises
        ------
        UserError
            It is no run folder.
        """
        folder = Path(folder)
        try:
            info = json.loads((folder / "run.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise UserError(f"{folder} is not a run folder: it has no readable run.json") from error
        counts = info.get("counts") if isinstance(info, dict) else None
        if not (isinstance(counts, dict) and "placements" in counts and {"seed", "digest"} <= set(info)):
            raise UserError(f"{folder} is not a run folder: its run.json does not say seed, digest and counts")
        missing = [name for name in ("scenario.toml", "canvas.png") if not (folder / name).is_file()]
        if missing:
            raise UserError(f"{folder} is not a whole run folder: it has no {missing[0]}")
        return cls(info=info, folder=folder)

    @classmethod
    def in_memory(cls, info: dict[str, Any], scenario: Scenario, canvas: np.ndarray, recorder: Recorder) -> Run:
        """A run that was not written, from what its finished recorder holds; canvas uint8 [h, w]."""
        return cls(info=info, _scenario=scenario, _canvas=canvas, _tables=recorder.tables, _chunks=recorder.chunks)

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario, with all defaults."""
        if self._scenario is not None:
            return self._scenario
        from canvas_sim.scenario.loading import load

        return load(self._path("scenario.toml"))

    @cached_property
    def colors(self) -> tuple[str, ...]:
        """The palette, such as "FF4500", in the order of palette indices."""
        from canvas_sim.scenario.palettes import palette_of

        return palette_of(self.scenario)

    @cached_property
    def canvas(self) -> np.ndarray:
        """The canvas at the end: palette indices, uint8 [h, w]."""
        return images.read_canvas(self._path("canvas.png")) if self._canvas is None else self._canvas

    @cached_property
    def background(self) -> int:
        """Palette index of the blank canvas."""
        from canvas_sim.scenario.palettes import index_of

        return index_of(self.scenario, self.scenario.canvas.background)

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width of the canvas at its largest, pixels."""
        return self.scenario.canvas.height, self.scenario.canvas.width

    @property
    def end(self) -> int:
        """Length of the event in ms."""
        return round(self.scenario.event.hours * HOUR)

    @property
    def digest(self) -> str:
        """Hash of log, alliances, posts and canvas: equal for equal runs."""
        return self.info["digest"]

    @property
    def counted(self) -> bool:
        """Whether the log has all placements: that of an event imported from snapshots has only what they changed."""
        return self.info.get("source", {}).get("log") != "changes"

    @property
    def imported(self) -> bool:
        """Whether it was read from files of an event, and not simulated: such a run has no rules and no seed."""
        return "source" in self.info

    @property
    def columns(self) -> dict[str, dict[str, ColumnType]]:
        """Every table's columns: dtype, unit, meaning."""
        return {table: dict(columns) for table, columns in all_tables().items()}

    @cached_property
    def events(self) -> pandas.DataFrame:
        """Placements in commit order; a `UserError` if the run has no log."""
        self._need_log()
        if self.folder is not None:
            return read_frame(self.folder, "events")
        import pandas

        columns = {name: np.concatenate([chunk[name] for chunk in self._chunks]) for name in columns_of("events")}
        intent = pandas.Categorical.from_codes(columns.pop("intent").astype(np.int8), list(INTENTS))
        return pandas.DataFrame({**columns, "intent": intent})[list(columns_of("events"))]

    interventions = _table("interventions", "Timed changes, in the order in which they took effect.")
    communities = _table("communities", "Communities.")
    designs = _table("designs", "Designs, with their templates (see `template`).")
    alliances = _table("alliances", "What happened between communities.")
    posts = _table("posts", "Posts.")
    learned = _table("learned", "Who came to know which plan, when, how and from whom.")
    ceded = _table("ceded", "Pixels that plans lost by treaties: `designs` has plans as they are at the end.")
    timeline = _table("timeline", "The run in intervals of ten minutes (or as the scenario says).")

    def chunks(self, *names: str) -> Iterator[dict[str, np.ndarray]]:
        """Columns of the log in commit order, a million rows at a time; intents as codes (`INTENTS`).

        Raises
        ------
        UserError
            The run has no log.
        """
        self._need_log()
        if self.folder is not None:
            return read_chunks(self.folder, names)
        return ({name: chunk[name] for name in names} for chunk in self._chunks)

    def template(self, design: int) -> np.ndarray:
        """Template of a design: palette indices, uint8 [h, w], 255 where it has no pixel.

        Raises
        ------
        UserError
            There is no such design.
        """
        rows = self.designs[self.designs["design"] == design]
        if rows.empty:
            raise UserError(f"no design {design}; there are {len(self.designs)} of them")
        row = rows.iloc[0]
        shape = (int(row["height"]), int(row["width"]))
        if not row["pixels"]:
            return np.full(shape, NO_PIXEL, np.uint8)
        return np.frombuffer(row["pixels"], np.uint8).reshape(shape)

    def _need_log(self) -> None:
        """Refuse where there is no log."""
        has_log = (self.folder / "events.parquet").is_file() if self.folder else bool(self._chunks)
        if not has_log and self.info["counts"]["placements"]:
            raise UserError(f"the run in {self.folder or 'memory'} has no log: make it again without --no-log")

    def _path(self, name: str) -> Path:
        """Path of a file of the folder."""
        if self.folder is None:
            raise UserError(f"this run is held in memory, and has no {name}")
        return self.folder / name

    def figures(self) -> dict[str, str]:
        """Key figures, for people."""
        height, width = self.canvas.shape
        counts = {name: f"{count:,}" for name, count in self.info["counts"].items()}
        first = {"event": self.scenario.event.name, "seed": str(self.info["seed"]), "canvas": f"{width} x {height}"}
        return first | counts | {"seconds": f"{self.info['seconds']:.1f}", "digest": self.digest[:16]}

    def __repr__(self) -> str:
        return f"Run({', '.join(f'{name}={value}' for name, value in self.figures().items())})"

    def _repr_png_(self) -> bytes:
        return images.png_bytes(self.canvas, self.colors)

    def _repr_html_(self) -> str:
        picture = base64.b64encode(self._repr_png_()).decode()
        rows = "".join(f"<tr><th>{escape(n)}</th><td>{escape(value)}</td></tr>" for n, value in self.figures().items())
        style = "image-rendering: pixelated; width: 500px"
        return f'<img style="{style}" src="data:image/png;base64,{picture}"/><table>{rows}</table>'
