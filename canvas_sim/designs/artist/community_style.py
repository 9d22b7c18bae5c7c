"""Identity: by what a community is known, from its name alone: the same in all of its works and in every run."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data import tables
from canvas_sim.designs.artist.draw import inks, sprites
from canvas_sim.designs.artist.draw.flags import flag_of
from canvas_sim.designs.artist.style_stream import StyledStream, Taste


@functools.lru_cache(maxsize=4096)
def taste_of(name: str) -> Taste:
    """What a community or country of that name is known by: from the table, from its flag, else drawn."""
    luck, said = Stream(0, f"artist/taste/{name}"), tables.subjects().get(name, {})
    first = inks.spot_ink(luck, inks.WHITE, inks.GRAY, inks.BLACK)
    second = luck.choice((inks.WHITE, inks.BLACK, inks.spot_ink(luck, first)))
    home = tables.home_of().get(name, name)
    if home in tables.flag_steps():
        first, second = _of_flag(home)
    if "ink" in said:
        first, second = (inks.NAMES[ink] for ink in said["ink"])
    mascots = luck.shuffled(sprites.mascots())[: luck.integer(1, 2)]
    return Taste(
        name,
        (first, second),
        said.get("things", tuple(mascots)),
        luck.uniform(),
        said.get("face", ()),
        *said.get("head", ("",)),
        *said.get("scene", ("skyline" if name in tables.words("cities") else "",)),
        *said.get("screen", ("",)),
    )


def _of_flag(name: str) -> tuple[int, int]:
    """The two inks of which a country's flag has most."""
    counts = {int(ink): 0 for ink in (inks.RED, inks.WHITE)}
    for ink in flag_of(name, 20, 30).ravel().tolist():
        counts[ink] = counts.get(ink, 0) + 1
    first, second = sorted(counts, key=lambda ink: -counts[ink])[:2]
    return first, second


@contextmanager
def drawing_for(draw: Stream, name: str) -> Iterator[None]:
    """Within this, a styled stream draws for somebody else; a plain one goes on as it was."""
    if not isinstance(draw, StyledStream):
        yield
        return
    before = draw.taste, draw.shown, draw.said
    draw.taste, draw.shown, draw.said = taste_of(name), False, set()
    try:
        yield
    finally:
        draw.taste, draw.shown, draw.said = before
