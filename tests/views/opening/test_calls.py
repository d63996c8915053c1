"""A call at a desk over the sample city: offered without taking the keyboard, taken up with Ctrl+N, or skipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError
from console.calls.call import CallIn, Event
from tests.views.desk_room import Room, here
from tests.views.seen_desk import at_city
from widgets.opening.call_strip import CallStrip, FoldedCall
from widgets.opening.head import CallLine
from widgets.opening.sheet import OpenSheet

BEFORE = {"code": "SM-2026-0007", "severity": 2, "created_at": "2026-11-20T01:00:00.000Z"}
SIZE, NARROW = (1920, 1080), (1366, 768)
NUMBER = "0900 000 417"


def _strip(desk: Room) -> CallStrip:
    return desk.window.findChild(CallStrip)  # type: ignore[return-value]


def _folded(desk: Room) -> FoldedCall:
    return desk.window.findChild(FoldedCall)  # type: ignore[return-value]


def _sheet(desk: Room) -> OpenSheet:
    shown = desk.window.desk.incident_panel.instead()
    assert isinstance(shown, OpenSheet), "the sheet stands in the pane"
    return shown


def _is_open(desk: Room) -> bool:
    return desk.window.desk.incident_panel.instead() is not None


async def _call(
    desk: Room, event: Event = "ringing", number: str = NUMBER, call: str = "a-1", line: str = "1022"
) -> None:
    desk.session.calls.told(CallIn(number=number, line=line, call=call, event=event))
    await desk.settle()


def _head(desk: Room) -> CallLine:
    return _sheet(desk).head.call


def test_a_call_is_offered_and_nobody_who_types_is_disturbed(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        assert not _strip(desk).isVisible()
        search, table = desk.window.desk.queue_panel.search, desk.window.desk.queue_panel.table
        search.setFocus()
        QTest.keyClicks(search, "ng")
        first = table.mapTo(desk.window, table.rect().topLeft())
        await _call(desk)
        QTest.keyClicks(here(), "ap")
        await desk.settle()
        assert search.text() == "ngap"
        assert _strip(desk).isVisible()
        assert table.mapTo(desk.window, table.rect().topLeft()) == first, "no row has moved"
        said = _strip(desk).shown()
        assert said.startswith("0900 ••• 417 · 1022 · đang đổ chuông · 00:0")
        await _call(desk, "answered")
        assert "đang nghe máy" in _strip(desk).shown()
        await _call(desk, "ended")
        assert "vừa gọi" in _strip(desk).shown()
        assert ":" not in _strip(desk).shown()

    at_city(qapp, tmp_path, SIZE, story)


def test_ctrl_n_takes_it_up_and_the_incident_is_the_callers(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        told: list[Any] = []
        keep = desk.session._parcels._reporters.keep

        async def watch(incident_id: str, who: Any) -> None:
            told.append(who)
            await keep(incident_id, who)

        desk.session._parcels._reporters.keep = watch  # type: ignore[method-assign]
        await _call(desk)
        await _call(desk, "answered")
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        assert not _strip(desk).isVisible(), "it is seen to"
        assert _sheet(desk).said()["reporter"] == {"name": "", "phone": NUMBER}
        assert _sheet(desk).body.reporter.phone.text() == "0900 ••• 417"
        assert "0900 ••• 417 · 1022 · 00:0" in _head(desk).accessibleName()
        for text in ("tai", "ham "):
            QTest.keyClicks(here(), text)
            await desk.strike("Return")
        await _call(desk, "ended")
        await desk.strike("Return")
        await desk.until(lambda: not _is_open(desk), "saved")
        [who] = told
        assert who.phone == NUMBER
        assert not _strip(desk).isVisible()

    at_city(qapp, tmp_path, SIZE, story)


def test_it_can_be_skipped_and_the_next_one_is_offered(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _call(desk)
        await _call(desk, call="b-2", number="0900 000 555")
        assert "555" in _strip(desk).shown()
        assert "và 1 cuộc nữa" in _strip(desk).shown()
        _strip(desk).skip_button.setFocus()
        await desk.strike("Return")
        assert "417" in _strip(desk).shown()
        await desk.strike("Return")
        assert not _strip(desk).isVisible()
        assert desk.at_queue(), "the keyboard goes to the rows"
        await _call(desk, "answered")
        assert not _strip(desk).isVisible()

    at_city(qapp, tmp_path, SIZE, story)


def test_another_caller_does_not_get_into_what_somebody_else_told(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _call(desk)
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        await desk.strike("Escape")
        await desk.until(lambda: not _is_open(desk), "left for later")
        await _call(desk, call="b-2", number="0900 000 555")
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        assert _sheet(desk).said()["reporter"]["phone"] == NUMBER
        assert "417" in _head(desk).accessibleName()
        assert "người báo khác" in _sheet(desk).foot.trouble()
        assert "555" in _strip(desk).shown(), "it still waits"

    at_city(qapp, tmp_path, SIZE, story)


def test_who_opens_it_from_a_camera_speaks_to_nobody(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _call(desk)
        await desk.run("new-incident", camera=desk.window.desk.cameras.cameras[0].id)
        assert _sheet(desk).said()["reporter"]["phone"] == ""
        assert _strip(desk).isVisible()

    at_city(qapp, tmp_path, SIZE, story)


def test_a_withheld_number_is_told_as_that(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _call(desk, number="")
        assert _strip(desk).shown().startswith("Số ẩn")
        _strip(desk).open_button.click()
        await desk.until(lambda: _is_open(desk), "the sheet")
        assert _head(desk).accessibleName().startswith("Số ẩn")

    at_city(qapp, tmp_path, SIZE, story)


def test_a_folded_queue_offers_it_too(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run("fold-queue")
        await _call(desk)
        assert _folded(desk).isVisible()
        assert "0900 ••• 417" in _folded(desk).button.toolTip()
        _folded(desk).button.click()
        await desk.until(lambda: _is_open(desk), "the sheet")
        assert not _folded(desk).isVisible()

    at_city(qapp, tmp_path, NARROW, story)


def test_nobodys_number_is_told_outside(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _call(desk, line="<b>máy 3</b>")
        state = desk.window.state()
        assert state["calls"] == [{"event": "ringing", "line": "<b>máy 3</b>"}]
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        found = repr(desk.window.state())
        assert "0900" not in found
        assert "a-1" not in found

    at_city(qapp, tmp_path, SIZE, story)


def test_who_may_open_nothing_is_offered_nothing(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _call(desk)
        assert _strip(desk).isVisible()
        actor = desk.session.people.actor
        assert actor is not None
        desk.session.people.actor = actor.model_copy(update={"role": "viewer"})
        desk.session.changes.emit("session")
        await desk.settle()
        assert not _strip(desk).isVisible()
        assert desk.window.state()["calls"] == []

    at_city(qapp, tmp_path, SIZE, story)


def _server(desk: Room, *incidents: dict[str, Any], code: str = "") -> list[tuple[str, Any]]:
    """What the server is asked, and answers."""
    asked: list[tuple[str, Any]] = []

    class Server:
        def call(self, method: str, path: str, query: Any = None, *, body: Any = None) -> dict[str, Any]:
            asked.append((f"{method} {path}", body or query))
            if method == "GET":
                return {"items": [], "next_page": None}
            if code:
                raise LinkError(code)
            return {"incidents": list(incidents), "days": 90}

    async def call(work: Any) -> Any:
        return work(Server())

    desk.session.call = call
    return asked


def _earlier(desk: Room) -> tuple[list[str], str]:
    shown = _sheet(desk).body.earlier
    return [row.title for row in shown.rows()], shown.head.beside() if not shown.isHidden() else "-"


async def _take(desk: Room) -> None:
    await desk.strike("Ctrl+N")
    await desk.until(lambda: _is_open(desk), "the sheet")
    await desk.settle()


def test_what_the_number_told_of_before_is_shown_and_can_be_looked_at(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        there = desk.window.desk.queue.shown[1]
        asked = _server(
            desk, {**BEFORE, "id": there.id, "title": "Ngập", "state": "new"},
            {**BEFORE, "id": "gone", "title": "Cây đổ", "state": "closed"},
        )  # fmt: skip
        await _call(desk)
        await _take(desk)
        assert _earlier(desk) == (["Ngập", "Cây đổ"], "2 việc trong 90 ngày")
        assert asked == [("POST /v1/incidents/told-by", {"phone": NUMBER})]
        row = _sheet(desk).body.earlier.row_parts()[0]
        assert not row.join.isVisible()
        row.look.click()
        await desk.settle()
        assert desk.window.desk.queue.selected_id == there.id
        await _take(desk)
        assert _earlier(desk)[0] == ["Ngập", "Cây đổ"], "and what was written is kept"
        assert len(asked) == 1, "each question is noted: nobody asks twice"
        _sheet(desk).body.earlier.row_parts()[1].look.click()
        await desk.settle()
        await desk.until(lambda: len(asked) > 1, "the past is asked")
        where, query = asked[1]
        assert (where, query["text"]) == ("GET /v1/incidents/past", "sm 2026 0007")

    at_city(qapp, tmp_path, SIZE, story)


def test_a_number_that_never_called_is_told_as_that(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        _server(desk)
        await _call(desk)
        await _take(desk)
        assert _earlier(desk) == ([], "chưa lần nào trong 90 ngày")

    at_city(qapp, tmp_path, SIZE, story)


def test_without_a_server_it_is_said_and_nothing_else_waits(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        _server(desk, code="unreachable")
        await _call(desk)
        await _take(desk)
        assert _earlier(desk) == ([], "hiện không tra được")
        assert _sheet(desk).foot.trouble() == ""

    at_city(qapp, tmp_path, SIZE, story)


def test_a_role_that_may_not_ask_does_not(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        asked = _server(desk)
        actor = desk.session.people.actor
        assert actor is not None
        desk.session.people.actor = actor.model_copy(update={"role": "security_analyst"})
        await _call(desk)
        await _take(desk)
        assert asked == []
        assert _earlier(desk) == ([], "vai trò của bạn không tra được")

    at_city(qapp, tmp_path, SIZE, story)


def test_without_a_number_there_is_nothing_to_ask(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        asked = _server(desk)
        await _call(desk, number="")
        await _take(desk)
        assert asked == []
        assert _earlier(desk) == ([], "-")
        await desk.strike("Escape")
        await desk.until(lambda: not _is_open(desk), "left")

    at_city(qapp, tmp_path, SIZE, story)
