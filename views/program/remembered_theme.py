"""Which look the desk wore last, read before the rest of what it remembers (`views.base.arrangement`) can be.

The first window is painted in it while pydantic and all that stands on it is still to be loaded: this reads one word.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from offline_cache.plain_files import json_of, read_bytes
from views.words.language import LANGUAGES
from widgets.base import theme
from widgets.base.desk_scale import PERCENT_LEAST, PERCENT_MOST, PERCENT_USUAL, desk_scale
from widgets.base.theme import NAMES, Theme

FILE_NAME = "desk.json"


def remembered_theme(data_dir: Path) -> str:
    """The name of a theme that there is: the dark one where none is remembered."""
    name = _remembered(data_dir).get("theme")
    return name if name in NAMES else NAMES[0]


def remembered_text_percent(data_dir: Path) -> int:
    """The size of text that somebody chose, within what there is to choose from."""
    percent = _remembered(data_dir).get("text_percent")
    return percent if type(percent) is int and PERCENT_LEAST <= percent <= PERCENT_MOST else PERCENT_USUAL


def remembered_language(data_dir: Path) -> str:
    """The language that somebody chose; Vietnamese where nobody did."""
    language = _remembered(data_dir).get("language")
    return language if language in LANGUAGES else LANGUAGES[0]


def remembered_density(data_dir: Path) -> tuple[bool, bool]:
    """Whether rows are dense, and whether nothing moves by itself."""
    found = _remembered(data_dir)
    return found.get("density") == "compact", found.get("reduced_motion") is True


def put_on(application: QApplication, wanted: str | None, data_dir: Path) -> Theme:
    """Let the program wear the look that is wanted, else the one that is remembered, as large as the screen is wide."""
    width = application.primaryScreen().availableGeometry().width()
    scale = desk_scale(width, remembered_text_percent(data_dir))
    dense, still = remembered_density(data_dir)
    look = theme.load(wanted or remembered_theme(data_dir), desk_scale=scale, dense=dense, still=still)
    theme.apply(application, look)
    return look


def _remembered(data_dir: Path) -> Mapping[str, Any]:
    try:
        said = json_of(read_bytes(data_dir / FILE_NAME))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
