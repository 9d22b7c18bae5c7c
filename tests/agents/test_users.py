"""Users: views of rows, sets of them on columns, and classes of one's own."""

import copy
import pickle
import re
from pathlib import Path

import numpy as np
import pytest
from small_events import SMALL, TINY, Gardener, Same

from canvas_sim.agents.community import Community
from canvas_sim.agents.model import CanvasModel
from canvas_sim.agents.user import User
from canvas_sim.base.errors import UserError


@pytest.fixture(scope="module")
def model():
    made = CanvasModel(SMALL, seed=7, people={Gardener: 30})
    made.run_for("2h")
    return made


@pytest.fixture(scope="module")
def users(model):
    return model.users


# --- views


def test_a_view_reads_its_row(model):
    row = int(np.argmax(model.world.users["turns"]))
    user, record, life = model.user(row), model.world.users[row], model.world.lives[row]
    assert (user.x, user.y, user.turns, user.club) == (record.x, record.y, record.turns, record.club)
    assert (user.appetite, user.glances, user.temper) == (life.appetite, life.glances, life.temper)
    assert (user.unique_id, user.row, user.pos) == (row + 1, row, (record.x, record.y))
    assert user.kind in ("ordinary", "bot", "vandal")
    assert type(user.x) is int
    assert User.x.__doc__


def test_views_of_one_row_are_the_same_agent(model):
    assert model.user(3) == model.user(3) != model.user(4)
    assert len({model.user(3), model.user(3), model.user(4)}) == 2
    assert copy.deepcopy(model.user(3)) is not None
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(model.user(3))


def test_views_cannot_be_written_made_or_removed(model):
    for refused in (
        lambda: setattr(model.user(3), "x", 5),
        lambda: setattr(model.user(3), "appetite", 5),
        lambda: setattr(model.user(3), "mod", 5),
        lambda: setattr(model.user(3), "community", None),
        lambda: User(model),
        lambda: Gardener(model),
        model.user(3).remove,
        lambda: Gardener.create_agents(model, 3),
    ):
        with pytest.raises(UserError):
            refused()


def test_communities_and_ties(model):
    group = max(model.communities, key=lambda one: one.members)
    assert isinstance(group, Community)
    assert group.members == len(group.users) > 0
    member = group.users[0]
    assert member.community == group
    assert group in member.communities
    assert set(member.follows) <= set(member.neighbors)
    assert all(member in friend.neighbors for friend in member.follows)
    assert group.name
    picture = group.template
    assert picture is None or picture.shape == (group.site[3], group.site[2])


# --- sets of rows


def test_columns_first_and_one_by_one_agree(users):
    for on_columns, on_agents in (
        (lambda u: u.x < 20, lambda u: bool(u.x < 20)),
        (lambda u: (u.club >= 0) & (u.appetite > 5), lambda u: u.club >= 0 and u.appetite > 5),
        (lambda u: u.kind == "bot", lambda u: u.kind in ("bot",)),
        (lambda u: u.x - u.y < -10, lambda u: int(u.x) - int(u.y) < -10),
        (lambda u: u.club == -1, lambda u: u.community is None),
    ):
        chosen = users.select(on_columns)
        assert 0 < len(chosen) < len(users)
        assert chosen.to_list() == users.select(on_agents).to_list() == [u for u in users if on_agents(u)]


def test_a_mistake_in_a_filter_is_not_hidden(users):
    with pytest.raises(AttributeError, match="apetite"):
        users.select(lambda u: u.apetite > 3)


def test_select_some_or_a_class(users, model):
    assert users.select(lambda u: u.x < 20, at_most=5).to_list() == users.select(lambda u: u.x < 20).to_list()[:5]
    assert len(users.select(at_most=0.5)) == len(users) // 2
    assert len(users.select(agent_type=Gardener)) == 30
    assert len(model.agents.select(agent_type=Community)) == len(model.communities)
    assert len(model.agents.select(agent_type=User)) == len(users)
    some = users.select(lambda u: u.x < 20)
    assert some.select(lambda u: u.y < 20, inplace=True) is some


def test_get(users, model):
    np.testing.assert_array_equal(users.get("appetite"), model.world.lives["appetite"])
    np.testing.assert_array_equal(users.get("turns"), model.world.users["turns"])
    assert users.get(["x", "kind"])[:50] == [[user.x, user.kind] for user in users[:50]]
    assert users.get("pos")[:9] == [user.pos for user in users[:9]]
    np.testing.assert_array_equal(model.agents.get("unique_id"), [agent.unique_id for agent in model.agents])
    with pytest.raises(AttributeError):
        users.get("nothing")
    assert users.get("nothing", "default", 3)[:2] == [3, 3]


def test_set_habits_and_nothing_else():
    model = CanvasModel(TINY, seed=1)
    bots = model.users.select(lambda u: u.row < 10).set("temper", 0.5).set("kind", "bot").set("appetite", 40)
    assert bots.get(["temper", "kind", "appetite", "left"]) == [[0.5, "bot", 40, 40]] * 10
    model.users.set("reading", np.linspace(0, 1, 60))
    assert model.user(59).reading == 1
    for name, value in (
        ("temper", 2),
        ("temper", "hot"),
        ("x", 3),
        ("club", 0),
        ("mood", 1),
        ("arrival", 0),
        ("temper", [0.1]),
    ):
        with pytest.raises(UserError):
            model.users.set(name, value)


