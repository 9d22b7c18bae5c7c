"""How commands behave: mistakes are told in one line, stopping leaves nothing behind, long work shows how far it is."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from canvas_sim.errors import UserError

Tell = Callable[[float, int], None]
STOPPED = 128  # plus the number of the signal, as shells count


class Mannerly(TyperGroup):
    """Commands whose foreseeable failures end in one line and the right exit code, never in a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            with _signals():
                return super().invoke(ctx)
        except BrokenPipeError:
            raise  # whoever read the output has left; typer ends quietly then, with exit code 1
        except KeyboardInterrupt as stop:
            number, left = _stopped_by(stop)
            typer.echo(f"Stopped: {left}.", err=True)
            raise typer.Exit(STOPPED + number) from None
        except UserError as error:
            _fail(str(error))
        except OSError as error:
            _fail(f"{error.filename or 'input or output'}: {error.strerror or error}")


class Stopped(KeyboardInterrupt):
    """Another signal than Ctrl-C's asked the program to end; everything is cleared away as after Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


@contextmanager
def leaving(what: str) -> Iterator[None]:
    """Say that, when Ctrl-C ends the block, `what` stays: "the pictures that were finished are in runs/a/render"."""
    try:
        yield
    except KeyboardInterrupt as stop:
        stop.args = (what,)
        raise


@contextmanager
def progress(doing: str, unit: str, first: str | None = None) -> Iterator[Tell]:
    """A bar on the terminal with rate and time left, to be told (share done, how many so far).

    Parameters
    ----------
    doing : what is done, such as "Simulating"
    unit : what is counted, such as "placements"
    first : what is done before anything is told; as `doing` if None
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rate]}"))
    bar = Progress(*columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal)
    with bar:
        task = bar.add_task(first or doing, total=None, rate="")
        started: list[float] = [] if first else [bar.get_time()]

        def tell(share: float, count: int) -> None:
            started[:1] = started[:1] or [bar.get_time()]
            rate = count / max(bar.get_time() - started[0], 0.1)
            text = f"{count:,} {unit}, {rate:,.{1 if rate < 10 else 0}f} a second"
            bar.update(task, description=doing, total=1.0, completed=share, rate=text)

        yield tell


@contextmanager
def _signals() -> Iterator[None]:
    """Let the end of a session, and a request to end, stop a command as Ctrl-C does."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    heeded = [name for name in names if before[name] is signal.SIG_DFL]  # `nohup` and callers may want otherwise
    for name in heeded:
        signal.signal(getattr(signal, name), _stop)
    try:
        yield
    finally:
        for name in heeded:
            signal.signal(getattr(signal, name), before[name])


def _stop(number: int, _frame: Any) -> NoReturn:
    raise Stopped(number)


def _stopped_by(stop: KeyboardInterrupt) -> tuple[int, str]:
    """The number of the signal, and what is left behind."""
    number = stop.number if isinstance(stop, Stopped) else signal.SIGINT
    return int(number), str(stop) or "nothing was written"


def _fail(message: str) -> NoReturn:
    """Say what was wrong, a line a mistake, and end with exit code 2."""
    for line in message.splitlines() or [""]:
        typer.echo(f"Error: {line}", err=True)
    raise typer.Exit(2)
