"""Readers of lines against obvious twins: the csv module, datetime, re."""

from __future__ import annotations

import base64
import csv
import io
import re
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from canvas_sim.formats import csv_kernels, user_names
from canvas_sim.formats import csv_writer as lines
from canvas_sim.formats.official import FIELDS

UNHURRIED = settings(deadline=None, derandomize=True)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIELD = some.text("ab0#-{}: ", max_size=6) | some.text("ab,0", max_size=6).map(lambda text: f'"{text}"')


def array(text: str) -> np.ndarray:
    """Text as bytes."""
    return np.frombuffer(text.encode(), np.uint8)


def moment(text: str) -> int:
    """What a time is read as."""
    return csv_kernels.moment(array(text), 0, len(text.encode()))


def place(text: str) -> list[int]:
    """The numbers of a coordinate."""
    numbers = np.zeros(4, np.int32)
    return numbers[: csv_kernels.read_place(array(text), 0, len(text), numbers)].tolist()


@UNHURRIED
@given(some.lists(some.lists(FIELD, min_size=1, max_size=4), max_size=8), some.sampled_from(["\n", "\r\n"]))
def test_lines_are_split_as_the_csv_module_does(rows, end):
    text = "".join(",".join(row) + end for row in rows)
    spans, found = np.zeros((len(rows), 3, 2), np.int32), np.zeros((len(rows), 4), np.int32)
    count, numbers = csv_kernels.split(array(text), 3, spans, found)
    expected = [(i, row) for i, row in enumerate(csv.reader(io.StringIO(text))) if row]
    assert numbers == len(rows)
    assert found[:count, 2].tolist() == [i for i, _ in expected]
    for (_, row), span, line in zip(expected, spans, found, strict=False):
        assert line[3] == (0 if len(row) == 3 else FIELDS)
        assert text[line[0] : line[1]] == ",".join(rows[line[2]])
        if len(row) == 3:
            assert [text[a:b] for a, b in span] == row


def test_a_quote_that_is_never_closed_is_a_fault_of_its_line_only():
    text = 'a,"b,c\nd,e,f\n'
    spans, found = np.zeros((2, 3, 2), np.int32), np.zeros((2, 4), np.int32)
    assert csv_kernels.split(array(text), 3, spans, found) == (2, 2)
    assert found[:, 3].tolist() == [FIELDS, 0]


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
@given(some.text("#0123456789abcdefABCDEFgG", max_size=8) | some.from_regex(r"\A#[0-9a-fA-F]{6}\Z"))
def test_colors(text):
    found = csv_kernels.hexadecimal(array(text), 0, len(text))
    assert found == (int(text[1:], 16) if re.fullmatch("#[0-9a-fA-F]{6}", text) else -1)


@UNHURRIED
@given(some.lists(some.integers(0, user_names.MOST_USERS - 1), min_size=1), some.sampled_from([20, 64]))
def test_names_say_the_id_of_the_user(ids, size):
    out = np.zeros((len(ids), user_names.length_of(size)), np.uint8)
    user_names.write_names(np.array(ids), size, out)
    for row in out:
        assert base64.b64encode(base64.b64decode(row.tobytes(), validate=True)) == row.tobytes()
        assert len(base64.b64decode(row.tobytes())) == size
    begins = np.arange(len(ids)) * out.shape[1]
    assert user_names.read_names(out.ravel(), begins, np.full(len(ids), out.shape[1])).tolist() == ids


@UNHURRIED
@given(some.integers(0, user_names.MOST_USERS - 1), some.sampled_from([20, 64]), some.data())
def test_a_name_that_differs_by_a_letter_says_nothing(user, size, data):
    out = np.zeros((1, user_names.length_of(size)), np.uint8)
    user_names.write_names(np.array([user]), size, out)
    place = data.draw(some.integers(0, out.size - 1))
    other = data.draw(some.sampled_from([*user_names.ALPHABET.tolist(), user_names.PAD, 33]))
    changed = out[0].copy()
    changed[place] = other
    expected = user if changed.tobytes() == out.tobytes() else -1
    assert user_names.read_names(changed, np.array([0]), np.array([out.size])).tolist() == [expected]


def test_ids_that_would_fill_the_memory_are_not_believed():
    out = np.zeros((2, 28), np.uint8)
    user_names.write_names(np.array([user_names.MOST_USERS, user_names.MODERATOR]), 20, out)
    assert user_names.read_names(out.ravel(), np.array([0, 28]), np.array([28, 28])).tolist() == [-1, -1]


def test_keys_of_names_differ_and_are_never_zero():
    texts = [f"user{i}" for i in range(20_000)] + ["a" * n for n in range(1, 200)]
    text = array("".join(texts))
    ends = np.cumsum([len(name) for name in texts])
    keys = {int(csv_kernels.name_key(text, end - len(name), end)) for name, end in zip(texts, ends, strict=True)}
    assert len(keys) == len(texts)
    assert 0 not in keys
