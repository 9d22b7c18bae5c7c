"""All that reaches behind numba's documented interface; with ``CANVAS_SIM_PLAIN_NUMBA=1`` none of it is imported.

It changes no result, only how long things take. Seconds of processor time on an x86-64 with numba 0.68.1, one thread:
compiling all that an event needs 41, plain 107; a day of quickstart (174,413 placements) 0.79, plain 2.28.
"""

from collections.abc import Callable
from typing import Any

import numba
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.registry import CPUDispatcher
from numba.extending import intrinsic

_BYTE = ir.IntType(8).as_pointer()
_NUMBER = ir.IntType(32)


class _Draft(JITCodeLibrary):
    """The code of a rule as numba first writes it: only kernels run it, which optimize and translate it as theirs."""

    def _optimize_final_module(self) -> None: ...

    def _finalize_final_module(self) -> None:
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """None: there is no machine code."""
        self._ensure_finalized()
        return 0

    @property
    def codegen(self) -> Any:
        """What the environment of compiled code would be given to."""
        return self

    def set_env(self, name: str, env: Any) -> None: ...


# A numba that has no such methods compiles rules as it compiles everything: slower, to the same code.
DRAFTS = all(hasattr(JITCodeLibrary, name) for name in ("_optimize_final_module", "_finalize_final_module"))


class _RuleCompiler(Compiler):
    """Numba's compiler, writing into a `_Draft`."""

    def define_pipelines(self) -> list[Any]:
        self.state.library = _Draft(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        return super().define_pipelines()


class _ParallelCompiler(Compiler):
    """Numba's compiler, writing a loop's body and the layers around it, three of them, into drafts.

    Else each layer would be optimized and translated with all that lies within. The body calls rules, no kernels.
    """

    def compile_extra(self, func: Callable) -> Any:
        codegen = self.state.targetctx.codegen()
        codegen._library_class = _Draft
        try:
            return super().compile_extra(func)
        finally:
            vars(codegen).pop("_library_class", None)

    def define_pipelines(self) -> list[Any]:
        self.state.library = JITCodeLibrary(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        self.state.library.enable_object_caching()
        return super().define_pipelines()


PARALLEL_OPTIONS = {"pipeline_class": _ParallelCompiler} if DRAFTS else {}


class _Rule(CPUDispatcher):
    """A compiled rule that runs as plain Python when Python calls it: only kernels call it compiled."""

    def __call__(self, *args: Any) -> Any:
        return self.py_func(*args)


def compiled_rule(function: Callable) -> Any:
    """Compile a function that only kernels call compiled, and that may not allocate.

    Without reference counts on the arrays of `World`, which is handed from rule to rule, a turn costs a third;
    functions that allocate fail loudly when compiled so. Without wrappers for calls from Python, which a rule does
    not need, compiling takes less than half the time.
    """
    options: dict[str, Any] = {"_nrt": False, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    if DRAFTS:
        options["pipeline_class"] = _RuleCompiler
    compiled = numba.njit(forceinline=True, **options)(function)
    if not vars(numba.config)["DISABLE_JIT"]:
        compiled.__class__ = _Rule
    return compiled


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


def fetch_or(nothing: Callable) -> Any:
    """The intrinsic that fetches; Python, in which rules run, too, and an intrinsic would raise, calls `nothing`."""
    compiled = intrinsic(_fetch)
    kind = type(compiled)
    compiled.__class__ = type(kind.__name__, (kind,), {"__call__": staticmethod(nothing)})
    return compiled
