"""What must be known before anything is opened: is there a screen, and where is the data."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

from views.program.command_line import Options


def has_display() -> bool:
    """Whether a window can be opened at all: Qt ends the process without a word where there is no screen."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in ("offscreen", "minimal", "linuxfb", "eglfs"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def data_dir_of(options: Options) -> Path:
    """The data folder: the named one, else one of its own for the demo, for each wall, and for the desk."""
    if options.data_dir is not None:
        return options.data_dir
    name = "demo" if options.demo else f"wall-{options.wall}" if options.wall else "desk"
    return Path(platformdirs.user_data_dir("ioc-console", appauthor=False)) / name
