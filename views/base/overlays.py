"""What opens over the desk and goes with Esc: palette, keys, forms, our actions, conflicts, what we missed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from views.arguments.desk import EditLayouts
from views.base.commands import NOTHING, Registry, Start
from views.base.context import Context
from views.base.drafts import DraftKeeper
from views.sync.catch_up import CatchUpPresenter
from views.sync.conflict import ConflictPresenter
from views.sync.outbox import OutboxPresenter
from views.words.sentences import sentence
from widgets.base.forms import AssignForm, EscalateForm, Form, NoteForm, ResolveForm, TextForm
from widgets.base.overlay import Overlay, top_overlay
from widgets.shell.command_palette import CommandPalette
from widgets.shell.keys_sheet import KeysSheet
from widgets.video.health_board import HealthBoard


class Overlays(QObject):
    """One overlay at a time over `window`; `run(command, args)` does what was chosen in it."""

    def __init__(
        self, context: Context, window: QWidget, registry: Registry, run: Start, shown: Callable[[], Incident | None]
    ) -> None:
        super().__init__(window)
        self._context = context
        self._registry = registry
        self._run = run
        self.window = window
        self._incident: Incident | None = None
        self._form_command = ""
        self.drafts = DraftKeeper(context, self)
        self.templates: Callable[[tuple[str, ...], Incident], list[tuple[str, str]]] = lambda _uses, _incident: []
        """Names and texts that a form on an incident may begin from."""
        self._more: dict[str, Overlay] = {}
        self.palette = CommandPalette(window)
        self.palette.chosen.connect(lambda name: run(name, NOTHING))
        self.keys = KeysSheet(window)
        self.health = HealthBoard(window)
        self.outbox = OutboxPresenter(context, window, run)
        self.conflict = ConflictPresenter(context, window, shown, self.drafts)
        self.conflict.open_layout = lambda layout: run("edit-layouts", EditLayouts(layout=layout))
        self.catch_up = CatchUpPresenter(context, window, run)
        self._forms: dict[str, Any] = {
            "add-note": NoteForm(window),
            "assign-incident": AssignForm(window),
            "escalate-incident": EscalateForm(window),
            "resolve-incident": ResolveForm(window),
        }
        for form in self._forms.values():
            form.submitted.connect(self._on_submitted)

    def add(self, name: str, overlay: Overlay) -> None:
        """Let Esc close this one too, and those who look from outside know it by `name`."""
        self._more[name] = overlay

    def add_form(self, command: str, form: Form) -> None:
        """Let `ask(command, …)` open this form as well: what it submits goes to the command, what is typed is kept."""
        self._forms[command] = form
        form.submitted.connect(self._on_submitted)

    def close(self) -> None:
        """Listen no more."""
        for part in (self.outbox, self.conflict, self.catch_up):
            part.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands that open something."""
        registry.bind("open-palette", lambda _args: self._open_palette())
        registry.bind("show-keys", lambda _args: self._open_keys())
        for part in (self.outbox, self.conflict, self.catch_up):
            part.bind(registry)

    def ask(self, command: str, incident: Incident) -> None:
        """Open the form of `command` for `incident`."""
        self._incident, self._form_command = incident, command
        self._context.start_task(self._open_form(command))

    def go_back(self) -> bool:
        """Close what is open, the uppermost first; false where nothing is."""
        top = top_overlay(self.window)
        if top is not None:
            top.close()
            return True
        return self.catch_up.dismiss()

    def open_name(self) -> str | None:
        """What is open now, for those who look from outside."""
        return next((name for name, overlay in self._named().items() if overlay.isVisible()), None)

    def all(self) -> tuple[Overlay, ...]:
        """Everything that Esc and the lock close."""
        return tuple(self._named().values())

    def _named(self) -> dict[str, Overlay]:
        return {
            "palette": self.palette, "keys": self.keys, "conflict": self.conflict.desk, "outbox": self.outbox.list,
            "catch-up": self.catch_up.list, "camera-health": self.health, **self._more, **self._forms,
        }  # fmt: skip

    def state(self) -> dict[str, Any]:
        """What is open, and what it shows."""
        form = next((form for form in self._forms.values() if form.isVisible()), None)
        return {
            "overlay": self.open_name(),
            "form": {"texts": self.drafts.texts(form), "draft": self.drafts.words(form)} if form is not None else None,
            "conflict": self.conflict.state(),
            "outbox_list": self.outbox.state(),
            "catch_up": self.catch_up.state(),
        }

    def _open_palette(self) -> None:
        rows = []
        for command in self._registry:
            reason = self._registry.why_off(command.name)
            rows.append((command.name, command.title, command.key, sentence(reason) if reason else ""))
        self.palette.set_entries(rows)
        self.palette.open()

    def _open_keys(self) -> None:
        self.keys.set_keys([(command.key, command.title) for command in self._registry if command.keys])
        self.keys.open()

    async def _open_form(self, command: str) -> None:
        form, incident = self._forms[command], self._incident
        if command == "assign-incident":
            form.set_people(await self._context.session.store.people())
        if incident is not None and isinstance(form, TextForm):
            form.set_templates(self.templates(form.uses, incident))
        form.open()
        if incident is not None:
            self.drafts.opened(form, incident.id, self._draft_of(command))

    def _draft_of(self, command: str) -> str:
        """Under which name a form's text is kept: one that asks for several things has a draft for each."""
        about = getattr(self._forms[command], "about", "")
        return f"{command}:{about}" if about else command

    def _on_submitted(self, values: dict[str, Any]) -> None:
        if self._incident is not None:
            self._context.start_task(self._submit(self._form_command, self._incident.id, values))

    async def _submit(self, command: str, incident_id: str, values: dict[str, Any]) -> None:
        """Only what is saved is no draft any more: what the disk or the rules refuse comes back with the form."""
        draft = self._draft_of(command)
        await self._registry.run(command, {"incident": incident_id, **values})
        self.drafts.saved(incident_id, draft)
