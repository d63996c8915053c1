"""The queue's own verbs: choosing, saving and deleting views, letting news in, joining and parting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from views.base.commands import Registry, Start
from views.base.context import Context
from views.base.parts import Parts
from views.queue.joining import Joining
from views.queue.menu import QueueMenu
from views.queue.own_views import OwnViews
from views.queue.queue import QueuePresenter
from views.queue.view_choice import ViewChoice
from widgets.base.overlay import Overlay


class QueueCommands(Parts):
    """Binds the verbs of the queue. `known(None)` is the incident whose details are shown."""

    def __init__(
        self,
        context: Context,
        window: QWidget,
        queue: QueuePresenter,
        known: Callable[[str | None], Incident | None],
        start: Start,
    ) -> None:
        self._queue = queue
        self.choice = ViewChoice(window, queue, start)
        self.own = OwnViews(context, window, queue, start)
        self.joining = Joining(context, window, queue, known, start)
        self.menu = QueueMenu(queue.panel, start)
        super().__init__(self.choice, self.own, self.joining, self.menu)

    def bind(self, registry: Registry) -> None:
        """Tie them all."""
        super().bind(registry)
        registry.bind("show-news", lambda _args: self._queue.show_news())

    def overlays(self) -> dict[str, Overlay]:
        """What opens over the desk, by name."""
        return {"save-view": self.own.form, "choose-view": self.choice.list, "join-incident": self.joining.alike}
