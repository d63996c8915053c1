"""The queue's own verbs: saving, choosing and deleting views, letting news in, joining and parting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console import actions
from console.models import Incident
from console.open_queue import AGENCY, WARD
from views.commands import Args, CommandRefusedError, Registry, Run
from views.context import Context
from views.drafts import DraftKeeper
from views.queue import FILTERS, QueuePresenter
from views.queue_words import VIEW_NAMES
from views.saved_views import KEYS_MOST, OWN, OWN_MOST, SavedView, SavedViews
from widgets.formats import number_text
from widgets.overlay import Overlay
from widgets.palette import Entry
from widgets.view_forms import NameForm, PickList, SearchList

DRAFT = ("queue", "save-view")
FOUND_MOST = 50
Start = Callable[[str, Args], None]
"""Runs a command with its arguments; what goes wrong becomes a notice."""


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
        self.views.chosen.connect(lambda name: start("choose-view", {"name": name}))
        self.alike = SearchList(window)
        self.alike.chosen.connect(self._on_joined)
        self.alike.searched.connect(lambda text: context.start_task(self._search_into(text)))
        self._joining = ""

    def bind(self, registry: Registry) -> None:
        """Tie them all."""
        for name in FILTERS:
            registry.bind(f"filter-{name.replace('_', '-')}", self._choosing(name))
        for number in range(1, KEYS_MOST + 1):
            registry.bind(f"own-view-{number}", self._choosing_own(number), self._why_no_own(number))
        registry.bind("choose-view", self._choose)
        registry.bind("save-view", self._save, lambda _args: None if self._queue.line.text else "no_line")
        registry.bind("delete-view", self._delete, self._why_not_own)
        registry.bind("restore-view", lambda _args: self._restore(), lambda _a: None if self._deleted else "no_deleted")
        registry.bind("show-news", lambda _args: self._queue.show_news())
        registry.bind("join-incident", self._join, self._why_off("join"))
        registry.bind("part-incident", self._part, self._why_off("part"))

    def overlays(self) -> dict[str, Overlay]:
        """What opens over the desk, by name."""
        return {"save-view": self.form, "choose-view": self.views, "join-incident": self.alike}

    # views

    def _choosing(self, name: str) -> Run:
        return lambda _args: self._queue.choose_filter(name)

    def _choosing_own(self, number: int) -> Run:
        return lambda _args: self._queue.choose_filter(OWN + self._queue.views.own.views[number - 1].name)

    def _why_no_own(self, number: int) -> Callable[[Args], str | None]:
        return lambda _args: None if number <= len(self._queue.views.own.views) else "no_view"

    def _choose(self, args: Args) -> None:
        name = str(args.get("name") or "")
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

    def _save(self, args: Args) -> None:
        line = self._queue.line.text
        name = str(args.get("name") or "").strip()
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

    def _why_not_own(self, args: Args) -> str | None:
        return None if self._named(args) is not None else "not_own_view"

    def _named(self, args: Args) -> SavedView | None:
        return self._queue.views.own.named(str(args.get("name") or self._queue.filter.removeprefix(OWN)))

    def _delete(self, args: Args) -> None:
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

    # joining

    def _why_off(self, verb: str) -> Callable[[Args], str | None]:
        def why(args: Args) -> str | None:
            incident = self._known(args.get("incident"))
            if incident is None:
                return None if args.get("incident") else "no_incident"
            actor = self._context.session.actor
            return actions.allowed(verb, incident, actor) if actor is not None else "sign_in_first"

        return why

    async def _incident(self, wanted: object) -> Incident:
        here = self._known(None)
        incident_id = str(wanted) if wanted else here.id if here is not None else ""
        incident = await self._context.session.store.incident(incident_id) if incident_id else None
        if incident is None:
            raise CommandRefusedError("unknown_incident" if incident_id else "no_incident")
        return incident

    async def _join(self, args: Args) -> object:
        incident = await self._incident(args.get("incident"))
        if not args.get("into"):
            self._ask_into(incident)
            return None
        into = await self._incident(args["into"])
        if into.id == incident.id:
            raise CommandRefusedError("same_incident")
        return await self._act(actions.join(incident, into))

    async def _part(self, args: Args) -> object:
        return await self._act(actions.part(await self._incident(args.get("incident"))))

    async def _act(self, action: actions.Action) -> dict[str, str]:
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        return {"action_id": saved.action_id}

    def _ask_into(self, incident: Incident) -> None:
        """Those that may be the same come first; any other is found by typing."""
        known = self._queue.open.known
        rows = [_entry(known[one]) for one in self._queue.open.like(incident.id)]
        translate = QCoreApplication.translate
        self._joining = incident.id
        self.alike.ask(
            translate("queue", "Join {code} into…").format(code=incident.code),
            translate("queue", "Type a code, a title or a place"),
            rows,
        )

    async def _search_into(self, text: str) -> None:
        store = self._context.session.store
        ids = await store.search(text, FOUND_MOST, open_only=True) if text else []
        found = {one.id: one for one in await store.incidents_of(ids)}
        rows = [_entry(found[one]) for one in ids if one in found and one != self._joining]
        self.alike.set_found(text, rows)

    def _on_joined(self, into: str) -> None:
        self._start("join-incident", {"incident": self._joining, "into": into})


def _entry(incident: Incident) -> Entry:
    return incident.id, f"{incident.code} · {incident.title}", incident.place, ""
