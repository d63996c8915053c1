"""What opens over the desk and goes with Esc: the forms of verbs, and whatever else is added."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from views.arguments.table import COMMAND_OF
from views.base.commands import Registry
from views.base.context import Context
from views.base.drafts import DraftKeeper
from views.base.later import Later
from views.base.templates import Templates
from widgets.base.forms import AssignForm, EscalateForm, Form, FormOf, NoteForm, ResolveForm, TextForm
from widgets.base.overlay import Overlay, top_overlay

Asking = TypeVar("Asking", bound=Form)


class Overlays(QObject):
    """One overlay at a time over `window`; what a form submits is said to the command that it belongs to.

    `added(name)`: there is another thing that opens.
    """

    added = Signal(str)

    def __init__(self, context: Context, window: QWidget, registry: Registry) -> None:
        super().__init__(window)
        self._context = context
        self._registry = registry
        self.window = window
        self._asked: dict[str, Incident] = {}
        """Of each form's command, the incident that it was opened for last."""
        self.docking: Callable[[Form, Incident], None] = lambda _form, _incident: None
        """Told of each form before it opens for an incident: whoever shows that one may take the form in."""
        self.drafts = DraftKeeper(context, self)
        self.templates = Templates(context)
        self._more: dict[str, Overlay] = {}
        self.forms: dict[str, Later[Form]] = {}
        """By the command that asks for each."""
        kinds: tuple[FormOf[Form], ...] = (NoteForm, AssignForm, EscalateForm, ResolveForm)
        for kind in kinds:
            self.add_form(kind)

    def close(self) -> None:
        """Listen no more."""
        self.templates.close()

    def add(self, name: str, overlay: Overlay) -> None:
        """Let Esc close this one too, and those who look from outside know it by `name`."""
        self._more[name] = overlay
        self.added.emit(name)

    def named(self, name: str) -> Overlay:
        """What was added under this name. Raises KeyError."""
        return self._more[name]

    def add_form(self, kind: FormOf[Asking]) -> Later[Asking]:
        """Let `ask(…)` with its verb's command open such a form: what it submits goes there, what is typed is kept."""

        command = COMMAND_OF[kind.verb]

        def make() -> Asking:
            form = kind(self.window)
            form.submitted.connect(partial(self._on_submitted, command))
            return form

        self.forms[command] = later = Later(make)
        return later

    def ask(self, command: str, incident: Incident) -> None:
        """Open the form of `command` for `incident`."""
        self._context.start_task(self._open_form(command, incident))

    def go_back(self) -> bool:
        """Close what is open, the uppermost first; false where nothing is."""
        top = top_overlay(self.window)
        if top is not None:
            top.close()
        return top is not None

    def close_all(self) -> None:
        """Close whatever is open."""
        while self.go_back():
            pass

    def open_name(self) -> str | None:
        """What is open now, for those who look from outside."""
        return next((name for name, overlay in self.by_name().items() if overlay.isVisible()), None)

    def all(self) -> tuple[Overlay, ...]:
        """Everything that Esc and the lock close."""
        return tuple(self.by_name().values())

    def by_name(self) -> dict[str, Overlay]:
        """Everything that opens, made or added until now."""
        return {**self._more, **{command: form for command, later in self.forms.items() for form in later.made}}

    def state(self) -> dict[str, Any]:
        """What is open, and what it shows."""
        made = (form for later in self.forms.values() for form in later.made)
        form = next((form for form in made if form.isVisible()), None)
        opened = next((overlay for overlay in self.all() if overlay.isVisible()), None)
        return {
            "overlay": self.open_name(),
            "form": {"texts": self.drafts.texts(form), "draft": self.drafts.words(form)} if form is not None else None,
            "typed": self.drafts.texts(opened) if opened is not None else [],
        }

    async def _open_form(self, command: str, incident: Incident) -> None:
        form = self.forms[command]()
        if isinstance(form, AssignForm):
            form.set_people(await self._context.session.store.people())
        if isinstance(form, TextForm):
            form.set_templates(self.templates.texts(form.uses, incident))
        before = self._asked.get(command)
        if before is not None and before.id != incident.id:
            form.close()  # what was begun for another one is kept with that one
        self._asked[command] = incident
        form.set_about(incident.code, incident.title)
        self.docking(form, incident)
        form.open()
        self.drafts.opened(form, incident.id, self._draft_of(command))

    def _draft_of(self, command: str) -> str:
        """Under which name a form's text is kept: one that asks for several things has a draft for each."""
        about = getattr(self.forms[command](), "about", "")
        return f"{command}:{about}" if about else command

    def _on_submitted(self, command: str, values: dict[str, Any]) -> None:
        """Another form may have been opened over this one meanwhile: each goes to its own command and incident."""
        incident = self._asked.get(command)
        if incident is not None:
            self._context.start_task(self._submit(command, incident.id, values))

    async def _submit(self, command: str, incident_id: str, values: dict[str, Any]) -> None:
        """Only what is saved is no draft any more: what the disk or the rules refuse comes back with the form."""
        draft = self._draft_of(command)
        await self._registry.run(command, {"incident": incident_id, **values})
        self.drafts.saved(incident_id, draft)
