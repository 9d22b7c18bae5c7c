"""Casting: which users are of which class, and which classes are refused at set-up."""

import re

import numpy as np
import pytest
from small_events import TINY, Gardener, Same, members

from canvas_sim.agents.model import CanvasModel
from canvas_sim.agents.user import User
from canvas_sim.base.errors import UserError


def test_rows_are_drawn_by_seed_and_class():
    def rows(seed, kind):
        return CanvasModel(TINY, seed=seed, people={kind: 10}).users.select(agent_type=kind).get("row").tolist()

    assert rows(1, Same) == rows(1, Same)
    assert len({tuple(rows(1, Same)), tuple(rows(2, Same)), tuple(rows(1, Gardener)), tuple(range(10))}) == 4


def test_rows_can_be_chosen():
    model = CanvasModel(TINY, seed=1, people={Same: [3, 5], Gardener: 2})
    assert [type(model.user(row)) for row in (3, 5)] == [Same, Same]
    assert len(model.agents_by_type[Gardener]) == 2
    for wrong in (
        {Same: [3, 3]},
        {Same: [99]},
        {Same: [3], Gardener: [3]},
        {Same: 61},
        {Same: -1},
        {int: 3},
        {User: 2},
    ):
        with pytest.raises(UserError):
            CanvasModel(TINY, seed=1, people=wrong)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (5, "people = 5: must say how many there are of each class, such as {Gardener: 100}"),
        ([Same], "must say how many there are of each class"),
        ({Same: 5.5}, "people: 5.5 of class Same asked for; must be a whole number, or a list of rows"),
        ({Same: None}, "people: None of class Same asked for"),
        ({Same: "ab"}, "rows of Same are whole numbers from 0 to 59"),
        ({Same: [1.0]}, "rows of Same are whole numbers from 0 to 59"),
        ({Same: [[1, 2]]}, "rows of Same are whole numbers from 0 to 59"),
        ({Same: [[1], [2, 3]]}, "rows of Same are whole numbers from 0 to 59"),
    ],
)
def test_people_of_another_form_are_refused(people, said):
    with pytest.raises(UserError, match=re.escape(said)) as caught:
        CanvasModel(TINY, seed=1, people=people)
    assert "\n" not in str(caught.value)


def assigns(self, focus, sight):
    self.memory = 3


def adds(self, focus, sight):
    self.memory += 3


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ({"__init__": lambda self: None}, "__init__"),
        ({"seen": []}, "seen is a list"),
        ({"seen": ([],)}, "seen is a tuple"),
        ({"step": lambda self: None}, "step would never be called"),
        ({"act": assigns}, "memory, which is not declared"),
        ({"act": adds}, "memory, which is not declared"),
        ({"columns": {"x": np.int32}}, "'x' is taken"),
        ({"columns": {"mood": str}}, "dtype of numbers"),
        ({"columns": {"mood": "furry"}}, "dtype of numbers"),
        ({"columns": ["mood"]}, "Odd.columns = ['mood']: must map names to dtypes"),
        ({"columns": {3: np.int32}}, "3 is taken or no name"),
        ({"habits": {"apetite": 3}}, "no habit 'apetite'"),
        ({"habits": {"appetite": -3}}, "Odd.habits: appetite is from 1"),
        ({"habits": ["appetite"]}, "Odd.habits = ['appetite']: must map habits to values"),
        ({"habits": None}, "Odd.habits = None: must map"),
        ({"habits": {"appetite": [1, 2]}}, "Odd.habits: appetite is one value, or one for each of 3 users, not [1, 2]"),
        ({"habits": {"temper": np.linspace(0, 2, 100)}}, "Odd.habits: temper is from 0 to 1"),
        (
            {"columns": {"mood": np.int8}, "habits": {"mood": "merry"}},
            "Odd.habits: mood is declared as int8; 'merry' does not fit",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_at_set_up(contents, said):
    with pytest.raises(UserError, match=re.escape(said)) as caught:
        CanvasModel(TINY, seed=1, people={members(**contents): 3})
    assert "\n" not in str(caught.value)
