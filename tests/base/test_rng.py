"""Draws: the published numbers of Philox, one generator in Python and compiled, even choices, streams."""

import numpy as np
import pytest

from canvas_sim.base.jit import kernel
from canvas_sim.base.rng import (
    Stream,
    alternative,
    below,
    block,
    founded_key,
    philox,
    stream,
    uniforms,
    unit,
)

# Random123, tests/kat_vectors: key, counter, four words of philox4x32 with ten rounds.
KNOWN = [
    ([0, 0], [0, 0, 0, 0], [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
    ([0xFFFFFFFF] * 2, [0xFFFFFFFF] * 4, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
    (
        [0xA4093822, 0x299F31D0],
        [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344],
        [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1],
    ),
]
# Quantiles .999 of chi-square with so many degrees of freedom.
CRITICAL = {9: 27.88, 99: 148.23}


@kernel
def compiled_philox(words):
    return philox(words[0], words[1], words[2], words[3], words[4], words[5])


@kernel
def compiled_block(seed, name, entity, count, slot):
    return block(seed, name, entity, count, slot)


@kernel
def winners(draws, identities, out):
    """How often each alternative has the largest number; the second row without the first alternative."""
    for count in range(draws):
        a, b, _c, _d = block(9, np.uint64(1), 3, count, 0)
        for left_out in range(2):
            best, chosen = np.uint64(0), -1
            for k in range(left_out, len(identities)):
                number = alternative(a, b, identities[k])
                if number >= best:
                    best, chosen = number, k
            out[left_out, count] = chosen


@kernel
def compiled_below(words, n, out):
    for i in range(len(words)):
        out[i] = below(words[i], n)


def words(key, counter):
    return np.array([*key, *counter], np.uint64)


def uneven(counts):
    """Chi-square of counts against even ones."""
    mean = counts.sum() / len(counts)
    return ((counts - mean) ** 2).sum() / mean


@pytest.mark.parametrize(("key", "counter", "expected"), KNOWN)
def test_known_answers(key, counter, expected):
    given = words(key, counter)
    assert [int(word) for word in philox(*given)] == expected
    assert [int(word) for word in compiled_philox(given)] == expected


@pytest.mark.parametrize("entity", [0, 7, 2**32 - 1, 2**32, 2**63 + 5])
def test_a_block_is_philox_of_seed_stream_entity_count_slot(entity):
    name, whole = stream("act"), np.uint64(entity)
    expected = philox(*words([11, name], [entity & 0xFFFFFFFF, entity >> 32, 4, 2]))
    assert tuple(block(11, name, whole, 4, 2)) == tuple(expected)
    assert tuple(compiled_block(11, name, whole, 4, 2)) == tuple(expected)


def test_every_part_of_a_counter_counts():
    here = (11, stream("act"), np.uint64(5), 4, 2)
    others = [(12, *here[1:]), (11, stream("look"), *here[2:])]
    others += [
        (*here[:2], np.uint64(6), 4, 2),
        (*here[:3], 5, 2),
        (*here[:4], 3),
        (*here[:2], np.uint64(2**32 + 5), 4, 2),
    ]
    assert len({tuple(block(*one)) for one in [here, *others]}) == 7


def test_streams_are_the_same_in_every_version():
    assert int(stream("123456789")) == 0xCBF43926  # the check value of CRC-32
    assert len({int(stream(name)) for name in ("act", "act/aim", "look", "ties", "user/Guard/bold")}) == 5


def test_uniforms_are_even_and_independent_of_who_else_draws():
    entities = np.arange(50_000, dtype=np.uint64)
    drawn, fewer = np.empty((50_000, 4)), np.empty((3, 4))
    uniforms(np.uint64(1), stream("test"), entities, 0, drawn)
    uniforms(np.uint64(1), stream("test"), entities[[7, 3, 999]], 0, fewer)
    np.testing.assert_array_equal(fewer, drawn[[7, 3, 999]])
    assert drawn.min() >= 0
    assert drawn.max() < 1
    for column in drawn.T:
        assert uneven(np.bincount((column * 100).astype(int), minlength=100)) < CRITICAL[99]
    assert abs(np.corrcoef(drawn.T) - np.eye(4)).max() < 0.02


def test_ends_of_the_range():
    assert unit(np.uint64(0)) == 0
    assert unit(np.uint64(2**32 - 1)) < 1
    out = np.empty(3, np.int64)
    compiled_below(np.array([0, 2**31, 2**32 - 1], np.uint64), 2**31, out)
    np.testing.assert_array_equal(out, [0, 2**30, 2**31 - 1])
    assert [int(below(np.uint64(word), 10)) for word in (0, 2**31, 2**32 - 1)] == [0, 5, 9]


@pytest.mark.parametrize("start", [0, 2**20, 2**40])
def test_alternatives_win_evenly_and_only_those_of_the_one_taken_away_move(start):
    identities = np.arange(start, start + 10, dtype=np.uint64)
    chosen = np.empty((2, 20_000), np.int64)
    winners(20_000, identities, chosen)
    assert uneven(np.bincount(chosen[0], minlength=10)) < CRITICAL[9]
    moved = chosen[0] != chosen[1]
    np.testing.assert_array_equal(moved, chosen[0] == 0)


def test_what_an_author_makes_has_a_key_of_its_own():
    keys = {int(founded_key(author, action)) for author in range(30) for action in range(30)}
    assert len(keys) == 900
    assert int(founded_key(5, 3)) == (5 << 32) + 3


def test_a_stream_goes_on_where_it_was():
    whole, parts = Stream(3, "test", 5), Stream(3, "test", 5)
    expected = whole.uniforms(200)
    got = np.concatenate([parts.uniforms(7), [parts.uniform()], parts.uniforms(2, 60).ravel(), parts.uniforms(72)])
    np.testing.assert_array_equal(got, expected)
    assert not np.array_equal(expected, Stream(3, "test", 6).uniforms(200))
    assert not np.array_equal(expected, Stream(4, "test", 5).uniforms(200))


def test_a_stream_begins_with_the_blocks_of_its_entity():
    first = [word / 2**32 for count in (0, 1) for word in map(int, block(3, stream("test"), np.uint64(5), count, 0))]
    np.testing.assert_array_equal(Stream(3, "test", 5).uniforms(8), first)


def test_integers_fill_their_range_evenly():
    luck = Stream(3, "test")
    drawn = np.array([luck.integer(-2, 7) for _ in range(10_000)])
    assert uneven(np.bincount(drawn + 2, minlength=10)) < CRITICAL[9]
    assert {drawn.min(), drawn.max()} == {-2, 7}
    assert luck.integer(4, 4) == 4


def test_chances_choices_and_orders():
    luck = Stream(3, "test", 1)
    assert np.mean([luck.chance(0.3) for _ in range(5000)]) == pytest.approx(0.3, abs=0.02)
    assert not any(luck.chance(0) for _ in range(100))
    assert all(luck.chance(1) for _ in range(100))
    picked = [luck.choice("abc", [1, 0, 3]) for _ in range(5000)]
    assert picked.count("a") / 5000 == pytest.approx(0.25, abs=0.02)
    assert picked.count("b") == 0
    assert {luck.choice("abc") for _ in range(50)} == set("abc")
    orders = [tuple(luck.shuffled("abc")) for _ in range(3000)]
    assert len(set(orders)) == 6
    assert min(orders.count(one) for one in set(orders)) > 400


def test_normal_numbers():
    luck = Stream(3, "test", 2)
    drawn = np.array([luck.normal() for _ in range(10_000)])
    assert drawn.mean() == pytest.approx(0, abs=0.04)
    assert drawn.std() == pytest.approx(1, abs=0.03)
    assert np.mean(abs(drawn) < 1.96) == pytest.approx(0.95, abs=0.01)


def test_makers_with_the_same_action_number_get_numbers_of_their_own():
    """Their keys differ in the upper half only."""
    a, b = np.uint64(123456789), np.uint64(987654321)
    numbers = {int(alternative(a, b, founded_key(author, 3))) for author in range(1000)}
    assert len(numbers) == 1000


def test_integers_between_narrow_numpy_bounds_do_not_overflow():
    narrow = [Stream(seed, "raid").integer(np.int32(0), np.int32(15)) for seed in range(50)]
    assert narrow == [Stream(seed, "raid").integer(0, 15) for seed in range(50)]
