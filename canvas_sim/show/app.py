"""The live app: an event in a browser, with play and step, and sliders for what people turn most.

``canvas-sim app`` starts it; Solara imports this module, and shows `Page`. The event that it begins with comes in the
environment, as Solara hands on no arguments.
"""

from __future__ import annotations

import io
import os

import solara
from mesa.visualization import Slider, SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from canvas_sim.agents.model import CanvasModel
from canvas_sim.record.images import thumbnail
from canvas_sim.scenario.files import presets
from canvas_sim.scenario.loading import load
from canvas_sim.scenario.palettes import palette_of

EVENT, SCALE = "CANVAS_SIM_EVENT", "CANVAS_SIM_SCALE"
SIDE = 640  # pixels
CURVES = {"not_white": "black", "same_neighbor": "tab:blue", "isolated": "tab:red", "damage": "tab:orange"}


class Shown(CanvasModel):
    """An event as the app offers it: a preset or a file, and its size.

    Parameters
    ----------
    event : name of a preset, or path of a TOML file
    scale : share of its area
    seed, minutes : of one step, simulated
    cooldown, founding, noise, reading, yields, alliances : as `CanvasModel` has them
    """

    def __init__(  # noqa: PLR0913 (what sliders turn)
        self,
        event: str = "quickstart",
        scale: float = 0.1,
        seed: int = 0,
        *,
        minutes: int = 10,
        cooldown: float | None = None,
        founding: float | None = None,
        noise: float | None = None,
        reading: float | None = None,
        yields: float | None = None,
        alliances: bool | None = None,
    ) -> None:
        scenario = load(event, scale=scale)
        super().__init__(
            scenario,
            seed,
            cooldown=cooldown,
            founding=founding,
            noise=noise,
            reading=reading,
            yields=yields,
            alliances=alliances,
            ticks=max(1, minutes * 60 // scenario.event.tick),
            threads=1,  # threads of numba's and of Solara's do not mix
        )


def parameters(event: str, scale: float) -> dict:
    """The sliders, as they stand for an event at first."""
    now = load(event, scale=scale)
    names = list(dict.fromkeys([event, *presets()]))
    return {
        "event": {"type": "Select", "value": event, "values": names, "label": "Event"},
        "scale": Slider("Share of its area", scale, 0.01, 1.0, 0.01),
        "seed": Slider("Seed", 0, 0, 100, 1),
        "minutes": Slider("Minutes in a step", 10, 1, 60, 1),
        "cooldown": Slider("Cooldown, s", now.canvas.cooldown, 10.0, 1200.0, 10.0),
        "founding": Slider("Foundings per 1,000 turns", now.communities.founding, 0.0, 10.0, 0.1),
        "noise": Slider("Noise of loners at the start", now.loners.noise, 0.0, 1.0, 0.01),
        "reading": Slider("Turns that begin on a board", now.people.reading, 0.0, 1.0, 0.01),
        "yields": Slider("The older design yields", now.communities.yields, 0.0, 1.0, 0.01),
        "alliances": {"type": "Checkbox", "value": now.alliances.allowed, "label": "Alliances may form"},
    }


@solara.component
def Canvas(model: Shown):  # noqa: N802 (Solara's components are called as classes are)
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
    model = solara.use_memo(lambda: Shown(event, scale), [])
    SolaraViz(
        model,
        components=[Canvas, make_plot_component(CURVES)],
        model_params=parameters(event, scale),
        name=f"canvas_sim: {model.event.event.name}",
        play_interval=10,
    )
