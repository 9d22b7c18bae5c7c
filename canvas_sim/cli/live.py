"""The command that shows an event live in a browser. Work is imported only then."""

from __future__ import annotations

from typing import Annotated

import typer

from canvas_sim.cli.errors import leaving
from canvas_sim.cli.options import EventName
from canvas_sim.cli.terminal import progress


def app_command(
    event: EventName = "quickstart",
    scale: Annotated[float, typer.Option(help="Show this share of its area, densities kept.")] = 0.1,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where on this machine the page is.")] = 8765,
) -> None:
    """Watch an event live in a browser, and turn its parameters (needs the extra: pip install '.[app]').

    It plays or steps; what the sliders say holds from the next reset on. Ctrl-C ends it.
    """
    from canvas_sim.scenario.loading import load

    load(event, scale=scale)
    with progress("Setting up (the first time, compiling)", ""):
        from canvas_sim.show import app_server

        app_server.prepare_app()
    typer.echo(f"The page is http://localhost:{port}, until Ctrl-C.")
    with leaving("the page is closed"):
        app_server.serve_app(event, scale, port)
