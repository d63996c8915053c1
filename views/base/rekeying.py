"""Keys of one's own: a key means one thing at a desk, so one that is taken is refused with what it does."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from views.base.command_list import COMMANDS
from views.base.commands import Registry


class KeyTakenError(Exception):
    """A key that somebody wants is another command's, `other`."""

    def __init__(self, other: str) -> None:
        super().__init__(other)
        self.other = other


def rekey(registry: Registry, name: str, key: str) -> None:
    """Let `key` alone be this command's, or its declared ones where it is empty. Raises `KeyTakenError`."""
    declared = next(one for one in COMMANDS if one.name == name)
    keys = (key,) if key else declared.keys
    others = (one for one in registry.declared() if one.name != name)
    other = next((one.name for one in others if set(one.keys) & set(keys)), None)
    if other is not None:
        raise KeyTakenError(other)
    registry.redeclare(replace(declared, keys=keys))


def rekey_all(registry: Registry, keys: Mapping[str, str]) -> None:
    """Those that somebody chose before; what cannot be theirs any more is as declared."""
    known = {one.name for one in COMMANDS}
    for name, key in keys.items():
        if name in known:
            with suppress(KeyTakenError):
                rekey(registry, name, key)
