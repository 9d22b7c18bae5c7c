"""What texts and programs name, held against what there is."""

from __future__ import annotations

import ast
import pkgutil
import re
from pathlib import Path

HOME = Path(__file__).parents[2]
ROOMS = sorted(path.name for path in (HOME / "canvas_sim").iterdir() if (path / "__init__.py").is_file())
FOLDERS = ("benchmarks", "canvas_sim", "docs", "experiments", "notebooks", "tests", *ROOMS)


def blocks(text: str, language: str) -> list[str]:
    """Contents of the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def missing_names(program: str) -> list[str]:
    """What a program imports from the package, and uses of what it imports, that does not exist."""
    nodes = list(ast.walk(ast.parse(program)))
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module.startswith("canvas_sim")]
    names = {one.name: f"{node.module}.{one.name}" for node in imports for one in node.names}
    uses = [node for node in nodes if isinstance(node, ast.Attribute) and ast.unparse(node.value) in names]
    used = [f"{names[ast.unparse(node.value)]}.{node.attr}" for node in uses]
    return [name for name in (*names.values(), *used) if not exists(name)]


def exists(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def missing_paths(page: str) -> list[str]:
    """Files and folders of ours, from here or from the package's folder, that a page names in vain."""
    named = re.findall(r"`([\w.-]+/(?:[\w.-]+/?)*)`", page)
    ours = [path for path in named if path.split("/")[0] in FOLDERS and not re.search("[A-Z]{2}", path)]
    return [path for path in ours if not any((base / path).exists() for base in (HOME, HOME / "canvas_sim"))]
