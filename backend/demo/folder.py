"""What the demo keeps in its folder: a lock for one demo at a time, secrets, and the port of its cameras."""

from __future__ import annotations

import contextlib
import fcntl
import socket
from collections.abc import Callable
from pathlib import Path
from typing import IO

from backend.base.plain_files import append, read_bytes, replace
from backend.base.text_files import decoded

MOST_BYTES = 4096
"""Of a file with one word in it."""
ANY_PORT = 8554


class InUseError(Exception):
    """Another demo lives in this folder."""


def opened(path: Path) -> IO[bytes]:
    """The folder at `path`, made where missing, and its lock, held until the file is closed.

    Raises `OSError` where the folder cannot be written, `InUseError` where somebody else holds it.
    """
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = append(path / "demo.lock")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise InUseError from error
    return lock


def secret(path: Path, make: Callable[[], str]) -> str:
    """The secret in `path`, made there first if need be; only its owner may read the file. Raises `OSError`."""
    if path.is_file() and (known := decoded(read_bytes(path, MOST_BYTES)).strip()):
        return known
    made = make()
    replace(path, made + "\n")
    return made


def remembered_port(path: Path) -> int:
    """The port that `path` remembers if it is free, else a free one: camera addresses stay the same. A file that a full
    disk left empty remembers none. Raises `OSError` where a new one cannot be remembered."""
    wanted = 0
    with contextlib.suppress(OSError, ValueError):
        wanted = int(read_bytes(path, MOST_BYTES))
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                continue
            found = int(probe.getsockname()[1])
        if found != wanted:
            replace(path, str(found))
        return found
    return ANY_PORT
