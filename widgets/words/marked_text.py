"""A text of the source that is translated where it is shown, not where it is written."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - lupdate looks for this name
    """Marks `text` for translation and gives it back; Qt's own is typed to give back an object."""
    return text
