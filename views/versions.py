"""Versions of the console and of everything it stands on, for `--version` and the doctor."""

from __future__ import annotations

import ctypes.util
import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion

from console.version import console_version
from console.video import probe
from offline_cache import cache

PLUGIN_ROOTS = tuple(
    Path(root) for root in ("/usr/lib/vlc", "/usr/lib/x86_64-linux-gnu/vlc", "/usr/lib/aarch64-linux-gnu/vlc")
)


def libvlc_version() -> str | None:
    """The version of the system's libVLC; None where it is not installed. Loads the library, starts nothing."""
    name = ctypes.util.find_library("vlc")
    if name is None:
        return None
    try:
        library = ctypes.CDLL(name)
        library.libvlc_get_version.restype = ctypes.c_char_p
        version: bytes = library.libvlc_get_version()
    except (OSError, AttributeError):
        return None
    return version.decode("ascii", "replace")


def libvlc_plays_rtsp() -> bool:
    """Whether the system's libVLC has live555, without which it cannot open ordinary cameras (video.md, facts)."""
    return any(any(root.glob("**/liblive555_plugin.so")) for root in PLUGIN_ROOTS)


def lines() -> list[str]:
    """One line a part: `name version`."""
    return [
        f"IOC Console {console_version()}",
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        f"PySide6 {PySide6.__version__}",
        f"SQLite {cache.sqlite_version()}",
        f"FFmpeg (libavformat) {probe.libavformat_version()}",
        f"libVLC {libvlc_version() or '–'}",
    ]
