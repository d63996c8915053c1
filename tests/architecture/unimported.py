"""`python -m tests.architecture.unimported [package …]`: modules that no test imports by name; of views unless told."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.architecture.source import Source, sources

ROOT = Path(__file__).resolve().parents[2]


def unimported(files: Sequence[Source], packages: Iterable[str] = ("views",)) -> Iterator[str]:
    """The dotted names, in order. A test of what uses such a module may still run it."""
    named: set[str] = set()
    for source in files:
        if source.is_test:
            for node in source.walk():
                named.update(_named(node))
    wanted = frozenset(packages)
    for source in files:
        if source.path.parts[0] in wanted and source.path.name != "__init__.py":
            module = ".".join(source.path.with_suffix("").parts)
            if module not in named:
                yield module


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


if __name__ == "__main__":
    print("\n".join(unimported(sources(ROOT), sys.argv[1:] or ("views",))))
