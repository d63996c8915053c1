"""Whatever names a document names one that exists, and a heading of it that exists; the index lists every document."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from tests.architecture.source import SKIPPED, Finding

INDEX = Path("docs/README.md")
DECISIONS = "docs/decisions/"
_READ = frozenset({".py", ".md", ".toml", ".yaml", ".service", ".example", ".in", ".sh", ""})
"""Suffixes of files in which documents are named."""
_NAMED = re.compile(r"(?<![\w./-])((?:[\w-]+/)*[\w-]+\.md|docs/decisions/\d{3})(?!\w)(?:#([\w-]+))?")
"""A document by its path from the root, and a heading of it; a decision by its number."""
_DECISION = re.compile(r"\bdecisions? (\d{3})\b")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def missing(root: Path) -> Iterator[Finding]:
    """Every mention of a document or a heading that is not there, and every document that the index leaves out."""
    headings = cache(lambda path: _headings(root / path))
    for path in _texts(root):
        text = (root / path).read_text(encoding="utf-8")
        for line, target, heading in _NAMES.get(path.suffix, _plainly)(path, text):
            found = _found(root, target)
            if found is None:
                yield Finding(path, line, f"names {target}, which does not exist (paths are from the root)")
            elif heading and heading not in headings(found):
                yield Finding(path, line, f"names #{heading}, which {target} has not")
        for line, number in _decisions(text):
            if _found(root, f"{DECISIONS}{number}") is None:
                yield Finding(path, line, f"names decision {number}, which does not exist")
    yield from _unlisted(root)


def _texts(root: Path) -> Iterator[Path]:
    """Files in which documents may be named; what tests plant in this folder's own is no mention."""
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        skipped = SKIPPED.intersection(relative.parts) or relative.parts[:2] == ("tests", "architecture")
        skipped = skipped or any(part.startswith(".") for part in relative.parts)
        if not skipped and path.suffix in _READ and path.is_file() and not path.is_symlink():
            yield relative


def _mentions(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _NAMED.finditer(line):
            yield number, match[1], match[2] or ""


def _cited(_path: Path, text: str) -> Iterator[tuple[int, str, str]]:
    """What Python code names: in comments and docstrings anything; elsewhere, as in a test's data, whole paths."""
    named = list(_mentions(text))
    if not named:
        return
    spoken: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spoken.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            spoken.add(token.start[0])
    for line, target, heading in named:
        if line in spoken or target.startswith("docs/"):
            yield line, target, heading


def _links(path: Path, text: str) -> Iterator[tuple[int, str, str]]:
    """What a document links to, as paths from the root, and what it names with its whole path."""
    fences = [match.span() for match in _FENCE.finditer(text)]
    for match in _LINK.finditer(text):
        target, _, heading = unquote(match[1]).partition("#")
        if ":" in target or any(begin <= match.start() < end for begin, end in fences):
            continue
        line = text.count("\n", 0, match.start()) + 1
        yield line, _joined(path, target), heading
    for line, target, heading in _mentions(text):
        if target.startswith("docs/"):
            yield line, target, heading


def _plainly(_path: Path, text: str) -> Iterator[tuple[int, str, str]]:
    """What any other file names."""
    return _mentions(text)


_NAMES = MappingProxyType({".md": _links, ".py": _cited})


def _joined(path: Path, target: str) -> str:
    """A link's target from the root: `..` leads up from the folder of `path`; none at all is the page itself."""
    parts = list(path.parts[:-1]) if target else list(path.parts)
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _decisions(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _DECISION.finditer(line):
            yield number, match[1]


def _found(root: Path, target: str) -> Path | None:
    """The file or folder, from the root; a decision is found by its number."""
    if (root / target).exists():
        return Path(target)
    if target.startswith(DECISIONS):
        return next((path.relative_to(root) for path in root.glob(f"{target}-*.md")), None)
    return None


def _headings(path: Path) -> frozenset[str]:
    """Anchors of a document, as the usual renderers make them of its headings."""
    if path.suffix != ".md":
        return frozenset()
    lines = _FENCE.sub("", path.read_text(encoding="utf-8")).splitlines()
    titles = (line.lstrip("#").strip().lower() for line in lines if line.startswith("#"))
    return frozenset(re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles)


def _unlisted(root: Path) -> Iterator[Finding]:
    """Documents that nobody finds who begins at the index; decisions are listed by their folder."""
    if not (root / INDEX).is_file():
        return
    listed = (root / INDEX).read_text(encoding="utf-8")
    for path in sorted((root / INDEX.parent).rglob("*.md")):
        name = path.relative_to(root / INDEX.parent).as_posix()
        if path != root / INDEX and not name.startswith("decisions/") and name not in listed:
            yield Finding(INDEX, 1, f"does not list {name}")
