"""The board "alarm load": figures against the standard, what is shelved, what chatters, what is stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.alarms import load as alarm_load
from console.records.models import Incident
from views.alarms.alarm_load import AlarmLoad
from views.alarms.lines import incident_line
from views.arguments.incident import OfIncident
from views.base.commands import Registry, Start
from views.base.context import Context
from widgets.alarms.load_board import LoadBoard
from widgets.base.formats import age_text, minute_text, number_text
from widgets.base.grouped_list import Line

LISTED = 200
"""Of each group: a storm puts thousands aside, and they are read one by one in the queue."""


class LoadBoardPresenter(QObject):
    """Fills the board while it is open."""

    def __init__(self, context: Context, load: AlarmLoad, window: QWidget, run: Start) -> None:
        super().__init__(window)
        self._context, self._load = context, load
        self.board = LoadBoard(window)
        self.board.opened_incident.connect(lambda one: run("open-incident", OfIncident(incident=one)))
        self.board.unshelve_chosen.connect(lambda one: run("unshelve-incident", OfIncident(incident=one)))
        load.told.connect(self._on_told)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-alarm-load", lambda _args: self._open())

    def state(self) -> dict[str, Any]:
        """The rows shown; None while the board is closed."""
        return {"board": self.board.shown_keys() if self.board.isVisible() else None}

    def _open(self) -> None:
        self._fill(self._context.now())
        self.board.open()

    def _on_told(self) -> None:
        if self.board.isVisible():
            self._fill(self._context.now())

    def _fill(self, now: datetime) -> None:
        watch = self._load
        self.board.set_loading(on=not watch.is_read)
        if not watch.is_read:
            return
        load = alarm_load.load(list(watch.alarms.values()), now.timestamp(), watch.operators, watch.flood_since)
        shelved, stale = watch.shelved(now), [watch.open[one] for one in load.stale if one in watch.open]
        asking = [watch.open[one] for one in watch.asking if one in watch.open]
        lines = [Line("", self.tr("Shelved ({n})").format(n=len(shelved)))]
        lines += self._first(shelved, lambda one: self._shelved_line(one, now))
        if asking:
            lines.append(Line("", self.tr("Acknowledged, and nothing done since ({n})").format(n=len(asking))))
            lines += self._first(asking, lambda one: incident_line("asking", one, now))
        lines.append(Line("", self.tr("Chattering: 3 or more a minute ({n})").format(n=len(load.chattering))))
        lines += [self._chatter_line(origin, most) for origin, most in load.chattering.items()]
        lines.append(Line("", self.tr("Stale: open over 24 hours ({n})").format(n=len(stale))))
        lines += self._first(stale, lambda one: incident_line("stale", one, now))
        self.board.set_lines(self._figures(load), lines)

    def _first(self, incidents: Sequence[Incident], made: Callable[[Incident], Line]) -> Iterator[Line]:
        """Lines of as many as anybody reads here, and how many more there are: the queue has them all."""
        yield from map(made, incidents[:LISTED])
        more = len(incidents) - LISTED
        if more > 0:
            yield Line("", self.tr("and {n} more, which the queue lists").format(n=number_text(more)))

    def _figures(self, load: alarm_load.Load) -> str:
        percent = {name: number_text(share * 100) for name, share in load.priorities.items()}
        rate = self.tr("{rate} for each of {n} operators in 10 minutes · 1 is acceptable, 2 the most manageable")
        shares = self.tr("Low and medium {low} % · high {medium} % · critical {high} %  (target 80 / 15 / 5)")
        top = self.tr("The ten most frequent: {top} % of the load (aim at most 5)")
        return "\n".join(
            (
                rate.format(rate=number_text(load.rate, 1), n=self._load.operators),
                shares.format(**percent),
                top.format(top=number_text(load.top_ten * 100)),
            )
        )

    def _shelved_line(self, one: Incident, now: datetime) -> Line:
        until = one.shelved_until or now
        at = self.tr("until {time}").format(time=minute_text(until))
        left = self.tr("{age} left").format(age=age_text((until - now).total_seconds()))
        by = self.tr("by {name}: {reason}").format(
            name=one.shelved_by_name or one.shelved_by, reason=one.shelved_reason
        )
        return Line(f"shelved:{one.id}", f"{one.code} · {one.title}", by, at, left, icon="archive")

    def _chatter_line(self, origin: str, most: int) -> Line:
        kind, _, where = origin.partition("\n")
        words = " · ".join(dict.fromkeys(part for part in where.split("\n") if part))
        at = self.tr("{n} a minute").format(n=most)
        return Line(f"chatter:{origin}", words or kind, kind, at, tone="late", icon="waves")
