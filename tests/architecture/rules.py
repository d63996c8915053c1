"""The rules of the house that ruff has not: one function each, which takes all sources and yields what breaks it.

What ruff has, or can be told (imports inside functions, banned imports, docstrings), is in `pyproject.toml`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence

from tests.architecture.glyphs import glyphs_as_icons, unknown_icons
from tests.architecture.source import PACKAGES, Finding, Source

Rule = Callable[[Sequence[Source]], Iterator[Finding]]
FILE_LINES, FUNCTION_LINES = 400, 60
FAN_OUT, COLLABORATORS = 12, 8
"""Modules of ours that one imports, and what a constructor is given besides itself."""
MUTABLE_CALLS = frozenset({"list", "dict", "set", "bytearray", "deque", "defaultdict", "Counter", "OrderedDict"})
MUTABLE_NODES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
VAGUE_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|mixins?)(_|$)")
COLOUR = re.compile(r"""["'(\s]#[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{2})?)?\b""")
SPEED_CLOCKS = frozenset({"perf_counter", "process_time", "thread_time"})
WAITING_CLOCK = "monotonic"
DIALOG_STATICS = frozenset({"information", "warning", "critical", "question", "getText", "getItem", "getOpenFileName"})


def _shipped(sources: Sequence[Source]) -> Iterator[Source]:
    return (source for source in sources if not source.is_test)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def mutable_module_state(sources: Sequence[Source]) -> Iterator[Finding]:
    """A list, dict or set at module level is shared by everybody and owned by nobody."""
    for source in _shipped(sources):
        for node in source.tree.body:
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                continue
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            if "__all__" not in names and _is_mutable(node.value):
                yield Finding(source.path, node.lineno, "mutable at module level; use a tuple or mapping proxy")


def _is_mutable(value: ast.expr) -> bool:
    if isinstance(value, MUTABLE_NODES):
        return True
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in MUTABLE_CALLS


def sizes(sources: Sequence[Source]) -> Iterator[Finding]:
    """What is too long holds two things."""
    for source in sources:
        lines = source.text.count("\n")
        if lines > FILE_LINES:
            yield Finding(source.path, 1, f"has {lines} lines (at most {FILE_LINES}); split it by meaning")
        for node in source.walk():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    yield Finding(
                        source.path, node.lineno, f"{node.name} has {length} lines (at most {FUNCTION_LINES})"
                    )


def fan_out(sources: Sequence[Source]) -> Iterator[Finding]:
    """What leans on much does much: it holds a thing that has no name yet, or reaches through its neighbours."""
    known = {_module(source): source for source in sources if source.path.parts[0] in PACKAGES}
    for name, source in known.items():
        count = len({other for other in _all_imports(source, known) if other != name})
        if count > FAN_OUT:
            yield Finding(source.path, 1, f"imports {count} modules of ours (at most {FAN_OUT}); split it by meaning")
        for node in source.walk():
            if isinstance(node, ast.FunctionDef) and node.name == "__init__":
                given = len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs) - 1
                if given > COLLABORATORS:
                    yield Finding(source.path, node.lineno, f"is made of {given} things (at most {COLLABORATORS})")


def modal_dialogs(sources: Sequence[Source]) -> Iterator[Finding]:
    """A nested event loop inside a coroutine kills another task."""
    for source in _shipped(sources):
        for node in source.walk():
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            name, owner = node.func.attr, node.func.value
            if name in ("exec", "exec_"):
                yield Finding(source.path, node.lineno, "calls exec(); use open() and a signal")
            if name in DIALOG_STATICS and isinstance(owner, ast.Name) and owner.id in ("QMessageBox", "QInputDialog"):
                yield Finding(source.path, node.lineno, f"{owner.id}.{name} blocks; use a form and open()")


def bare_labels(sources: Sequence[Source]) -> Iterator[Finding]:
    """QLabel guesses HTML in what the server sent; the factory sets plain text."""
    for source in _shipped(sources):
        if source.path.as_posix() == "widgets/base/labels.py":
            continue
        for node in source.walk():
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("QLabel", "QMessageBox")
            ):
                yield Finding(source.path, node.lineno, f"makes a bare {node.func.id}; use widgets.base.labels")


def colour_literals(sources: Sequence[Source]) -> Iterator[Finding]:
    """Colours live in the token files alone."""
    for source in _shipped(sources):
        if source.path.parts[0] not in ("widgets", "views", "main.py"):
            continue
        for node in source.walk():
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.search(f" {node.value}"):
                yield Finding(source.path, node.lineno, "a colour literal; put it into resources/theme")
            if _makes_colour(node):
                yield Finding(
                    source.path, getattr(node, "lineno", 1), "a colour from numbers; put it into resources/theme"
                )


