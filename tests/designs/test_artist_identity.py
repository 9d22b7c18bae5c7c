"""Identity: the works of a community are of one piece, and who is listed draws what its name says."""

import re

import numpy as np
import pytest

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist import all_kinds, plan, style_stream
from canvas_sim.designs.artist.community_style import drawing_for, taste_of
from canvas_sim.designs.artist.data import tables
from canvas_sim.designs.artist.data.tables import words
from canvas_sim.designs.artist.draw import inks, phrases, stencils
from canvas_sim.designs.artist.draw.sprites import chosen, figures, sprite
from canvas_sim.scenario.palettes import palettes

NAMES = [*words("subreddits"), *words("cities"), *words("crews"), *words("tongues")]


def test_every_word_of_the_table_means_something():
    program = tables.sections("faces")["face"][1]
    known = {
        "things": set(figures()), "head": set(stencils.weights("heads")), "ink": set(inks.NAMES),
        "scene": set(stencils.weights("scenes")), "screen": set(stencils.weights("boards")),
        "face": {word for word in re.findall(r'"(\w+)"', program)} | set(inks.NAMES),
    }  # fmt: skip
    assert set(tables.subjects()) <= set(NAMES)
    for said in tables.subjects().values():
        assert all(set(about) <= known[what] for what, about in said.items())
        assert said["things"]


def test_everybody_has_two_colors_and_a_picture():
    for name in (*NAMES, *tables.flag_steps(), "KALOBOT"):
        taste = taste_of(name)
        assert taste == taste_of.__wrapped__(name)
        assert len(set(taste.inks)) == 2
        assert all(figures()[thing].size for thing in taste.things)
        assert 0 <= taste.mark < 1


def test_names_tell_communities_apart():
    tastes = {(taste_of(name).inks, taste_of(name).things, taste_of(name).mark) for name in NAMES}
    assert len(tastes) > 0.98 * len(set(NAMES))


def styled(name, entity):
    return style_stream.StyledStream(3, "test", entity, taste_of(name))


def shapes_of(pictures):
    return {(picture != inks.CLEAR).tobytes() for picture in pictures}


def test_the_first_figure_in_a_work_is_nearly_always_the_community_s():
    own = shapes_of(chosen(Stream(4, "any", k), 18, 16, taste_of("ROCKETS").things) for k in range(400))
    first = [sprite(styled("ROCKETS", k), 18, 16) for k in range(200)]
    plain = [sprite(Stream(3, "test", k), 18, 16) for k in range(200)]
    rockets, others = (np.mean([bool(shapes_of([one]) & own) for one in pictures]) for pictures in (first, plain))
    assert rockets > 0.7
    assert others < 0.4


def test_colors_of_a_community_come_back():
    red, white = taste_of("REDS").inks
    grounds = [inks.ground(styled("REDS", k)) for k in range(400)]
    plain = [inks.ground(Stream(3, "test", k)) for k in range(400)]
    assert grounds.count(red) > 1.5 * plain.count(red) > 0
    assert {inks.spot_ink(styled("REDS", k), red, white) for k in range(200)}.isdisjoint({red, white})


def test_letters_are_those_of_the_name():
    assert [phrases.monogram(styled("OREGON", k), 3) for k in range(100)].count("ORE") > 60


def test_within_another_s_panel_a_stream_draws_for_the_other():
    draw = styled("BEES", 1)
    draw.shown = True
    with pytest.raises(ValueError, match="torn"), drawing_for(draw, "OWLS"):
        assert (draw.taste.name, draw.shown) == ("OWLS", False)
        raise ValueError("torn")
    assert (draw.taste.name, draw.shown) == ("BEES", True)
    plain = Stream(3, "test", 1)
    with drawing_for(plain, "OWLS"):
        assert style_stream.own(plain, 1.0) is None


def test_a_design_is_drawn_for_whom_it_is_asked():
    for kind in all_kinds():
        planned = plan(3, 5, palettes()["2017"], 900, kind, "WHALES")
        assert planned.name == "WHALES"
        picture = planned.paint(planned.height, planned.width)
        assert ((picture < 16) | (picture == 255)).all()


def test_nothing_is_written_twice_on_a_work():
    for k in range(60):
        draw = styled("TACOS", k)
        written = [phrases.fitted_phrase(draw, "TACOS", "mini", 60) for _ in range(5)]
        bare = [text.upper().removeprefix("/").removeprefix("R/").removeprefix("#") for text in written]
        long = [text for text in bare if text not in words("short") and len(text) > 3]
        assert len(long) == len(set(long))
        assert bare.count("TACOS") <= 1
