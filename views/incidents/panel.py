"""The incident panel's presenter: the selected incident's facts and history, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.base.changes import Change
from console.records.models import Incident
from console.verbs.life_cycle import kind_names
from views.base.commands import Registry
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.incidents.older import OlderLines
from views.incidents.stages import next_command, stage_name, step_titles
from views.words.sentences import sentence
from widgets.base.key_button import CommandButton
from widgets.incidents.deeds import SLOTS
from widgets.incidents.panel import IncidentPanel

MORE = (
    ("decide-conflict", "show-outbox", "undo-action"),
    (
        "verify-incident", "classify-incident", "start-work", "pause-clock", "resume-clock", "reply-to-reporter",
        "extend-deadline", "close-incident", "reopen-incident",
    ),
    ("mark-step", "focus-checklist", "show-contacts", "show-reporter"),
    ("shelve-incident", "unshelve-incident", "join-incident", "part-incident"),
    ("bundle", "show-related", "show-map", "focus-camera", "show-evidence", "show-after-action"),
)  # fmt: skip
"""What the menu beside the state holds, group by group."""
DANGER = ("refuse-incident",)
NOT_HERE = frozenset({"not_in_life_cycle"})
"""Why a verb is not there at all for this kind of incident, whatever becomes of it."""


class IncidentPresenter(QObject):
    """Shows one incident, read anew whenever the store says that it changed."""

    shown = Signal()

    def __init__(self, context: Context, panel: IncidentPanel, registry: Registry, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._panel = panel
        self._registry = registry
        self._wanted: str | None = None
        self._titles: dict[str, str] = {}
        """What the city calls the steps that lead on from where the shown one stands."""
        self._held = False
        self._after: str | None = None
        self.incident: Incident | None = None
        self._older = OlderLines(context)
        self._refresher = Refresher(self._read, context.faults.met)
        panel.older_wanted.connect(lambda: context.start_task(self._read_older()))
        self._unsubscribe = context.session.changes.subscribe({"incident", "outbox", "session"}, self._on_change)

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()
        self._refresher.close()

    def show(self, incident_id: str | None) -> None:
        """Show this incident from now on; while a form about the shown one is open, once that is closed."""
        self._after = incident_id
        if not self._held:
            self._wanted = incident_id
            self._refresher.ask()

    def hold(self, *, on: bool) -> None:
        """Whether the shown incident stays, whatever is chosen: a form about it is open in its pane."""
        if on != self._held:
            self._held = on
            if self._after != self._wanted:
                self.show(self._after)

    def tick(self, now: datetime) -> None:
        """Ages and deadlines move on once a second."""
        if self.incident is not None:
            self._panel.set_incident(self.incident, now)

    def refresh_commands(self) -> None:
        """The slots, the menu, what is asked for next, their keys, and why one is off."""
        panel, shown = self._panel, self.incident
        self._titles = step_titles(self._context, shown) if shown is not None else {}
        panel.deeds.offer([self._button(name) for name in SLOTS])
        panel.foot.offer_map(self._button("show-map"))
        panel.facts.offer_reporter(self._button("show-reporter"))
        if shown is None:
            return
        following = next_command(self._context, shown)
        kind = kind_names(self._context.life_cycles).get(shown.kind, "")
        panel.set_way(shown.id, stage_name(self._context, shown), following, kind)
        trouble = "decide-conflict" if shown.conflicts else "show-outbox" if shown.refused else ""
        asked = trouble or following
        panel.state.ask_for(self._button(asked) if asked and asked not in SLOTS else None)
        panel.state.more.offer([self._buttons(names) for names in MORE], self._buttons(DANGER))

    def _buttons(self, names: Iterable[str]) -> list[CommandButton]:
        """Those that there are for this kind of incident, whether they can be used now or not."""
        there = [name for name in names if name in self._registry]
        return [self._button(name) for name in there if self._registry.why_off(name) not in NOT_HERE]

    def _button(self, name: str) -> CommandButton:
        """A command in the city's own words, where it has some for this step."""
        command, reason = self._registry[name], self._registry.why_off(name)
        text = sentence(reason) if reason else ""
        return CommandButton(name, self._titles.get(name) or command.title, command.key, reason is None, text)

    async def _read_older(self) -> None:
        found = await self._context.session.store.incident(self._wanted) if self._wanted else None
        if found is not None:
            await self._older.fetch(found)
            self._refresher.ask()

    def _on_change(self, change: Change) -> None:
        if change.kind != "incident" or change.ids is None or self._wanted in change.ids:
            self._refresher.ask()

    async def _read(self, _ids: Ids) -> None:
        wanted = self._wanted
        found = await self._context.session.store.incident(wanted) if wanted else None
        self.incident = self._older.put_to(found) if found is not None else None
        self._panel.set_incident(self.incident, self._context.now())
        self.refresh_commands()
        self.shown.emit()
