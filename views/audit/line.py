"""What is typed to find lines of the audit: who, at which device, what kind, about what, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from views.audit.names import AuditNames
from widgets.base.formats import zone

KEYS: Mapping[str, str] = MappingProxyType({
    "who": "who", "ai": "who", "device": "device", "máy": "device", "may": "device", "kind": "kind", "loại": "kind",
    "loai": "kind", "incident": "incident", "sự-cố": "incident", "su-co": "incident", "about": "about",
})  # fmt: skip
"""In English and in Vietnamese, with marks and without."""
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Asked:
    """What the server is asked, by the names of the contract."""

    query: Mapping[str, str]
    left_out: tuple[str, ...] = ()
    """What was typed and the audit is not searched by."""


def understood(line: str, names: AuditNames | None = None) -> Asked:
    """The line in words: `who:ha.le`, `incident:CODE`, a day 21/11/2026, two days from and to; a word alone is who.

    `names` has the ids of what is called by a code, or by the end of its name."""
    names = names or AuditNames()
    query: dict[str, str] = {}
    left_out: list[str] = []
    days: list[datetime] = []
    for word in line.split():
        day = _DAY.fullmatch(word)
        key, colon, value = word.partition(":")
        name = KEYS.get(key.lower(), "")
        if day is not None and (at := _at(*map(int, day.groups()))) is not None:
            days.append(at)
        elif colon and name and value:
            query.update(_term(name, value, names))
        elif not colon and "who" not in query:
            query["who"] = word
        else:
            left_out.append(word)
    if days:
        query["since"] = min(days).isoformat()
        query["until"] = (max(days) + timedelta(days=1)).isoformat()
    return Asked(query, tuple(left_out))


def _term(name: str, value: str, names: AuditNames) -> dict[str, str]:
    if name == "incident":
        return {"about": f"incident:{names.incident(value)}"}
    return {name: names.device(value) if name == "device" else value}


def _at(day: int, month: int, year: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=zone())
    except ValueError:
        return None
