"""Why a PIN is refused, each rule in a sentence of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

PIN_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "weak_pin": QT_TRANSLATE_NOOP("sentences", "A PIN has 6 to 12 digits."),
        "weak_pin_run": QT_TRANSLATE_NOOP("sentences", "No row of digits as a PIN, such as 123456, 112233 or 000000."),
        "weak_pin_repeats": QT_TRANSLATE_NOOP(
            "sentences", "No digits that repeat as a PIN, such as 121212 or 123123, and three different ones at least."
        ),
        "weak_pin_mirror": QT_TRANSLATE_NOOP("sentences", "No PIN that reads the same from both ends, such as 123321."),
        "weak_pin_date": QT_TRANSLATE_NOOP("sentences", "No day, month or year as a PIN, such as the birthday 010190."),
        "weak_pin_keys": QT_TRANSLATE_NOOP("sentences", "No lines of keys as a PIN, such as 147258 or 159753."),
    }
)
"""By code, for the console's table of sentences."""
