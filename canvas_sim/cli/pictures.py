"""Commands that make pictures and reports of what was made. Work is imported only then."""

from pathlib import Path
from typing import Annotated

import typer

from canvas_sim.base.errors import UserError
from canvas_sim.cli.errors import leaving
from canvas_sim.cli.options import PictureFile, RunFolder, seed_option
from canvas_sim.cli.terminal import progress

SHOWN = 400  # designs in a picture of them


def compare_command(
    a: Annotated[Path, typer.Argument(metavar="A", help="A run folder.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Another.")],
    out: PictureFile = Path("compare.png"),
) -> None:
    """Put two runs side by side: canvases, difference and measures."""
    from rich.console import Console

    from canvas_sim.record.run import Run
    from canvas_sim.show import pictures

    first, second = Run.load(a), Run.load(b)
    with progress("Comparing", "measures") as tell:
        pairs = pictures.compare_runs(first, second, out, tell)
    Console().print(pictures.comparison_table([pictures.run_title(first), pictures.run_title(second)], pairs))
    typer.echo(f"The picture is {out}.")


def designs_command(
    seed: Annotated[int, seed_option("other designs")] = 0,
    out: PictureFile = Path("designs.png"),
) -> None:
    """Make a picture of built-in designs: flags, words, hearts, creatures and more."""
    from canvas_sim.designs import artist
    from canvas_sim.record.images import write_png
    from canvas_sim.scenario.palettes import color_names, palettes

    if out.suffix.lower() != ".png":
        raise UserError(f"{out} is no name of a picture; it must end in .png")
    palette = palettes()["2017"]
    sketches = []
    with progress("Drawing", "designs") as tell:
        for number in range(SHOWN):
            sketches.append(artist.sketch(seed, number, palette, largest=20_000))
            tell(len(sketches) / SHOWN, len(sketches))
    write_png(out, artist.mosaic(sketches, background=color_names()["2017"]["light_gray"], gap=3), palette)
    typer.echo(f"The picture is {out}.")


def explore_command(
    folder: RunFolder,
    twin: Annotated[
        Path | None, typer.Argument(metavar="OTHER", help="Another run of the same canvas.", show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="File to write.", show_default=False)] = None,
) -> None:
    """Make a page to look around in a run: any time, any pixel, and why; one HTML file that needs no server."""
    from canvas_sim.show.viewer.page import write_explorer

    typer.echo(f"The explorer is {write_explorer(folder, out, twin)}; open it in a browser.")


def render_command(
    folder: RunFolder,
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


def report_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Of a run, a sweep or an experiment.")],
) -> None:
    """Write the report of a folder: what happened, in words, figures and pictures, as HTML and Markdown."""
    from canvas_sim.show.report import make

    typer.echo(f"The report is {make.report(folder)}.")


def story_command(
    folder: RunFolder,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder to write into.", show_default=False)] = None,
) -> None:
    """Tell four moments of a run, pixel by pixel: a call, a war, a treaty and a betrayal, as HTML and Markdown."""
    from canvas_sim.show.story.page import write_story

    typer.echo(f"The story is {write_story(folder, out)}.")
