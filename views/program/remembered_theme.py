"""Which look the desk wore last, read before the rest of what it remembers (`views.base.arrangement`) can be.

The first window is painted in it while pydantic and all that stands on it is still to be loaded: this reads one word.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from offline_cache.plain_files import json_of, read_bytes
from widgets.base import theme
from widgets.base.theme import NAMES, Theme

FILE_NAME = "desk.json"


def remembered_theme(data_dir: Path) -> str:
    """The name of a theme that there is: the dark one where none is remembered."""
    try:
        said = json_of(read_bytes(data_dir / FILE_NAME))
    except (OSError, ValueError):
        return NAMES[0]
    name = said.get("theme") if isinstance(said, dict) else None
    return name if name in NAMES else NAMES[0]


def put_on(application: QApplication, wanted: str | None, data_dir: Path) -> Theme:
    """Let the program wear the look that is wanted, else the one that is remembered."""
    look = theme.load(wanted or remembered_theme(data_dir))
    theme.apply(application, look)
    return look
