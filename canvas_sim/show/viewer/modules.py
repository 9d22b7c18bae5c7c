"""Modules of the browser, joined into one script: each becomes a function of its own, behind those that it needs.

They keep to these forms: `import { a, b } from "./other.js"` on a line of its own, and `export` before a function,
class or constant.
"""

from __future__ import annotations

import re
from pathlib import Path

STATIC = Path(__file__).with_name("static")
_IMPORT = re.compile(r'^import \{ (.+) \} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)


def joined_modules(entry: str) -> str:
    """The module of a name with all that it needs, as one classic script."""
    order: list[str] = []
    _visit(entry, order, ())
    parts = [_wrapped(name) for name in order]
    return "\n".join(['"use strict";', "const modules = {};", *parts])


def _visit(name: str, order: list[str], above: tuple[str, ...]) -> None:
    """Append a module to the order, behind those that it needs."""
    if name in above:
        raise ValueError(f"modules need each other in a circle: {' > '.join([*above, name])}")
    if name in order:
        return
    for _, needed in _IMPORT.findall(_source(name)):
        _visit(needed, order, (*above, name))
    order.append(name)


def _wrapped(name: str) -> str:
    """One module as a function that is called at once."""
    source = _source(name)
    names = ", ".join(_EXPORT.findall(source))
    body = _EXPORT.sub("", _IMPORT.sub(r"const { \1 } = modules.\2;\n", source))
    return f"// {name}.js\nmodules.{name} = (() => {{\n{body}return {{ {names} }};\n}})();\n"


def _source(name: str) -> str:
    """The text of a module."""
    return (STATIC / f"{name}.js").read_text("utf-8")
