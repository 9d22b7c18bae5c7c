"""What `canvas-sim sweep` and `canvas-sim counterfactual` take, and what they say. Work is imported only then."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from canvas_sim.study.sweep import Progress

Out = Annotated[Path, typer.Option(metavar="DIR", help="Folder of results; one that is not done goes on.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes to use; as many as cores unless told.")]


def sweep(
    plan: Annotated[Path, typer.Argument(metavar="FILE.toml", help="What to run, see docs/sweeps.md.")],
    out: Out,
    workers: Workers = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Scheduler of a Dask cluster to run on, tcp://HOST:8786.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell runs, hours, disk and memory.")] = False,
) -> None:
    """Run an event many times: every combination of factors, with the same seeds.

    The folder gets table.parquet, a row a run: factors, seed, measures, seconds, digest, error. A sweep that was
    stopped goes on where it was when the same command is typed again.
    """
    if dry_run:
        from canvas_sim.study.forecast import forecast

        typer.echo(str(forecast(plan, workers)))
        return
    from canvas_sim.study import sweep as sweeps

    try:
        with _bar() as tell:
            done = sweeps.sweep(plan, out, workers=workers, dask=dask, progress=tell)
    except KeyboardInterrupt as stop:
        stop.args = (f"what is done is in {out}, and the same command goes on from there",)
        raise
    failed = int((done.table["error"] != "").sum())
    more = f", {failed} of them failed (column error)" if failed else ""
    typer.echo(f"The table is {out / 'table.parquet'}: {len(done.table)} runs{more}.")


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    """A bar on the terminal, to be told how far it is."""
    from rich import progress
    from rich.console import Console

    console = Console(stderr=True)
    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.TextColumn("{task.fields[rest]}"),
    )
    bar = progress.Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with bar:
        task = bar.add_task("Setting up (the first time, compiling)", total=None, rest="")

        def tell(now: Progress) -> None:
            failed = f", {now.failed} failed" if now.failed else ""
            rest = f"{_duration(now.seconds_left)} left, at most {now.memory:,.0f} MB a worker"
            bar.update(
                task, description=f"{now.done} of {now.runs} runs{failed}", total=1.0, completed=now.share, rest=rest
            )

        yield tell


def _duration(seconds: float) -> str:
    """A time for people."""
    if math.isnan(seconds):
        return "?"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min {rest} s"
