"""Files with scenarios: the built-in ones, which nothing else lists, and others."""

import tomllib
from pathlib import Path
from typing import Any

from canvas_sim.base.errors import UserError


def presets() -> dict[str, Path]:
    """The built-in scenarios: name to TOML file, in order of their names. A file in the folder ``presets`` is one."""
    return {path.stem: path for path in sorted(Path(__file__).with_name("presets").glob("*.toml"))}


def raw_values(path: Path) -> dict[str, Any]:
    """What a file says, not checked; an event without a name has that of its file.

    Raises
    ------
    UserError
        It cannot be read, is not TOML, or is empty.
    """
    values = _toml(path)
    if not values:
        raise UserError(f"{path} is empty; canvas-sim show quickstart writes out a whole event")
    event = values.setdefault("event", {})
    if isinstance(event, dict):
        event.setdefault("name", path.stem)
    return values


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # as editors on Windows write it
    except FileNotFoundError:
        raise UserError(f"there is no file {path}") from None
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UserError(f"{path} is not TOML: it is not UTF-8 text") from None
    except (ValueError, RecursionError) as error:  # what is no TOML, and numbers with thousands of digits
        raise UserError(f"{path} is not TOML: {error}") from None
