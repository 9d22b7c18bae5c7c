"""The tables of a run as data: each column's dtype, unit and meaning, in the order of hashing and writing."""

from __future__ import annotations

from typing import NamedTuple

from canvas_sim.base.patterns import KINDS
from canvas_sim.base.vocabulary import INTENTS

NO_INTENT = 255  # nobody knows why: in the log of a real event
NO_PIXEL = 255  # in a template: not part of the design


class ColumnType(NamedTuple):
    """One column: numpy dtype, or ``str`` or ``bytes``; unit; meaning."""

    dtype: str
    unit: str
    meaning: str


EVENTS = {
    "ts": ColumnType("int32", "ms since the start", "when it was placed; never falls"),
    "user": ColumnType("int32", "id, -1 unknown", "who placed it"),
    "x": ColumnType("uint16", "pixels", "column of the canvas"),
    "y": ColumnType("uint16", "pixels", "row of the canvas"),
    "color": ColumnType("uint8", "palette index", "which color"),
    "intent": ColumnType("uint8", "name", "why: " + ", ".join(INTENTS)),
    "community": ColumnType("int32", "id, -1 none", "for which community"),
    "design": ColumnType("int32", "id, -1 none", "for, or against, which design"),
    "post": ColumnType("int32", "id, -1 none", "which post called for it"),
}
INTERVENTIONS = {
    "ts": ColumnType("int32", "ms since the start", "when; before the events of the same moment"),
    "kind": ColumnType("str", "name", "what was changed"),
    "x0": ColumnType("int32", "pixels, -1 none", "left side of the rectangle"),
    "y0": ColumnType("int32", "pixels, -1 none", "its top"),
    "x1": ColumnType("int32", "pixels, -1 none", "its right side, not included"),
    "y1": ColumnType("int32", "pixels, -1 none", "its bottom, not included"),
    "color": ColumnType("int16", "palette index, -1 none", "the color painted"),
    "value": ColumnType("float64", "s, users or pixels, NaN none", "cooldown, number of users, or radius"),
    "colors": ColumnType("str", "palette indices, comma-separated", "what may be placed from then on"),
}
COMMUNITIES = {
    "community": ColumnType("int32", "id", "the community"),
    "name": ColumnType("str", "text", "its name"),
    "founder": ColumnType("int32", "id", "the user who founded it"),
    "founded": ColumnType("int32", "ms since the start", "when it was founded"),
    "ended": ColumnType("int32", "ms since the start, -1 alive", "when it ended"),
    "members": ColumnType("int32", "users", "members at the end"),
    "design": ColumnType("int32", "id, -1 none", "its newest design"),
    "kind": ColumnType("str", "name", ", ".join(KINDS) + " or raid"),
}
DESIGNS = {
    "design": ColumnType("int32", "id", "the design"),
    "community": ColumnType("int32", "id, -1 none", "whose it is"),
    "name": ColumnType("str", "text", "its name"),
    "kind": ColumnType("str", "name", "what it shows"),
    "x": ColumnType("int32", "pixels", "left side"),
    "y": ColumnType("int32", "pixels", "top"),
    "width": ColumnType("int32", "pixels", "width"),
    "height": ColumnType("int32", "pixels", "height"),
    "area": ColumnType("int32", "pixels", "pixels that belong to it"),
    "founded": ColumnType("int32", "ms since the start", "from when on it is a goal"),
    "ended": ColumnType("int32", "ms since the start, -1 alive", "until when"),
    "pixels": ColumnType("bytes", "palette indices", "the template, row by row; 255 is no part of it"),
}
ALLIANCES = {
    "ts": ColumnType("int32", "ms since the start", "when"),
    "a": ColumnType("int32", "id", "one community"),
    "b": ColumnType("int32", "id", "the other community"),
    "what": ColumnType("str", "name", "formed, broken, betrayed or ended"),
    "cause": ColumnType("str", "text", "why"),
    "strength": ColumnType("float32", "trust", "trust between the two then"),
}
POSTS = {
    "post": ColumnType("int32", "id", "the post"),
    "ts": ColumnType("int32", "ms since the start", "when it was posted"),
    "user": ColumnType("int32", "id", "who posted it"),
    "community": ColumnType("int32", "id", "on whose board"),
    "kind": ColumnType("str", "name", "what it calls for"),
    "design": ColumnType("int32", "id, -1 none", "which design it is about"),
    "x": ColumnType("int16", "pixels, -1 none", "where: column"),
    "y": ColumnType("int16", "pixels, -1 none", "where: row"),
    "target": ColumnType("int32", "id, -1 none", "the community against which, or for which"),
    "votes": ColumnType("int32", "votes", "votes at the end"),
}
TIMELINE = {
    "ts": ColumnType("int32", "ms since the start", "end of the interval"),
    "placements": ColumnType("int32", "placements", "since the row before"),
    "users": ColumnType("int32", "users", "users who acted since the row before"),
    "not_white": ColumnType("float64", "share of open pixels", "pixels that differ from the background"),
    "same_neighbor": ColumnType("float64", "share of pairs", "neighboring pixels of the same color"),
    "isolated": ColumnType("float64", "share of open pixels", "pixels without a neighbor of their color"),
    "damage": ColumnType("float64", "share of template pixels", "pixels that differ from their template"),
    "repairs": ColumnType("int32", "placements", "repairs since the row before"),
    "attacks": ColumnType("int32", "placements", "attacks, by intent, since the row before"),
    "alliances": ColumnType("int32", "alliances", "alliances that hold"),
    "communities": ColumnType("int32", "communities", "communities alive"),
}
TABLES = {
    "events": EVENTS,
    "interventions": INTERVENTIONS,
    "communities": COMMUNITIES,
    "designs": DESIGNS,
    "alliances": ALLIANCES,
    "posts": POSTS,
    "timeline": TIMELINE,
}
