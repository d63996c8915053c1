"""What is typed to find evidence at the server: a camera, an incident, a device, a kind, what is held, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from console.records.models import Camera, Incident
from console.storage.store import Store
from widgets.base.fold import folded
from widgets.base.formats import zone

CAMERAS_MOST = 50
"""As many as the contract takes."""
KINDS: Mapping[str, str] = MappingProxyType(
    {"still": "still", "anh": "still", "clip": "clip", "phim": "clip", "doan-phim": "clip"}
)
KEYS: Mapping[str, str] = MappingProxyType({
    "incident": "incident", "su-co": "incident", "device": "device", "may": "device", "kind": "kind", "loai": "kind",
})  # fmt: skip
"""In English and in Vietnamese; marks do not count."""
HELD = frozenset({"held", "giu", "giu-lai"})
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}")
"""As the contract writes a device."""
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Asked:
    """What the server is asked, by the names of the contract."""

    query: Mapping[str, Any]
    left_out: tuple[str, ...] = ()
    """What was typed and evidence is not searched by."""
    finds: bool = True
    """Whether there is anything that could fit: a camera or an incident of what was typed is known here."""


async def understood(line: str, store: Store) -> Asked:
    """The line in words; what is none of its keys is a camera by its name, or an incident by its code or title."""
    query: dict[str, Any] = {}
    rest: list[str] = []
    left_out: list[str] = []
    days: list[datetime] = []
    for word in line.split():
        day = _DAY.fullmatch(word)
        name, colon, value = word.partition(":")
        key = KEYS.get(folded(name), "") if colon else ""
        if day is not None and (at := _at(*map(int, day.groups()))) is not None:
            days.append(at)
        elif folded(word) in HELD:
            query["held"] = "true"
        elif key == "kind" and folded(value) in KINDS:
            query["kind"] = KINDS[folded(value)]
        elif key == "device" and _WORD.fullmatch(value):
            query["device"] = value
        elif key == "incident" and value:
            rest.append(value)
        else:
            (left_out if colon else rest).append(word)
    if days:
        query["since"] = min(days).isoformat()
        query["until"] = (max(days) + timedelta(days=1)).isoformat()
    words = folded(" ".join(rest))
    thing = _thing(words, await store.cameras(), await store.incidents(open_only=False)) if words else {}
    return Asked(query | (thing or {}), tuple(left_out), thing is not None)


def _thing(words: str, cameras: Sequence[Camera], incidents: Sequence[Incident]) -> dict[str, Any] | None:
    """The incident of just this code, else the cameras of such a name, else the incident of such a title."""
    exact = next((one.id for one in incidents if words in (folded(one.code), folded(one.id))), "")
    named = [one.id for one in cameras if words in folded(one.name)][:CAMERAS_MOST]
    about = exact or ("" if named else next((one.id for one in incidents if words in folded(one.title)), ""))
    if about:
        return {"incident": about}
    return {"camera": named} if named else None


def _at(day: int, month: int, year: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=zone())
    except ValueError:
        return None
