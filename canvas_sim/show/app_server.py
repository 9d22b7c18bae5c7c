"""Starting the live app: a process of Solara's that shows `canvas_sim.show.app`."""

import os
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from canvas_sim.base.errors import UserError

NEEDED = ("solara", "ipyvuetify", "altair")


def prepare_app() -> None:
    """See to it that the app can run, and compile what it runs.

    Raises
    ------
    UserError
        The extra ``app`` is not installed.
    """
    if not all(find_spec(name) for name in NEEDED):
        raise UserError(
            "the app needs Solara, which is not installed: pip install '.[app]' in the folder of this repository"
        )
    from canvas_sim.engine.warmup import warm

    warm()


def serve_app(event: str, scale: float, port: int) -> None:
    """Show an event until the process is stopped.

    Parameters
    ----------
    event : name of a preset, or path of a TOML file
    scale : share of its area
    port : where on this machine

    Raises
    ------
    UserError
        The port is taken, or Solara failed.
    """
    with socket.socket() as probe:
        if probe.connect_ex(("localhost", port)) == 0:
            raise UserError(f"port {port} is taken; name another with --port")
    page = Path(__file__).with_name("app.py")
    command = [sys.executable, "-m", "solara", "run", str(page), "--port", str(port), "--production", "--no-open"]
    environment = os.environ | {"CANVAS_SIM_EVENT": event, "CANVAS_SIM_SCALE": str(scale)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            code = server.wait()
        except BaseException:
            server.terminate()
            raise
    if code:
        raise UserError(f"Solara ended with exit code {code}; what it says stands above")
