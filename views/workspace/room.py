"""The room of pages: their turning, the rail, notices, all indicators, the folded queue, the own menu, the tour, and
what the middle of the desk shows."""

from __future__ import annotations

from typing import Any

from views.base.commands import Registry
from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.places.middle import MiddleModes
from views.workspace.first_steps import FirstStepsPresenter
from views.workspace.indicators import IndicatorPage
from views.workspace.notices import NoticeHistory
from views.workspace.own_menu import OwnMenu
from views.workspace.rail import RailPresenter
from views.workspace.tour import TourPresenter
from views.workspace.turning import Turning


class WorkspaceRoom(Parts):
    """It stands first among the rooms: it hears of every page that the others add."""

    def __init__(self, at: Workplace) -> None:
        self._desk, self._context = at.desk, at.context
        self.turning = Turning(at.context, at.overlays, at.registry, at.run)
        self.notices = NoticeHistory(at.context, at.overlays)
        self.menu = menu = OwnMenu(at.window, at.desk.rail.buttons["show-own-menu"], at.registry, at.run)
        rail = RailPresenter(at.desk, self.turning, self.notices, lambda: at.context.session.actor)
        at.desk.folded_queue.activated.connect(self._open_incident)
        at.desk.folded_queue.unfolded.connect(self.turning.leave)
        at.desk.folded_by_hand.connect(lambda folded: at.context.remember(queue_folded=folded))
        steps = FirstStepsPresenter(at.context, at.overlays, at.registry, at.run)
        self.middle = MiddleModes(at)
        self.tour = TourPresenter(at, self.turning)
        super().__init__(
            self.turning, self.notices, IndicatorPage(at.context, at.overlays), menu, rail, steps,
            self.middle, self.tour,
        )  # fmt: skip

    def bind(self, registry: Registry) -> None:
        """Tie all, and the queue's folding."""
        super().bind(registry)
        registry.bind("fold-queue", lambda _args: self._fold_queue())

    def start(self) -> None:
        """As it was left."""
        self._desk.fold_queue(folded=self._context.arrangement.queue_folded)
        self._desk.folded_queue.tick(self._context.now())
        super().start()

    def _fold_queue(self) -> None:
        """Beside a page it is folded anyway: there the key wants all of it, on the desk."""
        if self.turning.is_at_page:
            self.turning.leave()
            self._desk.unfold_queue()
        else:
            self._desk.toggle_queue()

    def _open_incident(self, incident_id: str) -> None:
        """A row of the folded queue is opened on the desk, whatever page covers it."""
        self.turning.leave()
        self._desk.open_incident(incident_id)

    def state(self) -> dict[str, Any]:
        """Where one is, and whether the queue is folded."""
        return super().state() | {"queue_folded": self._desk.is_queue_folded}
