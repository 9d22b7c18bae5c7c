"""All that reaches behind numba's documented interface; with ``CANVAS_SIM_PLAIN_NUMBA=1`` none of it is imported.

It changes no result, only how long things take. Seconds of processor time on an x86-64 with numba 0.68.1, one thread:
compiling all that an event needs 31, plain 117; a day of quickstart (174,413 placements) 0.51, plain 1.52.
"""

import hashlib
from collections.abc import Callable
from typing import Any

import numba
from llvmlite import ir
from llvmlite.binding import Linkage
from llvmlite.binding.newpassmanagers import FunctionPassManager, create_new_function_pass_manager
from numba.core import cgutils, types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.datamodel import models
from numba.core.imputils import impl_ret_borrowed, lower_cast, lower_getattr_generic
from numba.core.registry import CPUDispatcher
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import intrinsic, register_model

MANY = 16  # tables

_BYTE = ir.IntType(8).as_pointer()
_NUMBER = ir.IntType(32)


class _Code(JITCodeLibrary):
    """Code that is only tidied until all of it is there: a loop is not turned while calls in it look small."""

    def _optimize_functions(self, ll_module: Any) -> None:
        ll_module.data_layout = self._codegen._data_layout
        for function in ll_module.functions:
            if not function.is_declaration:
                passes = create_new_function_pass_manager()
                passes.add_sroa_pass()
                passes.add_instruction_combine_pass()
                passes.add_simplify_cfg_pass()
                passes.run(function, self._codegen._pass_builder())


class _Draft(_Code):
    """The code of a rule as numba first writes it: only kernels run it, which optimize and translate it as theirs."""

    def finalize(self) -> None:
        """Nothing is linked in: a kernel takes all drafts that its own lead to, each once."""
        self._finalized = True

    def _get_module_for_linking(self) -> Any:
        for function in self._final_module.functions:
            if not function.is_declaration and function.linkage == Linkage.external:
                function.linkage = "linkonce_odr"
        return self._final_module

    def get_pointer_to_function(self, name: str) -> int:
        """None: there is no machine code."""
        self._ensure_finalized()
        return 0

    @property
    def codegen(self) -> Any:
        """What the environment of compiled code would be given to."""
        return self

    def set_env(self, name: str, env: Any) -> None: ...


NEEDED = [
    (JITCodeLibrary, ("_optimize_functions", "_optimize_final_module", "_get_module_for_linking")),
    (FunctionPassManager, ("add_sroa_pass", "add_instruction_combine_pass", "add_simplify_cfg_pass")),
]
# A numba that lacks any of these compiles rules as it compiles everything: slower, to the same code.
DRAFTS = all(hasattr(kind, name) for kind, names in NEEDED for name in names)


class _KernelCode(_Code):
    """The code of a kernel, with all drafts that it leads to."""

    def _optimize_final_module(self) -> None:
        """Once; numba does it twice, to find more counts of references that cancel, of which kernels have few."""
        passes, builder = self._codegen._module_pass_manager()
        passes.run(self._final_module, builder)

    def finalize(self) -> None:
        self._linking_libraries = _callers_first(self._linking_libraries)
        super().finalize()


def _callers_first(libraries: list[Any]) -> list[Any]:
    """Libraries and all that their drafts link, a caller before what it calls: else the linker drops a callee."""
    ended: dict[Any, None] = {}

    def visit(library: Any) -> None:
        if library not in ended:
            for callee in library._linking_libraries if isinstance(library, _Draft) else ():
                visit(callee)
            ended[library] = None

    for library in libraries:
        visit(library)
    return list(ended)[::-1]


