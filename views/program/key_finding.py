"""The doctor's lines on what this device keeps secret, its key and what a telephone system has to know: where each is,
and that nobody else can read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from console.base.settings import Settings
from console.calls.secret import is_readable_by_others, place
from console.people import key_place
from views.program.findings import Finding
from views.words.language import Words
from widgets.words.marked_text import QT_TRANSLATE_NOOP

ADVICE: Mapping[str, str] = MappingProxyType(
    {
        "readable": QT_TRANSLATE_NOOP(
            "doctor",
            "Others can read {where}: chmod 600 it. If somebody may have done so, forget this device's key on the"
            " server (device forget) and delete the file; a new one is made.",
        ),
        "not_ours": QT_TRANSLATE_NOOP(
            "doctor",
            "{where} belongs to somebody else, who can act in this device's name: run the console as its owner.",
        ),
        "no_file": QT_TRANSLATE_NOOP("doctor", "{where} is no plain file: remove it, a new one is made."),
        "unreadable": QT_TRANSLATE_NOOP(
            "doctor",
            "The key in {where} cannot be read: the next start makes a new one, and the server sees a new device.",
        ),
        "no_key_place": QT_TRANSLATE_NOOP(
            "doctor",
            'The key can be kept nowhere, so nobody can sign in: unlock the keyring, or write credentials = "file" into'
            " settings.toml.",
        ),
        "plain_keyring": QT_TRANSLATE_NOOP(
            "doctor",
            'This keyring keeps secrets where every program reads them: set up another, or write credentials = "file"'
            " into settings.toml.",
        ),
    }
)
"""By the faults of `console.people.key_place`."""


def key_finding(
    settings: Settings, folder: Path, words: Words, *, is_wall: bool, is_discreet: bool = False
) -> Finding:  # fmt: skip
    """Of a start with these settings and this data folder; a wall has no keyring. `is_discreet`: no folder is named."""
    if is_wall:
        settings = settings.model_copy(update={"credentials": "file"})
    found = key_place.look(settings, folder)
    kind = words.translate("doctor", "file") if found.is_file else words.translate("doctor", "keyring")
    where = Path(found.where).name if is_discreet else found.where
    parts = [kind if is_discreet else f"{kind} {where}"]
    if not found.has_key and not found.fault:
        parts.append(words.translate("doctor", "made at the first start"))
    advice = words.translate("doctor", ADVICE[found.fault]).format(where=where) if found.fault else ""
    return Finding(words.translate("doctor", "Device key"), " · ".join(parts), advice)


def call_finding(port: int, folder: Path, words: Words, *, is_discreet: bool = False) -> Finding:
    """Of a start that listens at `port`, 0 for nowhere. `is_discreet`: neither port nor folder is told."""
    name = words.translate("doctor", "Calls")
    if not port:
        return Finding(name, words.translate("doctor", "not connected to a telephone system"))
    where = place(folder)
    if is_discreet:
        return Finding(name, words.translate("doctor", "connected to a telephone system"))
    parts = [words.translate("doctor", "port {port}").format(port=port), str(where)]
    if not where.exists():
        parts.append(words.translate("doctor", "made at the first start"))
    advice = ""
    if is_readable_by_others(where):
        advice = words.translate(
            "doctor", "Others can read {where}: the next start makes a new secret, which the telephone system needs."
        ).format(where=where)
    return Finding(name, " · ".join(parts), advice)
