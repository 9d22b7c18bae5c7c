"""Commands that read and write real events' files. Work is imported only then."""

from pathlib import Path
from typing import Annotated

import typer

from canvas_sim.cli.options import FileFormat, NewFolder, RunFolder
from canvas_sim.cli.terminal import print_figures, progress


def import_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="All files of the event, in any order.")],
    form: FileFormat,
    out: NewFolder,
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
    print_figures(done.figures())
    if done.info["counts"]["rejected"]:
        typer.echo(f"\nRows that make no sense are listed in {out / 'rejects.csv'}.")


def export_command(
    folder: RunFolder,
    form: FileFormat,
    out: Annotated[Path, typer.Option(metavar="FILE|DIR", help="File to make (.gz packs it); a folder of snapshots.")],
    every: Annotated[str, typer.Option(metavar="TIME", help="Time between two snapshots.")] = "30min",
) -> None:
    """Write a run in the format of a real event's files, so that whatever reads those reads it, too."""
    from canvas_sim.base.times import milliseconds
    from canvas_sim.formats.exporting import export

    with progress("Exporting", "rows", first="Setting up (the first time, compiling)") as tell:
        export(folder, form, out, every=milliseconds(every), progress=tell)
    typer.echo(f"Written: {out}.")
