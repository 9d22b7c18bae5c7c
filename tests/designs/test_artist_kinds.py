"""What the artist's painters paint: every one of them something, always in its box, and no word cut in two."""

import ast
from pathlib import Path

import numpy as np
import pytest

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data import tables
from canvas_sim.designs.artist.data.tables import flag_steps, glyphs, words
from canvas_sim.designs.artist.draw import flags, lettering, phrases, pixels, shapes, sprites, stencils
from canvas_sim.designs.artist.draw.inks import CLEAR, NAMES
from canvas_sim.designs.artist.draw.sheet import WORDS
from canvas_sim.designs.artist.draw.words import DRAWN, PLAIN
from canvas_sim.designs.artist.painters import (
    banners,
    characters,
    emblems,
    hosts,
    logos,
    portraits,
    posters,
    ribbons,
)


def of_kind(paint, kind):
    """A painter of one kind."""
    return lambda draw, *how: paint(draw, kind, *how)


STRIPS = [of_kind(ribbons.kind_of_ribbon, kind) for kind in stencils.weights("ribbons")]
BOARDS = [of_kind(posters.kind_of_board, kind) for kind in stencils.weights("boards")]
BOXES = [*BOARDS, *STRIPS, hosts.host, logos.logo, logos.wordmark, portraits.painting,
         banners.coat_of_arms, banners.balls, banners.lettered, banners.land]  # fmt: skip


def different(make, n=12):
    """How many of `n` pictures, each with a stream of its own, are unlike all others."""
    pictures = [make(Stream(1, "test", k)) for k in range(n)]
    for picture in pictures:
        assert picture.dtype == np.uint8
        assert ((picture < 24) | (picture == CLEAR)).all()
    return len({(picture.shape, picture.tobytes()) for picture in pictures})


def test_every_painter_fills_its_box_and_none_paints_the_same_twice():
    for paint in BOXES:
        for box in ((9, 12), (24, 40), (60, 52)):
            pictures = [paint(Stream(1, "test", k), "OSLO", *box) for k in range(6)]
            assert {picture.shape for picture in pictures} == {box}
            assert all((picture != CLEAR).all() for picture in pictures)
        box = (12, 120) if paint in STRIPS else (34, 48)
        assert different(lambda draw, paint=paint, box=box: paint(draw, "KALOBOT", *box)) >= 9, paint


def test_grounds_and_paintings_vary():
    paints = [*hosts._GROUNDS]
    for name in stencils.weights("paintings"):
        paints.append(lambda draw, height, width, name=name: portraits.subject(draw, name, height, width))
    for paint in paints:
        assert different(lambda draw, paint=paint: paint(draw, 40, 50)) >= 9


def test_heads_and_marks_vary_and_leave_the_ground_free():
    for paint in (characters.head, characters.face, emblems.geometric_sign, logos.styled_mark, logos.crossed):
        assert different(lambda draw, paint=paint: paint(draw, 26)) >= 10
        assert sum((paint(Stream(1, "test", k), 26) == CLEAR).any() for k in range(12)) >= 9


def test_every_mark_can_be_seen_at_any_size_and_no_two_are_alike():
    for size in (5, 12, 40):
        pictures = [shapes.mark(name, size, 1, 2, 3) for name in shapes.mark_names()]
        assert all((picture != CLEAR).sum() > 0.1 * size * size for picture in pictures)
    assert len({picture.tobytes() for picture in pictures}) == len(pictures)


def test_sprites_of_all_tables_are_drawn_and_no_two_alike():
    figures = [*sprites.figures().values(), *sprites.roles_of("miniatures").values()]
    assert len(figures) > 150
    assert len({(figure.shape, figure.tobytes()) for figure in figures}) == len(figures)
    assert all((figure != CLEAR).sum() > 5 for figure in figures)


def test_flags_fill_boxes_of_any_aspect():
    for name in flag_steps():
        for box in ((3, 3), (4, 90), (60, 7), (30, 45)):
            picture = flags.flag_of(name, *box)
            assert picture.shape == box
            assert (picture < len(NAMES)).all(), name


def test_stencils_use_words_that_are_known_or_handed_in():
    handed = {"also", "made", "backdrop", "texture", "shape", "charge", "monogram", "walk", "view", "features"}
    handed |= {"some_words", "chessman", "styled_mark", "repeated", "repeated_on", "backdrop_in", "heart"}
    handed |= {"flagged_heart", "outlined_heart", "all_outlined", "some_flag"}
    files = [path.stem for path in Path(tables.__file__).with_name("stencils").glob("*.txt")]
    assert len(files) > 12
    for lines in (lines for file in files for _, lines in tables.sections(file).values()):
        called = {node.func.id for node in ast.walk(ast.parse(lines)) if isinstance(node, ast.Call)}
        assert called <= {*WORDS, *DRAWN, *PLAIN} | handed


