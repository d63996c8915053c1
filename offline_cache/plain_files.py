"""The one door to small files on this machine: what is read is a regular file and bounded, what is written is our own.

Others may lay anything under a name that we use: a pipe that never ends, a device, a folder, a file of a gigabyte, JSON
nested 100,000 deep, or a link to a file of somebody else. What is read costs at most `most` bytes and no waiting; what
is written goes into a new file of mode 0600 that takes the name over, so that a link is replaced and never followed.
Every call blocks. The backend has its own of these (`backend.base.plain_files`), since neither side knows the other.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

MOST_BYTES = 8 * 2**20
"""Of a file whose reader names no bound: settings, a sign-in, views are a few KB, 300 long drafts some hundred."""
MODE = 0o600


class OddFileError(OSError):
    """Under this name is no regular file, or one larger than any that we wrote."""


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """The whole file. Raises `FileNotFoundError`, `OddFileError` for what is no regular file or larger than `most`
    bytes, and OSError. Nothing that is no file is opened: opening a pipe waits, opening a device may do something."""
    with opened(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise _large(path)
        content = file.read(most + 1)
    if len(content) > most:
        raise _large(path)
    return content


def opened(path: Path) -> IO[bytes]:
    """A regular file to read, however large. Raises as `read_bytes`, but for a size."""
    _judge(path, os.stat(path))
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        _judge(path, os.fstat(number))
    except OddFileError:
        os.close(number)
        raise
    return open(number, "rb")


def json_of(text: bytes | str) -> Any:
    """What JSON says. Raises ValueError, also for what is nested deeper than Python reads or is no text."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def replace(path: Path, content: bytes | str, *, durable: bool = False) -> None:
    """Put `content` under this name: whoever reads it finds the old file or the new one. With `durable` it is on the
    disk when this returns. Raises OSError, and the old file stays then."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with create(fresh) as file:
            file.write(content.encode() if isinstance(content, str) else content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def create(path: Path) -> IO[bytes]:
    """A new file for us alone, in place of whatever has this name. Raises OSError."""
    path.unlink(missing_ok=True)
    return open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, MODE), "w+b")


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A file to be written by whoever knows only names: in a new folder beside `path` that only we may enter, since in
    a folder of many people somebody could lay a link there. It takes its place in the end. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix=f".{path.name[:60]}-", dir=path.parent) as folder:
        fresh = Path(folder) / path.name
        yield fresh
        fresh.chmod(MODE)
        os.replace(fresh, path)


def append(path: Path) -> IO[bytes]:
    """A file to write behind what is there, made where there is none. Raises `OddFileError` for a pipe or a device,
    OSError; ELOOP for a link."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    number = os.open(path, flags, MODE)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise _no_file(path)
    return open(number, "ab")


def is_own(path: Path) -> bool:
    """Whether nothing or a regular file is there: no link, which would lead a writer elsewhere. Raises OSError."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except FileNotFoundError:
        return True


def sync_folder(folder: Path) -> None:
    """Names are on the disk once this returns. Raises OSError."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _judge(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise _no_file(path)


def _no_file(path: Path) -> OddFileError:
    return OddFileError(errno.EINVAL, "not a regular file", str(path))


def _large(path: Path) -> OddFileError:
    return OddFileError(errno.EOVERFLOW, os.strerror(errno.EFBIG), str(path))
