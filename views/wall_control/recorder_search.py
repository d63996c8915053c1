"""What is typed to find what was on the wall: a camera, an incident or a screen, and a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from console.records.models import Camera, Incident
from console.records.wall import Wall
from console.storage.store import Store
from views.wall_control.recorder_pages import Asked
from widgets.base.fold import folded
from widgets.base.formats import local

WINDOW = timedelta(hours=1)
_TIME = re.compile(r"\b(?:(\d{1,2})/(\d{1,2})(?:/(\d{4}))?\s+)?(\d{1,2}):(\d{2})\b")


def asked_at(text: str, now: datetime) -> tuple[datetime | None, str]:
    """The time that `text` names (21:30 today or yesterday, 20/11 08:00), and the words without it."""
    found = _TIME.search(text)
    if found is None:
        return None, text
    day, month, year, hour, minute = found.groups()
    here = local(now)
    try:
        at = here.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
        if day is not None:
            at = at.replace(year=int(year or here.year), month=int(month), day=int(day))
    except ValueError:
        return None, text
    if at > here:
        at = at.replace(year=at.year - 1) if day is not None and year is None else at - timedelta(days=1)
    rest = (text[: found.start()] + text[found.end() :]).strip()
    return at, rest


async def understood(text: str, store: Store, wall: Wall, now: datetime) -> Asked:
    """A camera, an incident or a screen by its name or code, and a time; what is left over finds nothing."""
    at, rest = asked_at(text, now)
    since, until = (at - WINDOW / 2, at + WINDOW / 2) if at is not None else (None, None)
    words = folded(rest)
    if not words:
        return Asked(text, since, until)
    screen = next((one.id for one in wall.screens if words in {folded(one.id), folded(one.title)}), "")
    camera = "" if screen else _camera(await store.cameras(), words)
    incident = "" if screen or camera else _incident(await store.incidents(open_only=False), words)
    if not (screen or camera or incident):
        camera = rest
    return Asked(text, since, until, screen, camera, incident)


def _camera(cameras: Sequence[Camera], words: str) -> str:
    exact = next((one.id for one in cameras if words in (folded(one.id), folded(one.name))), "")
    return exact or next((one.id for one in cameras if words in folded(one.name)), "")


def _incident(incidents: Sequence[Incident], words: str) -> str:
    exact = next((one.id for one in incidents if words in (folded(one.id), folded(one.code))), "")
    return exact or next((one.id for one in incidents if words in folded(one.title)), "")
