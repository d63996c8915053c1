"""What happened while we were away, for the bottom strip and for the list that Ctrl+U opens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.records.models import OutboxState
from console.sync.catch_up import CatchUp
from views.arguments.incident import OfIncident
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from widgets.base.formats import age_text, clock_text
from widgets.base.grouped_list import Line
from widgets.base.severity import level_of, severity_label
from widgets.incidents.words import state_word
from widgets.sync.catch_up_list import CatchUpList
from widgets.words.outbox_words import LOUD, action_text, outbox_mark, outbox_word


class CatchUpPresenter(QObject):
    """Keeps the last summary until somebody has read it or sent it away. `told(text)`: what the strip should say."""

    told = Signal(str)

    def __init__(self, context: Context, window: QWidget, run: Start) -> None:
        super().__init__(window)
        self._context = context
        self.list = CatchUpList(window)
        self.list.opened_incident.connect(lambda incident: run("open-incident", OfIncident(incident=incident)))
        self.summary: CatchUp | None = None
        self.is_news = False
        self._stop = context.session.changes.subscribe({"catch_up"}, lambda _change: self._on_news())

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-catch-up", lambda _args: self._open(), lambda _args: self._why_off())

    def dismiss(self) -> bool:
        """Take the summary off the strip; false where there is none. Ctrl+U still shows it."""
        was, self.is_news = self.is_news, False
        if was:
            self.told.emit("")
        return was

    def state(self) -> dict[str, Any] | None:
        """The last summary as plain data."""
        found = self.summary
        if found is None:
            return None
        return {
            "text": self._text(found), "news": self.is_news, "new": list(found.new), "changed": list(found.changed),
            "ended": list(found.ended), "settled": found.settled, "refused": found.refused,
            "in_conflict": found.in_conflict,
        }  # fmt: skip

    def _on_news(self) -> None:
        found = self._context.session.sync.catch_up
        if found is None or found.is_empty:
            return
        self.summary, self.is_news = found, True
        self.told.emit(self._text(found))

    def _text(self, found: CatchUp) -> str:
        age = age_text((found.until - found.since).total_seconds())
        parts = []
        for count, words in (
            (len(found.new), self.tr("{n} new")),
            (len(found.changed), self.tr("{n} changed")),
            (len(found.ended), self.tr("{n} ended")),
            (found.settled, self.tr("{n} of ours applied")),
            (found.refused, self.tr("{n} of ours refused")),
            (found.in_conflict, self.tr("{n} to decide")),
        ):
            if count:
                parts.append(words.format(n=count))
        return self.tr("While we were away ({age}): {what}").format(age=age, what=" · ".join(parts))

    def _why_off(self) -> str | None:
        return None if self.summary is not None else "no_catch_up"

    async def _open(self) -> None:
        found = self.summary
        if found is None:
            raise CommandRefusedError("no_catch_up")
        await self.list.open_with(lambda: self._list(found))
        self.dismiss()

    async def _list(self, found: CatchUp) -> None:
        lines = [*await self._ours(found)]
        for heading, mark, ids in (
            (self.tr("New"), "plus", found.new),
            (self.tr("Changed"), "pencil", found.changed),
            (self.tr("Ended"), "archive", found.ended),
        ):
            lines += await self._incidents(heading, mark, ids, frozenset(found.escalated))
        times = self.tr("From {since} to {until}.").format(since=clock_text(found.since), until=clock_text(found.until))
        self.list.set_lines(f"{self._text(found)}. {times}", lines)

    async def _incidents(self, heading: str, mark: str, ids: tuple[str, ...], worse: frozenset[str]) -> list[Line]:
        lines = [Line("", f"{heading} ({len(ids)})")] if ids else []
        for key in ids:
            incident = await self._context.session.store.incident(key)
            if incident is None:
                lines.append(
                    Line(
                        f"{mark}:{key}",
                        self.tr("An incident"),
                        state=self.tr("no longer here"),
                        icon=mark,
                        tone="text3",
                    )
                )
                continue
            level = level_of(incident.severity)
            state = state_word(incident.state)
            if key in worse:
                state = self.tr("now more severe · {state}").format(state=state)
            where = ", ".join(part for part in (incident.place, incident.ward) if part)
            last = incident.history[-1] if incident.history else None
            below = " · ".join(part for part in (incident.code, where, last.actor_name if last else "") if part)
            at = severity_label(level)
            lines.append(Line(f"{mark}:{key}", incident.title, below, at, state, "text2", icon=mark, severity=level))
        return lines

    async def _ours(self, found: CatchUp) -> list[Line]:
        """What of ours still needs a person: it stands first."""
        rows = [row for row in await self._context.session.store.outbox() if row.state in LOUD]
        if not rows or not (found.refused or found.in_conflict):
            return []
        lines = [Line("", self.tr("Ours that need you ({n}); O opens them").format(n=len(rows)))]
        for row in rows:
            mark = outbox_mark(OutboxState(row.state))
            at = clock_text(row.occurred_at)
            incident = await self._context.session.store.incident(row.target_id, ours=False)
            title = f"{incident.code} · {incident.title}" if incident is not None else row.actor_name
            lines.append(
                Line(f"{row.action_id}:{row.target_id}", action_text(row), title, at, outbox_word(row.state),
                     "severity1", icon=mark)
            )  # fmt: skip
        return lines
