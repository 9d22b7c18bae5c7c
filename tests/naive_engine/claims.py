"""Claims and borders, from docs/odd.md sections 2 and 7.9."""

from naive.constants import UNPLANNED
from naive.seeing import is_open, planned

from naive_engine.relations import slot_made


def pixels(eye, number):
    """Of a template: (x, y) of all pixels that are not masked."""
    row = eye.design(number)
    for y in range(row["y"], row["y"] + row["height"]):
        for x in range(row["x"], row["x"] + row["width"]):
            if planned(eye, number, x, y) != UNPLANNED:
                yield x, y


def claim(eye, number):
    """The newest first; the oldest of five is forgotten."""
    for x, y in pixels(eye, number):
        held = [number, *eye.claims(x, y)][:4]
        eye.world.claims[y, x] = [design + 1 for design in held] + [0] * (4 - len(held))


def unclaim(eye, number):
    for x, y in pixels(eye, number):
        forget(eye, number, x, y)


def forget(eye, number, x, y):
    """The claim of a design to one pixel."""
    held = [design for design in eye.claims(x, y) if design != number]
    eye.world.claims[y, x] = [design + 1 for design in held] + [0] * (4 - len(held))


def meet_neighbors(eye, number):
    row = eye.design(number)
    left, top = row["x"], row["y"]
    right, bottom = left + row["width"] - 1, top + row["height"] - 1
    for x in range(left, right + 1):
        look_out(eye, number, x, top, 0, -1)
        look_out(eye, number, x, bottom, 0, 1)
    for y in range(top, bottom + 1):
        look_out(eye, number, left, y, -1, 0)
        look_out(eye, number, right, y, 1, 0)


def look_out(eye, number, x, y, dx, dy):
    mine = eye.design(number)["community"]
    for step in range(1, eye.set["alliances_reach"] + 1):
        at = (x + dx * step, y + dy * step)
        if not is_open(eye, *at):
            return
        held = eye.claims(*at)
        if held and held[0] != number:
            theirs = eye.design(held[0])["community"]
            if theirs != mine and eye.set["society_between"]:
                share(eye, mine, theirs, number)
                share(eye, theirs, mine, held[0])
            return


def share(eye, a, b, number):
    slot, row = slot_made(eye, a, b), eye.design(number)
    if slot >= 0:
        border = float(eye.world.relations["border"][a, slot])
        eye.world.relations["border"][a, slot] = min(1, border + 1 / (2 * (row["width"] + row["height"])))
