"""The numbers to call: all of them in a list, and those that somebody is to be told of by name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from console.records.checklist import Contact
from views.base.commands import Registry
from views.base.refresher import Ids, Refresher
from views.desk.workplace import Workplace
from widgets.incidents.checklist import ContactList


class ContactPresenter(QObject):
    """Reads the city's contacts always; `changed` says that they may be others."""

    changed = Signal()

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._store = at.context.session.store
        self._known: dict[str, Contact] = {}
        self._list = ContactList(at.window)
        at.overlays.add("contacts", self._list)
        self._refresher = Refresher(self._read, at.context.faults.met)
        self._stop = at.context.session.changes.subscribe({"contact"}, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-contacts", lambda _args: self._list.open())

    def numbers(self, keys: Iterable[str]) -> str:
        """Numbers and names of those that are known, in this order."""
        found = (self._known[key] for key in keys if key in self._known)
        return " · ".join(f"{one.number} {one.name}" for one in found)

    async def _read(self, _ids: Ids) -> None:
        self._known = {one.id: one for one in await self._store.records("contact", Contact)}
        ordered = sorted(self._known.values(), key=lambda one: (not one.emergency, one.place))
        self._list.set_contacts([(one.number, one.name, one.agency) for one in ordered])
        self.changed.emit()
