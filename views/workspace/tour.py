"""The tour of the desk: six marks, once for each person at a machine after they signed in, and again from Help.

It never lies over an alarm that nobody has answered: while there is one it does not begin, and when one comes it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from views.base.commands import CommandRefusedError, Registry
from views.desk.desk import Desk
from views.desk.workplace import Workplace
from views.workspace.pages import DESK
from views.workspace.turning import Turning
from widgets.base.overlay import top_overlay
from widgets.words.marked_text import QT_TRANSLATE_NOOP
from widgets.workspace.tour_card import Mark, TourCard

OFFERED = timedelta(minutes=2)
"""So long after somebody signed in it may come by itself; later it would come between them and their work."""
MOST_KEPT = 500
_QUEUE = (
    QT_TRANSLATE_NOOP("tour", "What waits"),
    QT_TRANSLATE_NOOP(
        "tour",
        "Every open incident, the most urgent on top; shape and digit are its severity. J and K walk through it.",
    ),
)
_COUNTDOWN = (
    QT_TRANSLATE_NOOP("tour", "The time left"),
    QT_TRANSLATE_NOOP(
        "tour", "It counts to the deadline of the chosen incident and turns amber, then red, as little is left."
    ),
)
_DEEDS = (
    QT_TRANSLATE_NOOP("tour", "What can be done"),
    QT_TRANSLATE_NOOP(
        "tour", "Six deeds whose place and key never change; one that cannot be done now says why under the mouse."
    ),
)
_CAMERA = (
    QT_TRANSLATE_NOOP("tour", "A camera"),
    QT_TRANSLATE_NOOP(
        "tour", "Its picture live, its age below at the right; a double click enlarges it, V replays its last minute."
    ),
)
_AGES = (
    QT_TRANSLATE_NOOP("tour", "How old things are"),
    QT_TRANSLATE_NOOP(
        "tour", "The oldest data, the load, and in an outage what is lost; every value on the desk tells its own age."
    ),
)
_HELP = (
    QT_TRANSLATE_NOOP("tour", "Find anything, and help"),
    QT_TRANSLATE_NOOP(
        "tour", "Ctrl+K finds every command, camera, incident and person; F1 has the keys, the manual and this tour."
    ),
)


@dataclass(frozen=True)
class Stop:
    """A mark, where it points, and whether it needs the incident's pane or the whole queue in sight."""

    mark: Mark
    meant: Callable[[], tuple[QWidget, ...]]
    needs: str = ""


class TourPresenter(QObject):
    """Walks from mark to mark over the desk itself; a page that is turned to ends it."""

    def __init__(self, at: Workplace, turning: Turning) -> None:
        super().__init__(at.window)
        self._context, self._desk, self._turning = at.context, at.desk, turning
        self.card = TourCard(at.window)
        at.overlays.add("tour", self.card)
        self.card.step_wanted.connect(self._step)
        self.card.closed.connect(self._on_closed)
        turning.turned.connect(lambda command: None if command == DESK else self._break_off())
        self._stops: tuple[Stop, ...] = ()
        self._at = 0
        self._is_broken = self._was_over = False
        self._person, self._since = "", datetime.min

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-tour", lambda _args: self._show(), lambda _args: self._why_off())

    def state(self) -> dict[str, Any]:
        """Which mark is shown, from 1; None where none is."""
        return {"tour": self._at + 1 if self.card.isVisible() else None}

    def tick(self, now: datetime) -> None:
        """Go for an alarm, stay where the marked part is, or come to somebody who is new here."""
        if self.card.isVisible():
            if self._alarms():
                self._break_off()
                self._context.session.notices.post("tour_left")
            elif top_overlay(self.card.window()) is not self.card:
                self._break_off()
            else:
                self._mark()  # what is meant may have moved or gone meanwhile
        elif self._is_due(now):
            self._show()

    def _is_due(self, now: datetime) -> bool:
        options, actor = self._context.options, self._context.session.actor
        is_led = options.control is not None or options.seconds is not None or options.screenshots is not None
        if is_led or actor is None or not self._desk.isVisible():
            return False
        if actor.id != self._person:
            self._person, self._since = actor.id, now
        if actor.id in self._context.arrangement.toured or not self._desk.queue.is_loaded:
            return False
        if now - self._since > OFFERED:
            self._remember()
            self._context.session.notices.post("tour_waits")
            return False
        return not self._alarms() and top_overlay(self.card.window()) is None

    def _alarms(self) -> int:
        return self._desk.queue.urgent(self._context.now())

    def _why_off(self) -> str | None:
        return "alarm_first" if self._alarms() else None

    def _show(self) -> None:
        if self._alarms():
            raise CommandRefusedError("alarm_first")
        self._turning.leave()
        self._stops, self._at, self._is_broken = stops(self._desk), 0, False
        self._was_over = self._desk.is_incident_over
        self._go()
        self.card.open()

    def _step(self, by: int) -> None:
        if self._at + by >= len(self._stops):
            self.card.close()
        elif self._at + by >= 0:
            self._at += by
            self._go()

    def _go(self) -> None:
        """A narrow desk has room for the queue or for the incident."""
        needs = self._stops[self._at].needs
        if self._desk.folded and needs:
            (self._desk.show_incident if needs == "incident" else self._desk.show_middle)()
        self._mark()

    def _mark(self) -> None:
        stop, pane = self._stops[self._at], self._desk.incident_panel
        beside = pane if stop.needs == "incident" else None
        self.card.show_mark(stop.mark, self._at + 1, len(self._stops), stop.meant(), beside)

    def _break_off(self) -> None:
        """It goes by itself: who did not see it to its end may see it another time."""
        self._is_broken = True
        self.card.close()

    def _on_closed(self) -> None:
        if self._desk.folded:
            (self._desk.show_incident if self._was_over else self._desk.show_middle)()
        if not self._is_broken:
            self._remember()

    def _remember(self) -> None:
        actor, kept = self._context.session.actor, self._context.arrangement.toured
        if actor is not None and actor.id not in kept:
            self._context.remember(toured=(*kept, actor.id)[-MOST_KEPT:])


def stops(desk: Desk) -> tuple[Stop, ...]:
    """The six, in the order in which a desk is read."""
    translate, pane = QCoreApplication.translate, desk.incident_panel

    def mark(title: str, sentence: str) -> Mark:
        return Mark(translate("tour", title), translate("tour", sentence))

    def shown(part: QWidget, instead: QWidget) -> tuple[QWidget, ...]:
        return (part if part.isVisible() else instead,)

    return (
        Stop(mark(*_QUEUE), lambda: shown(desk.queue_panel, desk.folded_queue), "queue"),
        Stop(mark(*_COUNTDOWN), lambda: shown(pane.head.clock_part(), pane), "incident"),
        Stop(mark(*_DEEDS), lambda: shown(pane.deeds, pane), "incident"),
        Stop(mark(*_CAMERA), lambda: (desk.grid.tile(0) if desk.grid.has_tiles else desk.grid,)),
        Stop(mark(*_AGES), lambda: (desk.bottom,)),
        Stop(mark(*_HELP), lambda: (desk.top.search_part(), desk.rail.buttons["show-keys"])),
    )
