"""What an object holds goes out as plain values and arrays, and comes back the same."""

import json
from typing import NamedTuple

import numpy as np
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.base.state import Stored, put_back, state_of


class Pair(NamedTuple):
    left: np.ndarray
    right: int


class Thing:
    not_saved = frozenset({"made"})

    def __init__(self):
        self.made, self.inner, self.pair = object(), None, Pair(np.zeros(3, np.int16), 0)
        self.names, self.known, self.hashes = {}, [], ()


def stored(array):
    names = array.dtype.names
    return Stored(array.shape, {name: array[name] for name in names} if names else {"": array})


def again(thing, fresh):
    state = state_of(thing)
    values = json.loads(json.dumps(state.values))
    return put_back(fresh, values, {name: stored(array) for name, array in state.arrays.items()})


def test_it_comes_back_the_same():
    thing, fresh = Thing(), Thing()
    thing.pair.left[:] = [1, 2, 3]
    thing.pair = thing.pair._replace(right=7)
    thing.names, thing.known = {3: "three", "four": 4.5}, [float("inf"), None, True, np.int32(5)]
    thing.hashes, thing.inner = (b"\x00\xff", [np.arange(4) > 1]), Thing()
    thing.added = np.zeros(2, [("a", "u8"), ("b", "f4")])
    thing.added["a"] = 2**64 - 1
    fresh.inner = Thing()
    left = fresh.pair.left
    found = again(thing, fresh)
    assert found is fresh
    assert found.pair.left is left, "an array of the same shape keeps its memory"
    assert (found.pair.left.tolist(), found.pair.right) == ([1, 2, 3], 7)
    assert (found.names, found.known) == ({3: "three", "four": 4.5}, [float("inf"), None, True, 5])
    assert found.hashes[0] == b"\x00\xff"
    np.testing.assert_array_equal(found.hashes[1][0], [False, False, True, True])


def test_a_column_that_was_left_out_stays_as_set_up_made_it():
    kind = [("a", "i4"), ("b", "i4")]
    fresh = np.array([(1, 2), (3, 4)], kind)
    found = put_back(fresh, {"array": "x"}, {"x": Stored((2,), {"b": np.array([8, 9])})})
    assert found is fresh
    assert found.tolist() == [(1, 8), (3, 9)]


@pytest.mark.parametrize("odd", [object(), {1, 2}, np.array([None]), lambda: 0, [{"deep": open}]])
def test_what_cannot_be_saved_is_named(odd):
    thing = Thing()
    thing.inner = odd
    with pytest.raises(UserError, match=r"inner.* cannot be saved"):
        state_of(thing)
