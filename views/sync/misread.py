"""Tells what of the server's records could not be read here, and what of the sources' the server could not take, for as
long as it stands so, and lists both."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.records.misread import Misread
from console.records.models import Source
from views.arguments.incident import OfIncident
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.words.misread import name_words, oddity_words, refused_words
from widgets.base.formats import day_minute_text
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
        self._refused: list[Source] = []
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop_sources = context.session.changes.subscribe({"source"}, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._stop_sources()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-misread", lambda _args: self._open(), lambda _args: self._why_off())

    @property
    def words(self) -> str:
        """What the strip says; empty where all could be read."""
        count, refused = len(self._misreads.all()), sum(source.refused for source in self._refused)
        parts = [self.tr("{n} records not fully readable").format(n=count)] if count else []
        parts += [self.tr("{n} records of sources not taken in").format(n=refused)] if refused else []
        return " · ".join(parts)

    def state(self) -> dict[str, Any]:
        """What could not be read, as plain data."""
        return {
            "misread": [
                {"kind": one.kind, "id": one.id, "hidden": one.hidden, "fields": [odd.field for odd in one.oddities]}
                for one in self._misreads.all()
            ],
            "not_taken": {source.id: source.refused for source in self._refused},
        }

    def _why_off(self) -> str | None:
        return None if self._misreads.all() or self._refused else "nothing_misread"

    async def _read(self, _ids: Ids) -> None:
        refused = [source for source in await self._context.session.store.sources() if source.refused]
        if refused != self._refused:
            self._refused = refused
            self._on_change()

    def _open(self) -> None:
        if self._why_off() is not None:
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
        if self._refused:
            heading = self.tr("Not taken in from its source")
            lines.append(Line("", f"{heading} ({len(self._refused)})"))
            lines += [self._source_line(source) for source in self._refused]
        self.list.set_lines(lines)

    def _source_line(self, source: Source) -> Line:
        parts = [self.tr("{n} records").format(n=source.refused)]
        if source.last_refused is not None:
            parts.append(self.tr("the last: {words}").format(words=refused_words(source.last_refused)))
        at = day_minute_text(self._context.now(), source.last_refused.at) if source.last_refused is not None else ""
        return Line(f"source:{source.id}", source.name, " · ".join(parts), at, tone="late", icon="circle-alert")

    def _line(self, one: Misread) -> Line:
        below = " · ".join(oddity_words(odd) for odd in one.oddities)
        return Line(f"{one.kind}:{one.id}", name_words(one), below, one.source, tone="late", icon="circle-alert")
