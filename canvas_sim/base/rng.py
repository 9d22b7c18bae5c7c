"""Randomness as a function: Philox4x32-10 of (seed, stream, entity, count, slot).

A draw does not depend on what was drawn before, so taking one user or one rule away shifts nobody else's luck.
Key = (seed, stream); counter = (entity low, entity high, count, slot).
Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
"""

import math
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from canvas_sim.base.jit import kernel, rule

LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
_MULTIPLY_0 = np.uint64(0xD2511F53)
_MULTIPLY_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_MIX_0 = np.uint64(0x7FEB352D)
_MIX_1 = np.uint64(0x846CA68B)
_SPREAD = np.uint64(0x9E3779B1)
_15 = np.uint64(15)
_16 = np.uint64(16)
_UNIT = 1.0 / 4294967296.0


def stream(name: str) -> np.uint64:
    """Number of the stream called `name`, the same in every run and version."""
    return np.uint64(zlib.crc32(name.encode()))


@rule
def philox(key0, key1, c0, c1, c2, c3):
    """Four 32-bit words, each in a uint64, of Philox4x32 with ten rounds."""
    for _ in range(10):
        product0 = _MULTIPLY_0 * c0
        product1 = _MULTIPLY_1 * c2
        c0 = (product1 >> HALF) ^ c1 ^ key0
        c2 = (product0 >> HALF) ^ c3 ^ key1
        c1 = product1 & LOW
        c3 = product0 & LOW
        key0 = (key0 + _WEYL_0) & LOW
        key1 = (key1 + _WEYL_1) & LOW
    return c0, c1, c2, c3


@rule
def block(seed, name, entity, count, slot):
    """Four 32-bit words for one draw of the stream numbered `name`; `entity` up to 64 bits, `count` and `slot` 32."""
    who = np.uint64(entity)
    return philox(np.uint64(seed) & LOW, name, who & LOW, who >> HALF, np.uint64(count) & LOW, np.uint64(slot) & LOW)


@rule
def unit(word):
    """A 32-bit word as a float in [0, 1)."""
    return np.float64(word) * _UNIT


@rule
def below(word, n):
    """A 32-bit word as an integer in 0..n-1, for n of at most 2^31."""
    return np.int64((word * np.uint64(n)) >> HALF)


@rule
def scramble(word):
    """Mix 32 bits (lowbias32)."""
    word = word ^ (word >> _16)
    word = (word * _MIX_0) & LOW
    word = word ^ (word >> _15)
    word = (word * _MIX_1) & LOW
    return word ^ (word >> _16)


@rule
def alternative(a, b, identity):
    """The number, 32 bits, that one alternative of a choice gets: words `a` and `b` of a block, and who it is."""
    who = np.uint64(identity)
    mixed = ((who & LOW) * _SPREAD & LOW) + ((who >> HALF) * _MIX_0 & LOW) + a
    return scramble(scramble(mixed & LOW) ^ b)


@rule
def founded_key(author, action):
    """Identity of what an author made at his action number `action`: does not depend on how many others there are."""
    return (np.uint64(author) << HALF) | (np.uint64(action) & LOW)


@kernel
def uniforms(seed, name, entities, count, out):
    """Fill `out` (n, 4) with floats in [0, 1), a row for each of `entities`."""
    for i in range(len(entities)):
        a, b, c, d = block(seed, name, entities[i], count, 0)
        out[i, 0] = unit(a)
        out[i, 1] = unit(b)
        out[i, 2] = unit(c)
        out[i, 3] = unit(d)


@kernel
def _row(seed, name, entity, start, out):
    """Fill `out` (4 m,) with the words of blocks `start`, `start` + 1, ..."""
    for i in range(len(out) // 4):
        out[4 * i], out[4 * i + 1], out[4 * i + 2], out[4 * i + 3] = block(seed, name, entity, start + i, 0)


class Stream:
    """Draws of one entity from one named stream, one after the other, for set-up code in plain Python.

    Parameters
    ----------
    seed : int
        The run's seed, 0 to 2**32 - 1.
    name : str
        The stream, one a decision.
    entity : int
        Who draws.
    """

    def __init__(self, seed: int, name: str, entity: int = 0) -> None:
        self._seed, self._name, self._entity = np.uint64(seed), stream(name), np.uint64(entity)
        self._blocks = self._next = 0
        self._words: list[int] = []

    def _word(self) -> int:
        if self._next == len(self._words):
            self._words, self._next = self._fresh(16), 0
        self._next += 1
        return self._words[self._next - 1]

    def _fresh(self, blocks: int) -> list[int]:
        words = np.empty(4 * blocks, np.uint64)
        _row(self._seed, self._name, self._entity, self._blocks, words)
        self._blocks += blocks
        return words.tolist()

    def _take(self, n: int) -> list[int]:
        left = self._words[self._next :]
        if len(left) < n:
            left += self._fresh((n - len(left) + 3) // 4)
        self._words, self._next = left, n
        return left[:n]

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """A float in [low, high)."""
        return low + (high - low) * self._word() * _UNIT

    def uniforms(self, *shape: int) -> np.ndarray:
        """Floats in [0, 1), of the given shape."""
        return np.array(self._take(math.prod(shape)), np.float64).reshape(shape) * _UNIT

    def integer(self, low: int, high: int) -> int:
        """An integer in low..high, both ends included."""
        low, high = int(low), int(high)  # numpy's narrow integers would overflow
        return low + ((self._word() * (high - low + 1)) >> 32)

    def chance(self, probability: float) -> bool:
        """True with the given probability."""
        return self._word() * _UNIT < probability

    def choice(self, items: Sequence[Any], weights: Sequence[float] | None = None) -> Any:
        """One of `items`, each with its weight."""
        if weights is None:
            return items[self.integer(0, len(items) - 1)]
        goal = self.uniform(0.0, sum(weights))
        for item, weight in zip(items, weights, strict=True):
            goal -= weight
            if goal < 0:
                return item
        return items[-1]

    def shuffled(self, items: Sequence[Any]) -> list[Any]:
        """All of `items` in a drawn order."""
        words = self._take(len(items))
        return [items[i] for i in sorted(range(len(items)), key=lambda i: (words[i], i))]

    def normal(self) -> float:
        """A standard normal number (Box and Muller)."""
        u, v = self.uniform(), self.uniform()
        return math.sqrt(-2.0 * math.log(1.0 - u)) * math.cos(2.0 * math.pi * v)