def words_in_f_strings(sources: Sequence[Source]) -> Iterator[Finding]:
    """The collector of interface text does not look inside an f-string: such words stay English."""
    for source in _shipped(sources):
        if source.path.parts[0] not in ("widgets", "views", "main.py"):
            continue
        for node in source.walk():
            inside = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
            if any(isinstance(one, ast.Attribute) and one.attr in ("tr", "translate") for one in inside):
                yield Finding(source.path, getattr(node, "lineno", 1), "tr() inside an f-string; give its words a name")


def _makes_colour(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
        return False
    name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
    numbers = [arg for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, int)]
    return name in ("QColor", "qRgb", "qRgba", "fromRgb") and len(numbers) >= 3


def import_cycles(sources: Sequence[Source]) -> Iterator[Finding]:
    """Two modules that need each other are one, or need a third."""
    names = {_module(source): source for source in sources}
    graph = {name: {other for other in _all_imports(source, names) if other != name} for name, source in names.items()}
    done: set[str] = set()
    for name in graph:
        cycle = _cycle(graph, name, [], done)
        if cycle:
            yield Finding(names[cycle[0]].path, 1, f"import cycle: {' → '.join(cycle)}")


def _module(source: Source) -> str:
    parts = list(source.path.with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _all_imports(source: Source, known: dict[str, Source]) -> Iterator[str]:
    for node in source.walk():
        for name in _imported(node):
            if isinstance(node, ast.ImportFrom):
                inner = [f"{name}.{alias.name}" for alias in node.names]
                yield from (one if one in known else name for one in inner if one in known or name in known)
            elif name in known:
                yield name


def _cycle(graph: dict[str, set[str]], name: str, path: list[str], done: set[str]) -> list[str]:
    if name in path:
        return [*path[path.index(name) :], name]
    if name in done:
        return []
    for other in sorted(graph[name]):
        found = _cycle(graph, other, [*path, name], done)
        if found:
            return found
    done.add(name)
    return []


def libvlc_has_one_home(sources: Sequence[Source]) -> Iterator[Finding]:
    """Its options and threads need care that one folder knows (import-linter knows only modules that are imported)."""
    for source in _shipped(sources):
        for node in source.walk():
            if "vlc" in _imported(node) and source.path.parts[:2] != ("console", "video"):
                yield Finding(source.path, getattr(node, "lineno", 1), "imports vlc; only console/video may")


def vague_names(sources: Sequence[Source]) -> Iterator[Finding]:
    """A name that fits everything says nothing."""
    for source in sources:
        if VAGUE_NAMES.search(source.path.stem):
            yield Finding(source.path, 1, "is named after nothing; say what it is")
        for node in source.walk():
            if isinstance(node, ast.ClassDef) and re.search(r"(Manager|Helper|Utils?|Mixin)$", node.name):
                yield Finding(source.path, node.lineno, f"{node.name} is named after nothing; say what it is")


def packaging_is_no_package(sources: Sequence[Source]) -> Iterator[Finding]:
    """An `__init__.py` there would hide the PyPI library `packaging`."""
    for source in sources:
        if source.path.as_posix() == "packaging/__init__.py":
            yield Finding(source.path, 1, "hides the library of the same name; remove it")


def unfinished(sources: Sequence[Source]) -> Iterator[Finding]:
    """What is not built is not there (marks in comments are found by ruff)."""
    for source in sources:
        for node in source.walk():
            if isinstance(node, ast.Name) and node.id == "NotImplementedError":
                yield Finding(source.path, node.lineno, "unfinished work; do it or file it")


def timed_tests(sources: Sequence[Source]) -> Iterator[Finding]:
    """A speed beside a bound fails where the machine is busy, and says nothing where it is not: it is a benchmark."""
    for source in sources:
        if not source.is_test or source.path.parts[1] in ("bench", "soak"):
            continue
        clocks = SPEED_CLOCKS | ({WAITING_CLOCK} if source.path.name.startswith("test_") else set())
        for node in source.walk():
            for clock in clocks.intersection(_clocks_of(node)):
                instead = "wait by tests/harness/waiting.py, patience.py or stopwatch.py"
                todo = instead if clock == WAITING_CLOCK else "measure it under tests/bench"
                yield Finding(source.path, getattr(node, "lineno", 1), f"reads time.{clock}; {todo}")


def _clocks_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield node.attr.removesuffix("_ns")
    if isinstance(node, ast.ImportFrom) and node.module == "time":
        yield from (alias.name.removesuffix("_ns") for alias in node.names)


RULES: tuple[Rule, ...] = (
    mutable_module_state, sizes, fan_out, modal_dialogs, bare_labels, colour_literals,
    words_in_f_strings, import_cycles, libvlc_has_one_home, vague_names, packaging_is_no_package, unfinished,
    timed_tests, glyphs_as_icons, unknown_icons,
)  # fmt: skip
