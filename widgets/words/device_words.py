"""What a machine is called: as people named it, and of one that named itself so much that two are told apart."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

_OWN_NAME = re.compile(r"[a-z]+-[0-9a-f]*([0-9a-f]{4})")
"""As `console.people.device_key` makes one."""


def device_word(device: str) -> str:
    """A machine in a word; empty for none."""
    found = _OWN_NAME.fullmatch(device)
    if found is None:
        return device
    return QCoreApplication.translate("device", "machine {name}").format(name=found[1].upper())


def is_device(word: str, device: str) -> bool:
    """Whether somebody who says `word` means this machine: its name, or what is shown of it."""
    return bool(word) and device.casefold().endswith(word.casefold())