def test_columns_are_set_one_value_or_one_each(users):
    assert "\n" not in str(refused(lambda: users.set("temper", np.linspace(0, 2, len(users)))))
    for wrong in ("merry", 2**40, np.int64(2**40), 0.5, np.full(len(users), 0.5), [1, 2], np.zeros((2, 2))):
        said = str(refused(lambda wrong=wrong: users.set("mood", wrong)))
        assert said.startswith("mood is declared as int32; ")
        assert "\n" not in said


def refused(doing):
    with pytest.raises(UserError) as caught:
        doing()
    return caught.value


@pytest.mark.parametrize("number", [-1, 10_000, "a", 1.0])
def test_who_is_not_there_is_told(model, number):
    assert f"there is no user {number}; there are {len(model.users)}" in str(refused(lambda: model.user(number)))
    assert f"there is no community {number}; there are " in str(refused(lambda: model.community(number)))


def test_agg_and_groupby(users):
    appetite = users.get("appetite")
    assert users.agg("appetite", [sum, max, len]) == [appetite.sum(), appetite.max(), len(users)]
    groups = users.groupby("club")
    assert groups.count() == {
        club: list(users.get("club")).count(club) for club in dict.fromkeys(users.get("club").tolist())
    }
    assert list(groups.groups) == list(dict.fromkeys(users.get("club").tolist()))
    sums = groups.agg("appetite", sum)
    assert all(sums[club] == sum(user.appetite for user in group) for club, group in groups)
    assert users.groupby(lambda u: u.x // 10).count() == users.groupby(lambda u: int(u.x) // 10).count()
    assert set(users.groupby("community").groups) == {user.community for user in users} >= {None}
    lists = users.groupby("kind", result_type="list")
    assert type(lists.groups["bot"]) is list
    assert lists.agg("x", sum) == users.groupby("kind").agg("x", sum)


def test_sort_and_shuffle(users):
    for key in ("x", lambda u: u.x, lambda u: int(u.x)):
        expected = sorted(users, key=lambda u: u.x)
        assert users.sort(key, ascending=True).to_list() == expected
        assert users.sort(key).to_list() == sorted(users, key=lambda u: u.x, reverse=True)
    shuffled = users.shuffle()
    assert shuffled == users
    assert shuffled.to_list() != users.to_list()


def test_do_and_map(users):
    seen = []
    few = users.select(at_most=4)
    assert few.do(seen.append) is few
    assert seen == few.to_list() == few.map(lambda user: user)
    few.shuffle_do(seen.append)
    assert sorted(seen[4:], key=hash) == sorted(few, key=hash)
    assert few.map("see", 0, 0) == [int(users.model.canvas[0, 0])] * 4


def test_as_a_set(users, model):
    left, top = users.select(lambda u: u.x < 20), users.select(lambda u: u.y < 20)
    for operator in ("__and__", "__or__", "__sub__", "__xor__"):
        assert set(getattr(left, operator)(top)) == getattr(set(left), operator)(set(top))
    assert left & top <= left
    assert model.user(0) in users
    assert model.community(0) not in users
    again = copy.copy(left)
    again.discard(left[0])
    assert len(again) == len(left) - 1
    assert again != left
    again.add(left[0])
    assert again == left == copy.deepcopy(left)
    assert [user.row for user in users[3:5]] == [3, 4]
    assert users[-1].row == len(users) - 1
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(users)


# --- classes of one's own


def test_gardeners_garden_and_keep_their_mood(model):
    gardeners = model.users.select(agent_type=Gardener)
    np.testing.assert_array_equal(gardeners.get("mood"), gardeners.get("turns"))
    assert gardeners.agg("mood", sum) > 100
    assert set(gardeners.get("appetite")) == {500}
    assert set(gardeners.get("arrival")) == {0}
    assert gardeners.agg("turns", min) > 0
    assert model.users.agg("mood", sum) == gardeners.agg("mood", sum)


def test_draws_depend_on_user_turn_and_name_alone():
    model = CanvasModel(TINY, seed=1, people={Same: [4, 5]})
    user = model.user(4)
    first = user.draw("x")
    assert 0 <= first < 1
    assert first == model.user(4).draw("x") == CanvasModel(TINY, seed=1, users=99, people={Same: [4]}).user(4).draw("x")
    others = {user.draw("y"), user.draw("x", 1), model.user(5).draw("x"), CanvasModel(TINY, seed=2).user(4).draw("x")}
    others.add(CanvasModel(TINY, seed=1, people={Gardener: [4]}).user(4).draw("x"))
    assert len(others | {first}) == 6
    assert {user.draw_integer(3, 5, "n", k) for k in range(50)} == {3, 4, 5}
    for low, high in ((5, 3), (0, 2**31), (0, 10**30)):
        with pytest.raises(UserError, match="high must be from low to"):
            user.draw_integer(low, high, "n")
    assert 0 <= user.draw_integer(0, 2**31 - 1, "n") < 2**31
    assert user.draw_integer(np.uint8(3), np.int32(5), "n") == user.draw_integer(3, 5, "n")


def test_the_user_in_the_readme_works():
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    code = next(part for part in re.findall(r"```python\n(.*?)```", readme, re.S) if "(User)" in part)
    lines = [line for line in code.splitlines() if line.strip()]
    assert len(lines) <= 12
    cls = code[: code.index("model = ")]
    scope = {}
    exec(cls, scope)
    kind = next(value for value in scope.values() if isinstance(value, type) and value.__module__ == "builtins")
    model = CanvasModel(SMALL, seed=1, people={kind: 10})
    model.run_for("1h")
    assert model.agents.select(agent_type=kind).agg("turns", sum) > 10
