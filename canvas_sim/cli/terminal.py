"""Progress of commands that take long, on standard error: on a terminal a bar, else a line every ten seconds."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import typer
from rich import progress as rich_progress
from rich.console import Console

Tell = Callable[[float, int], None]
BEFORE_LINES, BETWEEN_LINES = 3.0, 10.0  # s


def print_figures(figures: Mapping[str, str]) -> None:
    """Print a run in numbers, a line each."""
    for name, value in figures.items():
        typer.echo(f"{name:15}{value}")


@contextmanager
def progress(doing: str, unit: str, first: str | None = None) -> Iterator[Tell]:
    """A bar on the terminal with rate and time left, to be told (share done, how many so far).

    Parameters
    ----------
    doing : what is done, such as "Simulating"
    unit : what is counted, such as "placements"
    first : what is done before anything is told; as `doing` if None
    """
    said = rich_progress.TextColumn("{task.fields[said]}")
    with _bar(rich_progress.TaskProgressColumn(), said, rich_progress.TimeRemainingColumn()) as bar:
        task = bar.add_task(first or doing, total=None, said="")
        started: list[float] = [] if first else [bar.get_time()]

        def tell(share: float, count: int) -> None:
            started[:1] = started[:1] or [bar.get_time()]
            rate = count / max(bar.get_time() - started[0], 0.1)
            text = f"{count:,} {unit}, {rate:,.{1 if rate < 10 else 0}f} a second"
            bar.update(task, description=doing, total=1.0, completed=share, said=text)

        yield tell


@contextmanager
def study_progress() -> Iterator[Callable[[float, str, str], None]]:
    """A bar on the terminal, to be told the share that is done, what that is, and what is left."""
    with _bar(rich_progress.TextColumn("{task.fields[said]}"), rich_progress.TimeElapsedColumn()) as bar:
        task = bar.add_task("Setting up (the first time, compiling)", total=None, said="")

        def tell(share: float, done: str, rest: str) -> None:
            bar.update(task, description=done, total=1.0, completed=share, said=rest)

        yield tell


@contextmanager
def _bar(*columns: rich_progress.ProgressColumn) -> Iterator[rich_progress.Progress]:
    """A bar with what is done before it, and some columns behind it."""
    console = Console(stderr=True)
    before = (rich_progress.TextColumn("{task.description}"), rich_progress.BarColumn())
    shown = console.is_terminal
    with rich_progress.Progress(*before, *columns, console=console, transient=True, disable=not shown) as bar:
        if shown:
            yield bar
            return
        through = threading.Event()
        thread = threading.Thread(target=_write_lines, args=(bar, console, through), daemon=True)
        thread.start()
        try:
            yield bar
        finally:
            through.set()
            thread.join()


def _write_lines(bar: rich_progress.Progress, console: Console, through: threading.Event) -> None:
    """Where no bar can be drawn, such as in a file: now and then a line on what is done, until it is through."""
    wait = BEFORE_LINES
    while not through.wait(wait):
        wait = BETWEEN_LINES
        for task in bar.tasks:
            share = f"{task.percentage:.0f} %" if task.total else ""
            left = f"{task.time_remaining:.0f} s left" if task.time_remaining else ""
            since = "" if task.total else f"{task.elapsed or 0:.0f} s"
            said = ", ".join(filter(None, (since, share, task.fields["said"], left)))
            console.print(f"{task.description}: {said}", highlight=False)
