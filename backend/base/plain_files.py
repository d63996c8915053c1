"""The one door to small files on this machine: what is read is a regular file and bounded, what is written is our own.

Others may lay anything under a name that we use: a pipe that never ends, a device, a folder, a gigabyte, or a link to
somebody else's file. The console has its own of these (`offline_cache.plain_files`): neither side knows the other.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

MODE = 0o600


class OddFileError(OSError):
    """Under this name is no regular file, or one larger than it may be (`is_large`)."""

    def __init__(self, path: Path, *, is_large: bool = False) -> None:
        super().__init__(
            errno.EOVERFLOW if is_large else errno.EINVAL,
            os.strerror(errno.EFBIG) if is_large else "not a regular file",
            str(path),
        )
        self.is_large = is_large


def opened(path: Path) -> BinaryIO:
    """A regular file, to be read. Raises `FileNotFoundError`, `OddFileError`, OSError. Nothing that is no file is
    opened: opening a pipe waits, opening a device may do something."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OddFileError(path)
    return open(_a_file(path, os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)), "rb")


def read_bytes(path: Path, most: int) -> bytes:
    """The whole file. Raises `OddFileError` also where it has more than `most` bytes, and OSError."""
    with opened(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OddFileError(path, is_large=True)
    return content


def create(path: Path) -> BinaryIO:
    """A new file for us alone, in place of whatever has this name. Raises OSError."""
    path.unlink(missing_ok=True)
    return open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, MODE), "w+b")


def append(path: Path) -> BinaryIO:
    """A file to hold or to write behind what is there, made where there is none. Raises `OddFileError`, OSError; ELOOP
    for a link."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    return open(_a_file(path, os.open(path, flags, MODE)), "ab")


def replace(path: Path, text: str) -> None:
    """Put `text` under this name: whoever reads it finds the old file or the new one. Raises OSError."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with create(fresh) as file:
            file.write(text.encode())
        os.replace(fresh, path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def _a_file(path: Path, number: int) -> int:
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OddFileError(path)
    return number
