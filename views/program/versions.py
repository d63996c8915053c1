"""Versions of the console and of everything it stands on, for `--version` and the doctor."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import qVersion

from console.base.version import console_version
from console.video import probe
from offline_cache.sqlite_library import sqlite_version


def lines() -> list[str]:
    """One line a part: `name version`."""
    return [
        f"IOC Console {console_version()}",
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        f"PySide6 {PySide6.__version__}",
        f"SQLite {sqlite_version()}",
        f"FFmpeg (libavformat) {probe.libavformat_version()}",
        f"libVLC {probe.libvlc().version or '–'}",
    ]
