"""Who reported: told to somebody who said why, once the server has the reason, for a minute and not longer."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError
from console.records.models import Actor
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, pending, play
from tests.views.played_session import incident
from views.base.commands import CommandRefusedError
from views.desk.desk import Desk
from views.guidance import reveal
from views.guidance.reveal import RevealPresenter
from widgets.incidents.reveal_form import RevealForm

PERSON = {"name": "Nguyễn Văn A", "phone": "0900 000 222", "address": "", "hide_after_s": 600}


class Server(PlayedCity):
    """One that says who reported; `standing` is where the reason stands in our outbox after it was saved."""

    standing: str | None = None

    def __init__(self, folder: Path) -> None:
        known = [
            incident(key).model_copy(update={"reporter_masked": mask})
            for key, mask in (("one", "•••• 222"), ("two", "•••• 111"), ("sensor", ""))
        ]
        super().__init__(folder, known)
        self.asked: list[str] = []
        self.api = SimpleNamespace(reporter=self._reporter)

    def _reporter(self, key: str) -> dict[str, Any]:
        self.asked.append(key)
        return PERSON

    async def act(self, action: Any) -> SimpleNamespace:
        saved = await super().act(action)
        if self.standing is not None:
            self.rows.append(pending(saved.action_id, self.standing, type="reveal"))
        return saved


async def _at(room: PlayedRoom, *, online: bool = True) -> tuple[Desk, RevealPresenter]:
    at = room.workplace()
    desk, presenter = at.desk, RevealPresenter(at)
    presenter.bind(room.registry)
    room.later(presenter.close)
    if online:
        room.city.connect()
    await chosen(room, desk, "one")
    return desk, presenter


def _words(desk: Desk) -> str:
    return desk.incident_panel.reporter.words()


def test_who_says_why_is_told_for_a_minute_at_most(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, presenter = await _at(room)
        assert await room.do("show-reporter", reason=" Gọi lại hỏi số nhà ") == {"shown": True, "hide_after_s": 60}
        [action] = room.city.acted
        assert (action.type, action.payload) == ("reveal", {"purpose": "other", "reason": "Gọi lại hỏi số nhà"})
        assert _words(desk) == "Nguyễn Văn A · 0900 000 222"
        presenter._timer.timeout.emit()
        assert _words(desk) == ""

    play(qapp, Server(tmp_path), story)


def test_it_goes_with_another_incident_and_with_whoever_sat_here(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _presenter = await _at(room)
        await room.do("show-reporter", reason="Gọi lại hỏi số nhà")
        await room.hear("incident", "one")
        assert _words(desk), "news of the same one leave it"
        desk.queue.select("two")
        await room.settle()
        assert _words(desk) == ""
        desk.queue.select("one")
        await room.settle()
        assert _words(desk) == "", "nor does it come back with the first"
        await room.do("show-reporter", reason="Gọi lại hỏi số nhà")
        await room.hear("session")
        assert _words(desk) == ""

    play(qapp, Server(tmp_path), story)


def test_without_a_reason_a_form_asks_and_nobody_is_told(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _presenter = await _at(room)
        await room.do("show-reporter")
        [form] = [one for one in room.window.findChildren(RevealForm) if one.isVisible()]
        form.send()
        assert form.error_text() == "Choose what it is needed for."
        form.purpose.setCurrentIndex(0)
        form.send()
        assert form.error_text() == "Say why first."
        form.text.setPlainText("....")
        form.send()
        assert form.error_text().startswith("Say it in a few words")
        form.text.setPlainText("Gọi lại hỏi số nhà")
        form.send()
        await room.settle()
        assert _words(desk).startswith("Nguyễn Văn A")
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("show-reporter", reason=" ")
        assert refused.value.code == "empty_text"
        with pytest.raises(CommandRefusedError) as meaningless:
            await room.do("show-reporter", reason="aaaaaaaaaa")
        assert meaningless.value.code == "no_reason"

    play(qapp, Server(tmp_path), story)


@pytest.mark.parametrize(
    ("standing", "code"),
    [("rejected", "action_rejected"), ("waiting", "offline")],
)
def test_where_the_server_does_not_have_the_reason_nobody_is_told(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, standing: str, code: str
) -> None:
    monkeypatch.setattr(reveal, "HEARD_WITHIN_S", 0.05)

    async def story(room: PlayedRoom) -> None:
        desk, _presenter = await _at(room)
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("show-reporter", reason="Gọi lại hỏi số nhà")
        assert refused.value.code == code
        assert city.asked == []
        assert _words(desk) == ""
        taken_back = [("withdraw", "a1")] if standing == "waiting" else []
        assert city.decisions.told == taken_back, (
            "what waits is taken back: it would be sent when nobody looks any more"
        )

    city = Server(tmp_path)
    city.standing = standing
    play(qapp, city, story)


def test_a_server_that_answers_the_reason_and_not_the_question_leaves_nothing(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _presenter = await _at(room)

        def fails(_key: str) -> object:
            raise LinkError("timed_out")

        room.city.api = SimpleNamespace(reporter=fails)
        with pytest.raises(LinkError):
            await room.do("show-reporter", reason="Gọi lại hỏi số nhà")
        assert _words(desk) == ""

    play(qapp, Server(tmp_path), story)


def test_one_is_told_beforehand_why_it_is_off(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        await _at(room, online=False)
        assert room.registry.why_off("show-reporter") == "offline"
        room.city.connect()
        assert room.registry.why_off("show-reporter") is None
        room.city.acts_as_oneself = False
        assert room.registry.why_off("show-reporter") == "own_sign_in"
        room.city.acts_as_oneself = True
        assert room.registry.why_off("show-reporter", {"incident": "sensor"}) == "no_reporter"
        room.city.actor = Actor(id="x", name="x", role="viewer")
        assert room.registry.why_off("show-reporter") == "forbidden"

    play(qapp, Server(tmp_path), story)
