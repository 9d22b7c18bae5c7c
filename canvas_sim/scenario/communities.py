"""Sections on groups: communities and their foundings, the social graph, the forum, alliances."""

from typing import Annotated, Literal

from pydantic import Field

from canvas_sim.scenario.fields import PER_PIXEL, Section, amount, other

Path = Annotated[str, Field(pattern=r"[./\\]")]


class Communities(Section):
    """Founding, sites, growth and death of communities."""

    founding: float = amount(
        0.512, "per 1,000 turns", "turns in which somebody founds a community, at the start", 0, 1000
    )
    founding_wear: float = amount(2.24, PER_PIXEL, "after so many foundings have faded to a half", 0.01, 10_000)
    sites: int = amount(600, "sites", "places that a founder compares", 1, 10_000)
    site_glances: int = amount(24, "pixels", "pixels that a founder looks at in each", 1, 400)
    crowded: float = amount(0.65, "share of a site", "gives up founding if more than this is held by others")
    bold: float = amount(0.06, "share of communities", "does not care who holds the ground")
    meeting: float = amount(5, "min", "time between two meetings of leaders", 1, 240)
    yields: float = amount(0.882, "probability", "the older of two overlapping designs yields to the newer")
    give_up_wrong: float = amount(0.344, "share of glances", "may give up when members see more wrong than this")
    give_up: float = amount(0.5, "per hour", "rate of giving up then", 0, 60)
    idle: float = amount(20.4, "h", "ends when nobody worked for it so long", 0.1, 1000)
    relocate: float = amount(0.244, "probability", "who gives up looks for another site")
    redesign: float = amount(0.0159, "per hour", "rate at which a community takes another design for its site", 0, 60)
    expand: float = amount(0.052, "per hour", "rate at which a community that is finished adds a design", 0, 60)
    enlarge: float = amount(0.289, "share of such additions", "draws its newest design larger instead, where it stands")
    war: float = amount(1.28, "per hour", "rate at which a community that is finished calls to strike a rival", 0, 60)
    raids: float = amount(0.0912, "share of foundings", "a crowd that falls upon a place for a short time")
    raid_density: float = amount(
        1, "votes a pixel", "votes with which the call of such a crowd begins, which draws its size", 0, 10
    )
    raid_hours: float = amount(0.921, "h", "how long it stays", 0.05, 100)


class Society(Section):
    """Who knows whom before the event begins."""

    graph: Literal["block", "small_world", "scale_free", "none"] | Path = other(
        "block",
        "name or path",
        "social graph: a stochastic block model, small world, scale-free, none, or a file with one (.graphml ...)",
    )
    ties: int = amount(6, "users", "users whom one follows", 0, 16)
    circle: float = amount(
        400, "users", "users for each circle of acquaintances, on the mean; older circles are larger", 2, 1_000_000
    )
    outside: float = amount(0.15, "share of ties", "ties that lead out of the circle (or are rewired)")
    between: bool = other(True, "yes/no", "ties between communities count; without, nothing passes between communities")


class Forum(Section):
    """Boards of communities, and the front page."""

    post: float = amount(0.0132, "probability", "an ordinary member posts about what it saw", 0, 1)
    leader_post: float = amount(0.3, "probability", "a leader does")
    alarm: float = amount(0.15, "share of glances", "damage worth a call for defense")
    vote: float = amount(0.5, "probability", "who acted on a post votes for it")
    front: int = amount(25, "posts", "length of the front page", 1, 64)
    call_minutes: float = amount(10, "min", "how long members turn to a leader's call", 0, 240)
    heed: float = amount(0.5, "probability", "a turn of a member follows such a call")
    rally: float = amount(0.374, "probability", "a member who rests comes at such a call")
    gravity: float = amount(900, "s", "age that weighs as much as ten times the votes (Reddit's hot rank)", 60, 1e7)
    stale: float = amount(0.346, "h", "age at which a post leaves the boards", 0.1, 168)


class Alliances(Section):
    """What moves two communities together and apart. A weight of 0 takes its cause away."""

    allowed: bool = other(True, "yes/no", "whether alliances and truces may form at all")
    damage: float = amount(1.0, "weight", "damage blamed on the other, against", 0, 100)
    help: float = amount(1.0, "weight", "help seen from the other, for", 0, 100)
    border: float = amount(1.0, "weight", "a common border, for", 0, 100)
    enemy: float = amount(1.0, "weight", "being hit by the same third community, for", 0, 100)
    forms: float = amount(0.4, "trust", "trust of both sides at which an alliance forms", 0, 100)
    settles: float = amount(-0.4, "trust", "trust of both sides at which two agree on their border, a truce", -100, 100)
    breaks: float = amount(-0.5, "trust", "trust of one side at which it, or a truce, ends", -100, 0)
    ties: float = amount(0.003, "ties a member", "ties between the members below which two groups never talk", 0, 100)
    talk: float = amount(1.0, "per hour", "rate at which two leaders who could agree get round to it", 0, 60)
    half_life: float = amount(3, "h", "half-life of grudges and of gratitude", 0.01, 1000)
    reach: int = amount(6, "pixels", "gap across which two designs still have a common border", 1, 100)
    betrayal: float = amount(
        0.05, "placements a member", "net hostile ones in an hour that betray an alliance", 0, 1000
    )
    idle: float = amount(18, "h", "an alliance without contact ends", 0.1, 1000)
    defect: float = amount(0.01, "per hour", "rate at which a leader of finished work calls to attack an ally", 0, 60)
