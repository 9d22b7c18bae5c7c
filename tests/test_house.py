"""The house: what no linter can say of our own source. What one can is in pyproject.toml, and `make lint` runs it."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import house
import pytest

import canvas_sim

HOME = Path(__file__).parents[1]
OURS = house.ours()
COMPILED = {"rule", "kernel", "parallel_kernel"}
TWINS = {
    node.name
    for pattern in ("tests/**/naive*.py", "tests/naive*/*.py")
    for path in HOME.glob(pattern)
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, ast.FunctionDef)
}
# Parts of rules that are too small for a twin of their own: the twins of the rules that use them have them inside.
PARTS = {
    "any_color",
    "unseen",
    "leads",
    "sight",
    "focus",
    "deed",
    "nothing",
    "see",
}
LONGEST_FUNCTION = 60  # kernels need some length; `make house` counts what is over 40
MAY_BE_TWICE = {"apply", "form", "position", "reaction", "wanted"}  # what each kind or pattern has of its own
HEAVY = ("numpy", "scipy", "numba", "mesa", "networkx", "pandas", "pyarrow", "matplotlib", "PIL", "jinja2")


def decorators(function):
    return {ast.unparse(one) for one in function.decorator_list}


def rules(home):
    """Functions of modules of rules, each with its place."""
    return [
        (f"{name} {node.name}", node)
        for name, tree in home.trees.items()
        if "/rules/" in name and not name.endswith("/__init__.py")
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    ]


def uncompiled(home):
    return [where for where, rule in rules(home) if not decorators(rule) & COMPILED]


def unrepeatable(home):
    """What kernels use whose numbers or output another machine does not repeat."""
    kernels = [(where, one) for where, one in home.functions() if decorators(one) & COMPILED]
    names = [(where, node) for where, one in kernels for node in ast.walk(one)]
    used = [(where, ast.unparse(node)) for where, node in names if isinstance(node, ast.Name | ast.Attribute)]
    return [f"{where}: {name}" for where, name in used if re.fullmatch(r"print|(np\.)?random\.\w+", name)]


def fast_and_loose(home):
    """Arguments by which numba may reorder sums, or numpy unpickle."""
    keywords = [
        (name, node) for name, tree in home.trees.items() for node in ast.walk(tree) if isinstance(node, ast.keyword)
    ]
    return [
        f"{name}:{node.value.lineno} {node.arg}"
        for name, node in keywords
        if node.arg == "fastmath" or (node.arg == "allow_pickle" and ast.unparse(node.value) != "False")
    ]


def public(tree):
    """Functions and methods that others may call, each as (name, signature's node, docstring)."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node, ast.get_docstring(node)
        if isinstance(node, ast.ClassDef):
            for method in (one for one in node.body if isinstance(one, ast.FunctionDef)):
                own = method.name == "__init__"
                yield f"{node.name}.{method.name}", method, ast.get_docstring(node if own else method)


def described(docstring):
    """Names in the section on parameters, in its order; "x, y : what" are two."""
    section = re.search(r"^Parameters\n-+\n(.*?)(?=^\w[\w ]*\n-+\n|\Z)", docstring or "", re.M | re.S)
    lines = re.findall(r"^(\w[\w, ]*?)(?: :.*)?$", section[1], re.M) if section else []
    return [name.strip() for line in lines for name in line.split(",")]


def misdescribed(home):
    """Functions whose docstrings tell parameters that they do not take, or in another order."""
    told = [
        (f"{name} {title}", described(docstring), house.parameters(function))
        for name, tree in home.trees.items()
        for title, function, docstring in public(tree)
    ]
    return [title for title, names, taken in told if names != [one for one in taken if one in names]]


# --- rules and kernels


def test_rules_are_compiled():
    assert uncompiled(OURS) == []


def test_rules_have_twins():
    names = {rule.name for _, rule in rules(OURS) if rule.name[0] != "_"}
    assert len(names) > 25
    assert names - TWINS - PARTS == set()
    assert names >= PARTS


def test_kernels_do_nothing_that_numbers_cannot_repeat():
    assert unrepeatable(OURS) == []


def test_nothing_is_fast_and_loose():
    assert fast_and_loose(OURS) == []


# --- size, names and documentation


def test_modules_and_functions_are_short():
    assert OURS.long_modules() == []
    assert OURS.long_functions(LONGEST_FUNCTION) == []


def test_a_public_name_has_one_home():
    assert set(OURS.names_used_twice()) - MAY_BE_TWICE == set()


def test_parameters_that_are_described_exist_in_their_order():
    assert misdescribed(OURS) == []


def test_what_the_package_exports_describes_all_of_its_parameters():
    told = {}
    for name in canvas_sim.__all__:
        thing, text = getattr(canvas_sim, name), inspect.getdoc(getattr(canvas_sim, name))
        if inspect.isfunction(thing) or "Parameters\n----" in (text or ""):
            told[name] = (described(text), list(inspect.signature(thing).parameters))
    assert [name for name, (there, taken) in told.items() if there != taken] == []


# --- imports


def python(code):
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOME)
    return done.stdout.split()


