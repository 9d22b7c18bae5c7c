"""The live app: what its sliders turn, and what keeps it from starting."""

import inspect
import socket

import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.show import app_server


def test_without_solara_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(app_server, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"pip install '\.\[app\]' in the folder of this repository"):
        app_server.prepare_app()


def test_a_taken_port_is_named():
    with socket.create_server(("localhost", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(UserError, match=f"port {port} is taken; name another with --port"):
            app_server.serve_app("quickstart", 0.1, port)


def test_a_server_that_fails_is_said(monkeypatch):
    monkeypatch.setattr(app_server.sys, "executable", "/bin/false")
    with pytest.raises(UserError, match="Solara ended with exit code 1"):
        app_server.serve_app("quickstart", 0.1, 65_432)


def test_sliders_are_parameters_and_a_step_is_as_long_as_asked():
    pytest.importorskip("solara")
    from canvas_sim.show.app import TURNED, AppModel, sliders

    shown = sliders("raid", 0.05)
    assert shown["cooldown"].label == "Cooldown (s)"
    assert all(len(one.label) < 30 for one in shown.values() if not isinstance(one, dict))  # else no room is left
    assert list(shown) == [*list(inspect.signature(AppModel).parameters)[:-1], *TURNED]
    start = {name: one["value"] if isinstance(one, dict) else one.value for name, one in shown.items()}
    model = AppModel(**start | {"minutes": 20})
    assert model.event.event.name == "raid"
    model.step()
    assert model.hours == pytest.approx(1 / 3)
    assert AppModel(**start | {"cooldown": 77.0}).event.canvas.cooldown == 77
