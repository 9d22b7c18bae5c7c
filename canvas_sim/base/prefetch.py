"""Fetching: asking for memory some time before it is needed, which changes no result.

Most of what a kernel waits for is memory: tables of a million users and pixels fit into no cache. A processor goes on
while a fetch is under way, if it is told early enough which one.
"""

from __future__ import annotations

from typing import Any

import numba
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

_BYTE = ir.IntType(8).as_pointer()
_NUMBER = ir.IntType(32)


def _fetch(typing: Any, array: Any, place: Any) -> Any:
    """``fetch(array, (y, x))``: begin to load that item, for reading; the place must lie within the array."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        kind, where = signature.args
        row = context.make_array(kind)(context, builder, values[0])
        steps = cgutils.unpack_tuple(builder, values[1], len(where))
        steps = [context.cast(builder, step, each, types.intp) for step, each in zip(steps, where, strict=True)]
        item = cgutils.get_item_pointer(context, builder, kind, row, steps, wraparound=False, boundscheck=False)
        shape = ir.FunctionType(ir.VoidType(), [_BYTE, _NUMBER, _NUMBER, _NUMBER])
        call = cgutils.get_or_insert_function(builder.module, shape, "llvm.prefetch.p0i8")
        # To be read, into the nearest cache, data.
        builder.call(call, [builder.bitcast(item, _BYTE), *(_NUMBER(number) for number in (0, 3, 1))])
        return context.get_dummy_value()

    return types.void(array, place), generate


def _nothing(array: Any, place: Any) -> None:
    """What fetching is when nothing is compiled."""


def _anywhere(compiled: Any) -> Any:
    """Rules run as plain Python, too, when Python calls them: an intrinsic would raise there; fetching is nothing."""
    kind = type(compiled)
    compiled.__class__ = type(kind.__name__, (kind,), {"__call__": staticmethod(_nothing)})
    return compiled


fetch: Any = _nothing if vars(numba.config)["DISABLE_JIT"] else _anywhere(intrinsic(_fetch))
