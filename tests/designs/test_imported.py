"""Designs that are handed in: where they come from, and in which order founders take them up."""

import json

import numpy as np
import pytest
from PIL import Image

from canvas_sim.base.errors import UserError
from canvas_sim.designs.imported import TRIES, Given, Shelf, handed_in_designs
from canvas_sim.scenario.schema import Canvas, Designs, Scenario
from canvas_sim.world.tables import NOBODY

WHOLE = (0, 0, 100, 100)


def scenario(**designs):
    return Scenario(canvas=Canvas(width=30, height=20), designs=Designs(**designs))


def png(path, size=(4, 3)):
    Image.new("RGB", size, "black").save(path)


def design(name, site=None, group=None, size=(5, 4)):
    return Given(name, np.zeros((size[1], size[0]), np.uint8), site, group or name)


def emptied(shelf, area=WHOLE, group=None):
    """All that a shelf gives, one after the other."""
    found = []
    while (number := shelf.next(area, group)) != NOBODY:
        shelf.take(number)
        found.append(number)
    return found


def test_nothing_is_handed_in_unless_asked_for():
    assert handed_in_designs(scenario()) == []


def test_pngs_come_in_the_order_of_their_names_and_the_rest_of_a_folder_is_passed_over(tmp_path):
    for name in ("b.png", "a.PNG", "c.png"):
        png(tmp_path / name)
    (tmp_path / "notes.txt").write_text("not a picture")
    (tmp_path / "._b.png").write_text("what a Mac leaves behind")
    found = handed_in_designs(scenario(png_folder=str(tmp_path)))
    assert [(one.name, one.group, one.site) for one in found] == [(name, name, None) for name in "abc"]
    np.testing.assert_array_equal(found[0].pixels, np.full((3, 4), 3))


def test_atlas_and_folder_together(tmp_path):
    png(tmp_path / "mine.png")
    (tmp_path / "real").mkdir()
    png(tmp_path / "real" / "final.png", (30, 20))
    outline = [{"id": 1, "name": "Flag", "sub": ["Norge"], "path": {"final": [[2, 3], [6, 3], [6, 5], [2, 5]]}}]
    (tmp_path / "real" / "outlines.json").write_text(json.dumps(outline))
    atlas = (str(tmp_path / "real" / "outlines.json"), str(tmp_path / "real" / "final.png"))
    mine, flag = handed_in_designs(scenario(png_folder=str(tmp_path), atlas=atlas))
    assert mine.name == "mine"
    assert (flag.name, flag.group, flag.site, flag.pixels.shape) == ("Flag", "norge", (2, 3), (3, 5))


def test_bad_folders(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    for name, said in [("none", "there is no folder"), ("file", "is not a folder"), ("empty", "there is no PNG in")]:
        with pytest.raises(UserError, match=rf"designs\.png_folder: .*{said}|designs\.png_folder: {said}"):
            handed_in_designs(scenario(png_folder=str(tmp_path / name)))


def test_a_png_larger_than_the_canvas(tmp_path):
    png(tmp_path / "wide.png", (31, 5))
    with pytest.raises(UserError, match=r"wide\.png is 31 x 5 pixels, larger than the canvas of 30 x 20"):
        handed_in_designs(scenario(png_folder=str(tmp_path)))


def test_the_order_is_drawn_and_one_more_moves_none_of_the_others():
    given = [design(f"work {i}") for i in range(40)]
    order, other = emptied(Shelf(given, 1)), emptied(Shelf(given, 2))
    assert sorted(order) == sorted(other) == list(range(40))
    assert order != other
    more = emptied(Shelf([design("one more"), *given], 1))
    assert [number - 1 for number in more if number] == order


def test_early_places_in_the_order_go_to_all():
    given = [design(f"work {i}") for i in range(8)]
    first = np.bincount([Shelf(given, seed).next(WHOLE) for seed in range(2000)], minlength=8)
    assert abs(first - 250).max() < 60


def test_a_group_is_given_its_own():
    given = [design(f"work {i}", group="norge" if i % 3 else "linux") for i in range(9)]
    shelf = Shelf(given, 1)
    assert sorted(emptied(shelf, group="linux")) == [0, 3, 6]
    assert sorted(emptied(shelf)) == [1, 2, 4, 5, 7, 8]
    assert shelf.next(WHOLE, "nobody's") == NOBODY


def test_works_wait_until_their_place_is_open():
    given = [design("here", (10, 10)), design("there", (50, 10)), design("anywhere"), design("wide", size=(45, 4))]
    shelf = Shelf(given, 1)
    assert sorted(emptied(shelf, (10, 10, 50, 50))) == [0, 2]
    assert sorted(emptied(shelf, (10, 10, 55, 50))) == [1, 3]


def test_what_was_put_back_comes_last_and_not_for_ever():
    shelf = Shelf([design(name) for name in "abc"], 1)
    order = []
    while (number := shelf.next(WHOLE)) != NOBODY:
        shelf.tried(number)
        shelf.take(number)
        shelf.put_back(np.arange(3) == number)
        order.append(number)
    assert len(set(order[:3])) == 3
    assert order == order[:3] * TRIES


def test_what_finds_no_room_is_tried_again_as_often():
    shelf = Shelf([design("a")], 1)
    for _ in range(TRIES):
        shelf.tried(shelf.next(WHOLE))
    assert shelf.next(WHOLE) == NOBODY


def test_an_empty_shelf():
    shelf = Shelf([], 1)
    assert shelf.next(WHOLE) == NOBODY
    shelf.tried(NOBODY)
    shelf.put_back(np.zeros(0, bool))
