"""What can be counted of the house: files, circles, imports that run up, and what has grown too large.

``make house`` runs this file. It fails if there is a circle of files or an import that runs up, those for typing and
those within functions counted. What is "too large" is only counted; with ``--list``, it is named.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import networkx as nx

HOME = Path(__file__).parents[1]
LONGEST_MODULE, LONGEST_FUNCTION, MOST_ARGUMENTS = 400, 40, 6
Function = ast.FunctionDef | ast.AsyncFunctionDef


def layers(pyproject: Path = HOME / "pyproject.toml") -> dict[str, int]:
    """How high each room stands, as the first contract of import-linter says; those beside each other stand alike."""
    contract = tomllib.loads(pyproject.read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    levels = [line.split(" | ") for line in reversed(contract["layers"])]
    return {room: level for level, rooms in enumerate(levels) for room in rooms}


@dataclass(frozen=True)
class Import:
    """One import of a module of the package, wherever in a file it stands."""

    file: str
    line: int
    importer: str
    imported: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.imported}"


class House:
    """The source of a package, read but not imported.

    Parameters
    ----------
    folder : Path
        The package's folder; its name is the package's.
    rooms : dict
        For each room how high it stands.
    """

    def __init__(self, folder: Path, rooms: dict[str, int]) -> None:
        self.folder, self.rooms = folder, rooms
        self.sources = {
            path.relative_to(folder.parent).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.py"))
        }
        self.trees = {name: ast.parse(text) for name, text in self.sources.items()}

    @cached_property
    def modules(self) -> dict[str, str]:
        """Dotted name of each file."""
        return {name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): name for name in self.sources}

    @cached_property
    def imports(self) -> list[Import]:
        """All imports within the package."""
        return [one for module in self.modules for one in self._imports_of(module)]

    def _imports_of(self, module: str) -> Iterator[Import]:
        file = self.modules[module]
        for node in ast.walk(self.trees[file]):
            for name in _named(node):
                while name and name not in self.modules:  # what is imported from a module is no module
                    name = name.rpartition(".")[0]  # noqa: PLW2901
                if name and name != module:
                    yield Import(file, node.lineno, module, name)

    def circles(self) -> list[list[str]]:
        """Files, and folders that lie beside each other, that import one another in a circle."""
        edges = {(one.importer, one.imported) for one in self.imports}
        found = _circles(edges)
        for folder in (name for name, file in self.modules.items() if file.endswith("/__init__.py")):
            beside = {tuple(_child(folder, name) for name in edge) for edge in edges}
            found += [one for one in _circles(beside) if not any(set(one) <= set(other) for other in found)]
        return found

    def upward(self) -> list[Import]:
        """Imports of a room that stands higher or beside the importer's own."""
        return [one for one in self.imports if self._room(one.importer) != self._room(one.imported) and self._up(one)]

    def _room(self, module: str) -> str:
        return f"{module}.".split(".")[1]

    def _up(self, one: Import) -> bool:
        top = max(self.rooms.values()) + 1  # the package itself, which offers what all rooms have
        return self.rooms.get(self._room(one.imported), top) >= self.rooms.get(self._room(one.importer), top)

    def functions(self) -> Iterator[tuple[str, Function]]:
        """All functions, those in classes and in functions too, each with where it stands."""
        for name, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, Function):
                    yield f"{name}:{node.lineno} {node.name}", node

    def long_functions(self, most: int = LONGEST_FUNCTION) -> list[str]:
        """Functions of more lines, docstrings not counted."""
        return [where for where, function in self.functions() if lines_of(function) > most]

    def long_modules(self, most: int = LONGEST_MODULE) -> list[str]:
        """Files of more lines."""
        return [name for name, text in self.sources.items() if len(text.splitlines()) > most]

    def many_arguments(self, most: int = MOST_ARGUMENTS) -> list[str]:
        """Functions that take more."""
        return [where for where, function in self.functions() if len(parameters(function)) > most]

    def names_used_twice(self) -> dict[str, list[str]]:
        """Public functions and classes of a name that several modules define, with these modules."""
        homes = defaultdict(list)
        for module, file in self.modules.items():
            names = {node.name for node in self.trees[file].body if isinstance(node, Function | ast.ClassDef)}
            for name in names:
                homes[name].append(module)
        return {name: sorted(found) for name, found in sorted(homes.items()) if len(found) > 1 and name[0] != "_"}


def parameters(function: Function) -> list[str]:
    """Names of what a function takes, without the object that a method belongs to."""
    given = function.args
    found = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in found if name not in ("self", "cls")]


def lines_of(function: Function) -> int:
    """Lines of a function from its name to its end, without its docstring."""
    told = function.body[0] if ast.get_docstring(function) else None
    return function.end_lineno - function.lineno + 1 - (told.end_lineno - told.lineno + 1 if told else 0)


def _named(node: ast.AST) -> list[str]:
    """Dotted names that a statement imports."""
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{one.name}" for one in node.names]
    called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    if called in ("import_module", "importlib.import_module") and isinstance(node.args[0], ast.Constant):
        return [node.args[0].value]
    return []


def _child(folder: str, module: str) -> str:
    """The file or folder directly in a folder that a module is, or lies in; nothing if it lies elsewhere."""
    inside = module.removeprefix(folder + ".")
    return "" if inside == module else f"{folder}.{inside.split('.')[0]}"


def _circles(edges: set[tuple[str, ...]]) -> list[list[str]]:
    graph = nx.DiGraph((a, b) for a, b in edges if a and b and a != b)
    return [sorted(one) for one in nx.strongly_connected_components(graph) if len(one) > 1]


def ours() -> House:
    """The house of this repository."""
    return House(HOME / "canvas_sim", layers())


def main(arguments: list[str]) -> int:
    """Print the counts; with ``--list``, also what was counted."""
    house = ours()
    circles = [" - ".join(one) for one in house.circles()]
    upward = [str(one) for one in house.upward()]
    twice = [f"{name}: {', '.join(modules)}" for name, modules in house.names_used_twice().items()]
    lines = sum(len(text.splitlines()) for text in house.sources.values())
    print(f"{len(house.sources)} files, {lines:,} lines")
    must_be_none = {"circles of files": circles, "imports that run up": upward}
    counted = {
        f"functions over {LONGEST_FUNCTION} lines": house.long_functions(),
        f"modules over {LONGEST_MODULE} lines": house.long_modules(),
        f"functions with over {MOST_ARGUMENTS} arguments": house.many_arguments(),
        "names used twice": twice,
    }
    for what, found in (must_be_none | counted).items():
        print(f"{len(found)} {what}")
        if what in must_be_none or "--list" in arguments:
            print(*(f"    {one}\n" for one in found), sep="", end="")
    return 1 if circles or upward else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
