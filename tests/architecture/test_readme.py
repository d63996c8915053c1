"""README.md says the same in both languages, and is short enough to be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

TEXT = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
MOST_LINES = 70


def _shape(part: str) -> dict[str, list[Any]]:
    """What must be alike whatever the language: sections, rows, keys, commands of make, links."""
    return {
        "sections": ["##" for line in part.splitlines() if line.startswith("## ")],
        "rows": [line.count("|") for line in part.splitlines() if line.startswith("| ") and "`" in line],
        "keys": sorted(re.findall(r"`(?:Ctrl\+)?[A-Z/]\d?`", part)),
        "make": sorted(re.findall(r"make [a-z-]+", part)),
        "links": re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", part),
    }


def test_both_languages_say_the_same() -> None:
    vietnamese, english = TEXT.split("\n---\n")
    assert _shape(vietnamese) == _shape(english)
    assert max(len(part.strip().splitlines()) for part in (vietnamese, english)) <= MOST_LINES
