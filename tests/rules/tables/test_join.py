"""Join: how somebody without a community finds one."""

from drawn import EMPTY, HOUR, OURS, THEIRS, add_post, drawn, sees_does

from canvas_sim.base.vocabulary import CALL_BUILD
from canvas_sim.rules.join import join
from canvas_sim.world.tables import ENDED, NOBODY

LEFT = ["rrrrr", *["-----"] * 4]
NEW = {"club": NOBODY, "joined": 0, "design": NOBODY}
TAKES_THEM = 0  # number of the only design there is
WHOLE = (THEIRS, ["kkkkk"] * 5)
CERTAIN = {"people_join_first": 1, "people_join_last": 1, "people_join_ties": 0, "people_join_posts": 0}


@sees_does(
    ("plan", "changes", "expected"),
    ("a plan wherever it looks", "joins its community", WHOLE, {}, TAKES_THEM),
    ("no plan anywhere", "joins nobody", None, {}, NOBODY),
    ("a plan, but does not care yet", "joins nobody", WHOLE, {"people_join_first": 0, "people_join_wear": 9}, NOBODY),
    (
        "a plan on a canvas that was worked on",
        "joins, as newcomers late in the event do",
        WHOLE,
        {"people_join_first": 0, "people_join_wear": 9, "clock": {"placed": 9999}},
        TAKES_THEM,
    ),
)
def test_newcomers_look_around(plan, changes, expected):
    world = drawn(EMPTY, *([plan] if plan else []), user=NEW, **CERTAIN | changes)
    world.clock["forum"] = 0
    assert tuple(join(world, 0, 0)) == (expected, NOBODY)


@sees_does(
    ("here", "place", "expected"),
    ("its own pixel on somebody's plan", "joins them", 1, (2, 0), TAKES_THEM),
    ("its own pixel beside all plans", "stays alone", 1, (2, 3), NOBODY),
    ("its own pixel on somebody's plan, and does not care", "stays alone", 0, (2, 0), NOBODY),
)
def test_loners_join_the_work_that_they_stand_in(here, place, expected):
    user = NEW | {"placed": 1, "x": place[0], "y": place[1]}
    world = drawn(EMPTY, (THEIRS, LEFT), user=user, loners_join_here=here)
    assert tuple(join(world, 0, 0)) == (expected, NOBODY)


@sees_does(
    ("their_state", "expected"),
    ("a friend who works for a community", "joins that", "alive", TAKES_THEM),
    ("a friend whose community ended", "looks around, and finds nobody", "ended", NOBODY),
)
def test_through_people_whom_one_follows(their_state, expected):
    plan = ["r----", *["-----"] * 4]
    world = drawn(EMPTY, (THEIRS, plan), user=NEW, **CERTAIN | {"people_join_ties": 1, "people_join_glances": 1})
    world.clock["forum"] = 0
    world.ties[0, 0], world.users["club"][9] = 9, THEIRS
    if their_state == "ended":
        world.communities[THEIRS].state = ENDED
    assert tuple(join(world, 0, 0)) == (expected, NOBODY)


def test_through_a_post_on_the_front_page():
    plan = ["r----", *["-----"] * 4]
    world = drawn(EMPTY, (THEIRS, plan), user=NEW, **CERTAIN | {"people_join_posts": 1})
    world.front[0, 0] = add_post(world, THEIRS, CALL_BUILD, design=0)
    assert tuple(join(world, 0, 0)) == (TAKES_THEM, 5)  # its author


@sees_does(
    ("back", "expected"),
    ("two communities that it knows, and leaves one", "goes back to the other", 1, 0),
    ("the same, but wants something new", "takes what it sees", 0, 1),
)
def test_back_to_a_community_that_one_knows(back, expected):
    plans = (OURS, ["r----", *["-----"] * 4]), (THEIRS, ["-kkkk", *["kkkkk"] * 4])
    world = drawn(EMPTY, *plans, user={"club": NOBODY, "joined": 2}, people_back=back, **CERTAIN)
    world.clubs[0, :2] = OURS, THEIRS
    assert tuple(join(world, 0, 0)) == (expected, NOBODY)


def test_young_works_call_louder():
    chosen = []
    for key in range(60):
        world = drawn(EMPTY, WHOLE, (OURS, ["rrrrr"] * 5), user=NEW | {"key": key}, people_join_old=0.05, **CERTAIN)
        world.designs[1].founded = 50 * HOUR
        chosen.append(int(join(world, 0, 50 * HOUR)[0]))
    assert chosen.count(1) > 45
