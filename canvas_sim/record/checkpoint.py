"""A checkpoint: the state of something that runs, as a folder of Parquet files and JSON. No pickle, no code.

``checkpoint.json`` says who made it, of what and when, with a hash of each file; ``state.json`` has the plain values,
and `arrays` a Parquet file an array, its columns by their names. A column that set-up makes anew is left out: its hash
is kept, so that loading finds out if set-up makes another one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.state import State, Stored
from canvas_sim.base.times import HOUR, MINUTE, SECOND
from canvas_sim.record.about import SHAPE, sources, versions
from canvas_sim.record.folder import new_folder
from canvas_sim.record.parquet import arrow_array, writing_to
from canvas_sim.scenario.schema import Scenario
from canvas_sim.scenario.toml import to_toml

if TYPE_CHECKING:
    import pyarrow

FORMAT = 1
CHECKPOINTS = "checkpoints"  # the folder of a run that has those that it kept
THREADS = 2
MANIFEST, VALUES, EVENT, ARRAYS = "checkpoint.json", "state.json", "scenario.toml", "arrays"
Hashes = Mapping[str, str]


class Moment(NamedTuple):
    """Whose state it is, and when."""

    scenario: Scenario
    seed: int
    now: int  # ms since the start


class Checkpoint(NamedTuple):
    """A checkpoint that was found whole: where it is, what ``checkpoint.json`` says, its plain values and arrays."""

    folder: Path
    about: dict[str, Any]
    values: Any
    stored: dict[str, Stored]

    def arrays(self, made: Hashes) -> dict[str, Stored]:
        """Its arrays; `made` are hashes of what set-up made now.

        Raises
        ------
        UserError
            Set-up makes something else than it did when this was saved.
        """
        for column, known in self.about["made"].items():
            if made.get(column) != known:
                raise UserError(f"{self.folder} cannot go on: set-up makes another {column} than when it was saved")
        return self.stored


def column_hashes(name: str, array: np.ndarray) -> dict[str, str]:
    """A hash of each column of an array, by its name and the column's."""
    return {_full(name, column): _hash(_bytes(values)) for column, values in _columns(array).items()}


def write_checkpoint(folder: Path, moment: Moment, state: State, made: Hashes) -> None:
    """Write a checkpoint: whole, or not at all.

    Parameters
    ----------
    folder : does not exist yet
    moment : whose state it is
    state : of what runs
    made : hashes of columns as set-up made them (`column_hashes`); those that are still the same are left out

    Raises
    ------
    UserError
        `folder` is taken, the disk is full, or cannot be written.
    """
    with new_folder(folder) as partial, writing_to(folder), ThreadPoolExecutor(THREADS) as pool:
        (partial / ARRAYS).mkdir()
        jobs = [pool.submit(_write_array, partial, name, array, made) for name, array in state.arrays.items()]
        files = {
            EVENT: _write(partial / EVENT, to_toml(moment.scenario).encode()),
            VALUES: _write(partial / VALUES, json.dumps(state.values).encode()),
        }
        written = [job.result() for job in jobs]
        arrays = {name: said for name, (said, _, _) in zip(state.arrays, written, strict=True)}
        columns = {_full(name, one) for name, array in state.arrays.items() for one in _columns(array)}
        about = {
            "format": FORMAT,
            "made_by": made_by(),
            "scenario": scenario_hash(moment.scenario),
            "seed": moment.seed,
            "now": moment.now,
            "arrays": arrays,
            "made": _left_out(written) | {what: known for what, known in made.items() if what not in columns},
            "files": files | {name: known for _, _, file in written for name, known in file.items()},
        }
        _write(partial / MANIFEST, json.dumps(about | {"hash": _hash_of(about)}, indent=1).encode())


def open_checkpoint(folder: Path) -> Checkpoint:
    """Open a checkpoint that is whole and was made by what is installed.

    Raises
    ------
    UserError
        It is none, a file of it is missing or damaged, or it was made by other versions.
    """
    about = read_manifest(folder)
    files, listed = about["files"], about["arrays"]
    _whole_file(folder, EVENT, files)
    values = json.loads(_whole_file(folder, VALUES, files))
    with ThreadPoolExecutor(THREADS) as pool:
        stored = pool.map(lambda entry: _read_array(folder, entry, files), listed.values())
        return Checkpoint(folder, about, values, dict(zip(listed, stored, strict=True)))


def newest_before(folder: Path, moment: int) -> Checkpoint | None:
    """The newest whole checkpoint at `moment` (ms) or before."""
    for path in reversed(checkpoints_in(folder)):
        with suppress(UserError):
            if path.name <= moment_name(moment) and (saved := open_checkpoint(path)).about["now"] <= moment:
                return saved
    return None


def moment_name(now: int) -> str:
    """The name of a checkpoint at `now`, ms: 031h30m00s."""
    return f"{now // HOUR:03}h{now % HOUR // MINUTE:02}m{now % MINUTE // SECOND:02}s"


