"""Readers of lines against obvious twins: the csv module, datetime, re."""

from __future__ import annotations

import base64
import csv
import io
import re
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from canvas_sim.formats import csv_fields, user_names
from canvas_sim.formats import csv_fields as lines

UNHURRIED = settings(deadline=None, derandomize=True)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIELD = some.text("ab0#-{}: ", max_size=6) | some.text("ab,0", max_size=6).map(lambda text: f'"{text}"')


def array(text: str) -> np.ndarray:
    """Text as bytes."""
    return np.frombuffer(text.encode(), np.uint8)


def texts(*values: str) -> pyarrow.Array:
    """A column."""
    return pyarrow.array(values, pyarrow.string())


def named(ids: list[int], size: int) -> list[str]:
    """Names of users."""
    return [name.tobytes().decode() for name in user_names.write_names(np.array(ids), size)]


def moment(text: str) -> int:
    """What a time is read as."""
    return csv_fields.times(texts(text)).item()


def place(text: str) -> list[int]:
    """The numbers of a coordinate."""
    numbers, (count,) = csv_fields.places(texts(text))
    return numbers[0, :count].tolist()


@UNHURRIED
@given(some.lists(some.lists(FIELD, min_size=1, max_size=4), min_size=1, max_size=8), some.sampled_from(["\n", "\r\n"]))
def test_lines_are_split_as_the_csv_module_does(rows, end):
    text = "".join(",".join(row) + end for row in rows)
    spans, numbers, fields = csv_fields.split(array(text), 3)
    assert [text[a:b] for a, b in spans] == [",".join(row) for row in rows]
    expected = [(i, row) for i, row in enumerate(csv.reader(io.StringIO(text))) if len(row) == 3]
    assert numbers.tolist() == [i for i, _ in expected]
    assert [list(row) for row in zip(*(field.to_pylist() for field in fields), strict=True)] == [
        row for _, row in expected
    ]


def test_a_quote_that_is_never_closed_is_a_fault_of_its_line_only():
    _, rows, fields = csv_fields.split(array('a,"b,c\nd,e,f\ng",h,i\n"j",k,"l,m"\n'), 3)
    assert rows.tolist() == [1, 3]
    assert [field.to_pylist() for field in fields] == [["d", "j"], ["e", "k"], ["f", "l,m"]]


def test_many_rows_at_once_are_read_each_by_itself():
    column = texts("5", "", "1970-01-01 00:00:01 UTC", "x", "1970-02-30 00:00:00", "1970-01-01 00:00:01.5")
    assert csv_fields.times(column).tolist() == [5, -1, 1000, -1, -1, 1500]
    numbers, counts = csv_fields.places(texts("1,2", "?", "1,2,3,4", "{X: 5, Y: 6, R: 7}", "-8,9"))
    assert counts.tolist() == [2, 0, 4, 3, 2]
    assert numbers.tolist() == [[1, 2, 0, 0], [0, 0, 0, 0], [1, 2, 3, 4], [5, 6, 7, 0], [-8, 9, 0, 0]]


@UNHURRIED
@given(some.integers(0, 253_402_300_799_999), some.booleans())
def test_times_are_read_and_written_as_datetime_has_them(ms, suffix):
    exact = EPOCH + timedelta(milliseconds=ms)
    text = exact.strftime("%Y-%m-%d %H:%M:%S").rjust(19, "0")
    if ms % 1000:
        text += f".{ms % 1000:03}".rstrip("0")
    assert moment(text + " UTC" * suffix) == ms
    assert lines.time_texts(np.array([ms])).to_pylist() == [text + " UTC"]
    assert moment(str(ms)) == ms


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "-5", "12a", "1.5", "9" * 16, "2022-04-03", "2022-04-03 17:38", "2022/04/03 17:38:22 UTC"),
        *("2022-02-29 00:00:00 UTC", "1900-01-01 00:00:00 UTC", "2022-13-01 00:00:00 UTC", "2022-00-01 00:00:00 UTC"),
        *("2022-04-31 00:00:00 UTC", "2022-04-00 00:00:00 UTC", "2022-04-03 24:00:00 UTC", "2022-04-03 00:60:00 UTC"),
        *("2022-04-03 17:38:22. UTC", "2022-04-03 17:38:22.1234 UTC", "2022-04-03 17:38:22.1x UTC"),
        *("2022-04-03 17:38:22 UTC ", "2022-04-03 17:38:22 EST", "2022-04-03 17:38:-2 UTC", "2022-04-03T17:38:22 UTC"),
    ],
)
def test_what_is_no_time(text):
    assert moment(text) < 0


