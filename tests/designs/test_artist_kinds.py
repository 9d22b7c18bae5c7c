"""What the artist's painters paint: every one of them something, always in its box, and no word cut in two."""

import numpy as np
import pytest

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data import texts
from canvas_sim.designs.artist.draw import fonts, lettering, marks, phrases, pixels
from canvas_sim.designs.artist.draw import sprites as figures
from canvas_sim.designs.artist.draw.inks import CLEAR
from canvas_sim.designs.artist.kinds import banners, boards, guests, heads, hosts, logos, paintings, posters, ribbons

BOXES = [*boards._BOARDS, *ribbons._RIBBONS, hosts.host, logos.logo, logos.wordmark, paintings.painting,
         banners.arms, banners.balls, banners.lettered, banners.land]  # fmt: skip
PLAIN = [*paintings._SUBJECTS, *hosts._GROUNDS]
SQUARES = [*heads._HEADS, logos.mark, logos.crossed]


def different(make, n=12):
    """How many of `n` pictures, each with a stream of its own, are unlike all others."""
    pictures = [make(Stream(1, "test", k)) for k in range(n)]
    for picture in pictures:
        assert picture.dtype == np.uint8
        assert ((picture < 24) | (picture == CLEAR)).all()
    return len({(picture.shape, picture.tobytes()) for picture in pictures})


@pytest.mark.parametrize("paint", BOXES)
@pytest.mark.parametrize(("height", "width"), [(9, 12), (24, 40), (60, 52)])
def test_every_painter_fills_its_box(paint, height, width):
    pictures = [paint(Stream(1, "test", k), "OSLO", height, width) for k in range(12)]
    assert {picture.shape for picture in pictures} == {(height, width)}
    assert all((picture != CLEAR).all() for picture in pictures)


@pytest.mark.parametrize("paint", BOXES)
def test_none_paints_the_same_twice(paint):
    height, width = (12, 120) if paint in ribbons._RIBBONS else (34, 48)
    assert different(lambda draw: paint(draw, "KALOBOT", height, width)) >= 9


@pytest.mark.parametrize("paint", PLAIN)
def test_grounds_and_subjects_vary(paint):
    assert different(lambda draw: paint(draw, 40, 50)) >= 9


@pytest.mark.parametrize("paint", SQUARES)
def test_heads_and_marks_vary_and_leave_the_ground_free(paint):
    assert different(lambda draw: paint(draw, 26)) >= 10
    assert all((paint(Stream(1, "test", k), 26) == CLEAR).any() for k in range(6) if paint is not logos.mark)


@pytest.mark.parametrize("mark", marks.MARKS)
@pytest.mark.parametrize("size", [5, 12, 40])
def test_every_mark_can_be_seen_at_any_size(mark, size):
    picture = mark(size, 1, 2, 3)
    assert picture.shape == (size, size)
    assert (picture != CLEAR).sum() > 0.1 * size * size


def test_no_two_marks_are_alike():
    assert len({mark(30, 1, 2, 3).tobytes() for mark in marks.MARKS}) == len(marks.MARKS)


def test_sprites_of_all_tables_are_drawn_and_no_two_alike():
    sprites = [sprite for table in figures._TABLES.values() for sprite in figures.parsed(table).values()]
    assert len(sprites) > 150
    assert len({(sprite.shape, sprite.tobytes()) for sprite in sprites}) == len(sprites)
    assert all((sprite != CLEAR).sum() > 5 for sprite in sprites)


def test_balls_and_cut_outs_have_a_clear_ground():
    for shape in (banners.ball, banners.cut_out):
        assert different(lambda draw, shape=shape: shape(draw, "NORWAY", 20)) >= 5
        assert shape(Stream(1, "test"), "NORWAY", 20)[0, 0] == CLEAR


def test_a_road_is_about_as_large_as_asked():
    for area in (200, 700, 1500):
        painted = [(ribbons.road(Stream(1, "test", k), area) != CLEAR).sum() for k in range(6)]
        assert all(0.8 * area < n < 1.25 * area for n in painted)


def test_guests_come_to_plain_parts_only():
    empty, full = pixels.plain(40, 60, 5), np.indices((40, 60)).sum(0).astype(np.uint8) % 7
    before = full.copy()
    guests.invite(Stream(1, "test"), empty, 1.0)
    guests.invite(Stream(1, "test"), full, 1.0)
    assert (empty != 5).sum() > 60
    np.testing.assert_array_equal(full, before)


@pytest.mark.parametrize("font", lettering.BY_HEIGHT)
def test_fonts_tell_letters_and_digits_apart(font):
    glyphs = fonts.glyphs(font)
    letters = [letter for letter in "ABCDEFGHIJKLMNOPRSTUVWXYZ0123456789" if letter not in "O0S5I1Z2DB8"]
    assert len({(glyphs[letter].shape, glyphs[letter].tobytes()) for letter in letters}) == len(letters)


@pytest.mark.parametrize("text", texts.TALES)
@pytest.mark.parametrize("font", ["mini", "low", "slim", "serif"])
def test_texts_are_wrapped_whole(text, font):
    for width in (60, 90, 200):
        rows = lettering.wrapped(text, font, width)
        assert not rows or " ".join(rows) == text
        assert all(lettering.line(row, font).shape[1] <= width for row in rows)


def test_there_are_texts_enough_and_of_some_length():
    assert len(set(texts.TALES)) >= 12
    assert all(60 <= len(text) <= 300 for text in texts.TALES)


@pytest.mark.parametrize(("width", "lines"), [(9, 4), (30, 5), (60, 3), (80, 9), (150, 2)])
def test_stories_end_with_a_sentence_and_fit(width, lines):
    for k in range(40):
        rows = phrases.story(Stream(1, "test", k), "mini", width, lines)
        assert 1 <= len(rows) <= lines
        assert all(lettering.line(row).shape[1] <= width for row in rows)
        told = " ".join(rows)
        if any(tale.startswith(told[:20]) for tale in texts.TALES) and len(told) > 20:
            assert told[-1] in ".?!"


def test_fitted_phrases_fit():
    for k in range(200):
        for font in lettering.BY_HEIGHT:
            text = phrases.fitted(Stream(1, "test", k), "MONTREAL", font, 5 + k // 2)
            assert lettering.line(text, font).shape[1] <= 5 + k // 2


@pytest.mark.parametrize("paint", [posters.block, posters.stack, posters.banner, posters.letter_tiles, boards.note])
def test_no_word_leaves_the_picture(paint, monkeypatch):
    """What is put on a poster lies on it from its first column to its last."""
    outside, put = [], pixels.put

    def watched(picture, piece, y, x):
        if x < 0 or x + piece.shape[1] > picture.shape[1]:
            outside.append((piece.shape, picture.shape, x))
        put(picture, piece, y, x)

    monkeypatch.setattr(pixels, "put", watched)
    for k in range(150):
        draw = Stream(1, "test", k)
        paint(draw, "VANCOUVER", draw.integer(14, 70), draw.integer(24, 110))
    assert outside == []


@pytest.mark.parametrize(("height", "width"), [(90, 30), (40, 200), (60, 60)])
def test_massive_letters_stay_legible(height, width):
    text = "RUST"
    plain = lettering.line(text, lettering.largest(text, height, width)[0])
    high, wide = np.divide(logos._massive(text, height, width).shape, plain.shape)
    assert 1 <= high <= 3 * wide
