"""The operator's verbs: at once where all is said, by a form where it is not, and taken back while nothing is sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.base.errors import SignInError
from console.exporting import MEASURES, Leaving, told
from console.records.models import Incident, OutboxState
from tests.views.cache_room import CacheRoom, at_cache
from views.base.commands import CommandRefusedError
from views.incidents.verbs import IncidentVerbs
from views.words.sentences import sentence


class Hands:
    """The verbs over an incident that is known; what a form was asked for."""

    def __init__(self, room: CacheRoom) -> None:
        self.asked: list[tuple[str, str]] = []
        self.shown: Incident | None = None
        IncidentVerbs(room.context, self._known, self._ask).bind(room.registry)

    def _known(self, _key: str | None) -> Incident | None:
        return self.shown

    def _ask(self, command: str, one: Incident) -> None:
        self.asked.append((command, one.id))


async def hands(room: CacheRoom) -> Hands:
    at = room.now.isoformat()
    people = [{"id": "tuan.pham", "name": "Phạm Quốc Tuấn"}]
    await room.write("shift", "current", name="Ca ngày", starts_at=at, ends_at=at, people=people)
    facts = {"code": "SC-1", "title": "Ngập", "state": "new", "severity": 2, "created_at": at}
    await room.write("incident", "one", **facts)
    made = Hands(room)
    made.shown = await room.session.store.incident("one")
    return made


def test_each_verb_is_saved_with_what_it_was_told(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        await hands(room)
        for name, args in (
            ("acknowledge-incident", {}),
            ("add-note", {"text": " Đã gọi "}),
            ("assign-incident", {"person": "tuan.pham"}),
            ("escalate-incident", {"reason": "Quá sức"}),
            ("resolve-incident", {"resolution": "Nước đã rút"}),
        ):
            await room.run(name, incident="one", **args)
        rows = [(row.type, row.target_id, dict(row.payload)) for row in await room.saved()]
        assert [kind for kind, _target, _said in rows] == ["acknowledge", "note", "assign", "escalate", "resolve"]
        assert {target for _kind, target, _said in rows} == {"one"}
        said = " ".join(str(payload) for _kind, _target, payload in rows)
        for part in ("'Đã gọi'", "tuan.pham", "Quá sức", "Nước đã rút"):
            assert part in said
        assert room.context.saving.seconds() == 0.0

    at_cache(qapp, tmp_path, story)


def test_what_is_not_said_is_asked_for_about_the_selected_incident(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        made = await hands(room)
        names = ["add-note", "resolve-incident", "escalate-incident", "assign-incident"]
        for name in names:
            await room.run(name)
        assert made.asked == [(name, "one") for name in names]
        assert await room.saved() == []

    at_cache(qapp, tmp_path, story)


def test_what_cannot_be_done_is_refused_with_its_reason(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        made = await hands(room)
        for name, args, code in (
            ("add-note", {"incident": "one", "text": "  "}, "empty_text"),
            ("assign-incident", {"incident": "one", "person": "nobody"}, "unknown_person"),
            ("retry-action", {"action": "gone"}, "no_action"),
            ("undo-action", {}, "no_undo"),
        ):
            with pytest.raises(CommandRefusedError) as refused:
                await room.run(name, **args)
            assert refused.value.code == code
        made.shown = None
        assert room.registry.why_off("acknowledge-incident") is not None
        assert await room.saved() == []

    at_cache(qapp, tmp_path, story)


def test_undoing_takes_back_the_last_that_was_not_sent_and_says_so(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        await hands(room)
        for text in ("một", "hai"):
            await room.run("add-note", incident="one", text=text)
        await room.session.act(told(tmp_path / "so-lieu.csv", Leaving(MEASURES, 3)))
        await room.run("undo-action")
        assert [row.payload.get("text", row.type) for row in await room.saved()] == ["một", "export"]
        assert room.told == [(sentence("withdrawn"), "info")]
        [first, _export] = await room.saved()
        await room.answer(first.action_id, OutboxState.ANSWERED)
        with pytest.raises(CommandRefusedError, match="no_undo"):
            await room.run("undo-action")

    at_cache(qapp, tmp_path, story)


def test_where_nobody_is_signed_in_nothing_is_saved(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        await hands(room)
        room.session.people.actor = None
        with pytest.raises((CommandRefusedError, SignInError)):
            await room.run("add-note", incident="one", text="x")
        assert await room.saved() == []

    at_cache(qapp, tmp_path, story)
