"""Flood mode: the queue's rows give way to a summary, the critical ones singly and the rest in groups with counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject

from console.alarms.load import FLOOD_ENDS
from console.records.models import Incident
from console.verbs.life_cycle import kind_names
from views.alarms.alarm_load import AlarmLoad
from views.alarms.flood_summary import FloodSummary
from views.arguments.desk import SearchIncidents, SelectIncident
from views.arguments.reading import Arguments
from views.base.commands import NOTHING, Registry, Start
from views.base.context import Context
from widgets.alarms.flood_board import FloodBoard, FloodHead
from widgets.base.formats import minute_text, number_text
from widgets.queue.panel import QueuePanel


class FloodMode(QObject):
    """Begins and ends by the load alone. Nothing is hidden without a count that can be opened."""

    def __init__(
        self, context: Context, load: AlarmLoad, panel: QueuePanel, run: Start, shown: Callable[[], Incident | None]
    ) -> None:
        super().__init__(panel)
        self._context, self._load, self._panel, self._run, self._shown = context, load, panel, run, shown
        self.whole = False
        """Whether the whole queue is shown although there is a flood."""
        self.board = FloodBoard(panel)
        self.board.incident_chosen.connect(lambda one: run("select-incident", SelectIncident(incident=one)))
        self.board.group_chosen.connect(self._open_group)
        self.board.filter_chosen.connect(self._open_filter)
        self.board.whole_chosen.connect(lambda: run("show-whole-queue", NOTHING))
        panel.instead.put(self.board)
        load.told.connect(self.show)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-whole-queue", lambda _args: self._toggle(), self._why_off)

    def state(self) -> dict[str, Any]:
        """The summary as plain data; empty in calm."""
        if not self._on:
            return {"whole": False, "single": [], "groups": {}, "drills": []}
        return {"whole": self.whole, **self._summary().state()}

    @property
    def _on(self) -> bool:
        return self._load.flood_since is not None

    def show(self) -> None:
        """Show the summary as it is now, or the queue again."""
        if not self._on:
            self.whole = False
        grouped = self._on and not self.whole
        self._panel.instead.show(self._on, rows=not grouped)
        self._panel.fold(grouped)
        if self._load.flood_since is None:
            return
        since = minute_text(datetime.fromtimestamp(self._load.flood_since, UTC))
        summary, actor = self._summary(), self._context.session.actor
        head = FloodHead(
            since=self.tr("Flood of alarms since {time}").format(time=since),
            rate=self.tr("{n} in 10 minutes").format(n=number_text(self._load.fresh())),
            adds_up=summary.adds_up(),
            ends=self.tr("It ends below {n} alarms/operator/10 minutes.").format(n=number_text(FLOOD_ENDS)),
            open=summary.open,
            mine=summary.of(actor.id if actor is not None else ""),
            overdue=summary.overdue,
        )
        lines = summary.lines(kind_names(self._context.life_cycles))
        self.board.set_flood(head, lines, summary.drill_lines(), whole=self.whole)
        shown = self._shown()
        self.board.mark(summary.key_of(shown.id) if shown is not None else "")

    def _summary(self) -> FloodSummary:
        return FloodSummary(self._load.shown, self._context.now())

    def _toggle(self) -> None:
        self.whole = not self.whole
        self.show()

    def _why_off(self, _args: Arguments) -> str | None:
        return None if self._on else "no_flood"

    def _open_filter(self, command: str) -> None:
        """The queue's own rows, through one of its filters."""
        self.whole = True
        self.show()
        self._run(command, NOTHING)

    def _open_group(self, key: str) -> None:
        """Every row of a group, in the queue itself."""
        kind, _, ward = key.partition("|")
        self.whole = True
        self.show()
        text = f'kind:"{kind}" ward:"{ward}"' if ward else f'kind:"{kind}"'
        self._run("search-incidents", SearchIncidents(text=text))
