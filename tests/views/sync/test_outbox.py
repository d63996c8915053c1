"""The outbox's list: what it reads and in which order, what its buttons run, and where an action leads."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.net.links import Links
from console.records.models import Incident, OutboxState, PendingAction
from tests.views.played_session import NOW, PlayedSession, context_of, incident, said
from views.base.commands import Registry
from views.sync.outbox import OutboxPresenter

RUNS = (
    ("withdraw_chosen", "withdraw-action"),
    ("retry_chosen", "retry-action"),
    ("put_away_chosen", "put-away-action"),
    ("take_out_chosen", "take-out-action"),
    ("decide_chosen", "decide-conflict"),
)


class Session(PlayedSession):
    """One whose outbox is read."""

    def __init__(self, rows: list[PendingAction]) -> None:
        super().__init__([incident("one")], rows)
        self.links = Links(lambda: None)
        self.owner_id = "ha.le"
        self.told: list[tuple[str, str]] = []
        self.decisions = SimpleNamespace(
            put_away=lambda key: self.told.append(("put_away", key)),
            take_out=lambda key: self.told.append(("take_out", key)),
        )

    async def outbox(self) -> list[PendingAction]:
        return [row for row in self.rows if row.state not in {OutboxState.SETTLED, OutboxState.PUT_AWAY}]

    async def past(self, states: tuple[OutboxState, ...], most: int) -> list[PendingAction]:
        return [row for row in self.rows if row.state in states][:most]

    async def incidents_of(self, keys: set[str]) -> list[Incident]:
        return [one for key, one in self.known.items() if key in keys]


def _row(key: str, state: str, kind: str = "incident", target: str = "one") -> PendingAction:
    facts: dict[str, Any] = {
        "type": "note",
        "target_type": kind,
        "target_id": target,
        "payload": {"text": "x"},
        "state": state,
    }
    facts |= {"seq": 1, "action_id": key, "actor_name": "Lê Thu Hà", "occurred_at": NOW}
    return PendingAction.model_validate(facts)


class Desk:
    """The presenter alone."""

    def __init__(self, window: QWidget, folder: Path, rows: list[PendingAction]) -> None:
        self.session = Session(rows)
        self.ran: list[tuple[str, Any]] = []
        self.outbox = OutboxPresenter(
            context_of(self.session, folder), window, lambda name, args: self.ran.append((name, said(args)))
        )
        self.registry = Registry()
        self.outbox.bind(self.registry)

    def run(self, name: str, **args: Any) -> object:
        return asyncio.run(self.registry.run(name, args))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    rows = [_row("done", "settled"), _row("waits", "waiting"), _row("away", "put_away"), _row("loud", "rejected")]
    return Desk(window, tmp_path, rows)


def test_what_is_loud_comes_first_then_what_waits_and_last_what_is_past(desk: Desk) -> None:
    assert desk.outbox.state() == {"open": False, "shown": []}
    desk.run("show-outbox")
    assert desk.outbox.state() == {"open": True, "shown": ["loud", "waits", "done"]}, (
        "what is put away is not seen at first"
    )
    desk.outbox.close()


@pytest.mark.parametrize(("signal", "command"), RUNS)
def test_each_button_runs_its_command_on_the_row(desk: Desk, signal: str, command: str) -> None:
    getattr(desk.outbox.list, signal).emit("loud")
    assert desk.ran == [(command, {"action": "loud"})]
    desk.outbox.close()


def test_putting_away_and_taking_out_are_decisions(desk: Desk) -> None:
    desk.run("put-away-action", action="loud")
    desk.run("take-out-action", action="away")
    assert desk.session.told == [("put_away", "loud"), ("take_out", "away")]
    desk.outbox.close()


def test_what_left_the_desk_is_neither_taken_back_nor_opened(desk: Desk) -> None:
    deeds = desk.outbox.list.deeds
    assert [one.name for one in deeds(_row("waits", "waiting"))] == ["withdraw", "open"]
    assert deeds(_row("file", "waiting", "export", "measures")) == []
    assert [one.name for one in deeds(_row("file", "rejected", "export", "measures"))] == ["retry", "put_away"]


def test_an_action_leads_to_what_it_is_about(desk: Desk) -> None:
    desk.session.rows += [_row("on-wall", "waiting", "wall", "w"), _row("on-shift", "waiting", "shift", "s")]
    desk.run("show-outbox", action="on-wall")
    for target in ("one", "w", "s"):
        desk.outbox.list.open_chosen.emit(target)
    assert desk.ran == [("open-incident", {"incident": "one"}), ("show-wall", {}), ("show-shift-log", {})]
    desk.outbox.close()
