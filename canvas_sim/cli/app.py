"""The command line: what to type. All work is done elsewhere, and imported only then."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from canvas_sim.base.errors import UserError
from canvas_sim.cli import studies
from canvas_sim.cli.errors import Mannerly, leaving, progress

MANUAL = """Simulate r/place: thousands of people draw on one shared canvas, a pixel every five minutes.

An event is a preset or a TOML file; `canvas-sim show quickstart` writes out all parameters of one, with meaning,
unit and range. A run makes a folder with the canvas, a timelapse and the log of every placement. The same event and
the same seed give the same bytes on any number of threads.
"""
EXAMPLES = """**Examples**

- `canvas-sim run` simulates the preset quickstart, into runs/quickstart-0

- `canvas-sim run rplace-2017 --scale 0.1 --seed 7` simulates a tenth of the first r/place

- `canvas-sim run raid --set interventions.0.users=3000 --out runs/more` simulates a larger raid

- `canvas-sim compare runs/raid-0 runs/more` shows what difference that made

- `canvas-sim show raid > my.toml` and `canvas-sim run my.toml` make an event of your own

Exit codes: 0 done, 2 a mistake in what was asked (one line says which), 130 stopped by Ctrl-C, 143 by
a request to end (SIGTERM).
"""


LARGEST = 2**32 - 1  # of seeds
SHOWN = 400  # designs in a picture of them

app = typer.Typer(
    cls=Mannerly,
    help=MANUAL,
    epilog=EXAMPLES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)

Event = Annotated[str, typer.Argument(metavar="PRESET|FILE.toml", help="A preset's name, or a file.")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A run folder.")]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a parameter: activity.users=5000. May be repeated."),
]


@app.command()
def run(  # noqa: PLR0913, PLR0917 (what can be typed)
    event: Event = "quickstart",
    changes: Changes = None,
    seed: Annotated[int, typer.Option(min=0, max=LARGEST, help="Another seed, another course of events.")] = 0,
    scale: Annotated[float, typer.Option(help="Shrink the event to this share of its area, densities kept.")] = 1.0,
    threads: Annotated[int | None, typer.Option(min=1, help="Cores to use; all unless told.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder to make; runs/NAME-SEED unless told.", show_default=False)
    ] = None,
    no_log: Annotated[bool, typer.Option("--no-log", help="Leave out the log of placements.")] = False,
) -> None:
    """Simulate an event, and keep it in a folder.

    The folder has canvas.png and timelapse.webp to look at, scenario.toml and run.json to make it again, and as tables
    events, communities, designs, alliances, posts and timeline. It appears when the run is through, or not at all.
    Changes are made before scaling, in terms of the full size.
    """
    from canvas_sim.scenario.loading import load

    scenario = load(event, changes or (), scale)
    folder = out or Path("runs") / f"{_file_name(scenario.event.name)}-{seed}"
    if os.path.lexists(folder):
        raise UserError(f"{folder} is taken; name another folder with --out")
    with progress("Simulating", "placements", first="Setting up (the first time, compiling)") as tell:
        from canvas_sim.study import runner

        done = runner.run(scenario, seed, threads=threads, out=folder, log=not no_log, progress=tell)
    for name, value in done.figures().items():
        typer.echo(f"{name:15}{value}")
    typer.echo(f"\nThe canvas is {folder / 'canvas.png'}, how it came about {folder / 'timelapse.webp'}.")


@app.command()
def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="A run folder.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Another.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Picture to write.")] = Path("compare.png"),
) -> None:
    """Put two runs side by side: canvases, difference and measures."""
    from rich.console import Console

    from canvas_sim.record.run import Run
    from canvas_sim.show import pictures

    first, second = Run.load(a), Run.load(b)
    with progress("Comparing", "measures") as tell:
        pairs = pictures.compare(first, second, out, tell)
    Console().print(pictures.table([pictures.title(first), pictures.title(second)], pairs))
    typer.echo(f"The picture is {out}.")


@app.command()
def score(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Run folders that differ in their seed only.")
    ],
    against: Annotated[str, typer.Option(metavar="EVENT", help="The real event: 2017 or 2022.")] = "2017",
    nulls: Annotated[bool, typer.Option("--nulls", help="Make null models of these runs, and score them too.")] = False,
    page: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Page with every curve to write.")] = None,
) -> None:
    """Say how real runs are: measured as the real r/place was, row by row.

    The mean of the runs decides. Folders of null models among them are scored beside them, as with --nulls. An archive
    of snapshots (.npz) can stand in place of a run folder.
    """
    from canvas_sim.show import score_page, score_table

    if page is not None and not page.parent.is_dir():
        raise UserError(f"{page}: there is no folder {page.parent}")
    with progress("Scoring", "null models") as tell:
        found = score_table.score(folders, against, nulls, tell)
    score_table.show(found)
    if page is not None:
        score_page.write(page, found.card, found.runs, found.nulls)
        typer.echo(f"The page is {page}.")


@app.command()
def presets() -> None:
    """List the built-in events."""
    from canvas_sim.scenario import loading

    for name in loading.presets():
        typer.echo(f"{name:13} {loading.load(name).event.about}")


@app.command()
def show(event: Event) -> None:
    """Write out an event as TOML: every parameter with its meaning, unit and range.

    What is written is an event again: save it, change it, run it.
    """
    from canvas_sim.scenario.loading import load
    from canvas_sim.scenario.toml import to_toml

    typer.echo(to_toml(load(event), comments=True), nl=False)


@app.command()
def designs(
    seed: Annotated[int, typer.Option(min=0, max=LARGEST, help="Another seed, other designs.")] = 0,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Picture to write.")] = Path("designs.png"),
) -> None:
    """Make a picture of built-in designs: flags, words, hearts, creatures and more."""
    from canvas_sim.designs import artist
    from canvas_sim.record.images import write_png
    from canvas_sim.scenario.palettes import NAMES, PALETTES

    if out.suffix.lower() != ".png":
        raise UserError(f"{out} is no name of a picture; it must end in .png")
    palette = PALETTES["2017"]
    sketches = []
    with progress("Drawing", "designs") as tell:
        for number in range(SHOWN):
            sketches.append(artist.sketch(seed, number, palette, largest=20_000))
            tell(len(sketches) / SHOWN, len(sketches))
    write_png(out, artist.mosaic(sketches, background=NAMES["2017"]["light_gray"], gap=3), palette)
    typer.echo(f"The picture is {out}.")


@app.command()
def render(
    folder: Folder,
    at: Annotated[str | None, typer.Option(metavar="TIME", help="One picture, of this time, such as 12h.")] = None,
    every: Annotated[str | None, typer.Option(metavar="TIME", help="A picture for each such time: 30min.")] = None,
    video: Annotated[bool, typer.Option("--video", help="A video (needs the extra: pip install '.[video]').")] = False,
    zoom: Annotated[int | None, typer.Option(min=1, help="Enlarge: every pixel becomes a square of so many.")] = None,
) -> None:
    """Make pictures or a video of a run, at any time and in any size, from its log."""
    from canvas_sim.show import render as rendering

    left = f"pictures that were finished are in {folder / 'render'}" if every and not video else "nothing was written"
    with leaving(left), progress("Rendering", "pictures") as tell:
        written = rendering.render(folder, at=at, every=every, video=video, zoom=zoom, progress=tell)
    more = f" and {len(written) - 1} more beside it" if len(written) > 1 else ""
    typer.echo(f"Written: {written[-1]}{more}.")


@app.command()
def report(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Of a run, a sweep or an experiment.")]) -> None:
    """Write the report of a folder: what happened, in words, figures and pictures, as HTML and Markdown."""
    from canvas_sim.show.report import make

    typer.echo(f"The report is {make.report(folder)}.")


@app.command()
def null(
    folder: Folder,
    model: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="random, area, perimeter, width, loyalty, mean_field, users_shuffled or pixels_shuffled.",
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to make.")],
    seed: Annotated[int, typer.Option(min=0, max=LARGEST, help="Another seed, other draws.")] = 0,
    exponent: Annotated[float, typer.Option(help="Of the area, in the model area.")] = 1.0,
) -> None:
    """Make an event in which nobody has any idea, with the times and users of a run.

    It is a run folder like any other, to be scored beside the run: what it achieves as well, the run does not explain.
    """
    from canvas_sim.metrics.nulls import runs
    from canvas_sim.record.run import Run

    runs.make(runs.Case(Run.load(folder), model, seed, exponent=exponent), out)
    typer.echo(f"The canvas is {out / 'canvas.png'}.")


Format = Annotated[str, typer.Option("--format", metavar="NAME", help="2017, 2022, 2023, diff, bitmap, npz or png.")]


@app.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="All files of the event, in any order.")],
    form: Format,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to make.")],
    event: Annotated[
        str | None,
        typer.Option(metavar="PRESET|FILE.toml|DIR", help="The event it is, if not the real one.", show_default=False),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse rows that make no sense.")] = False,
) -> None:
    """Read the log or the snapshots of a real event into a run folder, which every other command takes.

    Logs are read as they were published: gzip or not, unsorted, with moderation. Rows that make no sense are left out,
    and listed in rejects.csv. docs/formats.md says where the files are, and how each is read.
    """
    from canvas_sim.formats.importing import import_event

    with progress("Importing", "rows", first="Setting up (the first time, compiling)") as tell:
        done = import_event(files, form, out, event=event, strict=strict, progress=tell)
    for name, value in done.figures().items():
        typer.echo(f"{name:15}{value}")
    if done.info["counts"]["rejected"]:
        typer.echo(f"\nRows that make no sense are listed in {out / 'rejects.csv'}.")


@app.command("export")
def export_run(
    folder: Folder,
    form: Format,
    out: Annotated[Path, typer.Option(metavar="FILE|DIR", help="File to make (.gz packs it); a folder of snapshots.")],
    every: Annotated[str, typer.Option(metavar="TIME", help="Time between two snapshots.")] = "30min",
) -> None:
    """Write a run in the format of a real event's files, so that whatever reads those reads it, too."""
    from canvas_sim.base.times import milliseconds
    from canvas_sim.formats.exporting import export

    with progress("Exporting", "rows", first="Setting up (the first time, compiling)") as tell:
        export(folder, form, out, every=milliseconds(every), progress=tell)
    typer.echo(f"Written: {out}.")


app.command()(studies.sweep)
app.command()(studies.counterfactual)


@app.command("app")
def live(
    event: Event = "quickstart",
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

        app_server.prepare()
    typer.echo(f"The page is http://localhost:{port}, until Ctrl-C.")
    with leaving("the page is closed"):
        app_server.serve(event, scale, port)


def _file_name(name: str) -> str:
    """A name that is safe as a folder's."""
    return re.sub(r"[^\w.-]+", "-", name).strip(".-") or "event"


def main() -> None:
    """Entry point of ``canvas-sim``."""
    app(prog_name="canvas-sim")
