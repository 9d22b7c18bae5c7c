"""What templates need: charts and pictures as text, names of blocks, code in sentences."""

from __future__ import annotations

import base64
import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup, escape

from canvas_sim.show.plots.style import figure_svg
from canvas_sim.show.report.blocks import Chart, Picture


def chart_svg(chart: Chart) -> str:
    """The figure of a chart as SVG."""
    return figure_svg(chart.figure, chart.name)


def data_address(picture: Picture) -> str:
    """A picture as a data address."""
    return f"data:image/{picture.kind};base64,{base64.b64encode(picture.data).decode()}"


def block_kind(block: object) -> str:
    """Which of the template's parts writes a block."""
    return type(block).__name__.lower()


@cache
def template(name: str) -> Template:
    """A template of the package; names end as what they make does."""
    loader = PackageLoader("canvas_sim.show.report")
    environment = Environment(
        loader=loader,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["code"] = with_code
    return environment.get_template(name)


def with_code(text: object) -> str:
    """Escaped text, in which what stands in backticks is code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))
