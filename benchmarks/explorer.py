"""How large the explorer of a run is, and how fast: ``python benchmarks/explorer.py runs/rplace-2017-0``.

Makes the page, opens it from disk in headless Chromium with software rendering, and holds 200 jumps of its slider
against replay. Needs playwright (extra `dev`) and a `chromium` on the path.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from canvas_sim.record.replay import Replay
from canvas_sim.record.run import Run
from canvas_sim.show.viewer.page import write_explorer
from canvas_sim.show.viewer.placements import COLUMNS

FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
JUMPS = 200
READY = """
(async () => {
  while (!window.explorer) await new Promise((resolve) => setTimeout(resolve, 20));
  await explorer.ready;
})()
"""
SUM = """
async (ms) => {
  const { gl } = explorer.painter;
  const drawn = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
  drawn();
  const begun = performance.now();
  explorer.jump(ms);
  explorer.refresh();
  drawn();
  const took = performance.now() - begun;
  const canvas = explorer.canvas();
  let sum = 0;
  for (let i = 0; i < canvas.length; i++) sum = (sum + Math.imul(canvas[i] + 1, Math.imul(i, 2654435761) + 12345)) | 0;
  return [sum >>> 0, took];
}
"""
HISTORY = """
([x, y]) => {
  const begun = performance.now();
  explorer.openPixel(x, y);
  return performance.now() - begun;
}
"""


def checksum(canvas: np.ndarray) -> int:
    """A number that differs if two canvases do, the same as in `SUM`."""
    places = np.arange(canvas.size, dtype=np.uint32) * np.uint32(2654435761) + np.uint32(12345)
    return int(((canvas.ravel().astype(np.uint32) + 1) * places).sum(dtype=np.uint32))


def make(folder: Path, page: Path) -> None:
    """Make the page, and say how large it is and how long that took."""
    run = Run.load(folder)
    begun, used = time.perf_counter(), time.process_time()
    for _ in run.chunks(*COLUMNS):
        pass
    reading, read = time.perf_counter() - begun, time.process_time() - used
    begun, used = time.perf_counter(), time.process_time()
    write_explorer(folder, page)
    made, work = time.perf_counter() - begun - reading, time.process_time() - used - read
    size, placements = page.stat().st_size, run.info["counts"]["placements"]
    print(f"{size / 1e6:.1f} MB, {size / placements:.2f} bytes a placement of {placements:,}")
    print(f"made in {made:.1f} s beyond reading ({work:.1f} s of the processor)")


def jumps(page: Page, run: Run) -> None:
    """Hold jumps against replay."""
    replay, canvases = Replay(run), {}
    for ms in sorted(np.random.default_rng(1).integers(0, run.end, JUMPS).tolist()):
        replay.play(ms)
        canvases[ms] = checksum(replay.canvas)
    seen = {ms: page.evaluate(SUM, ms) for ms in np.random.default_rng(2).permutation(list(canvases)).tolist()}
    equal = sum(seen[ms][0] == canvases[ms] for ms in canvases)
    took = [took for _, took in seen.values()]
    print(f"jumps: {equal} of {len(canvases)} equal to replay; until drawn, median {np.median(took):.0f} ms, ", end="")
    print(f"95th percentile {np.percentile(took, 95):.0f} ms")


def browse(path: Path, run: Run) -> None:
    """Open the page, and say how fast it is."""
    height, width = run.shape
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text))
        page.on("request", lambda request: request.url.startswith("file:") or wrong.append(request.url))
        page.goto(path.as_uri(), wait_until="commit")
        page.evaluate(READY)
        first, ready = page.evaluate("[explorer.firstPaint, performance.now()]")
        print(f"first paint after {first / 1000:.2f} s, all unpacked after {ready / 1000:.1f} s")
        jumps(page, run)
        spots = np.random.default_rng(3).integers(0, (width, height), (100, 2)).tolist()
        took = [page.evaluate(HISTORY, spot) for spot in spots]
        print(f"history of a pixel: median {np.median(took):.0f} ms, 95th percentile {np.percentile(took, 95):.0f} ms")
        print(f"console messages and requests: {len(wrong)}")
        browser.close()


def main() -> None:
    """Measure the run that is named."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "explore.html"
        make(folder, page)
        browse(page, Run.load(folder))


if __name__ == "__main__":
    main()
