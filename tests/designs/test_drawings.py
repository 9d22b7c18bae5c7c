"""Pictures of the artist, pinned: a sheet to look at, compared pixel by pixel, and digests of many more.

``python tests/designs/test_drawings.py`` draws the sheet and the digests anew; they change only with results.
"""

import hashlib
import tomllib
from pathlib import Path

import numpy as np
from PIL import Image

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import all_kinds, mosaic, plan, sketch
from canvas_sim.designs.artist.data import tables
from canvas_sim.designs.artist.draw import flags, lettering, phrases, shapes, sprites
from canvas_sim.designs.artist.painters import hearts
from canvas_sim.scenario.palettes import palettes

HERE = Path(__file__).parent
SHEET, DIGESTS = HERE / "contact_sheet.png", HERE / "drawings.toml"
AREAS = (12, 30, 55, 90, 150, 240, 400, 700, 1100, 1800, 3200, 6000)
NAMES = (None, None, "FOXES", "SWEDEN", "LINUX", "r2-d2", "TEXAS", "STARTREK", "ZELDA", "\u65e5\u672c", "DOTA")
STRETCHES = ((1, 1), (1, 1), (0.6, 1.5), (1.7, 0.8), (0.5, 0.5))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 abcdefghijklmnopqrstuvwxyz !?.'-:#+_=&<>()*^,%/"


def of_kind(kind, count=60):
    """Designs of a kind, in palettes, areas, names and boxes of all sorts."""
    for k in range(count):
        palette = palettes()[("2017", "2022", "256")[k % 3]]
        area, name, stretch = AREAS[k * 5 % 12], NAMES[k % 11], STRETCHES[k * 3 % 5]
        planned = plan(11, k, palette, area, kind, name)
        box = (max(3, round(planned.height * stretch[0])), max(3, round(planned.width * stretch[1])))
        yield planned.paint(*box)


def of_tables():
    """What each entry of the tables looks like, by table."""
    every = tables.flag_steps()
    yield "flags", [flags.flag_of(name, *box) for name in every for box in ((5, 8), (13, 20), (40, 61))]
    yield "figures", [sprites.recolored(Stream(2, name), one) for name, one in sorted(sprites.figures().items())]
    yield (
        "miniatures",
        [sprites.recolored(Stream(2, "mini", k), one) for k, one in enumerate(sprites._shelf("miniatures"))],
    )
    yield "marks", [shapes.mark(name, size, 1, 2, 3) for name in shapes.mark_names() for size in (5, 13, 24, 41)]
    yield "letters", [lettering.line(LETTERS, font) for font in lettering.BY_HEIGHT] + [lettering.slab(LETTERS[:36])]
    yield "heart masks", [hearts.flagged("USA", size) for size in hearts.SIZES]
    stories = [phrases.story(Stream(2, "story", k), "mini", 30 + 3 * k, 9) for k in range(60)]
    names = [[phrases.community(Stream(2, "name", k)) for k in range(1000)]]
    yield "texts", [np.frombuffer("|".join(rows).encode(), np.uint8)[None] for rows in stories + names]


def digest(pictures):
    """A hash of shapes and pixels."""
    said = hashlib.sha256()
    for picture in pictures:
        said.update(f"{picture.shape}".encode() + np.ascontiguousarray(picture, np.uint8).tobytes())
    return said.hexdigest()[:16]


def digests():
    """All of them by kind or table."""
    return {kind: digest(of_kind(kind)) for kind in all_kinds()} | {name: digest(some) for name, some in of_tables()}


def sheet():
    """Sketches of every kind side by side, (height, width) of palette indices."""
    palette = palettes()["2017"]
    areas = (40, 80, 160, 300, 600, 900, 1300, 2000, 3500)
    return mosaic(
        [sketch(7, k, palette, area, kind=kind) for kind in all_kinds() for k, area in enumerate(areas * 2)], 500
    )


def image():
    """The sheet as a picture to look at."""
    picture = Image.fromarray(sheet())
    colors = [list(bytes.fromhex(color)) for color in palettes()["2017"]]
    picture.putpalette([value for color in colors for value in color] + [200] * 3 * (256 - len(colors)))
    return picture


def test_the_sheet_is_as_it_was_drawn():
    np.testing.assert_array_equal(sheet(), np.asarray(Image.open(SHEET)))


def test_designs_and_tables_are_as_they_were_drawn():
    assert digests() == tomllib.loads(DIGESTS.read_text())


if __name__ == "__main__":
    image().save(SHEET, optimize=True)
    DIGESTS.write_text("".join(f'"{name}" = "{said}"\n' for name, said in digests().items()))
