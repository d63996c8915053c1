"""Tells what of the server's records could not be read, for as long as it stands so, and lists it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.records.misread import Misread
from views.arguments.incident import OfIncident
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.words.misread import name_words, oddity_words
from widgets.base.grouped_list import Line
from widgets.sync.misread_list import MisreadList


class MisreadPresenter(QObject):
    """`told`: the strip should say something else. The list is there for as long as anything stands in it."""

    told = Signal()

    def __init__(self, context: Context, window: QWidget, run: Start) -> None:
        super().__init__(window)
        self._context = context
        self._misreads = context.session.store.misreads
        self.list = MisreadList(window)
        self.list.opened_incident.connect(lambda key: run("open-incident", OfIncident(incident=key)))
        self._stop = context.session.changes.subscribe({"misread"}, lambda _change: self._on_change())

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-misread", lambda _args: self._open(), lambda _args: self._why_off())

    @property
    def words(self) -> str:
        """What the strip says; empty where all could be read."""
        count = len(self._misreads.all())
        return self.tr("{n} records not fully readable").format(n=count) if count else ""

    def state(self) -> dict[str, Any]:
        """What could not be read, as plain data."""
        return {
            "misread": [
                {"kind": one.kind, "id": one.id, "hidden": one.hidden, "fields": [odd.field for odd in one.oddities]}
                for one in self._misreads.all()
            ]
        }

    def _why_off(self) -> str | None:
        return None if self._misreads.all() else "nothing_misread"

    def _open(self) -> None:
        if not self._misreads.all():
            raise CommandRefusedError("nothing_misread")
        self._fill()
        self.list.open()

    def _on_change(self) -> None:
        if self.list.isVisible():
            self._fill()
        self.told.emit()

    def _fill(self) -> None:
        found = self._misreads.all()
        lines = []
        for heading, hidden in ((self.tr("Not shown at all"), True), (self.tr("Shown as far as it could be"), False)):
            group = [one for one in found if one.hidden == hidden]
            lines += [Line("", f"{heading} ({len(group)})")] if group else []
            lines += [self._line(one) for one in group]
        self.list.set_lines(lines)

    def _line(self, one: Misread) -> Line:
        below = " · ".join(oddity_words(odd) for odd in one.oddities)
        return Line(f"{one.kind}:{one.id}", name_words(one), below, one.source, tone="late", mark="!")
