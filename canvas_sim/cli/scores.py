"""Commands that say how real runs are, and make null models to compare them with. Work is imported only then."""

from pathlib import Path
from typing import Annotated

import typer

from canvas_sim.base.errors import UserError
from canvas_sim.cli.options import NewFolder, RunFolder, seed_option
from canvas_sim.cli.terminal import progress


def score_command(
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
    from canvas_sim.show import score_table

    if page is not None and not page.parent.is_dir():
        raise UserError(f"{page}: there is no folder {page.parent}")
    with progress("Scoring", "null models") as tell:
        found = score_table.score_folders(folders, against, nulls, tell)
    score_table.print_scores(found)
    if page is not None:
        from canvas_sim.show import score_page

        score_page.write_score_page(page, found.card, found.runs, found.nulls)
        typer.echo(f"The page is {page}.")


def null_command(
    folder: RunFolder,
    model: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="random, area, perimeter, width, loyalty, mean_field, users_shuffled or pixels_shuffled.",
        ),
    ],
    out: NewFolder,
    seed: Annotated[int, seed_option("other draws")] = 0,
    exponent: Annotated[float, typer.Option(help="Of the area, in the model area.")] = 1.0,
) -> None:
    """Make an event in which nobody has any idea, with the times and users of a run.

    It is a run folder like any other, to be scored beside the run: what it achieves as well, the run does not explain.
    """
    from canvas_sim.metrics.nulls import runs
    from canvas_sim.record.run import Run

    runs.make(runs.Case(Run.load(folder), model, seed, exponent=exponent), out)
    typer.echo(f"The canvas is {out / 'canvas.png'}.")
