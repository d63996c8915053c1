"""What kinds of lines of the audit are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from widgets.words.marked_text import QT_TRANSLATE_NOOP

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "signed-in": QT_TRANSLATE_NOOP("audit", "Signed in"),
        "signed-out": QT_TRANSLATE_NOOP("audit", "Signed out"),
        "refused": QT_TRANSLATE_NOOP("audit", "Refused"),
        "refused-more": QT_TRANSLATE_NOOP("audit", "Refused, many times"),
        "account-made": QT_TRANSLATE_NOOP("audit", "Account made"),
        "account-changed": QT_TRANSLATE_NOOP("audit", "Account changed"),
        "account-unlocked": QT_TRANSLATE_NOOP("audit", "Account unlocked"),
        "sessions-ended": QT_TRANSLATE_NOOP("audit", "Sign-ins ended"),
        "device-enrolled": QT_TRANSLATE_NOOP("audit", "Device let in"),
        "enrolment-code-made": QT_TRANSLATE_NOOP("audit", "Code for a new device made"),
        "device-disabled": QT_TRANSLATE_NOOP("audit", "Device shut out"),
        "device-enabled": QT_TRANSLATE_NOOP("audit", "Device let in again"),
        "device-forgotten": QT_TRANSLATE_NOOP("audit", "Device's key forgotten"),
        "wall-token-made": QT_TRANSLATE_NOOP("audit", "Token of a wall made"),
        "wall-let-in": QT_TRANSLATE_NOOP("audit", "Wall let in by code"),
        "feed-credential-made": QT_TRANSLATE_NOOP("audit", "Token of a source made"),
        "feed-credential-ended": QT_TRANSLATE_NOOP("audit", "Token of a source ended"),
        "reported": QT_TRANSLATE_NOOP("audit", "A source reported"),
        "reporter-shown": QT_TRANSLATE_NOOP("audit", "Shown who reported"),
        "reporter-kept": QT_TRANSLATE_NOOP("audit", "Kept who reported"),
        "reporter-forgotten": QT_TRANSLATE_NOOP("audit", "Forgotten who reported"),
        "number-asked": QT_TRANSLATE_NOOP("audit", "Asked what a caller told of before"),
        "camera-taken": QT_TRANSLATE_NOOP("audit", "Camera taken"),
        "camera-given-back": QT_TRANSLATE_NOOP("audit", "Camera given back"),
        "camera-turned": QT_TRANSLATE_NOOP("audit", "Camera turned"),
        "camera-preset-saved": QT_TRANSLATE_NOOP("audit", "Position of a camera saved"),
        "camera-access-told": QT_TRANSLATE_NOOP("audit", "Told how to open cameras"),
        "picture-sent": QT_TRANSLATE_NOOP("audit", "Picture of a layout sent"),
        "audit-read": QT_TRANSLATE_NOOP("audit", "Audit read"),
        "audit-exported": QT_TRANSLATE_NOOP("audit", "Audit exported"),
        "evidence-registered": QT_TRANSLATE_NOOP("audit", "Evidence registered"),
        "evidence-look": QT_TRANSLATE_NOOP("audit", "Evidence looked at"),
        "evidence-hold": QT_TRANSLATE_NOOP("audit", "Evidence held back from removal"),
        "evidence-let-go": QT_TRANSLATE_NOOP("audit", "Evidence let go"),
        "evidence-forgotten": QT_TRANSLATE_NOOP("audit", "Evidence removed after its days"),
        "archived": QT_TRANSLATE_NOOP("audit", "Archived"),
        "restored": QT_TRANSLATE_NOOP("audit", "Backup restored"),
        "chain-restarted": QT_TRANSLATE_NOOP("audit", "A desk's chain began anew"),
        "city-changed": QT_TRANSLATE_NOOP("audit", "City changed"),
        "personal-data-told": QT_TRANSLATE_NOOP("audit", "Told what is held of somebody"),
        "erased": QT_TRANSLATE_NOOP("audit", "Personal data erased"),
        "begun": QT_TRANSLATE_NOOP("audit", "The audit began"),
    }
)
LOUD = frozenset({"refused", "refused-more", "restored", "chain-restarted"})
"""Those that somebody should look at."""


def kind_word(kind: str) -> str:
    """What a kind is called; one of tomorrow in general."""
    return QCoreApplication.translate("audit", KINDS.get(kind, QT_TRANSLATE_NOOP("audit", "Something new")))
