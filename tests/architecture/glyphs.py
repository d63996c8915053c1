"""No sign of a font stands for an icon: whether it is there, and how it looks, is up to whatever font has it.

▲ and ▼ say that a value rose or fell. Arrows may name keys and say what became of what, within words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

from tests.architecture.source import Finding, Source

SIGNS = re.compile(
    "[\u2195-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u25b1\u25b3-\u25bb\u25bd-\u27bf\u2900-\u2bff\ufe0f"
    "\U0001f000-\U0001faff]"
)
"""Arrows that are no keys, technical signs, shapes but ▲ and ▼, dingbats, emoji."""
ALONE = re.compile("^(?:[!≠•∆] (?=\\w|$)|× (?=[^\\W\\d])|[\u2190-\u2194•¶»‖≋∆≠]$)")
"""Signs that are none within a text: alone, or before its first word."""
ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons" / "lucide"
NAMED_AT = MappingProxyType({"IconButton": 0, "IconMark": 0, "show_icon": 0, "icon": 0, "wear": 1})
"""Which of what is given to each is an icon's name."""
OLD: frozenset[str] = frozenset()
"""Files that still have some."""


def glyphs_as_icons(sources: Sequence[Source]) -> Iterator[Finding]:
    """An icon comes from resources/icons: `widgets/base/icons.py`."""
    for source in sources:
        if source.path.parts[0] not in ("widgets", "views", "main.py") or source.path.as_posix() in OLD:
            continue
        said = _docstrings(source.tree)
        for node in source.walk():
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                found = SIGNS.search(node.value) or ALONE.match(node.value)
                if found is not None:
                    yield Finding(
                        source.path, node.lineno, f"{found[0].strip()} stands for an icon; use widgets.base.icons"
                    )


def unknown_icons(sources: Sequence[Source]) -> Iterator[Finding]:
    """A name without its file would be found by whoever opens that screen."""
    known = {path.stem for path in ICONS.glob("*.svg")}
    for source in sources:
        if source.path.parts[0] in ("widgets", "views"):
            for node in source.walk():
                for name in _icon_names(node):
                    if isinstance(name.value, str) and name.value and name.value not in known:
                        yield Finding(source.path, name.lineno, f"{name.value!r} is not in resources/icons/lucide")


def _icon_names(node: ast.AST) -> Iterator[ast.Constant]:
    if not isinstance(node, ast.Call):
        return
    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    given = [word.value for word in node.keywords if word.arg == "icon"]
    if called in NAMED_AT and len(node.args) > NAMED_AT[called]:
        given.append(node.args[NAMED_AT[called]])
    for one in given:
        yield from (part for part in ast.walk(one) if isinstance(part, ast.Constant))


def _docstrings(tree: ast.Module) -> set[int]:
    """What is written for us, not for those who look at a screen."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