def test_a_leap_day_is_a_day():
    assert moment("2024-02-29 00:00:00 UTC") - moment("2024-02-28 00:00:00 UTC") == 86_400_000


@UNHURRIED
@given(some.lists(some.integers(-999_999_999, 999_999_999), min_size=2, max_size=4), some.sampled_from(["", " "]))
def test_coordinates(numbers, space):
    if len(numbers) == 3:
        text = "{" + f",{space}".join(f"{key}:{space}{n}" for key, n in zip("XYR", numbers, strict=True)) + "}"
    else:
        text = f",{space}".join(map(str, numbers))
    assert place(text) == numbers


@UNHURRIED
@given(some.text("0123456789,-{}XYR: ", max_size=24))
def test_what_is_no_coordinate(text):
    plain = re.fullmatch(r" *-?\d{1,9} *(, *-?\d{1,9} *)(, *-?\d{1,9} *, *-?\d{1,9} *)?", text)
    circle = re.fullmatch(r"\{ *X *: *-?\d{1,9} *, *Y *: *-?\d{1,9} *, *R *: *-?\d{1,9} *\}", text)
    assert (place(text) != []) == bool(plain or circle)


@UNHURRIED
@given(some.text("0123456789- +", max_size=12))
def test_whole_numbers(text):
    expected = int(text) if re.fullmatch(r"-?\d{1,9}", text) else csv_fields.NOT_A_NUMBER
    assert csv_fields.wholes(texts(text)).tolist() == [expected]


@UNHURRIED
@given(some.text("#0123456789abcdefABCDEFgG", max_size=8) | some.from_regex(r"\A#[0-9a-fA-F]{6}\Z"))
def test_colors(text):
    known = np.array([0xFFFFFF, int(text[1:], 16) if re.fullmatch("#[0-9a-fA-F]{6}", text) else 0xABCDEF])
    expected = known.tolist().index(known[1]) if known[1] != 0xABCDEF or text.upper() == "#ABCDEF" else -1
    assert csv_fields.colors(texts(text), known).tolist() == [expected]


@UNHURRIED
@given(some.lists(some.integers(0, user_names.MOST_USERS - 1), min_size=1), some.sampled_from([20, 64]))
def test_names_say_the_id_of_the_user(ids, size):
    names = named(ids, size)
    for name in names:
        assert base64.b64encode(base64.b64decode(name, validate=True)) == name.encode()
        assert len(base64.b64decode(name)) == size
    assert user_names.read_names(texts("somebody", *names)).tolist() == [-1, *ids]


@UNHURRIED
@given(some.integers(0, user_names.MOST_USERS - 1), some.sampled_from([20, 64]), some.data())
def test_a_name_that_differs_by_a_letter_says_nothing(user, size, data):
    (name,) = named([user], size)
    place = data.draw(some.integers(0, len(name) - 1))
    other = data.draw(some.sampled_from([*user_names.ALPHABET, "=", "!"]))
    changed = name[:place] + other + name[place + 1 :]
    assert user_names.read_names(texts(changed)).tolist() == [user if changed == name else -1]


def test_ids_that_would_fill_the_memory_are_not_believed():
    names = named([user_names.MOST_USERS, user_names.MODERATOR], 20)
    assert user_names.read_names(texts(*names)).tolist() == [-1, -1]


def test_keys_of_names_differ_and_are_zero_for_none():
    names = [f"user{i}" for i in range(20_000)] + ["a" * n for n in range(1, 200)]
    keys = user_names.name_keys(texts(*names, ""))
    assert len(set(keys.tolist())) == len(names) + 1
    assert np.flatnonzero(keys == 0).tolist() == [len(names)]
