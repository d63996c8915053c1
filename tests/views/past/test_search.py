"""The search of the past at a desk whose server is played: rows, pages, one incident, and what stands there without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError
from tests.views.desk_room import Room, at_desk
from widgets.base.labels import PlainLabel

LINE = {"at": "2026-01-05T02:00:00Z", "verb": "note", "actor_name": "Hà", "text": "Đã bơm xong"}


def _told(number: int, **more: Any) -> dict[str, Any]:
    data = {
        "code": f"SM-{number}", "title": "Ngập đường Trần Phú", "created_at": f"2026-01-{10 - number:02}T01:00:00Z",
        "state": "closed", "severity": 2, "ward": "Bến Nghé", "place": "12 Trần Phú",
        "deadline": "2026-01-01T00:00:00Z", "reporter_masked": "•••• 417",
    }  # fmt: skip
    return {"id": f"i{number}", "version": 3, "ended_at": "2026-01-09T00:00:00Z", "data": data | more}


class _Server:
    """Answers in place of the contract; `trouble` instead of every answer while there is one."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.trouble: LinkError | None = None

    def call(self, _method: str, path: str, query: Mapping[str, Any] | None = None) -> dict[str, Any]:
        self.asked.append((path, dict(query or {})))
        if self.trouble is not None:
            raise self.trouble
        if path.endswith("/past") and path.count("/") == 4:
            return _told(1, history=[LINE])
        if (query or {}).get("text") == "khong":
            return {"items": [], "next_page": None}
        if "page" in (query or {}):
            return {"items": [_told(3)], "next_page": None}
        return {"items": [_told(1), "no record", _told(2)], "next_page": "99"}


def _played(desk: Room) -> _Server:
    server = _Server()

    async def call(work: Callable[[Any], Any]) -> Any:
        return work(server)

    desk.session.call = call
    return server


def _past(desk: Room) -> dict[str, Any]:
    found: dict[str, Any] = desk.window.state()["past"]
    return found


def test_rows_their_pages_and_one_with_its_history(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        await desk.run("search-incidents", text="ngập 01/2026")
        assert await desk.run("search-past") == {"rows": 2}
        assert server.asked[0] == (
            "/v1/incidents/past",
            {"text": "ngap", "from": "2026-01-01T00:00:00+07:00", "to": "2026-02-01T00:00:00+07:00"},
        ), "what was typed in the queue is looked for"
        await desk.settle()
        assert (_past(desk)["rows"], _past(desk)["opened"]) == (["i1", "i2"], "i1")
        board = desk.window.overlays._more["past"]
        words = " ".join(label.text() for label in board.findChildren(PlainLabel) if label.isVisible())
        assert "Đã bơm xong" in words
        assert "•••• 417" in words
        assert "quá hạn" not in words, "nobody has to meet the deadline of what is over"
        await desk.strike("Down", "Down")
        assert server.asked[-2][1].get("page") == "99" or server.asked[-1][1].get("page") == "99"
        assert (_past(desk)["rows"], _past(desk)["more"]) == (["i1", "i2", "i3"], False)
        assert await desk.acted() == []
        await desk.strike("Esc")
        assert _past_is_closed(desk)

    at_desk(qapp, tmp_path, story)


def _past_is_closed(desk: Room) -> bool:
    return desk.window.state()["past"] is None


def test_without_the_server_it_says_that_the_past_needs_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.trouble = LinkError("unreachable")
        assert await desk.run("search-past", text="ngập") == {"rows": 0}
        assert _past(desk)["trouble"] == "unreachable"
        server.trouble = None
        await desk.strike("/", "Return")
        assert (_past(desk)["trouble"], len(_past(desk)["rows"])) == ("", 2)
        server.trouble = LinkError("timed_out")
        await desk.strike("Down", "Down")
        assert (_past(desk)["trouble"], len(_past(desk)["rows"])) == ("timed_out", 2), "what was found stays"
        server.trouble = None
        await desk.strike("End")
        assert len(_past(desk)["rows"]) == 3, "and is gone on from"

    at_desk(qapp, tmp_path, story)


def test_nothing_found_and_the_way_from_the_queue(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        panel = desk.window.desk.queue_panel
        await desk.run("search-incidents", text="khong")
        panel._past.trigger()
        await desk.until(lambda: desk.window.overlays.open_name() == "past", "the past")
        await desk.settle()
        assert (_past(desk)["rows"], _past(desk)["trouble"], _past(desk)["opened"]) == ([], "", "")
        assert server.asked[-1][1] == {"text": "khong"}

    at_desk(qapp, tmp_path, story)
