"""The house: our own source is read, and what we promised each other about it is seen to hold."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import canvas_sim
from canvas_sim.record.columns import TABLES
from canvas_sim.scenario.loading import presets

HOME = Path(__file__).parents[1]
SOURCES = {path.relative_to(HOME).as_posix(): path.read_text("utf-8") for path in HOME.glob("canvas_sim/**/*.py")}
TREES = {name: ast.parse(text) for name, text in SOURCES.items()}
RULES = sorted(name for name in SOURCES if re.fullmatch(r"canvas_sim/rules/(\w+/)?[a-z]\w*\.py", name))
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
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60
HEAVY = ("numpy", "scipy", "numba", "mesa", "networkx", "pandas", "pyarrow", "matplotlib", "PIL", "jinja2")


def functions(tree):
    """All functions of a module, also those in classes and in functions."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def decorators(function):
    return {ast.unparse(one) for one in function.decorator_list}


def names(tree):
    """Every name and attribute path in a piece of source."""
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)}


def public(tree):
    """Functions and methods that others may call, each as (name, signature's node, docstring)."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node, ast.get_docstring(node)
        if isinstance(node, ast.ClassDef):
            for method in (one for one in node.body if isinstance(one, ast.FunctionDef)):
                own = method.name == "__init__"
                yield f"{node.name}.{method.name}", method, ast.get_docstring(node if own else method)


def parameters(function):
    given = function.args
    found = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in found if name not in ("self", "cls")]


def described(docstring):
    """Names in the section on parameters, in its order; "x, y : what" are two."""
    section = re.search(r"^Parameters\n-+\n(.*?)(?=^\w[\w ]*\n-+\n|\Z)", docstring or "", re.M | re.S)
    lines = re.findall(r"^(\w[\w, ]*?)(?: :.*)?$", section[1], re.M) if section else []
    return [name.strip() for line in lines for name in line.split(",")]


# --- rules and kernels


@pytest.mark.parametrize("name", RULES)
def test_rules_are_compiled_and_those_that_others_use_are_documented(name):
    rules = [node for node in TREES[name].body if isinstance(node, ast.FunctionDef)]
    assert [rule.name for rule in rules if not decorators(rule) & COMPILED] == []
    assert [rule.name for rule in rules if rule.name[0] != "_" and not ast.get_docstring(rule)] == []


def test_rules_have_twins():
    rules = {node.name for name in RULES for node in TREES[name].body if isinstance(node, ast.FunctionDef)}
    rules = {rule for rule in rules if rule[0] != "_"}
    assert len(rules) > 25
    assert rules - TWINS - PARTS == set()
    assert rules >= PARTS


def test_kernels_do_nothing_that_numbers_cannot_repeat():
    kernels = [one for tree in TREES.values() for one in functions(tree) if decorators(one) & COMPILED]
    assert len(kernels) > 100
    for kernel in kernels:
        used = names(kernel)
        assert not {name for name in used if name == "print" or name.startswith(("np.random", "random."))}, kernel.name


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_is_fast_and_loose(name):
    tree = TREES[name]
    words = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)}
    assert "fastmath" not in words
    modules = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {module.split(".")[0] for module in modules} & {
        "pickle",
        "cPickle",
        "dill",
        "cloudpickle",
        "shelve",
        "marshal",
    }
    allowed = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "allow_pickle"]
    assert all(ast.unparse(one.value) == "False" for one in allowed)
    assert not {"np.random.seed", "numpy.random.seed"} & names(tree)
    assert "print" not in names(tree)


# --- size and words


@pytest.mark.parametrize("name", SOURCES)
def test_modules_and_functions_are_short(name):
    assert len(SOURCES[name].splitlines()) < LONGEST_MODULE
    for function in functions(TREES[name]):
        body = function.body[1:] if ast.get_docstring(function) else function.body
        lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
        assert lines < LONGEST_FUNCTION, function.name


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_is_left_to_do(name):
    assert not re.search(r"\b(TO" + r"DO|FIX" + r"ME|HA" + r"CK)\b", SOURCES[name])


# --- documentation


@pytest.mark.parametrize("name", SOURCES)
def test_modules_and_what_they_offer_are_documented(name):
    assert ast.get_docstring(TREES[name])
    offered = [node for node in TREES[name].body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    assert [node.name for node in offered if node.name[0] != "_" and not ast.get_docstring(node)] == []


@pytest.mark.parametrize("name", SOURCES)
def test_parameters_that_are_described_exist_in_their_order(name):
    for title, function, docstring in public(TREES[name]):
        told = described(docstring)
        assert told == [one for one in parameters(function) if one in told], title


@pytest.mark.parametrize("name", canvas_sim.__all__)
def test_what_the_package_exports_describes_all_of_its_parameters(name):
    thing = getattr(canvas_sim, name)
    told = described(inspect.getdoc(thing))
    if inspect.isfunction(thing) or "Parameters\n----" in (inspect.getdoc(thing) or ""):
        assert told == list(inspect.signature(thing).parameters)


def test_presets_and_columns_are_described():
    readme, data = ((HOME / name).read_text("utf-8") for name in ("README.md", "docs/data.md"))
    assert [name for name in presets() if f"| `{name}` |" not in readme] == []
    rows = [
        f"| `{name}` | {one.dtype} | {one.unit} | {one.meaning} |" for t in TABLES.values() for name, one in t.items()
    ]
    assert [row for row in rows if row not in data] == []


# --- imports


def python(code):
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOME)
    return done.stdout.split()


@pytest.mark.parametrize("code", [
    "import canvas_sim; dir(canvas_sim)",
    "import canvas_sim.cli.app",
    "import typer.testing as t, canvas_sim.cli.app as c; t.CliRunner().invoke(c.app, ['run', '--help'])",
])  # fmt: skip
def test_looking_around_imports_nothing_heavy(code):
    assert python(f"{code}\nimport sys\nprint(*[name for name in {HEAVY} if name in sys.modules])") == []


def test_nothing_is_compiled_at_import():
    modules = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in SOURCES]
    modules = [name for name in modules if not name.endswith(("__main__", ".show.app"))]
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
