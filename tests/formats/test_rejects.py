"""Rows of real events that make no sense: each is listed with its line and the reason, or refused if one is strict."""

from __future__ import annotations

import pytest
from real_events import DAY, H2017, H2022, LAUNCH, names_of, rejects, rows_of

from canvas_sim.base.errors import UserError

NONSENSE_2022 = {
    f'{DAY} 25:00:00 UTC,a,#FF4500,"1,1"': "not a time",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"1,x"': "not a coordinate",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"1,2,3"': "not a coordinate",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"{{X: 1, Y: 2, R: 3}}"': "not a coordinate",
    f"{DAY} 17:00:00 UTC,a,#FF4500,1,1": "not as many columns as the header",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"1,1': "not as many columns as the header",
    f'{DAY} 17:00:00 UTC,a,#FF4501,"1,1"': "not a color of the palette",
    f'{DAY} 17:00:00 UTC,a,FF4500,"1,1"': "not a color of the palette",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"20,1"': "not on the canvas",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"-1,1"': "not on the canvas",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"20,1,30,5"': "not on the canvas",
    f'{DAY} 17:00:00 UTC,a,#FF4500,"9,1,5,5"': "corners the wrong way round",
    f'{DAY} 17:00:00 UTC,a b,#FF4500,"1,1"': "not a user",
    f'{DAY} 17:00:00 UTC,{"a" * 201},#FF4500,"1,1"': "not a user",
    '2019-03-31 17:00:00 UTC,a,#FF4500,"1,1"': "more than a day before or after the event",
    f'{DAY} 16:00:00 UTC,a,#FF4500,"1,1,2,2"': "more than a day before or after the event",
    "\x00\x01\x02": "not as many columns as the header",
    "timestamp,user_id,pixel_color,coordinate": "not a time",
}


def test_rows_that_make_no_sense_are_listed_with_file_and_line(read):
    good = f'{DAY} 17:00:00 UTC,a,#FF4500,"1,1"\n'
    text = "\n" + good.join(["", *(row + "\n" for row in NONSENSE_2022)])
    run = read("2022", H2022 + text)
    assert run.info["counts"]["placements"] == len(NONSENSE_2022)
    assert rejects(run) == [(4 + 2 * i, reason) for i, reason in enumerate(NONSENSE_2022.values())]
    assert run.info["counts"]["rejected"] == len(NONSENSE_2022)
    assert {name for name in names_of(run).values()} == {"", "a"}


@pytest.mark.parametrize("row", NONSENSE_2022)
def test_strict_refuses_each_of_them(read, tmp_path, row):
    good = f'{DAY} 17:00:00 UTC,a,#FF4500,"1,1"\n'
    with pytest.raises(UserError, match=rf"file-0.csv, line 3: {NONSENSE_2022[row]}"):
        read("2022", H2022 + good + row + "\n", strict=True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,a,1,1,1", "more than a day before or after the event"),
        (f"{LAUNCH},a,21,1,1", "not on the canvas"),
        (f"{LAUNCH},a,1,-1,1", "not on the canvas"),
        (f"{LAUNCH},a,,1,1", "not a coordinate"),
        (f"{LAUNCH},a,1,1,16", "not a color of the palette"),
        (f"{LAUNCH},a,1,1,-1", "not a color of the palette"),
        (f"{LAUNCH},a,1,1,", "not a color of the palette"),
        (f'{LAUNCH},a,"1,1",1', "not as many columns as the header"),
        (f"{LAUNCH},a,1,1,1,1", "not as many columns as the header"),
    ],
)
def test_nonsense_of_2017(read, row, reason):
    run = read("2017", f"{H2017}{row}\n{LAUNCH},a,1,1,1\n")
    assert rejects(run) == [(2, reason)]
    assert len(rows_of(run)) == 1