def test_looking_around_imports_nothing_heavy():
    for code in (
        "import canvas_sim; dir(canvas_sim)",
        "import canvas_sim.cli.app",
        "import typer.testing as t, canvas_sim.cli.app as c; t.CliRunner().invoke(c.app, ['run', '--help'])",
    ):
        assert python(f"{code}\nimport sys\nprint(*[name for name in {HEAVY} if name in sys.modules])") == [], code


def test_nothing_is_compiled_or_started_at_import():
    modules = [name for name in OURS.modules if not name.endswith(("__main__", ".show.app"))]
    code = f"""
import gc, importlib, subprocess
subprocess.Popen = None
for name in {modules}:
    importlib.import_module(name)
from numba.core.registry import CPUDispatcher
kernels = [one for one in gc.get_objects() if isinstance(one, CPUDispatcher) and "canvas_sim" in one.py_func.__module__]
print(len(kernels) > 100, *[one.py_func.__name__ for one in kernels if one.signatures])
"""
    assert python(code) == ["True"]


def test_everything_exported_is_there():
    assert sorted(canvas_sim.__all__) == canvas_sim.__all__
    for name in canvas_sim.__all__:
        home = importlib.import_module(f"canvas_sim.{canvas_sim._HOMES[name]}")
        assert getattr(canvas_sim, name) is getattr(home, name)


# --- what runs the linters


def test_before_a_commit_runs_what_make_lint_runs():
    lint = re.search(r"^lint:.*\n((?:\t.+\n)+)", (HOME / "Makefile").read_text("utf-8"), re.M)[1]
    hooks = re.findall(r"^ +entry: (.+)$", (HOME / ".pre-commit-config.yaml").read_text("utf-8"), re.M)
    assert [line.strip().replace("$(BIN)", ".venv/bin") for line in lint.splitlines()] == hooks


# --- each check can fail

BAD = {
    "low/__init__.py": "",
    "low/a.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from bad.high.c import later\n",
    "low/b.py": "def later():\n    from bad.low import a, d\n",
    "low/d.py": "import importlib\nimportlib.import_module('bad.low.b')\n",
    "high/__init__.py": "import bad.low.a",
    "high/c.py": "def later(a, b, c, d, e, f, g): pass\n",
    "rules/__init__.py": "",
    "rules/e.py": """
def loose(): pass
@rule
def f():
    'Parameters\\n----------\\nx : int'
    np.random.rand()
""",
    "rules/g.py": "@kernel(fastmath=True)\ndef h():\n    np.load(allow_pickle=True)\n" + "    1\n" * 400,
}


@pytest.fixture
def bad(tmp_path):
    """A house in which everything is wrong that is looked for."""
    for name, text in {"__init__.py": "", **BAD}.items():
        path = tmp_path / "bad" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return house.House(tmp_path / "bad", {"low": 0, "rules": 1, "high": 2})


def test_each_check_can_fail(bad):
    assert bad.circles() == [["bad.low.b", "bad.low.d"], ["bad.high", "bad.low"]]
    assert [str(one) for one in bad.upward()] == ["bad/low/a.py:3 imports bad.high.c"]
    assert bad.names_used_twice() == {"later": ["bad.high.c", "bad.low.b"]}
    assert bad.many_arguments() == ["bad/high/c.py:1 later"]
    assert bad.long_modules() == ["bad/rules/g.py"]
    assert bad.long_functions() == ["bad/rules/g.py:2 h"]
    assert uncompiled(bad) == ["bad/rules/e.py loose", "bad/rules/g.py h"]
    assert unrepeatable(bad) == ["bad/rules/e.py:4 f: np.random.rand"]
    assert fast_and_loose(bad) == ["bad/rules/g.py:1 fastmath", "bad/rules/g.py:3 allow_pickle"]
    assert misdescribed(bad) == ["bad/rules/e.py f"]
