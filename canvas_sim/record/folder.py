"""What is written appears whole or not at all: run folders, and files."""

import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from canvas_sim.base.errors import UserError
from canvas_sim.record.parquet import writing_to

PARTIAL = ".partial-"
FRESH = 60  # s; who makes a folder has held it long before it is so old


@contextmanager
def new_folder(out: str | Path) -> Iterator[Path]:
    """Give a hidden folder to fill, which becomes `out` when the block ends well and disappears when it does not.

    What a killed process left beside it is removed.

    Raises
    ------
    UserError
        `out` is taken, or cannot be made there; before any work is done.
    """
    out = Path(os.path.abspath(out))
    if os.path.lexists(out):
        raise UserError(f"{out} is taken; name a folder that does not exist yet")
    _sweep(out.parent)
    made: list[Path] = []
    held = None
    partial = out.parent / f".{out.name}{PARTIAL}{secrets.token_hex(4)}"
    try:
        _make(partial, made)
        held = _hold(partial)
        yield partial
        _appear(partial, out)
    except UserError as error:
        _remove(made)
        raise UserError(str(error).replace(str(partial), str(out))) from error
    except BaseException:
        _remove(made)
        raise
    finally:
        if held is not None:
            os.close(held)


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a hidden path to write to, which becomes `path` when the block ends well and disappears when it does not.

    Raises
    ------
    UserError
        `path` is a folder; the disk is full, or cannot be written.
    """
    if path.is_dir():
        raise UserError(f"{path} is a folder; name a file to write")
    special = path.exists() and not path.is_file()  # a device or a pipe, in whose place no file may be put
    partial = path if special else path.with_name(f"{PARTIAL}{secrets.token_hex(4)}.{path.name}")
    try:
        with writing_to(path):
            yield partial
            partial.replace(path)
    except BaseException:
        if not special:
            partial.unlink(missing_ok=True)
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


def _hold(folder: Path) -> int | None:
    """Lock a folder for as long as this process lives; None where it is held already, or locks are not known."""
    if os.name != "posix":
        return None
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


@contextmanager
def only_here(folder: Path) -> Iterator[None]:
    """Keep other processes out of a folder while the block runs.

    Raises
    ------
    UserError
        Another one is in it.
    """
    handle = _hold(folder)
    if handle is None and os.name == "posix":
        raise UserError(f"{folder} is used by another process; wait until that ends, or stop it")
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _sweep(parent: Path) -> None:
    """Remove the hidden folders of processes that are gone."""
    for folder in parent.glob(f".*{PARTIAL}????????"):
        with suppress(OSError):  # it is gone
            found = folder.lstat()
            old = stat.S_ISDIR(found.st_mode) and time.time() - found.st_mtime > FRESH
            if old and (held := _hold(folder)) is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(held)


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
        if folder is made[-1] and PARTIAL in folder.name:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            try:
                folder.rmdir()
            except OSError:
                return
