"""Stencils: layers of masks painted over each other at any size, read from ``data/stencils``.

A stencil is written in a small part of Python's grammar: ``name = value`` notes a number, an ink, a mask or a piece,
and ``ink: mask`` paints; ``if``, ``for`` and ``while`` are what they are. All it can use are names of inks, what its
painter hands in, and the functions of `sheet` and `words`; nothing else of Python is understood. ``y, x`` are shares of
the box, ``row, column`` whole pixels; ``also`` paints another stencil of the same file on some rows, ``made`` gives it
as a piece; ``backdrop`` and ``texture`` are grounds.
"""

import ast
import functools
import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from canvas_sim.base.rng import Stream
from canvas_sim.designs.artist.data.tables import sections
from canvas_sim.designs.artist.draw import pixels
from canvas_sim.designs.artist.draw.sheet import WORDS, Sheet
from canvas_sim.designs.artist.draw.words import DRAWN, PLAIN

_Value = Callable[[Sheet], Any]
_Step = Callable[[Sheet], None]
_WORK: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow, ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_, ast.BitXor: operator.xor, ast.Invert: operator.invert, ast.USub: operator.neg,
    ast.Not: operator.not_, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}  # fmt: skip


def _either(options: Sequence[_Value], wanted: bool) -> _Value:
    """The first value that is as true as wanted, or else the last."""

    def first(sheet: Sheet) -> Any:
        for option in options:
            value = option(sheet)
            if bool(value) == wanted:
                break
        return value

    return first


def _value(node: ast.expr) -> _Value:
    """What an expression is worth on a sheet."""
    match node:
        case ast.Constant(value=constant):
            return lambda sheet: constant
        case ast.Name(id=name):
            return lambda sheet: sheet.names[name]
        case ast.Tuple(elts=parts):
            values = [_value(part) for part in parts]
            return lambda sheet: tuple([value(sheet) for value in values])
        case ast.UnaryOp(op=sign, operand=only):
            return _worked(sign, only)
        case ast.BinOp(left=left, op=sign, right=right) | ast.Compare(left=left, ops=[sign], comparators=[right]):
            return _worked(sign, left, right)
        case ast.BoolOp(op=sign, values=parts):
            return _either([_value(part) for part in parts], isinstance(sign, ast.Or))
        case ast.IfExp(test=test, body=body, orelse=other):
            which, one, two = _value(test), _value(body), _value(other)
            return lambda sheet: one(sheet) if which(sheet) else two(sheet)
        case ast.Call(func=ast.Name(id=word), args=parts, keywords=[]):
            return _called(word, [_value(part) for part in parts])
    raise ValueError(f"a stencil cannot say {ast.unparse(node)}")


def _called(word: str, values: Sequence[_Value]) -> _Value:
    """A word of all stencils, of the stream, or of the painter."""
    if word in WORDS:
        painted = WORDS[word]
        return lambda sheet: painted(sheet, *[value(sheet) for value in values])
    if word in DRAWN:
        drawn = DRAWN[word]
        return lambda sheet: drawn(sheet.draw, *[value(sheet) for value in values])
    plain = PLAIN.get(word)
    return lambda sheet: (plain or sheet.names[word])(*[value(sheet) for value in values])


def _worked(sign: ast.AST, *parts: ast.expr) -> _Value:
    work, values = _WORK[type(sign)], [_value(part) for part in parts]
    return lambda sheet: work(*[value(sheet) for value in values])


def _step(node: ast.stmt) -> _Step:
    """What a line does to a sheet."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            worth = _value(value)
            return lambda sheet: sheet.names.__setitem__(name, worth(sheet))
        case ast.AnnAssign(target=ast.Name(id=ink), annotation=mask, value=None):
            where = _value(mask)
            return lambda sheet: sheet.paint(sheet.names[ink], where(sheet))
        case ast.Expr(value=value):
            return _value(value)
        case ast.If(test=test, body=body, orelse=other):
            which, one, two = _value(test), _steps(body), _steps(other)
            return lambda sheet: one(sheet) if which(sheet) else two(sheet)
        case ast.While(test=test, body=body):
            return _while(_value(test), _steps(body))
        case ast.For(target=target, iter=items, body=body):
            return _repeated(target, _value(items), _steps(body))
    raise ValueError(f"a stencil cannot say {ast.unparse(node)}")


def _steps(nodes: Sequence[ast.stmt]) -> _Step:
    steps = [_step(node) for node in nodes]

    def run(sheet: Sheet) -> None:
        for step in steps:
            step(sheet)

    return run


def _while(test: _Value, body: _Step) -> _Step:
    def run(sheet: Sheet) -> None:
        while test(sheet):
            body(sheet)

    return run


def _repeated(target: ast.expr, items: _Value, body: _Step) -> _Step:
    names = [part.id for part in (target.elts if isinstance(target, ast.Tuple) else [target])]  # type: ignore[attr-defined]

    def run(sheet: Sheet) -> None:
        for item in items(sheet):
            sheet.names.update(zip(names, item if len(names) > 1 else [item], strict=True))
            body(sheet)

    return run


def steps_of(lines: str) -> _Step:
    """What the lines of a stencil do to a sheet."""
    return _steps(ast.parse(lines).body)


@functools.cache
def _program(file: str, name: str) -> _Step:
    return steps_of(sections(file)[name][1])


def weights(file: str) -> dict[str, float]:
    """How often each stencil of a file is used; parts of others have no weight."""
    return {name: weight for name, (weight, _) in sections(file).items() if weight}


def drawn_name(draw: Stream, file: str) -> str:
    """The name of one of the stencils of a file, each with its weight."""
    return str(draw.choice(list(weights(file)), list(weights(file).values())))


def stenciled(draw: Stream, picture: np.ndarray, file: str, stencil: str, /, **names: Any) -> np.ndarray:
    """Paint a stencil of a file on a picture, in place; `names` are known to it besides the words of all."""
    sheet, (rows, columns) = Sheet(draw, picture, names), picture.shape

    def also(other: str, top: int = 0, bottom: int | None = None) -> None:
        stenciled(draw, picture[top:bottom], file, other, **sheet.handed_on())

    def made(other: str, height: int, width: int) -> np.ndarray:
        return stenciled(draw, pixels.blank(height, width), file, other, **sheet.handed_on())

    def background(ink: int, rich: float) -> None:
        picture[:] = backdrop(draw, rows, columns, ink, rich)

    sheet.names |= {
        "also": also, "made": made, "backdrop": background, "texture": lambda ink: texture(draw, rows, columns, ink),
    }  # fmt: skip
    _program(file, stencil)(sheet)
    return picture


def texture(draw: Stream, height: int, width: int, ink: int) -> np.ndarray:
    """A box in `ink` and a partner of it, in one of many textures."""
    return stenciled(draw, pixels.blank(height, width), "textures", drawn_name(draw, "textures"), ink=ink)


def backdrop(draw: Stream, height: int, width: int, ink: int, rich: float = 0.5) -> np.ndarray:
    """A ground for figures: plain, or with the chance `rich` a texture."""
    return texture(draw, height, width, ink) if draw.chance(rich) else pixels.blank(height, width, ink)
