"""The numbers to call and who works in this watch: all in a list, and those that somebody is to be told of by name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from console.records.checklist import Contact
from console.records.models import Shift
from contract.records.shift import Person
from views.arguments.table import Taking
from views.base.commands import Registry
from views.base.refresher import Ids, Refresher
from views.desk.workplace import Workplace
from widgets.administration.words import role_word
from widgets.incidents.contact_list import ContactList, ContactRow


class ContactPresenter(QObject):
    """Reads the city's contacts and its watch always; `changed` says that they may be others."""

    changed = Signal()

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._store = at.context.session.store
        self._known: dict[str, Contact] = {}
        self._list = ContactList(at.window)
        at.overlays.add("contacts", self._list)
        self._refresher = Refresher(self._read, at.context.faults.met)
        self._stop = at.context.session.changes.subscribe({"contact", "shift"}, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SHOW_CONTACTS, lambda args: self._list.open_at(args.contact or ""))

    def numbers(self, keys: Iterable[str]) -> str:
        """Numbers and names of those that are known, in this order."""
        found = (self._known[key] for key in keys if key in self._known)
        return " · ".join(f"{one.number} {one.name}" for one in found)

    async def _read(self, _ids: Ids) -> None:
        self._known = {one.id: one for one in await self._store.records("contact", Contact)}
        ordered = sorted(self._known.values(), key=lambda one: (not one.emergency, one.place))
        numbers = [ContactRow(f"contact:{one.id}", one.number, one.name, one.agency) for one in ordered]
        self._list.set_contacts(numbers, _room(await self._store.shift()))
        self.changed.emit()


def _room(shift: Shift | None) -> list[ContactRow]:
    """Who works in this watch, by the desk at which each is reached; then who comes with the next one."""
    if shift is None:
        return []
    here = {one.id for one in shift.people}
    rows = [_row(one, role_word(one.role)) for one in shift.people]
    return rows + [_row(one, shift.next_name) for one in shift.next_people if one.id not in here]


def _row(one: Person, beside: str) -> ContactRow:
    return ContactRow(f"person:{one.id}", one.desk, one.name, beside)
