"""Functions of people's own by name: "package.module:function", or "file.py:function" with a file of Python."""

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from canvas_sim.base.errors import UserError


def located(name: str, folder: Path) -> str:
    """A name with the whole path of its file, which is meant from `folder`; as it is if it names no file."""
    place, _, function = name.rpartition(":")
    return f"{(folder / place).resolve()}:{function}" if _is_file(place) else name


def short(name: str) -> str:
    """A name with its file's name only, wherever that is."""
    place, _, function = name.rpartition(":")
    return f"{Path(place).name}:{function}" if _is_file(place) else name


def contents(names: Iterable[str]) -> list[str]:
    """Hashes of the files that are named, in order of their names."""
    places = {name.rpartition(":")[0] for name in names}
    files = sorted((Path(place) for place in places if _is_file(place)), key=lambda path: path.name)
    return [hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() for path in files]


def function_at(name: str) -> Callable[..., Any]:
    """The function of that name.

    Raises
    ------
    UserError
        There is none, or what it stands in cannot be imported.
    """
    place, _, function = name.rpartition(":")
    try:
        found = getattr(module_at(Path(place)) if _is_file(place) else import_module(place), function)
    except UserError:
        raise
    except Exception as error:
        raise UserError(f"there is no function {name!r}: {error_line(error)}") from None
    if not callable(found):
        raise UserError(f"there is no function {name!r}: it is something else")
    return found


def module_at(path: Path) -> ModuleType:
    """What stands in a file of Python; it is run once in a process, and once more after a change.

    Raises
    ------
    UserError
        There is no such file, or it fails.
    """
    if not path.is_file():
        raise UserError(f"there is no file {path}")
    which = str(path.resolve()).encode() + path.read_bytes()
    name = f"{path.stem}_{hashlib.blake2b(which, digest_size=8).hexdigest()}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise UserError(f"{path} cannot be imported: {error_line(error)}") from error
    return module


def _is_file(place: str) -> bool:
    """Whether a name's place is a file of Python, and no module."""
    return place.endswith(".py")


def error_line(error: Exception) -> str:
    """An error in a line: its kind, and the first line of what it says."""
    return f"{type(error).__name__}: {error}".splitlines()[0]
