"""Draws, from docs/odd.md section 7.0."""

import math
import zlib
from functools import lru_cache


def philox(key, counter):
    """Philox4x32-10 as published: two multiplications a round, the key bumped by Weyl constants between rounds."""
    k0, k1 = key
    c0, c1, c2, c3 = counter
    for _ in range(10):
        product0, product1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (
            (product1 >> 32) ^ c1 ^ k0,
            product1 & 0xFFFFFFFF,
            (product0 >> 32) ^ c3 ^ k1,
            product0 & 0xFFFFFFFF,
        )
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0, c1, c2, c3


@lru_cache(100_000)
def block(seed, name, entity, count, slot=0):
    """Four words of one draw."""
    key = (seed & 0xFFFFFFFF, zlib.crc32(name.encode()))
    return philox(key, (entity & 0xFFFFFFFF, entity >> 32, count, slot))


def unit(word):
    return word / 2**32


def below(word, n):
    return word * n // 2**32


def between(word, low, high):
    return low + below(word, high - low)


def lowbias32(w):
    w ^= w >> 16
    w = w * 0x7FEB352D % 2**32
    w ^= w >> 15
    w = w * 0x846CA68B % 2**32
    return w ^ (w >> 16)


def alternative(a, b, identity):
    mixed = (identity % 2**32 * 0x9E3779B1 + identity // 2**32 * 0x7FEB352D + a) % 2**32
    return lowbias32(lowbias32(mixed) ^ b)


def luck(word):
    """What competes in a choice, the least wins."""
    return -math.log(1 - unit(word))
