"""Progress bars for scripts of one's own: on a terminal a line, in a notebook a bar of the notebook, else nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Tell = Callable[..., None]


@contextmanager
def bar(doing: str = "Simulating") -> Iterator[Tell]:
    """A bar for what takes ``progress=``: ``with bar() as tell: run("quickstart", progress=tell)``.

    What it gives may be told (share done, placements so far), as `run` does, or a sweep's `Progress`.

    Parameters
    ----------
    doing : what stands before the bar
    """
    yield from _of_notebook(doing) if in_notebook() else _of_terminal(doing)


def in_notebook() -> bool:
    """Whether this is a Jupyter notebook."""
    try:
        shell = get_ipython()  # type: ignore[name-defined]
    except NameError:
        return False
    return type(shell).__name__ == "ZMQInteractiveShell"


def progress_of(*said: Any) -> tuple[float, str]:
    """Share done, and the rest in words."""
    if len(said) == 1:
        now = said[0]
        failed = f", {now.failed} failed" if now.failed else ""
        return now.share, f"{now.done} of {now.runs} runs{failed}"
    share, count = said
    return share, f"{count:,} placements"


def _of_notebook(doing: str) -> Iterator[Tell]:
    from IPython.display import HTML, display

    shown = display(HTML(_html(doing, 0, "")), display_id=True)

    def tell(*said: Any) -> None:
        shown.update(HTML(_html(doing, *progress_of(*said))))

    try:
        yield tell
    finally:
        shown.update(HTML(""))  # it is through, and need not be kept with the notebook


def _html(doing: str, share: float, rest: str) -> str:
    return f'{doing} <progress value="{share:.3f}"></progress> {share:.0%} {rest}'


def _of_terminal(doing: str) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rest]}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(doing, total=None, rest="")

        def tell(*said: Any) -> None:
            share, rest = progress_of(*said)
            shown.update(task, total=1.0, completed=share, rest=rest)

        yield tell
