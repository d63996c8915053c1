"""Joining and parting: what is saved, and what is refused."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.views.played_session import PlayedSession, context_of, incident, said
from views.base.commands import CommandRefusedError, Registry
from views.queue.joining import Joining


class Desk:
    """Both verbs over two incidents; the first is shown, and the second is like it."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self.session = PlayedSession([incident("one"), incident("two")])
        self.ran: list[tuple[str, Any]] = []
        queue = SimpleNamespace(open=SimpleNamespace(known=self.session.known, like=lambda _key: ["two"]))
        self.joining = Joining(
            context_of(self.session, folder),
            window,
            queue,  # type: ignore[arg-type]
            lambda key: self.session.known.get(key or "one"),
            lambda name, args: self.ran.append((name, said(args))),
        )
        self.registry = Registry()
        self.joining.bind(self.registry)

    def run(self, name: str, **args: Any) -> object:
        return asyncio.run(self.registry.run(name, args))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return Desk(window, tmp_path)


def test_it_is_joined_into_the_one_that_was_named(desk: Desk) -> None:
    assert desk.run("join-incident", into="two") == {"action_id": "a1"}
    [action] = desk.session.acted
    assert (action.type, action.target_id, action.payload) == ("join", "one", {"into": "two", "code": "SC-two"})


def test_without_a_name_the_list_asks_and_its_answer_is_the_command(desk: Desk) -> None:
    assert desk.run("join-incident", incident="one") is None
    assert desk.joining.alike.isVisible()
    desk.joining.alike.chosen.emit("two")
    assert desk.ran == [("join-incident", {"incident": "one", "into": "two"})]
    assert desk.session.acted == []


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"incident": "one", "into": "one"}, "same_incident"),
        ({"incident": "one", "into": "nobody"}, "unknown_incident"),
        ({"incident": "nobody", "into": "one"}, "unknown_incident"),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_is_saved(desk: Desk, args: dict[str, Any], code: str) -> None:
    with pytest.raises(CommandRefusedError) as refused:
        desk.run("join-incident", **args)
    assert refused.value.code == code
    assert desk.session.acted == []
