"""Options and arguments that several commands share, each with its one help text."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer

LARGEST_SEED = 2**32 - 1

EventName = Annotated[str, typer.Argument(metavar="PRESET|FILE.toml", help="A preset's name, or a file.")]
RunFolder = Annotated[Path, typer.Argument(metavar="DIR", help="A run folder.")]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a parameter: activity.users=5000. May be repeated."),
]
NewFolder = Annotated[Path, typer.Option(metavar="DIR", help="Folder to make.")]
PictureFile = Annotated[Path, typer.Option(metavar="FILE", help="Picture to write.")]
FileFormat = Annotated[
    str, typer.Option("--format", metavar="NAME", help="2017, 2022, 2023, diff, bitmap, npz or png.")
]
ResultsFolder = Annotated[Path, typer.Option(metavar="DIR", help="Folder of results; one that is not done goes on.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes to use; as many as cores unless told.")]


def seed_option(what: str) -> Any:
    """The option --seed, with what another seed gives."""
    return typer.Option(min=0, max=LARGEST_SEED, help=f"Another seed, {what}.")


def safe_name(text: str) -> str:
    """A text as it can be the name of a folder."""
    return re.sub(r"[^\w.-]+", "-", text).strip(".-")
