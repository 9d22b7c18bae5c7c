"""What the explorer's page holds, read by a slow and obvious decoder, written from the description of the format."""

import base64
import json
import re
import zlib

import numpy as np


def parts(page):
    """The packed texts of a page by name."""
    found = re.findall(r'<script type="text/plain" id="([\w-]+)">\n(.*?)</script>', page, re.DOTALL)
    return {name: columns(text) for name, text in found}


def head(page):
    """What the page knows at once."""
    return json.loads(re.search(r'<script type="application/json" id="head">(.*?)</script>', page)[1])


def columns(text):
    """Columns of a packed text."""
    result = {}
    for line in text.splitlines():
        name, rows, *planes = line.split(" ")
        bytes_of = [zlib.decompress(base64.b64decode(plane), -15) for plane in planes]
        assert all(len(plane) == int(rows) for plane in bytes_of)
        result[name] = [int.from_bytes(number, "little") for number in zip(*bytes_of, strict=True)]
    return result


def unfolded(number):
    return -(number + 1) // 2 if number % 2 else number // 2


def tables(found):
    return json.loads(bytes(found["tables"]["json"]))


def placements(found):
    """The log: a list of dicts, from all chunks."""
    known = tables(found)
    designs, templates, at = known["designs"], {}, 0
    for design, templated in enumerate(designs["templated"]):
        size = designs["width"][design] * designs["height"][design] if templated else 0
        templates[design] = found["tables"]["templates"][at : at + size]
        at += size
    rows = []
    for number in range(sum(name.startswith("log-") for name in found)):
        chunk = found[f"log-{number}"]
        first = iter(chunk["first"])
        for i in range(len(chunk["time"])):
            packed = {name: values[i] for name, values in chunk.items() if name != "first"}
            rows.append(_placement(packed, rows, first, (known, templates)))
    return rows


def _placement(packed, rows, first, context):
    (known, templates), designs = context, context[0]["designs"]
    blank = {"design": -1, "community": -1, "post": -1, "x": 0, "y": 0}
    before = rows[-packed["user"]] if packed["user"] else blank
    row = {"ts": (rows[-1]["ts"] if rows else 0) + packed["time"], "intent": packed["intent"]}
    row["user"] = before["user"] if packed["user"] else next(first) - 1
    row["design"] = design = before["design"] if packed["design"] == 0 else packed["design"] - 2
    homes = [before["community"], designs["community"][design] if design >= 0 else -1]
    row["community"] = homes[packed["community"]] if packed["community"] < 2 else packed["community"] - 3
    row["post"] = _post(packed["post"], before, row, known["posts"])
    template = templates.get(design, [])
    left, top = (designs["x"][design], designs["y"][design]) if template else (before["x"], before["y"])
    row["x"], row["y"] = left + unfolded(packed["x"]), top + unfolded(packed["y"])
    wanted = 255
    if template:
        column, line, width = row["x"] - left, row["y"] - top, designs["width"][design]
        if 0 <= column < width and 0 <= line < designs["height"][design]:
            wanted = template[line * width + column]
    row["color"] = packed["color"] if wanted == 255 else (wanted + packed["color"]) % 256
    return row


def _post(code, before, row, posts):
    if code < 2:
        return before["post"] if code else -1
    there = [post for post, ts in enumerate(posts["ts"]) if ts <= row["ts"]]
    if code % 2:
        return len(there) - 1 - unfolded((code - 3) // 2)
    return [post for post in there if posts["community"][post] == row["community"]][-1 - (code - 2) // 2]


def canvas(page, found, rows, ms):
    """The canvas at a time, from the placements that `placements` gave."""
    about = head(page)
    flat = np.full(about["height"] * about["width"], about["background"], np.uint8)
    paintings = [(one["ts"], 0, one) for one in tables(found)["paintings"] if one["ts"] <= ms]
    placed = [(row["ts"], 1, row) for row in rows if row["ts"] <= ms]
    for _, is_placement, one in sorted(paintings + placed, key=lambda entry: entry[:2]):
        if is_placement:
            flat[one["y"] * about["width"] + one["x"]] = one["color"]
            continue
        for first, length in zip(one["stretches"][::2], one["stretches"][1::2], strict=True):
            flat[first : first + length] = one["color"]
    return flat.reshape(about["height"], about["width"])