def checkpoints_in(folder: Path) -> list[Path]:
    """Checkpoints in the order of their times."""
    return sorted(folder.glob("*h*m*s"))


def read_manifest(folder: Path) -> dict[str, Any]:
    """What a checkpoint says of itself.

    Raises
    ------
    UserError
        It is none, or was made by other versions.
    """
    try:
        about = json.loads((folder / MANIFEST).read_text("utf-8"))
        known = about.pop("hash")
    except (OSError, ValueError, AttributeError, KeyError) as error:
        raise UserError(f"{folder} is no checkpoint: it has no readable {MANIFEST}") from error
    if known != _hash_of(about):
        raise UserError(f"{folder} is damaged: {MANIFEST} is not as it was written")
    if about["format"] != FORMAT:
        raise UserError(f"{folder} has format {about['format']}; this canvas_sim reads format {FORMAT}")
    check_maker(folder, about["made_by"])
    return about


def check_maker(folder: Path, maker: Mapping[str, str]) -> None:
    """Refuse what other versions made, as they may go on otherwise.

    Raises
    ------
    UserError
        Names the versions that differ.
    """
    here = made_by()
    differ = [name for name in here if maker.get(name) != here[name]]
    if differ:
        there, now = (", ".join(f"{name} {one.get(name)}" for name in differ) for one in (maker, here))
        raise UserError(f"{folder} was made with {there}; here is {now}; go on with what made it")


def made_by() -> dict[str, str]:
    """Versions of all that shapes a result, and a hash of our own sources."""
    return versions(*SHAPE) | {"sources": sources()}


def scenario_hash(scenario: Scenario) -> str:
    """A hash of every parameter."""
    return _hash(to_toml(scenario).encode())


def _left_out(written: Sequence[tuple[dict, dict, dict]]) -> dict[str, str]:
    return {column: known for _, same, _ in written for column, known in same.items()}


def _write_array(folder: Path, name: str, array: np.ndarray, made: Hashes) -> tuple[dict, dict, dict]:
    """Write one array: its entry, what was left out of it, and the hash of its file."""
    import pyarrow.parquet

    columns, same = _columns(array), {}
    for column in list(columns):
        full = _full(name, column)
        if full in made and _hash(_bytes(columns[column])) == made[full]:
            same[full] = made[full]
            del columns[column]
    kinds = {column: values.dtype.str for column, values in columns.items()}
    entry = {"file": _file(name), "shape": list(array.shape), "columns": kinds}
    if not columns:
        return entry, same, {}
    table = pyarrow.Table.from_arrays([_plain(values) for values in columns.values()], [_title(one) for one in columns])
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(
        table, sink, compression="zstd", compression_level=1, use_dictionary=False, write_statistics=False
    )
    file = f"{ARRAYS}/{entry['file']}"
    return entry, same, {file: _write(folder / file, sink.getvalue())}


def _whole_file(folder: Path, name: str, files: Hashes) -> bytes:
    """A file of a checkpoint, with the hash that it should have."""
    try:
        found = (folder / name).read_bytes()
    except OSError as error:
        raise UserError(f"{folder} is damaged: {name}: {error.strerror}") from error
    if _hash(found) != files[name]:
        raise UserError(f"{folder} is damaged: {name} is not as it was written")
    return found


def _read_array(folder: Path, entry: Mapping[str, Any], files: Hashes) -> Stored:
    import pyarrow.parquet

    shape = tuple(entry["shape"])
    if not entry["columns"]:
        return Stored(shape, {})
    data = pyarrow.BufferReader(_whole_file(folder, f"{ARRAYS}/{entry['file']}", files))
    table: pyarrow.Table = pyarrow.parquet.read_table(data)
    columns = {name: table.column(_title(name)).to_numpy() for name in entry["columns"]}
    return Stored(shape, {name: columns[name].astype(kind, copy=False) for name, kind in entry["columns"].items()})


def _plain(values: np.ndarray) -> pyarrow.Array:
    """Values in one row, truth as numbers."""
    row = np.ravel(values)
    return arrow_array(row.view(np.uint8) if row.dtype == bool else row)


def _title(column: str) -> str:
    """The name of a column in a file."""
    return column or "value"


def _file(name: str) -> str:
    """The name of an array's file: that of the array, or its hash where somebody has put odd signs into it."""
    return f"{name if re.fullmatch(r'[A-Za-z0-9_.]+', name) else _hash(name.encode())}.parquet"


def _columns(array: np.ndarray) -> dict[str, np.ndarray]:
    return {name: array[name] for name in array.dtype.names} if array.dtype.names else {"": array}


def _full(name: str, column: str) -> str:
    return f"{name}.{column}" if column else name


def _bytes(values: np.ndarray) -> memoryview | bytes:
    plain = np.ascontiguousarray(values)
    return plain.data.cast("B") if plain.size else b""


def _write(path: Path, data: Any) -> str:
    path.write_bytes(data)
    return _hash(data)


def _hash(data: Any) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _hash_of(about: Mapping[str, Any]) -> str:
    return _hash(json.dumps(about, sort_keys=True).encode())
