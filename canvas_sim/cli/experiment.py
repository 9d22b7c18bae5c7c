"""What an experiment's script does: run it, judge it, write its report and its finding."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from canvas_sim.base.progress import bar
from canvas_sim.cli.errors import OneLineErrors
from canvas_sim.record.folder import new_file
from canvas_sim.study.effects import ENOUGH
from canvas_sim.study.experiment.experiment import Experiment

FINDING = "## Finding"


def experiment_command(experiment: Experiment) -> None:
    """Entry point of ``experiments/NAME/run.py``."""
    app = typer.Typer(cls=OneLineErrors, add_completion=False, pretty_exceptions_enable=False)

    @app.callback(invoke_without_command=True)
    def run(
        quick: Annotated[bool, typer.Option("--quick", help="Two seeds, small: fills every figure.")] = False,
        out: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of results.", show_default=False)] = None,
        workers: Annotated[int | None, typer.Option(min=1, help="Processes; as many as cores unless told.")] = None,
        dask: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler to run on.")] = None,
    ) -> None:
        folder = out or experiment.folder / ("quick" if quick else "results")
        results = conduct(experiment, folder, quick=quick, workers=workers, dask=dask)
        for line in verdict_lines(results):
            typer.echo(line)
        typer.echo(f"The report is {folder / 'report' / 'report.html'}.")

    app(prog_name=f"experiments/{experiment.folder.name}/run.py")


def conduct(experiment: Experiment, out: Path, **how: Any) -> dict[str, Any]:
    """Run what is left of an experiment, judge it and write its report; a full one also its finding into the README.

    Returns
    -------
    dict
        What ``experiment.json`` says.
    """
    from canvas_sim.show.report.make import report
    from canvas_sim.study.experiment.running import run_experiment

    with bar(experiment.folder.name) as tell:
        results = run_experiment(experiment, out, progress=tell, **how)
    report(out)
    if enough_seeds(results) and out.parent == experiment.folder:
        _write_finding(experiment, verdict_lines(results), out)
    return results


def enough_seeds(results: dict[str, Any]) -> bool:
    """Whether there are seeds enough to judge."""
    return not results["quick"] and len(results["seeds"]) >= ENOUGH


def verdict_lines(results: dict[str, Any]) -> list[str]:
    """A line for each expectation: right or wrong, and why."""
    if not enough_seeds(results):
        return [f"illustration, {len(results['seeds'])} pairs: {len(results['verdicts'])} expectations, none is judged"]
    return [
        f"{name} {'right' if verdict['right'] else 'wrong'}: {verdict['evidence']}"
        for name, verdict in results["verdicts"].items()
    ]


def _write_finding(experiment: Experiment, found: list[str], out: Path) -> None:
    """Put the finding at the end of the README, in the place of an older one."""
    path = experiment.folder / "README.md"
    text = path.read_text("utf-8").partition(f"\n{FINDING}")[0].rstrip()
    told = "\n".join("- " + re.sub(r"^(E\d+) (right|wrong)", r"**\1 \2**", line) for line in found)
    link = f"The whole report: [{out.name}/report/report.md]({out.name}/report/report.md)."
    with new_file(path) as partial:
        partial.write_text(f"{text}\n\n{FINDING}\n\n{told}\n\n{link}\n", "utf-8")
