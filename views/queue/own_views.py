"""An operator's own views of the queue: kept under a name, deleted, brought back, and chosen by a number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from views.arguments.desk import OfView
from views.arguments.reading import Arguments
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Run, Start
from views.base.context import Context
from views.base.drafts import DraftKeeper
from views.queue.queue import FILTERS, QueuePresenter
from views.queue.saved_views import KEYS_MOST, OWN, OWN_MOST, SavedView, SavedViews
from widgets.queue.view_forms import NameForm

DRAFT = ("queue", "save-view")


class OwnViews:
    """Binds their commands, with the form that asks for a name."""

    def __init__(self, context: Context, window: QWidget, queue: QueuePresenter, start: Start) -> None:
        self._queue, self._faults = queue, context.faults
        self._drafts = DraftKeeper(context, window)
        self._deleted: list[tuple[SavedView, int]] = []
        self.form = NameForm(window)
        self.form.submitted.connect(lambda values: start("save-view", values))

    def bind(self, registry: Registry) -> None:
        """Tie them all."""
        for number in range(1, KEYS_MOST + 1):
            registry.bind(f"own-view-{number}", self._choosing(number), self._why_none(number))
        registry.bind(Taking.SAVE_VIEW, self._save, lambda _args: None if self._queue.line.text else "no_line")
        registry.bind(Taking.DELETE_VIEW, self._delete, self._why_not_own)
        registry.bind("restore-view", lambda _args: self._restore(), lambda _a: None if self._deleted else "no_deleted")

    def _choosing(self, number: int) -> Run[Arguments]:
        return lambda _args: self._queue.choose_filter(OWN + self._queue.views.own.views[number - 1].name)

    def _why_none(self, number: int) -> Callable[[Arguments], str | None]:
        return lambda _args: None if number <= len(self._queue.views.own.views) else "no_view"

    async def _save(self, args: OfView) -> None:
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
        await self._keep(own.with_view(SavedView(name=name, line=line, base=base)), "view_saved")
        self._drafts.saved(*DRAFT)
        self._queue.line.type("")
        self._queue.choose_filter(OWN + name)

    def _why_not_own(self, args: OfView) -> str | None:
        return None if self._named(args) is not None else "not_own_view"

    def _named(self, args: OfView) -> SavedView | None:
        return self._queue.views.own.named(args.name or self._queue.filter.removeprefix(OWN))

    async def _delete(self, args: OfView) -> None:
        own = self._queue.views.own
        view = self._named(args)
        if view is not None:
            self._deleted.append((view, own.views.index(view)))
            await self._keep(own.without(view.name), "view_deleted")
            self._queue.choose_filter(self._queue.filter)

    async def _restore(self) -> None:
        view, at = self._deleted.pop()
        await self._keep(self._queue.views.own.with_view(view, at), "view_restored")
        self._queue.choose_filter(OWN + view.name)

    async def _keep(self, own: SavedViews, code: str) -> None:
        kept = await self._queue.views.keep(own)
        self._faults.show_code(code if kept else "view_not_kept", "info" if kept else "error")
