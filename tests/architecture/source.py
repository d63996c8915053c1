"""The Python files that the rules read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("console", "offline_cache", "widgets", "views", "contract", "backend")
SKIPPED = frozenset({".venv", "build", "dist", "__pycache__", ".git"})


@dataclass(frozen=True)
class Finding:
    """One breach: where it is and a sentence that says what to do."""

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Source:
    """One parsed file; `path` is relative to the tree's root."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def is_test(self) -> bool:
        """Tests are held to the sizes, not to the rules for what ships."""
        return self.path.parts[0] == "tests"

    def walk(self) -> Iterator[ast.AST]:
        """Every node."""
        return ast.walk(self.tree)


def sources(root: Path) -> list[Source]:
    """All Python files below `root`, except what is generated or installed."""
    found = []
    for path in sorted(root.rglob("*.py")):
        relative = path.relative_to(root)
        if not SKIPPED.intersection(relative.parts):
            text = path.read_text(encoding="utf-8")
            found.append(Source(relative, text, ast.parse(text)))
    return found
