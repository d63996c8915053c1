"""The queue's own verbs: saving, choosing and deleting views, letting news in, joining and parting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console.queue.open_queue import AGENCY, WARD
from console.records.models import Incident
from views.arguments.desk import OfView
from views.arguments.reading import Arguments
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Run, Start
from views.base.context import Context
from views.base.drafts import DraftKeeper
from views.queue.joining import Joining
from views.queue.queue import FILTERS, QueuePresenter
from views.queue.saved_views import KEYS_MOST, OWN, OWN_MOST, SavedView, SavedViews
from views.queue.words import VIEW_NAMES
from widgets.base.formats import number_text
from widgets.base.overlay import Overlay
from widgets.queue.view_forms import NameForm, PickList
from widgets.shell.command_palette import Entry

DRAFT = ("queue", "save-view")


class QueueCommands(QObject):
    """Binds the verbs of the queue. `known(None)` is the incident whose details are shown."""

    def __init__(
        self,
        context: Context,
        window: QWidget,
        queue: QueuePresenter,
        known: Callable[[str | None], Incident | None],
        start: Start,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._queue = queue
        self._known = known
        self._start = start
        self._drafts = DraftKeeper(context, self)
        self._deleted: list[tuple[SavedView, int]] = []
        self.form = NameForm(window)
        self.form.submitted.connect(lambda values: start("save-view", values))
        self.views = PickList(window)
        self.views.chosen.connect(lambda name: start("choose-view", OfView(name=name)))
        self.joining = Joining(context, window, queue, known, start)

    def bind(self, registry: Registry) -> None:
        """Tie them all."""
        for name in FILTERS:
            registry.bind(f"filter-{name.replace('_', '-')}", self._choosing(name))
        for number in range(1, KEYS_MOST + 1):
            registry.bind(f"own-view-{number}", self._choosing_own(number), self._why_no_own(number))
        registry.bind(Taking.CHOOSE_VIEW, self._choose)
        registry.bind(Taking.SAVE_VIEW, self._save, lambda _args: None if self._queue.line.text else "no_line")
        registry.bind(Taking.DELETE_VIEW, self._delete, self._why_not_own)
        registry.bind("restore-view", lambda _args: self._restore(), lambda _a: None if self._deleted else "no_deleted")
        registry.bind("show-news", lambda _args: self._queue.show_news())
        self.joining.bind(registry)

    def overlays(self) -> dict[str, Overlay]:
        """What opens over the desk, by name."""
        return {"save-view": self.form, "choose-view": self.views, "join-incident": self.joining.alike}

    # views

    def _choosing(self, name: str) -> Run[Arguments]:
        return lambda _args: self._queue.choose_filter(name)

    def _choosing_own(self, number: int) -> Run[Arguments]:
        return lambda _args: self._queue.choose_filter(OWN + self._queue.views.own.views[number - 1].name)

    def _why_no_own(self, number: int) -> Callable[[Arguments], str | None]:
        return lambda _args: None if number <= len(self._queue.views.own.views) else "no_view"

    def _choose(self, args: OfView) -> None:
        name = args.name or ""
        if not name:
            translate = QCoreApplication.translate
            self.views.ask(translate("queue", "Views"), translate("queue", "Type the name of a view"), self._entries())
        elif name.startswith((WARD, AGENCY)):
            key, value = ("ward", name[len(WARD) :]) if name.startswith(WARD) else ("agency", name[len(AGENCY) :])
            self._queue.line.type(f'{key}:"{value}"')
        else:
            self._queue.choose_filter(name)

    def _entries(self) -> list[Entry]:
        translate = QCoreApplication.translate
        queue = self._queue.open
        rows = [(OWN + one.name, one.name, "") for one in self._queue.views.own.views]
        groups = (
            (WARD, translate("queue", "Ward: {name}")),
            (AGENCY, translate("queue", "Agency: {name}")),
        )
        counts = queue.counts()
        built_in = [(name, translate("queue", VIEW_NAMES[name]), "") for name in FILTERS]
        found = [(name, text, number_text(counts.get(name, 0)), "") for name, text, _key in (*rows, *built_in)]
        for mark, pattern in groups:
            for name, count in queue.tally.group(mark).items():
                found.append((mark + name, pattern.format(name=name), number_text(count), ""))
        return found

    def _save(self, args: OfView) -> None:
        line = self._queue.line.text
        name = (args.name or "").strip()
        if not name:
            self.form.set_line(line)
            self.form.open()
            self._drafts.opened(self.form, *DRAFT)
            return
        own = self._queue.views.own
        if own.named(name) is None and len(own.views) >= OWN_MOST:
            raise CommandRefusedError("too_many_views", most=OWN_MOST)
        base = self._queue.filter if self._queue.filter in FILTERS else "all"
        self._keep(own.with_view(SavedView(name=name, line=line, base=base)), "view_saved")
        self._drafts.saved(*DRAFT)
        self._queue.line.type("")
        self._queue.choose_filter(OWN + name)

    def _why_not_own(self, args: OfView) -> str | None:
        return None if self._named(args) is not None else "not_own_view"

    def _named(self, args: OfView) -> SavedView | None:
        return self._queue.views.own.named(args.name or self._queue.filter.removeprefix(OWN))

    def _delete(self, args: OfView) -> None:
        own = self._queue.views.own
        view = self._named(args)
        if view is not None:
            self._deleted.append((view, own.views.index(view)))
            self._keep(own.without(view.name), "view_deleted")
            self._queue.choose_filter(self._queue.filter)

    def _restore(self) -> None:
        view, at = self._deleted.pop()
        self._keep(self._queue.views.own.with_view(view, at), "view_restored")
        self._queue.choose_filter(OWN + view.name)

    def _keep(self, own: SavedViews, code: str) -> None:
        kept = self._queue.views.keep(own)
        self._context.faults.show_code(code if kept else "view_not_kept", "info" if kept else "warning")
