"""Complexity by Pillow's PNG: the encoder is part of the definition."""

import math
import struct
import zlib

import numpy as np
import pytest
from hand_made import frames_of_series
from PIL import Image

from canvas_sim.metrics.frames import order

NOISE = np.random.default_rng(0).integers(0, 16, (64, 64)).astype(np.uint8)


def naive_png_bits(canvas, path):
    """Size of the file that Pillow writes."""
    height, width = canvas.shape
    Image.frombytes("L", (width, height), canvas.tobytes()).save(path, optimize=True, compress_level=9)
    return 8 * path.stat().st_size / (width * height)


def test_the_size_of_the_file(tmp_path):
    for canvas in (NOISE, NOISE[:5, 3:20], np.zeros((40, 30), np.uint8)):
        assert order.png_bits(canvas) == naive_png_bits(np.ascontiguousarray(canvas), tmp_path / "a.png")


def test_by_hand():
    """One pixel: signature 8, header 25, data 12 and what zlib makes of a filter byte and the pixel, end 12 bytes."""
    data = zlib.compress(struct.pack("BB", 0, 7), 9)
    assert order.png_bits(np.full((1, 1), 7, np.uint8)) == 8 * (8 + 25 + 12 + len(data) + 12)


def test_compression_is_over_the_mean_of_five_shuffles():
    stripes = np.repeat(np.arange(16, dtype=np.uint8), 64).reshape(32, 32)
    draws = np.random.default_rng(3)
    shuffled = [order.png_bits(draws.permutation(stripes.ravel()).reshape(32, 32)) for _ in range(5)]
    assert order.compression(stripes, 3) == order.png_bits(stripes) / np.mean(shuffled) < 0.3
    assert order.compression(NOISE) == pytest.approx(1, abs=0.05)


def test_the_hump_is_taken_at_hours():
    frames = frames_of_series([[0, 0, 0], [0, 1, 0], [3, 1, 2]])
    found = order.hump(frames, (0.5, 1, 12))
    assert found["0.5h"] == order.png_bits(frames.canvas[1])
    assert found["1h"] == order.png_bits(frames.canvas[2])
    assert math.isnan(found["12h"])
