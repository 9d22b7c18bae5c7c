"""The folder of a sweep: a line for each run as soon as it is done, and in the end one table.

A line stands there whole or not at all: what a kill cut short is dropped when the sweep goes on.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas

from canvas_sim.base.errors import UserError
from canvas_sim.record.about import SHAPE, versions
from canvas_sim.record.folder import new_file
from canvas_sim.record.parquet import writing_to
from canvas_sim.study.runner import git_commit
from canvas_sim.study.sweep.plan import SweepPlan, Trial

TABLE, LINES, ABOUT = "table.parquet", "runs.jsonl", "sweep.json"
COLUMNS_AFTER = ("seconds", "digest", "error")


class Journal:
    """What is done of a sweep, on disk.

    Attributes
    ----------
    done : runs that are through, True where without an error
    """

    def __init__(self, folder: Path, plan: SweepPlan) -> None:
        self.folder, self._plan = folder, plan
        self.done: dict[Trial, bool] = {}
        self._file = (folder / LINES).open("ab", buffering=0)

    def begin(self) -> None:
        """Read what is done, and drop what was cut short.

        Raises
        ------
        UserError
            Another process works on this sweep.
        """
        self._hold()
        whole = 0
        for entry, end in _entries(self.folder):
            self.done[Trial(entry["arm"], entry["seed"])] = not entry["error"]
            whole = end
        self._file.truncate(whole)

    def _hold(self) -> None:
        """Keep others out for as long as this process lives, where the system knows how."""
        if os.name != "posix":
            return
        import fcntl

        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UserError(f"{self.folder} is being filled by another process") from None

    def add(self, run: Trial, row: dict[str, Any]) -> None:
        """Note one run.

        Raises
        ------
        UserError
            The disk is full, or cannot be written.
        """
        line = (json.dumps({"arm": run.arm, "seed": run.seed} | row) + "\n").encode()
        path = self.folder / LINES
        with writing_to(path):
            written = self._file.write(line)
            if written < len(line):
                self._file.write(line[written:])  # says what hinders it
            os.fsync(self._file.fileno())
        self.done[run] = not row["error"]

    def close(self) -> None:
        """Make the table of all that is done, and let go of the folder."""
        try:
            if self.done:
                with new_file(self.folder / TABLE) as partial:
                    run_table(self._plan, self.folder).to_parquet(partial, index=False)
        finally:
            self._file.close()


def run_table(plan: SweepPlan, folder: Path) -> pandas.DataFrame:
    """The rows of a sweep, tidy: factors, seed, measures, seconds, digest, error; in the order of the plan."""
    found = {Trial(entry["arm"], entry["seed"]): entry for entry, _ in _entries(folder)}
    wanted = [(run, found[run]) for run in plan.trials() if run in found]
    numbers = dict.fromkeys(name for _, entry in wanted for name in entry["numbers"])
    columns: dict[str, Any] = {name: [plan.arms[run.arm].values[name] for run, _ in wanted] for name in plan.factors}
    columns["seed"] = [run.seed for run, _ in wanted]
    for name in numbers:
        columns[name] = [entry["numbers"].get(name, float("nan")) for _, entry in wanted]
    columns |= {name: [entry[name] for _, entry in wanted] for name in COLUMNS_AFTER}
    columns = {name: [_cell(value) for value in values] for name, values in columns.items()}
    return pandas.DataFrame(columns).astype(dict.fromkeys(("digest", "error"), "str"))


def _cell(value: Any) -> Any:
    """A value that a column can hold; lists and tables as text."""
    return json.dumps(value) if isinstance(value, list | dict) else value


def _entries(folder: Path) -> Iterator[tuple[dict[str, Any], int]]:
    """Whole lines, each with the byte at which it ends."""
    end = 0
    with (folder / LINES).open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                return
            end += len(line)
            yield json.loads(line), end


@contextmanager
def open_journal(out: str | Path, plan: SweepPlan) -> Iterator[Journal]:
    """Open the folder of a sweep, made if it does not exist, and close it with a table of what is done.

    Raises
    ------
    UserError
        The folder is another sweep's, or none of a sweep; it was made by other rules; or it cannot be written.
    """
    folder = Path(out)
    about = _about(plan)
    if folder.exists():
        _compare(folder, about)
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        notes = Journal(folder, plan)
    with new_file(folder / ABOUT) as partial:
        partial.write_text(json.dumps(about, indent=2) + "\n", "utf-8")
    try:
        notes.begin()
        yield notes
    finally:
        notes.close()


def _about(plan: SweepPlan) -> dict[str, Any]:
    """What ``sweep.json`` says: which sweep this is, and what made it."""
    from canvas_sim.base.jit import fingerprint_of

    return {"fingerprint": plan.fingerprint, "rules": fingerprint_of()} | what_made(plan)


def what_made(plan: SweepPlan) -> dict[str, Any]:
    """The plan of a sweep, and the versions and sources that it is run with."""
    return {"plan": plan.as_given, "versions": versions(*SHAPE), "commit": git_commit()}


def _compare(folder: Path, about: dict[str, Any]) -> None:
    """Refuse a folder that holds something else."""
    try:
        there = json.loads((folder / ABOUT).read_text("utf-8"))
    except (OSError, ValueError):
        if folder.is_dir() and not any(folder.iterdir()):
            return
        raise UserError(f"{folder} is taken, and not by a sweep; name another folder with --out") from None
    if there.get("fingerprint") != about["fingerprint"]:
        raise UserError(f"{folder} holds another sweep (other scenario, factors or metrics); name another with --out")
    if there.get("rules") != about["rules"]:
        raise UserError(f"{folder} was begun with another version of the rules; name another folder with --out")
