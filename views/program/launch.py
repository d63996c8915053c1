"""What must be known before anything is opened: is there a screen, and where is the data."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

from offline_cache.errors import StorageError, storage_error
from views.program.command_line import Options
from views.words.language import Words

LOCK = "console.lock"
"""In the data folder: held by the console that uses it (`offline_cache.health`)."""
_LOCKS = Path("/proc/locks")


def has_display() -> bool:
    """Whether a window can be opened at all: Qt ends the process without a word where there is no screen."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in ("offscreen", "minimal", "linuxfb", "eglfs"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_folder(folder: Path) -> None:
    """The data folder, made where missing. Raises `OSError`. A full disk will do: a desk shows what it has."""
    if str(folder).startswith("~"):
        raise FileNotFoundError(str(folder))
    folder.mkdir(parents=True, exist_ok=True)


def folder_sentence(folder: Path, error: OSError | StorageError, words: Words) -> str:
    """Why the data folder is of no use, and what to do."""
    if str(folder).startswith("~"):
        return words.translate(
            "launch", "Nobody knows where your home folder is: set HOME, or choose a folder with --data-dir."
        )
    code = storage_error(error).code
    texts = {
        "full": words.translate(
            "launch", "The disk with the data folder {folder} is full: make room, or choose another with --data-dir."
        ),
        "read_only": words.translate(
            "launch",
            "The data folder {folder} cannot be written to: mend its permissions, or choose another with --data-dir.",
        ),
    }
    other = words.translate(
        "launch", "The data folder {folder} cannot be used ({why}): choose another with --data-dir."
    )
    why = error.strerror if isinstance(error, OSError) else error.params.get("detail")
    return texts.get(code, other).format(folder=folder, why=why or error)


def data_dir_of(options: Options) -> Path:
    """The data folder: the named one, else one of its own for the demo, for each wall, and for the desk."""
    if options.data_dir is not None:
        return options.data_dir
    name = "demo" if options.demo else f"wall-{options.wall}" if options.wall else "desk"
    return Path(platformdirs.user_data_dir("ioc-console", appauthor=False)) / name


def is_running(data_dir: Path) -> bool:
    """Whether a console uses this folder already: as far as the kernel tells, with nothing opened and nobody asked."""
    try:
        number = str((data_dir / LOCK).stat().st_ino)
        lines = _LOCKS.read_text(encoding="ascii").splitlines()
    except OSError:
        return False
    held = (line.split() for line in lines if " FLOCK " in line)
    return any(field.rpartition(":")[2] == number for fields in held for field in fields if field.count(":") == 2)
