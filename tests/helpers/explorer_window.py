"""The explorer's page in a real browser: opened from a file, with all that goes wrong in it written down."""

from __future__ import annotations

import base64
import io
import shutil
from functools import cache

import numpy as np
from PIL import Image

import canvas_sim
from canvas_sim.scenario.loading import load
from canvas_sim.show.viewer.page import page_parts

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
NAMES = """
[...document.querySelectorAll("button, input, select, [role=img], [role=application]")]
  .filter((element) => element.checkVisibility())
  .map((one) => one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent.trim())
"""
WIDE, PHONE = (1100, 700), (360, 740)


@cache
def quickstart():
    return canvas_sim.run(load("quickstart", ["event.hours=20"], scale=0.1), 7)


@cache
def unread():
    return canvas_sim.run(load("quickstart", ["event.hours=20", "people.reading=0"], scale=0.1), 7)


class Window:
    """A page that is opened from a file, with all that went wrong in it."""

    def __init__(self, page, file, run, twin=None):
        self.page, self.run, self.wrong = page, run, []
        file.write_text("".join(page_parts(run, twin)), "utf-8")
        self.address = file.as_uri()
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: request.url.startswith("file:") or self.wrong.append(request.url))

    def open(self, view=""):
        self.page.goto("about:blank")
        self.page.goto(self.address + view)
        self.page.evaluate("explorer.ready.then(() => 1)")
        return self

    def ask(self, script, argument=None):
        return self.page.evaluate(script, argument)

    def canvas(self):
        """What is shown, palette indices."""
        letters = self.ask("btoa(String.fromCharCode(...explorer.canvas()))")
        return np.frombuffer(base64.b64decode(letters), np.uint8).reshape(self.run.shape)

    def canvases(self, times):
        """What the slider shows, moved to one time after another."""
        jump = "(explorer.jump(ms), btoa(String.fromCharCode(...explorer.canvas())))"
        letters = self.ask(f"(times) => times.map((ms) => {jump})", times)
        return [np.frombuffer(base64.b64decode(one), np.uint8).reshape(self.run.shape) for one in letters]

    def text(self, selector=".panel"):
        return self.page.inner_text(selector)

    def until(self, script):
        """Wait until something is so, half a minute at most; the page forbids what the driver has for that."""
        wait = "await new Promise((resolve) => setTimeout(resolve, 50))"
        self.ask(f"(async () => {{ for (let i = 0; i < 600 && !({script}); i++) {wait} }})()")
        assert self.ask(f"!!({script})"), script

    def drawn(self, zoom=1.0):
        """What is painted on the screen, a color for each pixel of the canvas: [y, x, rgb]; all of it is in sight."""
        self.ask("explorer.refresh(), explorer.view.fit()")
        self.ask("(zoom) => { explorer.zoom(zoom); explorer.draw(); }", zoom)
        address = self.ask("explorer.parts.canvas.toDataURL()")
        image = np.array(Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))).convert("RGB"))
        (left, top), scale = self.ask("[explorer.view.origin, explorer.view.zoom]")
        height, width = self.run.shape
        spots = [(np.arange(size) + 0.5 - first) * scale for size, first in ((height, top), (width, left))]
        return image[np.ix_(*(spot.astype(int) for spot in spots))]


def last_rows(run, ms):
    """Number of the placement that each pixel shows, -1 for none, where nothing was painted from outside."""
    events = run.events
    last = np.full(run.shape, -1)
    for row, (x, y) in enumerate(zip(events["x"][events["ts"] <= ms], events["y"][events["ts"] <= ms], strict=True)):
        last[y, x] = row
    return last
