"""Presets, files and changes; every mistake is one line that says what would be right."""

from __future__ import annotations

import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.fields import walk
from canvas_sim.scenario.files import presets
from canvas_sim.scenario.intervention import intervention_kinds
from canvas_sim.scenario.loading import load, with_values
from canvas_sim.scenario.schema import Scenario

RAID = '[[interventions]]\nkind = "raid"\nat = 1\nat_region = [0, 0, 50, 50]\n'


@pytest.fixture
def file(tmp_path):
    """A function that writes TOML and gives its path."""

    def write(text, name="mine.toml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def complaint(*arguments, **options):
    """The lines of the error that loading raises."""
    with pytest.raises(UserError) as caught:
        load(*arguments, **options)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("name", presets())
def test_kinds_of_numbers_do_not_depend_on_how_a_scenario_is_made(name):
    plain, changed = load(name), load(name, ["event.hours=6"], 0.5)
    kinds = [{key: type(value) for key, _, value in walk(one)} for one in (plain, changed)]
    assert kinds[0] == kinds[1]  # kernels are compiled anew for every kind that they see
    assert kinds[0]["society.circle"] is float


def test_presets_are_whole():
    for name in presets():
        event = load(name).event
        assert event.name == name
        assert event.about.endswith(".")


def test_a_file_lends_its_name(file):
    assert load(file("[event]\nhours = 5")).event.name == "mine"
    assert load(file('[event]\nname = "own"')).event.name == "own"
    assert load(file("[event]")).canvas == Scenario().canvas


def test_what_a_file_says_holds(file):
    scenario = load(file(f"[activity]\nusers = 5\n{RAID}"))
    assert scenario.activity.users == 5
    assert scenario.interventions[0].at_region == (0, 0, 50, 50)


@pytest.mark.parametrize(("source", "said"), [
    ("quikstart", "there is no preset 'quikstart'; did you mean 'quickstart'?"),
    ("nowhere/x.toml", "there is no file nowhere/x.toml"),
    ("missing.toml", "there is no file missing.toml"),
])  # fmt: skip
def test_no_such_source(source, said):
    assert complaint(source) == [said]


def test_far_name_lists_the_presets():
    (line,) = complaint("zzzzzz")
    assert all(name in line for name in presets())


def test_folder_for_a_file(tmp_path):
    (line,) = complaint(tmp_path)
    assert line == f"{tmp_path} is a folder; name a preset or a TOML file"
    (tmp_path / "scenario.toml").write_text("[event]\nhours = 5\n")
    (line,) = complaint(tmp_path)
    assert line == f"{tmp_path} is a folder; did you mean {tmp_path}/scenario.toml?"


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n"])
def test_an_empty_file_is_no_event(file, text):
    path = file(text)
    assert complaint(path) == [f"{path} is empty; canvas-sim show quickstart writes out a whole event"]


@pytest.mark.parametrize("text", [b"[event", b"\xff\xfe", b"a = ", b"[event]\n[event]", b"x = " + b"[" * 5000])
def test_not_toml(file, text):
    path = file(text)
    (line,) = complaint(path)
    assert line.startswith(f"{path} is not TOML: ")


@pytest.mark.parametrize(("text", "said"), [
    ("[activity]\nuserz = 1", "unknown key activity.userz; did you mean activity.users?"),
    ("[activty]\nusers = 1", "unknown key activty; did you mean activity?"),
    ("users = 1", "unknown key users; did you mean activity.users?"),
    ("[record]\nzzz = 1", "unknown key record.zzz; record has timeline"),
    ("[canvas]\nwidth = 5", "canvas.width = 5: must be a whole number from 8 to 4,000 [pixels]"),
    ("[people]\nblind = 1.5", "people.blind = 1.5: must be a number from 0 to 1 [share of turns]"),
    ("[event]\ntick = 2.5", "event.tick = 2.5: must be a whole number from 1 to 60 [s]"),
    ("[event]\nhours = nan", "event.hours = NaN: must be a number from 0.01 to 400 [h]"),
    ('[event]\nhours = "x"', 'event.hours = "x": must be a number from 0.01 to 400 [h]'),
    ("[event]\nhours = true", "event.hours = true: must be a number from 0.01 to 400 [h]"),
    ("[activity]\nusers = false", "activity.users = false: must be a whole number from 1 to 20,000,000 [users]"),
    ("[event]\nhours = 1e400", "event.hours = Infinity: must be a number from 0.01 to 400 [h]"),
    ("[event]\nlaunch = 7", "event.launch = 7: must be text at most 40 long [UTC]"),
    ("event = 3", "event = 3: must be a table with name, about, hours, tick, launch"),
    ("interventions = 3", "interventions = 3: must be tables, [[interventions]] each"),
    ('interventions = ["raid"]', 'interventions.0 = "raid": must be a table with kind, at and what it needs'),
    ("[activity]\nsaturated = 7", "activity.saturated = 7: must be true or false"),
    ("[event]\nname = 7", "event.name = 7: must be text at most 80 long [text]"),
    ("[canvas]\npalette = 2022", "canvas.palette = 2022: must be a list or text [name or RRGGBB list]"),
    ("[canvas]\nopen = [1, 2]", "canvas.open = [1, 2]: must be [x0, y0, x1, y1]"),
    ("[society]\ngraph = \"blok\"", 'society.graph = "blok": must be one of block, small_world, scale_free, none, '
                                    "or the path of a file; did you mean 'block'?"),
    (RAID.replace("raid", "rade"), "interventions.0: unknown kind 'rade'; did you mean 'raid'?"),
    (RAID + "user = 3", "unknown key interventions.0.user; did you mean interventions.0.users?"),
    (RAID + "users = 0", "interventions.0.users = 0: must be a whole number from 1 to 1,000,000 [users]"),
    ('[[interventions]]\nkind = "raid"', "interventions.0.at_region is missing; it must be [x0, y0, x1, y1]"),
    ("[[interventions]]\nat = 3", f"interventions.0: kind is missing; kinds are {', '.join(intervention_kinds())}"),
])  # fmt: skip
def test_one_line_on_each_mistake(file, text, said):
    assert complaint(file(text)) == [f"mine.toml: {said}"]


@pytest.mark.parametrize("text", ["people = 5", "interventions = 5", "interventions = [5]", "event = []"])
def test_wrong_kinds_of_things(file, text):
    (line,) = complaint(file(text))
    assert "Traceback" not in line


def test_several_mistakes_are_several_lines(file):
    lines = complaint(file("[canvas]\nwidth = 1\nheight = 2\nx = 3"))
    assert [line.split()[1] for line in lines] == ["canvas.width", "canvas.height", "unknown"]


def test_many_mistakes_are_cut_short(file):
    lines = complaint(file("[canvas]\n" + "".join(f"key{number} = 1\n" for number in range(30))))
    assert len(lines) == 11
    assert lines[-1] == "mine.toml: and 20 more"


def test_changes_come_before_scaling():
    assert load("quickstart", ["activity.users=1000"], 0.5).activity.users == 500


def test_a_change_may_mend_a_file(file):
    path = file("[canvas]\nwidth = 40\nheight = 50\n" + RAID)
    assert complaint(path)[0].startswith("interventions.0.at_region = [0, 0, 50, 50] is not inside the canvas of 40")
    assert load(path, ["canvas.width=50"]).canvas.width == 50


def test_with_values_leaves_the_old_one():
    old = Scenario()
    assert with_values(old, ["activity.users=7"]).activity.users == 7
    assert old == Scenario()
    assert with_values(old, []) == old


@pytest.mark.parametrize(
    "text", [b"[event]\nhours = " + b"9" * 5000, b"a = " + b"[" * 3000, b"\x00", b"\xff\xfe", b"a=1\na=2"]
)
def test_what_is_no_toml_is_said_in_one_line(file, text):
    (line,) = complaint(file(text))
    assert "mine.toml is not TOML" in line


def test_a_mark_at_the_beginning_is_no_mistake(file):
    assert load(file(b"\xef\xbb\xbf[event]\nhours = 2\n")).event.hours == 2


@pytest.mark.parametrize("change", ["event.hours=" + "9" * 5000, "event.hours=" + "[" * 3000, "event.hours=\x00"])
def test_odd_values_of_changes_are_refused(change):
    assert len(complaint("quickstart", [change])) == 1


@pytest.mark.parametrize("source", [3, None, ["quickstart"]])
def test_what_names_nothing_is_one_line(source):
    with pytest.raises(UserError, match="a scenario is the name of a preset or the path of a file, not "):
        load(source)


def test_changes_are_a_list():
    with pytest.raises(UserError, match=r"such as \['event.hours=6'\]"):
        load("quickstart", "event.hours=6")
