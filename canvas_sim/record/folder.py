"""The run folder appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from canvas_sim.errors import UserError


@contextmanager
def new_folder(out: str | Path) -> Iterator[Path]:
    """Give a hidden folder to fill, which becomes `out` when the block ends well and disappears when it does not.

    Raises
    ------
    UserError
        `out` is taken, or cannot be made there; before any work is done.
    """
    out = Path(os.path.abspath(out))
    if os.path.lexists(out):
        raise UserError(f"{out} is taken; name a folder that does not exist yet")
    made: list[Path] = []
    partial = out.parent / f".{out.name}.partial-{os.getpid()}"
    try:
        _make(partial, made)
        yield partial
        _appear(partial, out)
    except BaseException:
        _remove(made)
        raise


def _make(partial: Path, made: list[Path]) -> None:
    """Make the folder and those above it that are missing, and note in `made` which these are."""
    missing = [partial] + [above for above in partial.parents if not above.exists()]
    for folder in reversed(missing):
        try:
            folder.mkdir()
        except OSError as error:
            raise UserError(f"cannot make a folder in {folder.parent}: {error.strerror}") from error
        made.append(folder)


def _appear(partial: Path, out: Path) -> None:
    """Give the finished folder its name."""
    try:
        if os.path.lexists(out):
            raise UserError(f"{out} was taken by somebody else in the meantime")
        partial.rename(out)
    except OSError as error:
        raise UserError(f"cannot give {out} its name: {error.strerror}") from error


def _remove(made: list[Path]) -> None:
    """Remove what was made: the folder with all that is in it, those above it if nothing else is there."""
    for folder in reversed(made):
        if folder is made[-1] and ".partial-" in folder.name:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            try:
                folder.rmdir()
            except OSError:
                return
