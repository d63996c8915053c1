"""Putting aside: what is asked first, what is refused, and what is saved."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.views.played_session import NOW, PlayedSession, context_of, incident, said
from views.alarms.shelving import Shelving
from views.base.commands import CommandRefusedError, Registry


class Desk:
    """The two verbs over three incidents, the first of which is shown."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self.session = PlayedSession([incident("one"), incident("two"), incident("closed", "closed")])
        self.window = window
        self.shown: str | None = "one"
        self.ran: list[tuple[str, Any]] = []
        self.drafts: list[tuple[str, ...]] = []
        drafts = SimpleNamespace(
            opened=lambda _form, key, verb: self.drafts.append(("opened", key, verb)),
            saved=lambda key, verb: self.drafts.append(("saved", key, verb)),
        )
        self.shelving = Shelving(
            context_of(self.session, folder),
            window,
            lambda name, args: self.ran.append((name, said(args))),
            lambda key: self.session.known.get(key or self.shown or ""),
            drafts,  # type: ignore[arg-type]
        )
        self.registry = Registry()
        self.shelving.bind(self.registry)

    def run(self, name: str, **args: Any) -> object:
        return asyncio.run(self.registry.run(name, args))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    window = QWidget()
    qtbot.addWidget(window)
    return Desk(window, tmp_path)


def test_with_a_reason_it_is_put_aside_until_then(desk: Desk) -> None:
    assert desk.run("shelve-incident", incident="two", reason=" chờ thợ ", minutes=60) == {"action_id": "a1"}
    [action] = desk.session.acted
    until = (NOW + timedelta(minutes=60)).isoformat(timespec="milliseconds")
    assert (action.type, action.target_id) == ("shelve", "two")
    assert action.payload == {"until": until, "reason": "chờ thợ"}
    assert desk.drafts == [("saved", "two", "shelve-incident")]


def test_without_a_reason_the_form_asks_and_its_answer_is_the_command(desk: Desk) -> None:
    desk.window.show()
    assert desk.run("shelve-incident") is None
    assert desk.session.acted == []
    assert desk.drafts == [("opened", "one", "shelve-incident")]
    desk.shown = "two"
    desk.shelving.form.submitted.emit({"reason": "chờ", "minutes": 15})
    wanted = {"incident": "one", "reason": "chờ", "minutes": 15}
    assert desk.ran == [("shelve-incident", wanted)], "the one it was asked for, whichever is shown by now"


def test_a_reason_begun_for_one_never_stands_in_the_form_of_another(desk: Desk) -> None:
    desk.window.show()
    desk.run("shelve-incident")
    desk.shelving.form._reason.setPlainText("chờ thợ")
    desk.run("shelve-incident", incident="two")
    assert desk.shelving.form.isVisible()
    assert desk.shelving.form.values()["reason"] == ""


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"incident": "two", "reason": "  "}, "empty_text"),
        ({"incident": "two", "reason": "x", "minutes": 481}, "shelved_too_long"),
        ({"incident": "two", "reason": "x", "minutes": 0}, "shelved_too_long"),
        ({"incident": "nobody", "reason": "x"}, "unknown_incident"),
        ({"incident": "closed", "reason": "x"}, "closed"),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_is_saved(desk: Desk, args: dict[str, Any], code: str) -> None:
    with pytest.raises(CommandRefusedError) as refused:
        desk.run("shelve-incident", **args)
    assert refused.value.code == code
    assert desk.session.acted == []


def test_nobody_at_the_desk_puts_nothing_aside(desk: Desk) -> None:
    desk.session.actor = None
    assert desk.registry.why_off("shelve-incident", {}) == "sign_in_first"
    desk.shown = None
    assert desk.registry.why_off("shelve-incident", {}) == "no_incident"
