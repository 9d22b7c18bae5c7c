"""What `canvas-sim sweep` and `canvas-sim counterfactual` take, and what they say. Work is imported only then."""

import math
from pathlib import Path
from typing import Annotated, Any

import typer

from canvas_sim.cli.errors import leaving
from canvas_sim.cli.options import ResultsFolder, Workers, safe_name
from canvas_sim.cli.terminal import study_progress


def _list_measures(asked: bool) -> None:
    """Say which measures there are, and end."""
    if asked:
        from canvas_sim.metrics.registry import catalog

        for one in catalog().values():
            typer.echo(f"{one.name:21} {one.meaning} [{one.unit}]")
        raise typer.Exit


def sweep_command(
    plan: Annotated[Path, typer.Argument(metavar="FILE.toml", help="What to run, see docs/sweeps.md.")],
    out: ResultsFolder,
    workers: Workers = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Scheduler of a Dask cluster to run on, tcp://HOST:8786.")
    ] = None,
    measures: Annotated[
        bool, typer.Option("--measures", callback=_list_measures, is_eager=True, help="Only list what can be measured.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell runs, hours, disk and memory.")] = False,
) -> None:
    """Run an event many times: every combination of factors, with the same seeds.

    The folder gets table.parquet, a row a run: factors, seed, measures, seconds, digest, error. A sweep that was
    stopped goes on where it was when the same command is typed again.
    """
    if dry_run:
        from canvas_sim.study.sweep.forecast import forecast

        typer.echo(str(forecast(plan, workers)))
        return
    from canvas_sim.study.sweep import sweep as sweeps

    left = f"what is done is in {out}, and the same command goes on from there"
    with leaving(left), study_progress() as tell:
        done = sweeps.sweep(plan, out, workers=workers, dask=dask, progress=lambda now: tell(*_how_far(now)))
    failed = int((done.table["error"] != "").sum())
    more = f", {failed} of them failed (column error)" if failed else ""
    typer.echo(f"The table is {out / 'table.parquet'}: {len(done.table)} runs{more}.")


def counterfactual_command(  # noqa: PLR0913, PLR0917 (what can be typed)
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")],
    without: Annotated[
        str | None,
        typer.Option(metavar="WHAT", help="Leave out alliances, forum, leaders, bots, vandals or community:NAME."),
    ] = None,
    interventions: Annotated[
        Path | None, typer.Option("--with", metavar="FILE.toml", help="Or bring in the [[interventions]] of a file.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When the two part, such as 12h; half way unless told.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder to make; beside the run unless told.", show_default=False)
    ] = None,
    placebos: Annotated[int, typer.Option(min=8, help="Branches in which only 100 pixels are changed.")] = 8,
    pairs: Annotated[int, typer.Option(min=8, help="Other seeds that run and branch are made with.")] = 8,
    workers: Workers = None,
) -> None:
    """Make a run again with one cause changed from a time on, and tell what followed.

    Any small change leads to another course of events in the end. What followed from the cause is what exceeds all
    placebos. The folder has the numbers, tables for figures, and a picture of the difference.
    """
    from canvas_sim.study.counterfactual import counterfactual as study

    folder = out or run.parent / _folder_name(run, without or f"with {interventions.stem if interventions else ''}", at)
    what: dict[str, Any] = {"without": without, "interventions": interventions, "at": at}
    what |= {"placebos": placebos, "pairs": pairs, "workers": workers}
    with study_progress() as tell:
        done = study.counterfactual(run, folder, **what, progress=lambda share, runs: tell(share, f"{runs} runs", ""))
    typer.echo(f"{done}\n\nThe picture is {folder / 'difference.png'}.")


def _folder_name(run: Path, what: str, at: str | None) -> str:
    """Name of a counterfactual's folder: quickstart-0-without-forum-12h."""
    words = [run.resolve().name, what if what.startswith("with ") else f"without {what}", *([at] if at else [])]
    return safe_name("-".join(words))


def _how_far(now: Any) -> tuple[float, str, str]:
    """How far a sweep is, by its `Progress`: share done, what that is, what is left."""
    failed = f", {now.failed} failed" if now.failed else ""
    rest = f"{_duration(now.seconds_left)} left, at most {now.memory:,.0f} MB a worker"
    return now.share, f"{now.done} of {now.runs} runs{failed}", rest


def _duration(seconds: float) -> str:
    """A time for people."""
    if math.isnan(seconds):
        return "?"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min {rest} s"
