"""What the palette finds besides commands: cameras, incidents, numbers, people, places and settings, made ready to be
searched off the screen's thread, for a city has thousands of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.places.city_map import TYPE, CityMap, ground_of
from console.places.named import Named, named_places
from console.records.checklist import Contact
from console.records.models import Camera, Incident, Indicator
from contract.records.shift import Person
from views.base.context import Context
from views.desk.desk import Desk
from views.settings.words import FIELDS
from widgets.administration.words import role_word
from widgets.places.words import place_kind_word
from widgets.shell.ranking import Thing, searchable


@dataclass(frozen=True)
class Known:
    """All that can be opened by its name, as it was when somebody asked."""

    cameras: Sequence[Camera] = ()
    incidents: Sequence[Incident] = ()
    indicators: Sequence[Indicator] = ()
    people: Sequence[Person] = ()
    contacts: Sequence[Contact] = ()
    places: Sequence[Named] = ()


class Finding:
    """Gathers what the desk and its cache know by now."""

    def __init__(self, context: Context, desk: Desk) -> None:
        self._context, self._desk = context, desk
        self._map: tuple[CityMap | None, tuple[Named, ...]] = (None, ())

    async def gather(self) -> list[Thing]:
        """All of it, made ready on another thread."""
        store, desk, loop = self._context.session.store, self._desk, asyncio.get_running_loop()
        shift = await store.shift()
        people = {one.id: one for one in ((*shift.people, *shift.next_people) if shift is not None else ())}
        contacts = await store.records("contact", Contact)
        drawn = next(iter(await store.records(TYPE, CityMap)), None)
        if drawn is not self._map[0]:
            self._map = drawn, await loop.run_in_executor(None, _places, drawn)
        known = Known(
            tuple(desk.cameras.cameras), desk.queue.incidents(), tuple(desk.indicators.known), tuple(people.values()),
            contacts, self._map[1],
        )  # fmt: skip
        return await loop.run_in_executor(None, things, known)


def things(known: Known) -> list[Thing]:
    """All of them, incidents last. May run in any thread: it touches nothing that is shown."""
    translate = QCoreApplication.translate
    camera, number = translate("palette", "Camera"), translate("palette", "Indicator")
    found = [_thing("camera", one.id, one.name, camera, one.id) for one in known.cameras]
    found += [_thing("indicator", one.id, one.name, number, one.id) for one in known.indicators]
    for person in known.people:
        beside = " · ".join(part for part in (role_word(person.role), person.desk) if part)
        found.append(_thing("person", person.id, person.name, beside))
    found += [_thing("contact", one.id, one.name, one.number, one.agency) for one in known.contacts]
    found += [_thing("place", one.name, one.name, place_kind_word(one.kind)) for one in known.places]
    found += _undrawn_wards(known)
    found += _settings()
    for one in known.incidents:
        found.append(_thing("incident", one.id, f"{one.title} · {one.ward}".rstrip(" ·"), one.code, one.place))
    return found


def _undrawn_wards(known: Known) -> Iterator[Thing]:
    """Wards that no map shows: what is open in them can be seen all the same."""
    drawn = {one.name for one in known.places}
    beside = QCoreApplication.translate("palette", "Open incidents of this ward")
    for name in sorted({one.ward for one in known.incidents if one.ward} - drawn):
        yield _thing("ward", name, name, beside)


def _settings() -> Iterator[Thing]:
    translate = QCoreApplication.translate
    setting = translate("palette", "Setting")
    for name, (words, sentence) in FIELDS.items():
        yield _thing("setting", name, translate("settings", words), setting, translate("settings", sentence))


def _places(drawn: CityMap | None) -> tuple[Named, ...]:
    return tuple(named_places(ground_of(drawn)).values())


def _thing(kind: str, key: str, words: str, beside: str, *more: str) -> Thing:
    return Thing(f"{kind}:{key}", words, beside, searchable(words, beside, *more))
