"""A message as a file, for agencies without a network: whole or not there, and the same name at each try."""

from __future__ import annotations

import os
from pathlib import Path

from backend.base.clock import iso
from backend.messages.channel_models import Folder
from backend.messages.letter import Address, Letter, NotSentError, Sent

MODE = 0o640
"""Who carries the files on may be of the server's group."""


class FolderAdapter:
    """In a folder for each receiver, which is made where there is none."""

    def __init__(self, said: Folder) -> None:
        self._root = said.folder

    def send(self, letter: Letter, address: Address) -> Sent:
        """As `Adapter`."""
        laid(self._root, self._root / address.values[0], f"{letter.key}.txt", as_text(letter).encode())
        return Sent(letter.key)


def as_text(letter: Letter) -> str:
    """As somebody reads it who opens the file."""
    return f"{letter.subject}\n{iso(letter.made_ms)}\n{letter.key}\n\n{letter.text}\n"


def laid(root: Path, folder: Path, name: str, content: bytes) -> None:
    """Put a file there: whoever looks finds all of it or nothing. The root must be there, so that a share which is not
    mounted is no folder of ours. Raises `NotSentError`."""
    if not root.is_dir():
        raise NotSentError("disk")
    fresh = folder / f".{name}.new"
    try:
        folder.mkdir(mode=0o750, exist_ok=True)
        fresh.unlink(missing_ok=True)
        number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, MODE)
        with open(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, folder / name)
        _synced(folder)
    except OSError as error:
        raise NotSentError("disk") from error


def _synced(folder: Path) -> None:
    """The name is on the disk as well, not the content alone."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)
