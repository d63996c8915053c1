"""Words for what of the server's records could not be read: which record, which field, and why."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from console.records.misread import NAMELESS, Misread
from console.records.reading import Oddity
from contract.records.city import LastRefused
from widgets.words.marked_text import QT_TRANSLATE_NOOP

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "incident": QT_TRANSLATE_NOOP("misread", "Incident"),
        "camera": QT_TRANSLATE_NOOP("misread", "Camera"),
        "indicator": QT_TRANSLATE_NOOP("misread", "Indicator"),
        "points": QT_TRANSLATE_NOOP("misread", "History of the indicator"),
        "source": QT_TRANSLATE_NOOP("misread", "Source"),
        "notice": QT_TRANSLATE_NOOP("misread", "Announcement"),
        "layout": QT_TRANSLATE_NOOP("misread", "Layout"),
        "wall": QT_TRANSLATE_NOOP("misread", "Wall"),
        "alarm_rule": QT_TRANSLATE_NOOP("misread", "Alarm rule of the wall"),
        "shift": QT_TRANSLATE_NOOP("misread", "Shift"),
        "log_entry": QT_TRANSLATE_NOOP("misread", "Line of the shift log"),
        "handover": QT_TRANSLATE_NOOP("misread", "Handover"),
        "checklist": QT_TRANSLATE_NOOP("misread", "Checklist"),
        "template": QT_TRANSLATE_NOOP("misread", "Text template"),
        "contact": QT_TRANSLATE_NOOP("misread", "Number to call"),
        "life_cycle": QT_TRANSLATE_NOOP("misread", "Way of handling"),
        "city_map": QT_TRANSLATE_NOOP("misread", "Map of the city"),
        "plan": QT_TRANSLATE_NOOP("misread", "Response plan"),
        "activation": QT_TRANSLATE_NOOP("misread", "Running plan"),
        "message": QT_TRANSLATE_NOOP("misread", "Message to the outside"),
        NAMELESS: QT_TRANSLATE_NOOP("misread", "Record without a name"),
    }
)
_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "title": QT_TRANSLATE_NOOP("misread", "title"),
        "name": QT_TRANSLATE_NOOP("misread", "name"),
        "code": QT_TRANSLATE_NOOP("misread", "code"),
        "text": QT_TRANSLATE_NOOP("misread", "text"),
        "severity": QT_TRANSLATE_NOOP("misread", "severity"),
        "state": QT_TRANSLATE_NOOP("misread", "state"),
        "deadline": QT_TRANSLATE_NOOP("misread", "deadline"),
        "deadlines": QT_TRANSLATE_NOOP("misread", "deadlines"),
        "created_at": QT_TRANSLATE_NOOP("misread", "when it came"),
        "lat": QT_TRANSLATE_NOOP("misread", "latitude"),
        "lon": QT_TRANSLATE_NOOP("misread", "longitude"),
        "place": QT_TRANSLATE_NOOP("misread", "place"),
        "history": QT_TRANSLATE_NOOP("misread", "history"),
        "value": QT_TRANSLATE_NOOP("misread", "value"),
        "as_of": QT_TRANSLATE_NOOP("misread", "time of the value"),
        "points": QT_TRANSLATE_NOOP("misread", "points"),
        "masks": QT_TRANSLATE_NOOP("misread", "privacy mask"),
        "version": QT_TRANSLATE_NOOP("misread", "version"),
    }
)
_WHY: Mapping[str, str] = MappingProxyType(
    {
        "missing": QT_TRANSLATE_NOOP("misread", "is missing"),
        "empty": QT_TRANSLATE_NOOP("misread", "is empty"),
        "no_record": QT_TRANSLATE_NOOP("misread", "is no record"),
        "no_text": QT_TRANSLATE_NOOP("misread", "is no text"),
        "half_letter": QT_TRANSLATE_NOOP("misread", "has broken letters"),
        "too_long": QT_TRANSLATE_NOOP("misread", "is too long and was cut"),
        "no_number": QT_TRANSLATE_NOOP("misread", "is no number"),
        "out_of_range": QT_TRANSLATE_NOOP("misread", "cannot be so"),
        "no_time": QT_TRANSLATE_NOOP("misread", "is no time"),
        "no_zone": QT_TRANSLATE_NOOP("misread", "is a time without a zone"),
        "no_yes_no": QT_TRANSLATE_NOOP("misread", "is neither yes nor no"),
        "not_understood": QT_TRANSLATE_NOOP("misread", "cannot be understood"),
    }
)


def _word(words: Mapping[str, str], name: str) -> str:
    source = words.get(name)
    return name if source is None else QCoreApplication.translate("misread", source)


def field_word(path: str) -> str:
    """A field as people call it; one that they have no word for as it is written."""
    top, _, rest = path.partition(".")
    word = _word(_FIELDS, top)
    return f"{word} {rest}" if rest else word


def oddity_words(odd: Oddity) -> str:
    """“severity is no number: high”."""
    words = " ".join(part for part in (field_word(odd.field), _word(_WHY, odd.why)) if part)
    return f"{words}: {odd.said}" if odd.said else words


def name_words(one: Misread) -> str:
    """Which record it is."""
    if one.kind == NAMELESS and "/" in one.id:
        of, _, key = one.id.partition("/")
        return f"{_word(_KINDS, of)} {key}"
    of = one.source if one.kind == NAMELESS else one.id
    return f"{_word(_KINDS, one.kind)} {of}".strip()


def refused_words(last: LastRefused) -> str:
    """Which record the server could not take, and which field. What belongs there is said in English to whoever runs
    the source, who alone can mend it."""
    return " – ".join(part for part in (f"{_word(_KINDS, last.type)} {last.id}", field_word(last.field)) if part)


def misread_words(one: object) -> str:
    """The record with what of it could not be read, in one line."""
    if not isinstance(one, Misread):
        return ""
    words = f"{name_words(one)}: {'; '.join(oddity_words(odd) for odd in one.oddities)}"
    if one.source and one.kind != NAMELESS:
        source = QCoreApplication.translate("misread", "source {source}")
        words = f"{words} ({source.format(source=one.source)})"
    return words
