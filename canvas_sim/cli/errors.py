"""How commands fail: mistakes are told in one line, and stopping leaves nothing behind."""

import inspect
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, get_args, get_type_hints

import typer
from typer.core import TyperGroup

from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest

UsageError: Any = typer.BadParameter.__base__  # wherever this version of typer has it from
STOPPED = 128  # plus the number of the signal, as shells count


class OneLineErrors(TyperGroup):
    """Commands whose foreseeable failures end in one line and the right exit code, never in a traceback."""

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Read what stands before the command."""
        try:
            return super().make_context(*args, **options)
        except UsageError as error:
            _fail_to_read(error)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            with _signals():
                return super().invoke(ctx)
        except BrokenPipeError:
            raise  # whoever read the output has left; typer ends quietly then, with exit code 1
        except KeyboardInterrupt as stop:
            number = stop.number if isinstance(stop, Stopped) else signal.SIGINT
            typer.echo(f"Stopped: {str(stop) or 'nothing was written'}.", err=True)
            raise typer.Exit(STOPPED + int(number)) from None
        except UsageError as error:
            _fail_to_read(error)
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


def _fail(message: str) -> NoReturn:
    """Say what was wrong, a line a mistake, and end with exit code 2."""
    for line in message.splitlines() or [""]:
        typer.echo(f"Error: {line}", err=True)
    raise typer.Exit(2)


def _fail_to_read(error: Any) -> NoReturn:
    """Say in one line what was typed wrongly, unless the error is the help for who typed nothing."""
    if type(error).__name__ == "NoArgsIsHelpError":
        raise error
    _fail(_misread(error))


def _misread(error: Any) -> str:
    """The line on a command, an option, a value or an argument that cannot be read."""
    command = error.ctx.command_path if error.ctx else "canvas-sim"
    unknown = re.match("No such command '(.*?)'", str(error.message))
    if unknown:
        return _unknown("command", unknown[1], list(error.ctx.command.commands))
    if hasattr(error, "possibilities"):
        options = [name for one in error.ctx.command.params for name in one.opts if name.startswith("--")]
        return _unknown("option", error.option_name, [*options, "--help"])
    name, wanted = _asked(error)
    if hasattr(error, "param_type"):
        return f"{name} is missing; see {command} --help"
    if wanted:
        return f"{name} must be {wanted}"
    return f"{error.format_message().rstrip('.')}; see {command} --help"


def _unknown(what: str, name: str, known: list[str]) -> str:
    """A name that nothing has, with the nearest that something has, or all."""
    near = nearest(name, known)
    return f"there is no {what} {name}; " + (f"did you mean {near}?" if near else f"there are {', '.join(known)}")


def _asked(error: Any) -> tuple[str, str]:
    """How people call the option or argument that an error is about, and which values it takes if these are numbers.

    Both are told from the command's own annotations, as typer's parameters are other ones in every version.
    """
    param = getattr(error, "param", None)
    if param is None:
        return "", ""
    hint = get_type_hints(inspect.unwrap(error.ctx.command.callback), include_extras=True)[param.name]
    kind, info = get_args(hint)
    name = next((one for one in param.opts if one.startswith("--")), info.metavar or param.name)
    noun = "a whole number" if kind in (int, int | None) else "a number" if kind is float else ""
    span = f" from {info.min:,} to {info.max:,}" if info.max is not None else f" of at least {info.min}"
    return name, noun and noun + (span if info.min is not None else "")
