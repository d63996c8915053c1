"""A call at a desk over the sample city: offered without taking the keyboard, taken up with Ctrl+N, or skipped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.calls.call import CallIn, Event
from tests.views.desk_room import Room
from tests.views.seen_desk import at_city
from widgets.opening.call_strip import CallStrip, FoldedCall
from widgets.opening.head import CallLine
from widgets.opening.sheet import OpenSheet

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
        QTest.keyClicks(QApplication.focusWidget(), "ap")
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
            QTest.keyClicks(QApplication.focusWidget(), text)
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