def test_stencils_say_nothing_but_their_own_words():
    for line in ("a = b.c", "import os", "f = lambda: 1", "open('x')", "a[0] = 1", "__import__('os')"):
        with pytest.raises((ValueError, KeyError)):
            stencils.steps_of(line)(stencils.Sheet(Stream(1, "test"), pixels.blank(3, 3), {}))


def test_balls_and_cut_outs_have_a_clear_ground():
    for shape in (banners.ball, banners.cut_out):
        assert different(lambda draw, shape=shape: shape(draw, "NORWAY", 20)) >= 5
        assert shape(Stream(1, "test"), "NORWAY", 20)[0, 0] == CLEAR


def test_a_road_is_about_as_large_as_asked():
    for area in (200, 700, 1500):
        painted = [(ribbons.road(Stream(1, "test", k), area) != CLEAR).sum() for k in range(6)]
        assert all(0.8 * area < n < 1.25 * area for n in painted)


def test_guests_come_to_plain_parts_only():
    empty, full = pixels.blank(40, 60, 5), np.indices((40, 60)).sum(0).astype(np.uint8) % 7
    before = full.copy()
    hosts.invite(Stream(1, "test"), empty, 1.0)
    hosts.invite(Stream(1, "test"), full, 1.0)
    assert (empty != 5).sum() > 60
    np.testing.assert_array_equal(full, before)


def test_fonts_tell_letters_and_digits_apart():
    letters = [letter for letter in "ABCDEFGHIJKLMNOPRSTUVWXYZ0123456789" if letter not in "O0S5I1Z2DB8"]
    for font in lettering.BY_HEIGHT:
        assert len({(glyphs(font)[one].shape, glyphs(font)[one].tobytes()) for one in letters}) == len(letters)


def test_texts_are_of_some_length_and_wrapped_whole():
    assert len(set(words("tales"))) >= 12
    for text in words("tales"):
        assert 60 <= len(text) <= 300
        for font, width in ((font, width) for font in ("mini", "low", "slim", "serif") for width in (60, 90, 200)):
            rows = lettering.wrapped(text, font, width)
            assert not rows or " ".join(rows) == text
            assert all(lettering.line(row, font).shape[1] <= width for row in rows)


def test_stories_end_with_a_sentence_and_fit():
    for width, lines in ((9, 4), (30, 5), (60, 3), (80, 9), (150, 2)):
        for k in range(40):
            rows = phrases.story(Stream(1, "test", k), "mini", width, lines)
            assert 1 <= len(rows) <= lines
            assert all(lettering.line(row).shape[1] <= width for row in rows)
            told = " ".join(rows)
            if len(told) > 20 and any(tale.startswith(told[:20]) for tale in words("tales")):
                assert told[-1] in ".?!"


def test_fitted_phrases_fit():
    for k in range(200):
        for font in lettering.BY_HEIGHT:
            text = phrases.fitted_phrase(Stream(1, "test", k), "MONTREAL", font, 5 + k // 2)
            assert lettering.line(text, font).shape[1] <= 5 + k // 2


def test_no_word_leaves_the_picture(monkeypatch):
    """What is put on a poster lies on it from its first column to its last."""
    outside, put = [], pixels.paste

    def watched(picture, piece, y, x):
        if x < 0 or x + piece.shape[1] > picture.shape[1]:
            outside.append((piece.shape, picture.shape, x))
        put(picture, piece, y, x)

    monkeypatch.setattr(pixels, "paste", watched)
    for paint in (
        posters.text_block,
        posters.stack,
        posters.banner,
        posters.letter_tiles,
        of_kind(posters.kind_of_board, "note"),
    ):
        for k in range(150):
            draw = Stream(1, "test", k)
            paint(draw, "VANCOUVER", draw.integer(14, 70), draw.integer(24, 110))
    assert outside == []


def test_massive_letters_stay_legible():
    for height, width in ((90, 30), (40, 200), (60, 60)):
        plain = lettering.line("RUST", lettering.largest("RUST", height, width)[0])
        high, wide = np.divide(logos._massive("RUST", height, width).shape, plain.shape)
        assert 1 <= high <= 3 * wide
