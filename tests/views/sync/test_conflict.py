"""The conflict desk: which conflict is shown, what each decision does, and what becomes of the desk meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.records.models import HistoryEntry, Incident, PendingAction
from tests.views.played_city import PlayedCity, PlayedRoom, pending, play, texts
from tests.views.played_session import NOW, incident
from views.base.commands import CommandRefusedError
from views.base.drafts import DraftKeeper
from views.sync.conflict import ConflictPresenter


def _ours(key: str, target: str = "one", **facts: Any) -> PendingAction:
    said = {"type": "resolve", "payload": {"resolution": "Đã hút nước"}, "base_version": 1}
    return pending(key, "conflict", target_id=target, reason="changed-meanwhile", **{**said, **facts})


def _city(folder: Path, *rows: PendingAction) -> PlayedCity:
    later = HistoryEntry(at=NOW, verb="escalate", actor_name="Trần Gia Bảo", text="Nước lên nhanh")
    raised = {"version": 2, "escalation_level": 1, "history": (later,)}
    return PlayedCity(folder, [incident("one").model_copy(update=raised), incident("two")], rows=rows)


class Desk:
    """The presenter, and the incident that is shown beside it."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.shown: Incident | None = None
        self.layouts: list[str] = []
        drafts = DraftKeeper(room.context, room.window)
        self.presenter = ConflictPresenter(
            room.context, room.window, lambda: self.shown, drafts, self.layouts.append
        )  # fmt: skip
        self.presenter.bind(room.registry)
        room.later(self.presenter.close)
        self.board = self.presenter.desk


def test_both_versions_stand_side_by_side_with_the_reason(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await room.do("decide-conflict")
        said = texts(desk.board)
        assert "SC-one · Ngập one" in said
        assert "1 of 2" in said
        assert any(text.startswith("Somebody escalated, reopened or added evidence") for text in said)
        assert "Resolve: Đã hút nước" in said
        assert "What happened since the version that we saw (1)" in said
        state = desk.presenter.state()
        assert state is not None
        assert state["fields"]["escalation_level"]["server"] == "1"
        assert state["fields"]["resolution"] == {"ours": "Đã hút nước", "server": "", "differs": True}

    play(qapp, _city(tmp_path, _ours("a1"), _ours("a2", "two")), story)


@pytest.mark.parametrize(
    ("key", "told", "notice"),
    [
        (Qt.Key.Key_1, ("retry", "a1"), "Decided: ours is said again."),
        (Qt.Key.Key_2, ("put_away", "a1"), "Decided: the server's stands; ours is put away."),
    ],
)
def test_a_choice_is_done_when_it_is_confirmed_and_not_before(
    tmp_path: Path, qapp: QApplication, key: Qt.Key, told: tuple[str, str], notice: str
) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await room.do("decide-conflict")
        QTest.keyClick(desk.board, key)
        await room.settle()
        assert room.city.decisions.told == []
        QTest.keyClick(desk.board, Qt.Key.Key_Return)
        await room.settle()
        assert room.city.decisions.told == [told]
        assert room.notices == [("info", notice)]
        assert desk.presenter.state() is None

    play(qapp, _city(tmp_path, _ours("a1")), story)


def test_combining_begins_from_both_texts_and_sends_what_was_made_of_them(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await room.do("decide-conflict", choice="combine")
        await room.do("decide-conflict", action="a2", choice="combine", text=" Cả hai ")
        both = "Đã hút nước\nTrần Gia Bảo: Nước lên nhanh"
        assert room.city.decisions.told == [("combine", "a1", both), ("combine", "a2", "Cả hai")]
        room.city.rows = [_ours("a3")]
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("decide-conflict", choice="combine", text="  ")
        assert refused.value.code == "empty_text"
        assert desk.presenter.state() is None, "who says it all needs no desk"

    play(qapp, _city(tmp_path, _ours("a1"), _ours("a2", "two")), story)


def test_after_one_the_next_that_waits_is_shown(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await room.do("decide-conflict", action="a1")
        desk.board.decided.emit("server", "")
        await room.settle()
        assert "SC-two · Ngập two" in texts(desk.board)
        assert desk.board.isVisible()

    play(qapp, _city(tmp_path, _ours("a1"), _ours("a2", "two")), story)


def test_the_shown_incidents_own_conflict_comes_before_the_oldest(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        desk.shown = incident("two").model_copy(update={"conflicts": ("a2",)})
        await room.do("decide-conflict", choice="server")
        assert room.city.decisions.told == [("put_away", "a2")]

    play(qapp, _city(tmp_path, _ours("a1"), _ours("a2", "two")), story)


def test_a_layouts_conflict_is_decided_in_its_editor(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await room.do("decide-conflict")
        assert desk.layouts == ["sáng"]
        assert desk.presenter.state() is None

    play(qapp, _city(tmp_path, _ours("a1", "sáng", target_type="layout", type="layout_save")), story)


def test_what_was_decided_elsewhere_closes_the_desk(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await room.do("decide-conflict")
        room.city.known["one"] = room.city.known["one"].model_copy(update={"title": "Ngập sâu"})
        await room.hear("incident", "one")
        assert "SC-one · Ngập sâu" in texts(desk.board), "while it is open it follows"
        room.city.rows = []
        await room.hear("outbox")
        assert not desk.board.isVisible()
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("decide-conflict")
        assert refused.value.code == "no_conflict"

    play(qapp, _city(tmp_path, _ours("a1")), story)


def test_a_conflict_about_what_is_not_here_any_more_is_refused_aloud(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("decide-conflict")
        assert refused.value.code == "unknown_incident"
        assert not desk.board.isVisible()
        await room.do("decide-conflict", choice="server")
        assert room.city.decisions.told == [("put_away", "a1")], "it can still be put away"

    play(qapp, _city(tmp_path, _ours("a1", "gone")), story)
