"""The command line: which commands there are, in the order of the manual."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from canvas_sim.cli import files, pictures, runs, scores, studies
from canvas_sim.cli.errors import OneLineErrors

COMMANDS: dict[str, Callable[..., None]] = {
    "run": runs.run_command,
    "resume": runs.resume_command,
    "fork": runs.fork_command,
    "compare": pictures.compare_command,
    "score": scores.score_command,
    "presets": runs.presets_command,
    "show": runs.show_command,
    "designs": pictures.designs_command,
    "render": pictures.render_command,
    "report": pictures.report_command,
    "story": pictures.story_command,
    "explore": pictures.explore_command,
    "null": scores.null_command,
    "import": files.import_command,
    "export": files.export_command,
    "sweep": studies.sweep_command,
    "counterfactual": studies.counterfactual_command,
    "app": runs.app_command,
}


class Manual(OneLineErrors):
    """All commands, and what stands around them in their help, from ``manual.md``: before its rule, and behind."""

    def format_help(self, *how: Any) -> None:
        """Write the help."""
        text = Path(__file__).with_name("manual.md").read_text("utf-8")
        self.help, _, self.epilog = text.partition("---\n\n")
        super().format_help(*how)


app = typer.Typer(
    cls=Manual,
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
