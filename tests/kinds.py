"""Kinds of trouble that the field makes, and the tests that stand for each: `python -m tests.kinds [--check]`.

A test says which oddity it plays and what the program does about it:

    @pytest.mark.kind("camera-clock", "A crystal 50 ppm slow, for eleven hours", "It stays live.")

Marks are read from the source, not from a run. Those about cameras make docs/reference/cameras.md; `--check` exits 1
where the committed page is not what the tests say.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "cameras.md"
FEWEST = 3
"""Tests that stand for a kind."""


@dataclass(frozen=True)
class Kind:
    """One kind: its name in a mark, its heading, and whether it is about cameras."""

    name: str
    title: str
    of_cameras: bool = False


KINDS = (
    Kind("hidden-focus", "A hidden thing keeps the focus"),
    Kind("scope-of-keys", "Commands alive where there is no desk"),
    Kind("one-record", "One record ends a whole screen's read"),
    Kind("camera-clock", "The camera's clock", of_cameras=True),
    Kind("rhythm", "Cameras of another rhythm", of_cameras=True),
    Kind("bounds", "Memory, whatever a camera sends", of_cameras=True),
    Kind("first-keyframe", "The first picture", of_cameras=True),
    Kind("clips", "Clips and replay", of_cameras=True),
    Kind("addresses", "Addresses", of_cameras=True),
    Kind("sign-in", "Sign-in", of_cameras=True),
    Kind("onvif", "ONVIF: turning a camera", of_cameras=True),
    Kind("charts", "Charts that invent data"),
    Kind("keyboards", "Keyboards"),
    Kind("formats", "Files as other programs write them"),
    Kind("no-picture", "Why there is no picture", of_cameras=True),
    Kind("cut-letters", "Cut letters"),
    Kind("first-start", "A first start that fails"),
    Kind("several-servers", "Several servers over one database"),
)


@dataclass(frozen=True)
class Member:
    """One test's word: the oddity, what the program does, and where the test stands."""

    kind: str
    oddity: str
    answer: str
    test: str


def members(root: Path = ROOT) -> list[Member]:
    """What all tests say, in the order of files and lines. Raises `ValueError` for a mark that is not three texts."""
    found = []
    for path in sorted((root / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        lists = {name.id: node.value for node in tree.body if isinstance(node, ast.Assign)
                 for name in node.targets if isinstance(name, ast.Name)}  # fmt: skip
        for test in (node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))):
            place = f"{path.relative_to(root).as_posix()}::{test.name}"
            parts = [node for part in test.decorator_list for node in ast.walk(part)]
            named = [lists[node.id] for node in parts if isinstance(node, ast.Name) and node.id in lists]
            parts += [node for part in named for node in ast.walk(part)]
            found += [Member(*texts, place) for texts in _marks(parts, place)]
    return found


def _marks(parts: Sequence[ast.AST], place: str) -> Iterator[tuple[str, str, str]]:
    for call in (node for node in parts if isinstance(node, ast.Call)):
        if ast.unparse(call.func) != "pytest.mark.kind":
            continue
        texts = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if len(texts) != 3 or texts[0] not in {kind.name for kind in KINDS}:
            raise ValueError(f"{place}: a mark names its kind (tests/kinds.py), the oddity and the answer")
        yield texts[0], texts[1], texts[2]


def page(found: list[Member]) -> str:
    """docs/reference/cameras.md."""
    lines = [
        "# Cameras: which oddities are handled",
        "",
        "Written by `python -m tests.kinds` from the marks of the tests named in it; not edited by hand.",
    ]
    for kind in (kind for kind in KINDS if kind.of_cameras):
        lines += ["", f"## {kind.title}", "", "| what a camera does | what the console does | test |", "|---|---|---|"]
        lines += [f"| {one.oddity} | {one.answer} | `{one.test}` |" for one in found if one.kind == kind.name]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or compare it."""
    wanted = page(members())
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(wanted, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == wanted:
        return 0
    sys.stderr.write("docs/reference/cameras.md is not what the tests say: python -m tests.kinds\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
