"""What each setting is called, and what it means, in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "theme": (
            QT_TRANSLATE_NOOP("settings", "Colours"),
            QT_TRANSLATE_NOOP("settings", "Dark for the night, light for a bright room, high contrast for tired eyes."),
        ),
        "text_percent": (
            QT_TRANSLATE_NOOP("settings", "Size of text"),
            QT_TRANSLATE_NOOP("settings", "Everything on the desk grows with it."),
        ),
        "density": (
            QT_TRANSLATE_NOOP("settings", "Density"),
            QT_TRANSLATE_NOOP("settings", "Compact shows more rows of the queue and of a checklist at once."),
        ),
        "sounds": (
            QT_TRANSLATE_NOOP("settings", "Alarm sounds"),
            QT_TRANSLATE_NOOP("settings", "New alarms are told in words at the foot of the desk in either case."),
        ),
        "reduced_motion": (
            QT_TRANSLATE_NOOP("settings", "Reduced motion"),
            QT_TRANSLATE_NOOP("settings", "Outlines of critical incidents stand still instead of pulsing."),
        ),
        "language": (
            QT_TRANSLATE_NOOP("settings", "Language"),
            QT_TRANSLATE_NOOP("settings", "From the next start of the console on."),
        ),
        "files_in": (
            QT_TRANSLATE_NOOP("settings", "Folder for files"),
            QT_TRANSLATE_NOOP(
                "settings", "Where reports and tables are written unless you say otherwise; empty: yours."
            ),
        ),
    }
)
"""Name and sentence of each field of `Preferences` but the keys, which have a list of their own."""
CHOICES: Mapping[str, str] = MappingProxyType(
    {
        "dark": QT_TRANSLATE_NOOP("settings", "Dark"),
        "light": QT_TRANSLATE_NOOP("settings", "Light"),
        "high_contrast": QT_TRANSLATE_NOOP("settings", "High contrast"),
        "normal": QT_TRANSLATE_NOOP("settings", "Normal"),
        "compact": QT_TRANSLATE_NOOP("settings", "Compact"),
        "True": QT_TRANSLATE_NOOP("settings", "On"),
        "False": QT_TRANSLATE_NOOP("settings", "Off"),
        "vi": QT_TRANSLATE_NOOP("settings", "Vietnamese"),
        "en": QT_TRANSLATE_NOOP("settings", "English"),
    }
)
