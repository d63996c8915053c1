"""A window's picture as a file of its own, in place of whatever has its name."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtWidgets import QWidget

from offline_cache.plain_files import written_beside

QUICKLY = 80
"""Of 0 to 100: a PNG of a desk takes a third of the time of the smallest, and is a tenth larger."""


def saved(window: QWidget, path: Path) -> bool:
    """Write how `window` looks, in the form that the name ends in; false where that cannot be written."""
    picture = window.grab()
    with contextlib.suppress(OSError), written_beside(path) as fresh:
        return bool(picture.save(str(fresh), quality=QUICKLY)) and fresh.exists()
    return False
