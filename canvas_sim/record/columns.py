"""The tables of a run as data: each column's dtype, unit and meaning, in the order of hashing and writing."""

from __future__ import annotations

from typing import NamedTuple

from canvas_sim.base.patterns import KINDS
from canvas_sim.base.vocabulary import INTENTS

NO_INTENT = 255  # nobody knows why: in the log of a real event
NO_PIXEL = 255  # in a template: not part of the design


class Column(NamedTuple):
    """One column: numpy dtype, or ``str`` or ``bytes``; unit; meaning."""

    dtype: str
    unit: str
    meaning: str


EVENTS = {
    "ts": Column("int32", "ms since the start", "when it was placed; never falls"),
    "user": Column("int32", "id, -1 unknown", "who placed it"),
    "x": Column("uint16", "pixels", "column of the canvas"),
    "y": Column("uint16", "pixels", "row of the canvas"),
    "color": Column("uint8", "palette index", "which color"),
    "intent": Column("uint8", "name", "why: " + ", ".join(INTENTS)),
    "community": Column("int32", "id, -1 none", "for which community"),
    "design": Column("int32", "id, -1 none", "for, or against, which design"),
    "post": Column("int32", "id, -1 none", "which post called for it"),
}
INTERVENTIONS = {
    "ts": Column("int32", "ms since the start", "when; before the events of the same moment"),
    "kind": Column("str", "name", "what was changed"),
    "x0": Column("int32", "pixels, -1 none", "left side of the rectangle"),
    "y0": Column("int32", "pixels, -1 none", "its top"),
    "x1": Column("int32", "pixels, -1 none", "its right side, not included"),
    "y1": Column("int32", "pixels, -1 none", "its bottom, not included"),
    "color": Column("int16", "palette index, -1 none", "the color painted"),
    "value": Column("float64", "s, users or pixels, NaN none", "cooldown, number of users, or radius"),
    "colors": Column("str", "palette indices, comma-separated", "what may be placed from then on"),
}
COMMUNITIES = {
    "community": Column("int32", "id", "the community"),
    "name": Column("str", "text", "its name"),
    "founder": Column("int32", "id", "the user who founded it"),
    "founded": Column("int32", "ms since the start", "when it was founded"),
    "ended": Column("int32", "ms since the start, -1 alive", "when it ended"),
    "members": Column("int32", "users", "members at the end"),
    "design": Column("int32", "id, -1 none", "its newest design"),
    "kind": Column("str", "name", ", ".join(KINDS) + " or raid"),
}
DESIGNS = {
    "design": Column("int32", "id", "the design"),
    "community": Column("int32", "id, -1 none", "whose it is"),
    "name": Column("str", "text", "its name"),
    "kind": Column("str", "name", "what it shows"),
    "x": Column("int32", "pixels", "left side"),
    "y": Column("int32", "pixels", "top"),
    "width": Column("int32", "pixels", "width"),
    "height": Column("int32", "pixels", "height"),
    "area": Column("int32", "pixels", "pixels that belong to it"),
    "founded": Column("int32", "ms since the start", "from when on it is a goal"),
    "ended": Column("int32", "ms since the start, -1 alive", "until when"),
    "pixels": Column("bytes", "palette indices", "the template, row by row; 255 is no part of it"),
}
ALLIANCES = {
    "ts": Column("int32", "ms since the start", "when"),
    "a": Column("int32", "id", "one community"),
    "b": Column("int32", "id", "the other community"),
    "what": Column("str", "name", "formed, broken, betrayed or ended"),
    "cause": Column("str", "text", "why"),
    "strength": Column("float32", "trust", "trust between the two then"),
}
POSTS = {
    "post": Column("int32", "id", "the post"),
    "ts": Column("int32", "ms since the start", "when it was posted"),
    "user": Column("int32", "id", "who posted it"),
    "community": Column("int32", "id", "on whose board"),
    "kind": Column("str", "name", "what it calls for"),
    "design": Column("int32", "id, -1 none", "which design it is about"),
    "x": Column("int16", "pixels, -1 none", "where: column"),
    "y": Column("int16", "pixels, -1 none", "where: row"),
    "target": Column("int32", "id, -1 none", "the community against which, or for which"),
    "votes": Column("int32", "votes", "votes at the end"),
}
TIMELINE = {
    "ts": Column("int32", "ms since the start", "end of the interval"),
    "placements": Column("int32", "placements", "since the row before"),
    "users": Column("int32", "users", "users who acted since the row before"),
    "not_white": Column("float64", "share of open pixels", "pixels that differ from the background"),
    "same_neighbor": Column("float64", "share of pairs", "neighboring pixels of the same color"),
    "isolated": Column("float64", "share of open pixels", "pixels without a neighbor of their color"),
    "damage": Column("float64", "share of template pixels", "pixels that differ from their template"),
    "repairs": Column("int32", "placements", "repairs since the row before"),
    "attacks": Column("int32", "placements", "attacks, by intent, since the row before"),
    "alliances": Column("int32", "alliances", "alliances that hold"),
    "communities": Column("int32", "communities", "communities alive"),
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
