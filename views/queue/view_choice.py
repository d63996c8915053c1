"""Choosing a view of the queue: a built-in one by its key, any by typing its name, a ward's or an agency's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.queue.open_queue import AGENCY, WARD
from views.arguments.desk import OfView
from views.arguments.reading import Arguments
from views.arguments.table import Taking
from views.base.commands import Registry, Run, Start
from views.queue.queue import FILTERS, QueuePresenter
from views.queue.saved_views import OWN
from views.queue.words import VIEW_NAMES
from widgets.base.formats import number_text
from widgets.queue.view_forms import PickList
from widgets.shell.command_palette import Entry


class ViewChoice:
    """Binds the commands that choose one, with the list of all."""

    def __init__(self, window: QWidget, queue: QueuePresenter, start: Start) -> None:
        self._queue = queue
        self.list = PickList(window)
        self.list.chosen.connect(lambda name: start("choose-view", OfView(name=name)))

    def bind(self, registry: Registry) -> None:
        """Tie them all."""
        for name in FILTERS:
            registry.bind(f"filter-{name.replace('_', '-')}", self._choosing(name))
        registry.bind(Taking.CHOOSE_VIEW, self._choose)

    def _choosing(self, name: str) -> Run[Arguments]:
        return lambda _args: self._queue.choose_filter(name)

    def _choose(self, args: OfView) -> None:
        name = args.name or ""
        if not name:
            translate = QCoreApplication.translate
            self.list.ask(translate("queue", "Views"), translate("queue", "Type the name of a view"), self._entries())
        elif name.startswith((WARD, AGENCY)):
            key, value = ("ward", name[len(WARD) :]) if name.startswith(WARD) else ("agency", name[len(AGENCY) :])
            self._queue.line.type(f'{key}:"{value}"')
        else:
            self._queue.choose_filter(name)

    def _entries(self) -> list[Entry]:
        """Own views first, then the built-in ones, then one for each ward and agency that has something."""
        translate = QCoreApplication.translate
        queue = self._queue.open
        counts = queue.counts()
        views = [(OWN + one.name, one.name) for one in self._queue.views.own.views]
        views += [(name, translate("queue", VIEW_NAMES[name])) for name in FILTERS]
        found = [(name, text, number_text(counts.get(name, 0)), "") for name, text in views]
        for mark, pattern in (
            (WARD, translate("queue", "Ward: {name}")),
            (AGENCY, translate("queue", "Agency: {name}")),
        ):
            for name, count in queue.tally.group(mark).items():
                found.append((mark + name, pattern.format(name=name), number_text(count), ""))
        return found
