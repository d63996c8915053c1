"""What became of an order to the wall, and what others did that concerns this person: each in a sentence, once."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.analysis.wall_lease import LeaseEnds
from console.records.models import OutboxState, PendingAction
from console.records.wall import Wall
from console.verbs.actions import Action
from contract.records.wall import Told
from views.base.context import Context
from views.wall_control.watch import WallWatch
from views.wall_control.words import held_words, lost_words
from views.words.problems import problem_sentence
from widgets.base.formats import minute_text
from widgets.words.outbox_words import LOUD
from widgets.words.verb_words import action_word

LATELY = 30
_ANSWERED = frozenset({OutboxState.ANSWERED, OutboxState.SETTLED})


class WallOutcomes(QObject):
    """Sends orders and follows them through the outbox. `changed`: there is something new to say."""

    changed = Signal()

    def __init__(self, context: Context, watch: WallWatch) -> None:
        super().__init__(watch)
        self._context, self.watch = context, watch
        self.told: tuple[str, str] = ("", "text2")
        """What became of the last order, with its tone."""
        self._sent: dict[str, str] = {}
        self._ends = LeaseEnds()
        self._known: set[tuple[object, ...]] | None = None
        self._stop = context.session.changes.subscribe({"outbox"}, lambda _change: self._on_outbox())
        watch.read.connect(self._on_read)

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def tick(self, now: datetime, *, is_seen: bool = False) -> None:
        """Once a second: tell that one's own control ends, or has; not while wall control is open and says so."""
        actor = self._context.session.actor
        for end in self._ends.look(self.watch.walls, actor.id if actor is not None else "", now):
            if is_seen:
                continue
            facts = {"wall": end.wall.name or end.wall.id, "time": minute_text(end.until)}
            self._context.session.notices.post(f"wall_lease_{end.what}", "info", **facts)

    async def send(self, action: Action) -> dict[str, str]:
        """Save an order; the server hears it next."""
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        self._sent[saved.action_id] = action.type
        words = QCoreApplication.translate("wall_control", "{what}: on its way")
        self._say(words.format(what=action_word(action.type)), "text2")
        return {"action_id": saved.action_id}

    def say(self, text: str) -> None:
        """Something stands in the way."""
        self._say(text, "late")

    def _say(self, text: str, tone: str) -> None:
        self.told = (text, tone)
        self.changed.emit()

    def _on_outbox(self) -> None:
        if self._sent:
            self._context.start_task(self._follow())

    async def _follow(self) -> None:
        store = self._context.session.store
        rows = {row.action_id: row for row in await store.outbox()}
        rows |= {row.action_id: row for row in await store.past((OutboxState.SETTLED,), LATELY)}
        for key in tuple(self._sent):
            row = rows.get(key)
            if row is not None and (row.state in LOUD or row.state in _ANSWERED):
                del self._sent[key]
                self._say(*self._outcome(row))

    def _outcome(self, row: PendingAction) -> tuple[str, str]:
        translate = QCoreApplication.translate
        what, wall = action_word(row.type), self.watch.wall
        if row.state in LOUD:
            if row.state == OutboxState.EXPIRED:
                words = translate("wall_control", "{what}: not sent within a minute, so it is not done. Say it again?")
                return words.format(what=what), "late"
            if row.reason == "wall-held" and wall is not None:
                return held_words(wall, self._context.now()), "late"
            return f"{what}: {problem_sentence(row.reason, row.detail)}", "late"
        if row.reason:
            mine = [one for one in (wall.told if wall is not None else ()) if one.at >= row.occurred_at]
            if row.type == "wall_preset_remove" and not any(one.what for one in mine):
                return translate("wall_control", "{what}: it was gone already").format(what=what), "text2"
            named = [words for words in (lost_words(one, self._context.session.actor) for one in mine) if words]
            words = translate(
                "wall_control",
                "{what}: not done, somebody else was first. Look, and say it again if it is still right.",
            )
            return (named[-1] if named else words.format(what=what)), "late"
        return translate("wall_control", "{what}: done").format(what=what), "text2"

    def _on_read(self) -> None:
        """Tell what others did that concerns this person: once, and nothing of what was before."""
        actor, fresh = self._context.session.actor, []
        keys = {_key(wall, told): told for wall in self.watch.walls for told in wall.told}
        if self._known is not None:
            fresh = [told for key, told in keys.items() if key not in self._known]
        self._known = set(keys) if self.watch.walls or self._known else None
        for told in sorted(fresh, key=lambda one: one.at):
            words = lost_words(told, actor)
            if words:
                self._say(words, "late")
                self._context.session.notices.post("wall_told", "warning", text=words)


def _key(wall: Wall, told: Told) -> tuple[object, ...]:
    return wall.id, told.revision, told.at, told.actor_id, told.verb, told.result
