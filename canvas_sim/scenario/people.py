"""Sections on people: when they come, what one of them does in a turn, what those without a community do."""

from canvas_sim.scenario.fields import PER_PIXEL, Section, amount, other


class Activity(Section):
    """Who is there, and when."""

    users: int = amount(12_000, "users", "people who come at some time during the event", 1, 20_000_000)
    placements: float = amount(14.2, "turns a user", "mean appetite of a user", 1, 10_000)
    shape: float = amount(0.44, "1", "shape of the Weibull law of appetites; smaller is more unequal", 0.2, 10)
    saturated: bool = other(
        False, "yes/no", "every user takes every slot from the start, without lag, breaks or nights"
    )
    arrivals: list[tuple[float, float]] = other(
        [(0.0, 1.0)],
        "(h, relative)",
        "points of the curve of arriving users, straight lines between; one point is an even stream over the event",
        min_length=1,
    )
    lag_share: float = amount(0.8, "cooldowns", "mean lateness that grows with the cooldown", 0, 20)
    lag_seconds: float = amount(150, "s", "mean lateness that does not", 0, 86_400)
    session_turns: float = amount(12, "turns", "mean turns in one sitting", 1, 10_000)
    break_hours: float = amount(3, "h", "mean break between sittings", 0, 168)
    awake_hours: float = amount(16.5, "h", "hours a day in which a user may come", 1, 24)
    bot_hours: float = amount(
        23.5, "h", "hours a day in which a script runs, at most; at least 1, evenly between", 1, 24
    )
    zones: list[tuple[float, float]] = other(
        [(-8, 0.14), (-6, 0.16), (-5, 0.28), (0, 0.13), (1, 0.2), (3, 0.04), (8, 0.03), (10, 0.02)],
        "(h from UTC, share)",
        "time zones that users live in",
        min_length=1,
    )


class People(Section):
    """A turn of somebody who belongs to a community."""

    # A user may have half as many again.
    glances: int = amount(30, "pixels", "pixels that a user looks at in a turn", 1, 85)
    notice: float = amount(0.0973, "probability", "who has read its board notices a damaged pixel that is listed there")
    blind: float = amount(0.0307, "share of turns", "places by the plan without looking what is there")
    errors: float = amount(0.016, "share of placements", "misses the pixel or the color")
    redo: float = amount(0.431, "probability", "places its last pixel again if that was overwritten")
    help: float = amount(1, "probability", "who finds nothing wrong at home looks whether a neighbor needs a hand")
    guard: float = amount(0.581, "probability", "places the right color again in a work that was just damaged")
    guard_hours: float = amount(0.0246, "h", "age of the last damage at which guarding has faded to 37 %", 0.01, 168)
    insight: float = amount(
        0, "share of users", "know every plan by themselves, as nobody does: to see what it is worth to be told"
    )
    move: float = amount(0.3, "probability", "goes to another community when its own has nothing left to do")
    closed: float = amount(0.9, "weight", "bonus of a wrong pixel with three right neighbors", 0, 100)
    edge: float = amount(1.3, "weight", "bonus of a wrong pixel for each right neighbor", 0, 100)
    ground: float = amount(4.0, "weight", "bonus of the background color in a young design", 0, 100)
    ground_hours: float = amount(4, "h", "how long the ground comes first", 0, 168)
    join_first: float = amount(0.187, "probability", "a newcomer joins a community, at the start")
    join_last: float = amount(0.889, "probability", "the same at the end")
    join_wear: float = amount(7.87, PER_PIXEL, "after so many 63 % of that change is done, slowly at first", 0.01, 1000)
    back: float = amount(0.279, "probability", "who looks for another community goes back to one that it knows")
    join_ties: float = amount(0.2, "probability", "who joins, joins where somebody is whom it follows")
    join_posts: float = amount(0.05, "probability", "who joins, joins by a post on the front page")
    join_glances: int = amount(4, "places", "places of the canvas that a newcomer compares before it joins", 1, 16)
    join_young: float = amount(4.35, "h", "age over which a design loses its call for newcomers", 0.1, 168)
    join_old: float = amount(0.852, "weight", "call of an old design; that of a new one is 1")
    reading: float = amount(0.579, "probability", "mean share of turns that begin on a community's board")
    temper: float = amount(0.1, "probability", "mean readiness to strike at whom one blames for damage")
    loyalty: float = amount(0.75, "probability", "mean readiness to stay with a community that gives up")
    bots: float = amount(0.003, "share of users", "scripts: never late, never tired, never look elsewhere")
    vandals: float = amount(0.15, "share of users", "half of the time they place any color, near where they were")
    keepers: float = amount(0, "share of users", "draw one small picture of their own and keep it, and nothing else")


class Loners(Section):
    """A turn of somebody without a community. Shares are of such turns; what is left tidies or completes."""

    noise: float = amount(0.245, "share of turns", "any color anywhere, at the start")
    noise_wear: float = amount(13.7, PER_PIXEL, "after so many noise has faded to 37 %, slowly at first", 0.01, 1000)
    mimic: float = amount(0.74, "share of noise", "in a color that stands nearby")
    noise_floor: float = amount(0.014, "share of turns", "noise that never fades")
    doodle: float = amount(0.105, "share of turns", "goes on with its own small line, at the start")
    copy_share: float = amount(0.164, "share of turns", "continues a neighboring color, at the start")
    lattice: float = amount(0.467, "share of copies", "across the corner of the pixel that is copied, as lattices grow")
    fade_wear: float = amount(2.97, PER_PIXEL, "after so many doodles and copies have faded to 37 %", 0.01, 1000)
    corner: float = amount(0.361, "share of turns", "helps a spreading color, at the start")
    corner_wear: float = amount(6.5, PER_PIXEL, "after so many that has faded to 37 %", 0.01, 1000)
    spread: float = amount(0.244, "share of turns", "helps a spreading pattern")
    spread_blind: float = amount(0.5, "share of such turns", "places where the pattern is already")
    join_here: float = amount(0.1, "probability", "joins the work that it stands in")
    focus: float = amount(0.002, "share of turns", "goes for a corner or the middle, where everybody looks")