class _KernelCompiler(Compiler):
    """Numba's compiler, which links each draft once."""

    def define_pipelines(self) -> list[Any]:
        self.state.library = _KernelCode(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        self.state.library.enable_object_caching()
        return super().define_pipelines()


class _RuleCompiler(Compiler):
    """Numba's compiler, writing into a `_Draft`."""

    def define_pipelines(self) -> list[Any]:
        self.state.library = _Draft(self.state.targetctx.codegen(), self.state.func_id.func_qualname)
        return super().define_pipelines()


class _ParallelCompiler(_KernelCompiler):
    """Numba's compiler, writing a loop's body and the layers around it, three of them, into drafts.

    Else each layer would be optimized and translated with all that lies within. The body calls rules, no kernels.
    """

    def compile_extra(self, func: Callable) -> Any:
        codegen = self.state.targetctx.codegen()
        codegen._library_class = lambda *given: (_Draft if "gufunc" in given[1].lower() else _KernelCode)(*given)
        try:
            return super().compile_extra(func)
        finally:
            vars(codegen).pop("_library_class", None)


PARALLEL_OPTIONS = {"pipeline_class": _ParallelCompiler} if DRAFTS else {}
KERNEL_OPTIONS = {"pipeline_class": _KernelCompiler} if DRAFTS else {}


class _Tables(types.Type):
    """A named tuple of tables, by reference: rules hand on one address in place of some hundred numbers."""

    def __init__(self, tables: types.NamedTuple) -> None:
        self.tables = tables
        number = hashlib.blake2b(tables.name.encode(), digest_size=6).hexdigest()
        super().__init__(name=f"Tables({tables.instance_class.__name__} {number})")


@register_model(_Tables)
class _TablesModel(models.PrimitiveModel):
    """An address."""

    def __init__(self, manager: Any, kind: _Tables) -> None:
        super().__init__(manager, kind, manager.lookup(kind.tables).get_value_type().as_pointer())


@infer_getattr
class _TablesFields(AttributeTemplate):
    """What is behind the address, field by field."""

    key = _Tables

    def generic_resolve(self, value: _Tables, attr: str) -> Any:  # type: ignore[override]  # its stub knows the base alone
        """The type of a field."""
        fields = value.tables.fields
        return value.tables[fields.index(attr)] if attr in fields else None


@lower_getattr_generic(_Tables)
def _field(context: Any, builder: Any, kind: _Tables, address: Any, name: str) -> Any:
    number = kind.tables.fields.index(name)
    table = builder.load(cgutils.gep_inbounds(builder, address, 0, number))
    return impl_ret_borrowed(context, builder, kind.tables[number], table)


@lower_cast(types.NamedTuple, _Tables)
def _address(context: Any, builder: Any, tables: Any, kind: _Tables, value: Any) -> Any:
    return cgutils.alloca_once_value(builder, value)


def _by_reference(kind: Any) -> Any:
    return _Tables(kind) if isinstance(kind, types.NamedTuple) and len(kind) >= MANY else kind


class _Rule(CPUDispatcher):
    """A compiled rule that runs as plain Python when Python calls it: only kernels call it compiled."""

    def __call__(self, *args: Any) -> Any:
        return self.py_func(*args)

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """How the rule is called with arguments of these types: it takes named tuples of many tables by reference."""
        return super().get_call_template([_by_reference(kind) for kind in args], kws)


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


def _call_at(_typing: Any, address: Any, kernel: Any, given: Any) -> Any:
    """``call_at(address, kernel, (a, b))``: ``kernel(a, b)``, whose code lies at that address; it returns nothing."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        kinds = [getattr(kind, "tables", kind) for kind in given]
        items = cgutils.unpack_tuple(builder, values[2], len(given))
        items = [context.cast(builder, *each) for each in zip(items, given, kinds, strict=True)]
        shape = context.call_conv.get_function_type(types.none, kinds)
        code = builder.inttoptr(values[0], shape.as_pointer())
        status, _ = context.call_conv.call_function(builder, code, types.none, kinds, items)
        with cgutils.if_unlikely(builder, status.is_error):
            context.call_conv.return_status_propagate(builder, status)
        return context.get_dummy_value()

    return types.void(types.intp, kernel, given), generate


def code_of(kernel: Any, given: Any) -> int:
    """Where the code of a kernel lies for arguments like these."""
    kinds = tuple(numba.typeof(one) for one in given)
    kernel.compile(kinds)
    made = kernel.overloads[kinds]
    return made.library.get_pointer_to_function(made.fndesc.llvm_func_name)


def _in_python(compiled: Any, function: Callable) -> Any:
    """The intrinsic `compiled`; Python, in which rules run, too, and an intrinsic would raise, calls `function`."""
    kind = type(compiled)
    compiled.__class__ = type(kind.__name__, (kind,), {"__call__": staticmethod(function)})
    return compiled


def fetch_or(nothing: Callable) -> Any:
    """The intrinsic that fetches, `nothing` in Python."""
    return _in_python(intrinsic(_fetch), nothing)


def call_at_or(call: Callable) -> Any:
    """The intrinsic that calls by address, `call` in Python."""
    return _in_python(intrinsic(_call_at), call)
