"""The command line: which commands there are, in the order of the manual."""

from collections.abc import Callable

import typer

from canvas_sim.cli import files, pictures, runs, scores, studies
from canvas_sim.cli.errors import OneLineErrors

MANUAL = """Simulate r/place: thousands of people draw on one shared canvas, a pixel every five minutes.

An event is a preset or a TOML file; `canvas-sim show quickstart` writes out all parameters of one, with meaning,
unit and range. A run makes a folder with the canvas, a timelapse and the log of every placement. The same event and
the same seed give the same bytes on any number of threads.
"""
EXAMPLES = """**Examples**

- `canvas-sim run` simulates the preset quickstart, into runs/quickstart-0

- `canvas-sim run rplace-2017 --scale 0.1 --seed 7` simulates a tenth of the first r/place

- `canvas-sim run raid --set interventions.0.users=3000 --out runs/more` simulates a larger raid

- `canvas-sim compare runs/raid-0 runs/more` shows what difference that made

- `canvas-sim show raid > my.toml` and `canvas-sim run my.toml` make an event of your own

Exit codes: 0 done, 2 a mistake in what was asked (one line says which), 130 stopped by Ctrl-C, 143 by
a request to end (SIGTERM).
"""

COMMANDS: dict[str, Callable[..., None]] = {
    "run": runs.run_command,
    "compare": pictures.compare_command,
    "score": scores.score_command,
    "presets": runs.presets_command,
    "show": runs.show_command,
    "designs": pictures.designs_command,
    "render": pictures.render_command,
    "report": pictures.report_command,
    "null": scores.null_command,
    "import": files.import_command,
    "export": files.export_command,
    "sweep": studies.sweep_command,
    "counterfactual": studies.counterfactual_command,
    "app": runs.app_command,
}

app = typer.Typer(
    cls=OneLineErrors,
    help=MANUAL,
    epilog=EXAMPLES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
for name, command in COMMANDS.items():
    app.command(name)(command)


def main() -> None:
    """Entry point of ``canvas-sim``."""
    app(prog_name="canvas-sim")
