"""What a telephone system has to know to be heard: made once, in a file that only its owner reads."""

from __future__ import annotations

import logging
import os
import secrets
import stat
from pathlib import Path

from offline_cache.plain_files import MODE, read_bytes, replace

_log = logging.getLogger(__name__)
NAME = "calls.secret"
SECRET_BYTES = 32
SHORTEST, MOST_BYTES = 32, 256
"""A secret in letters, and the file of it in bytes."""


def place(folder: Path) -> Path:
    """Where it is, or will be."""
    return folder / NAME


def is_readable_by_others(path: Path) -> bool:
    """Whether somebody else may have read it; false where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return bool(stat.S_IMODE(found.st_mode) & 0o077)


def secret_in(folder: Path) -> str:
    """The secret; a new one where there is none, where others could read it, or where it is none. Blocks; raises
    OSError."""
    path = place(folder)
    kept = _kept(path)
    if kept:
        return kept
    made = secrets.token_urlsafe(SECRET_BYTES)
    replace(path, made + "\n", durable=True)
    os.chmod(path, MODE)
    _log.info("a new secret for the door of calls was made")
    return made


def _kept(path: Path) -> str:
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return ""
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid() or is_readable_by_others(path):
        return ""
    try:
        text = read_bytes(path, MOST_BYTES).decode("ascii").strip()
    except (OSError, ValueError):
        return ""
    return text if len(text) >= SHORTEST and text.isprintable() and " " not in text else ""
