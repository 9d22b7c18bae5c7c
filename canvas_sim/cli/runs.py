"""Commands that make a run, show one live, or show what can be run. Work is imported only then."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from canvas_sim.base.errors import UserError
from canvas_sim.cli.errors import leaving
from canvas_sim.cli.options import Changes, EventName, NewFolder, RunFolder, safe_name, seed_option
from canvas_sim.cli.terminal import print_figures, progress


def run_command(  # noqa: PLR0913, PLR0917 (what can be typed)
    event: EventName = "quickstart",
    changes: Changes = None,
    seed: Annotated[int, seed_option("another course of events")] = 0,
    scale: Annotated[float, typer.Option(help="Shrink the event to this share of its area, densities kept.")] = 1.0,
    threads: Annotated[int | None, typer.Option(min=1, help="Cores to use; all unless told.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder to make; runs/NAME-SEED unless told.", show_default=False)
    ] = None,
    no_log: Annotated[bool, typer.Option("--no-log", help="Leave out the log of placements.")] = False,
    checkpoint_every: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="Save it each 30min of the event, so that resume can go on.", show_default=False
        ),
    ] = None,
    keep_checkpoints: Annotated[
        bool, typer.Option("--keep-checkpoints", help="Let checkpoints stay when it is over.")
    ] = False,
) -> None:
    """Simulate an event, and keep it in a folder.

    The folder has canvas.png and timelapse.webp to look at, scenario.toml and run.json to make it again, and as tables
    events, communities, designs, alliances, posts and timeline. It appears when the run is through, or not at all.
    Changes are made before scaling, in terms of the full size.
    """
    from canvas_sim.scenario.loading import load

    scenario = load(event, changes or (), scale)
    folder = out or Path("runs") / f"{safe_name(scenario.event.name) or 'event'}-{seed}"
    if os.path.lexists(folder):
        raise UserError(f"{folder} is taken; name another folder with --out")
    if checkpoint_every is None:
        if keep_checkpoints:
            raise UserError("--keep-checkpoints needs --checkpoint-every, such as --checkpoint-every 30min")
        with _simulating() as tell:
            from canvas_sim.study import runner

            done = runner.run(scenario, seed, threads=threads, out=folder, log=not no_log, progress=tell)
    else:
        from canvas_sim.study import unfinished

        saving = unfinished.Saving(unfinished.checkpoint_interval(checkpoint_every), keep_checkpoints, not no_log)
        with leaving(f"canvas-sim resume {folder} goes on"), _simulating() as tell:
            done = unfinished.run_saved(scenario, seed, folder, saving, threads=threads, progress=tell)
    _print_run(done, folder)


def resume_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that the run was to make.")],
    threads: Annotated[int | None, typer.Option(min=1, help="Cores to use; all unless told.")] = None,
) -> None:
    """Go on with a run that was stopped or killed, from its newest checkpoint.

    It was begun with `canvas-sim run --checkpoint-every`, and ends in the same bytes as if nobody had stopped it.
    """
    with leaving(f"canvas-sim resume {folder} goes on"), _simulating() as tell:
        from canvas_sim.study import unfinished

        done = unfinished.resume(folder, threads=threads, progress=tell)
    _print_run(done, done.folder or folder)


def fork_command(
    run: RunFolder,
    at: Annotated[str, typer.Option(metavar="TIME", help="When the two part, such as 31h.")],
    out: NewFolder,
    changes: Changes = None,
    interventions: Annotated[
        Path | None,
        typer.Option("--with", metavar="FILE", help="TOML file with [[interventions]] that come then or later."),
    ] = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Cores to use; all unless told.")] = None,
) -> None:
    """Go on from a moment of a finished run, with something changed from there on.

    It starts from the nearest checkpoint that the run kept (`canvas-sim run --checkpoint-every 2h --keep-checkpoints`),
    or simulates it again up to there. Without a change the same run comes out.
    """
    with _simulating() as tell:
        from canvas_sim.study import fork

        change = fork.ForkChange(changes or (), interventions)
        done = fork.fork(run, at, out, change, threads=threads, progress=tell)
    _print_run(done, out)


def _simulating() -> Any:
    return progress("Simulating", "placements", first="Setting up (the first time, compiling)")


def _print_run(done: Any, folder: Path) -> None:
    print_figures(done.figures())
    typer.echo(f"\nThe canvas is {folder / 'canvas.png'}, how it came about {folder / 'timelapse.webp'}.")


def presets_command() -> None:
    """List the built-in events."""
    from canvas_sim.scenario.files import presets
    from canvas_sim.scenario.loading import load

    for name in presets():
        typer.echo(f"{name:13} {load(name).event.about}")


def show_command(event: EventName) -> None:
    """Write out an event as TOML: every parameter with its meaning, unit and range.

    What is written is an event again: save it, change it, run it.
    """
    from canvas_sim.scenario.loading import load
    from canvas_sim.scenario.toml import to_toml

    typer.echo(to_toml(load(event), comments=True), nl=False)


def app_command(
    event: EventName = "quickstart",
    scale: Annotated[float, typer.Option(help="Show this share of its area, densities kept.")] = 0.1,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where on this machine the page is.")] = 8765,
) -> None:
    """Watch an event live in a browser, and turn its parameters (needs the extra: pip install '.[app]').

    It plays or steps; what the sliders say holds from the next reset on. Ctrl-C ends it.
    """
    from canvas_sim.scenario.loading import load

    load(event, scale=scale)
    with progress("Setting up (the first time, compiling)", ""):
        from canvas_sim.show import app_server

        app_server.prepare_app()
    typer.echo(f"The page is http://localhost:{port}, until Ctrl-C.")
    with leaving("the page is closed"):
        app_server.serve_app(event, scale, port)
