"""The live app: an event in a browser, with play and step, and sliders for what people turn most.

``canvas-sim app`` starts it; Solara imports this module, and shows `Page`. The event that it begins with comes in the
environment, as Solara hands on no arguments.
"""

from __future__ import annotations

import io
import math
import os
from typing import Any

import solara
from mesa.visualization import Slider, SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from canvas_sim.agents.model import CanvasModel
from canvas_sim.agents.settings import field_of, value_of
from canvas_sim.record.images import thumbnail
from canvas_sim.scenario.fields import unit_of
from canvas_sim.scenario.files import presets
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Scenario

EVENT, SCALE = "CANVAS_SIM_EVENT", "CANVAS_SIM_SCALE"
SIDE = 640  # pixels
TURNED = ("cooldown", "founding", "noise", "reading", "yields", "alliances")
TIMES = 4  # how many times as large as it is at first a parameter without a natural end can be made
CURVES = {"not_white": "black", "same_neighbor": "tab:blue", "isolated": "tab:red", "damage": "tab:orange"}


class AppModel(CanvasModel):
    """An event as the app offers it: a preset or a file, and its size; what else is turned is as `CanvasModel` has it.

    Parameters
    ----------
    event : name of a preset, or path of a TOML file
    scale : share of its area
    seed, minutes : of one step, simulated
    """

    def __init__(
        self, event: str = "quickstart", scale: float = 0.1, seed: int = 0, *, minutes: int = 10, **kwargs: Any
    ) -> None:
        scenario = load(event, scale=scale)
        ticks = max(1, minutes * 60 // scenario.event.tick)
        super().__init__(scenario, seed, **kwargs, ticks=ticks, threads=1)  # numba's and Solara's threads do not mix


def sliders(event: str, scale: float) -> dict[str, Any]:
    """What can be turned, as it stands for an event at first."""
    now = load(event, scale=scale)
    names = list(dict.fromkeys([event, *presets()]))
    return {
        "event": {"type": "Select", "value": event, "values": names, "label": "Event"},
        "scale": Slider("Share of its area", scale, 0.01, 1.0, 0.01),
        "seed": Slider("Seed", 0, 0, 100, 1),
        "minutes": Slider("Minutes in a step", 10, 1, 60, 1),
        **{name: _slider(name, now) for name in TURNED},
    }


def _slider(name: str, now: Scenario) -> Any:
    """A slider over the range of a parameter, or as much of it as is of use; a box to tick for yes or no.

    It is called as `CanvasModel` calls it: a longer label would leave no room for the slider.
    """
    field, value = field_of(name), value_of(name, now)
    label = name.capitalize()
    if isinstance(value, bool):
        return {"type": "Checkbox", "value": value, "label": label}
    low, high = (next(getattr(one, end) for one in field.metadata if hasattr(one, end)) for end in ("ge", "le"))
    high = high if high <= 1 else min(high, TIMES * (value or field.default))
    step = 10.0 ** math.floor(math.log10(high / 100))
    return Slider(f"{label} ({unit_of(field)})", value, float(max(low, step) if low else low), float(high), step)


@solara.component
def CanvasView(model: AppModel):  # noqa: N802 (Solara's components are called as classes are)
    """The canvas as it is now, and the time."""
    update_counter.get()
    picture = io.BytesIO()
    thumbnail(model.canvas, palette_of(model.event), SIDE).save(picture, "PNG")
    clock = f"{model.hours:.1f} of {model.event.event.hours:g} h"
    solara.Text(f"{clock}: {model.placements:,} placements, {len(model.communities):,} communities")
    solara.Style("img { image-rendering: pixelated }")
    solara.Image(picture.getvalue())


@solara.component
def Page():  # noqa: N802
    """The whole page."""
    event, scale = os.environ.get(EVENT, "quickstart"), float(os.environ.get(SCALE, "0.1"))
    model = solara.use_memo(lambda: AppModel(event, scale), [])
    SolaraViz(
        model,
        components=[CanvasView, make_plot_component(CURVES)],
        model_params=sliders(event, scale),
        name=f"canvas_sim: {model.event.event.name}",
        play_interval=10,
    )
