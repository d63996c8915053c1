"""Where this device's key and the sign-in beside it are kept, and whether anybody else could read them: for the doctor.

Looks and changes nothing; what is kept is told to nobody.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring

from console.base.errors import SignInError
from console.base.settings import Settings
from console.people.credentials import choose
from console.people.device_key import DeviceKey

SECRETS = ("device-key.json", "sign-in.json", "pins.json", "open-mark")
"""Files of `console.people.credentials.FileCredentials`."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO
FOR_ALL_TO_READ = ("keyrings.alt", "keyring.backends.null")
"""Keyrings that keep nothing, or keep it so that every program reads it."""


@dataclass(frozen=True)
class KeyPlace:
    """`fault`: empty, or readable, not_ours, no_file, unreadable, no_key_place, plain_keyring; `where` is the file or
    the keyring that it is about. `has_key`: whether there is one already."""

    is_file: bool
    where: str
    has_key: bool = False
    fault: str = ""


def look(settings: Settings, folder: Path) -> KeyPlace:
    """How the key is kept that a start with these settings and this data folder would use. Blocks."""
    is_file = settings.credentials == "file"
    where = str(folder / SECRETS[0]) if is_file else _keyring_name()
    # Also where the keyring is used now: what an earlier start left in files opens as much.
    for path, fault in _faults(folder):
        return KeyPlace(is_file, str(path), has_key=True, fault=fault)
    if not is_file and where.startswith(FOR_ALL_TO_READ):
        return KeyPlace(is_file, where, fault="plain_keyring")
    try:
        text = choose(settings, folder).load_device()
    except SignInError as error:
        return KeyPlace(is_file, where, fault=error.code)
    if text is None:
        return KeyPlace(is_file, where)
    return KeyPlace(is_file, where, has_key=True, fault="" if DeviceKey.from_text(text) is not None else "unreadable")


def _keyring_name() -> str:
    found = type(keyring.get_keyring())
    return f"{found.__module__}.{found.__qualname__}"


def _faults(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in (folder / name for name in SECRETS):
        try:
            found = path.lstat()
        except OSError:
            continue
        if not stat.S_ISREG(found.st_mode):
            yield path, "no_file"
        elif found.st_uid != os.geteuid():
            yield path, "not_ours"
        elif found.st_mode & OTHERS:
            yield path, "readable"
