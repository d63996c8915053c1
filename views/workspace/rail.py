"""The rail's presenter: its presses, which place is shown, and what waits in each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.records.models import Actor
from views.desk.desk import Desk
from views.workspace.notices import NoticeHistory
from views.workspace.pages import DESK, PLACE_OF
from views.workspace.turning import Turning


class RailPresenter:
    """Once a second it counts, and asks who sits here; it is told at once which page is open."""

    def __init__(
        self, desk: Desk, turning: Turning, notices: NoticeHistory, person: Callable[[], Actor | None]
    ) -> None:
        self._desk, self._notices, self._person = desk, notices, person
        desk.rail.chosen.connect(turning.press)
        turning.turned.connect(self._on_turned)
        desk.staged.connect(turning.place)
        desk.rail.set_shown(DESK)

    def tick(self, now: datetime) -> None:
        """Critical incidents that nobody has taken on, and notices that nobody has seen."""
        self._desk.folded_queue.tick(now)
        translate = QCoreApplication.translate
        grave = self._desk.queue.urgent(now)
        waits = translate("rail", "{n} critical, not acknowledged").format(n=grave) if grave else ""
        self._desk.rail.buttons[DESK].set_badge(grave, waits, is_grave=True)
        unseen = self._notices.unseen
        waits = translate("rail", "{n} new").format(n=unseen) if unseen else ""
        self._desk.rail.buttons["show-notices"].set_badge(unseen, waits, is_grave=False)
        person = self._person()
        self._desk.rail.buttons["show-own-menu"].set_initials(initials(person.name) if person is not None else "")

    def _on_turned(self, command: str) -> None:
        self._desk.show_page(shown=command != DESK)
        self._desk.rail.set_shown(PLACE_OF.get(command, command))


def initials(name: str) -> str:
    """By which a person is known at a glance: of the last two words of a Vietnamese name, "TH" of Lê Thu Hà."""
    return "".join(word[0] for word in name.split()[-2:]).upper()
