"""The texts of Help: plain files beside the other resources, one for each language, in chapters."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.words.language import LANGUAGES, RESOURCES
from widgets.help.pages import Chapter

HEADING = "# "


def language() -> str:
    """That of the interface as it runs: a translation names its own."""
    named = QCoreApplication.translate("help", "en")
    return named if named in LANGUAGES else "en"


def chapters(name: str, of: str) -> list[Chapter]:
    """The text `name` in the language `of`. Raises OSError where it is not there."""
    text = (RESOURCES / "help" / of / f"{name}.md").read_text(encoding="utf-8")
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith(HEADING):
            found.append((line.removeprefix(HEADING), []))
        elif line and found:
            found[-1][1].append(line)
    return [Chapter(title, tuple(paragraphs)) for title, paragraphs in found]
