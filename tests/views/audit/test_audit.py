"""Who did what, at a desk whose server is played: rows, what one says, the proof, the file, and what stands there
without."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError, SignInError
from tests.views.desk_room import Room, at_desk
from tests.views.played_page import played, shown, words
from views.audit.line import understood

AT = "2026-11-20T01:00:00.000Z"


def _line(number: int, kind: str, who: str = "ha.le", **what: Any) -> dict[str, Any]:
    return {
        "number": number, "at": AT, "kind": kind, "who": who, "device": "desk-1", "source": "10.0.0.7", "about": "",
        "what": what, "hash": "a" * 64,
    }  # fmt: skip


class _Server:
    """Answers in place of the contract; `trouble` instead of every answer while there is one."""

    def __init__(self) -> None:
        self.asked: list[Mapping[str, Any]] = []
        self.trouble: Exception | None = None
        self.proven = 9
        self.lines = [
            _line(10, "refused", code="forbidden"), _line(9, "action", type="acknowledge", result="applied"),
            _line(8, "camera-turned", times=12), _line(7, "signed-in"),
        ]  # fmt: skip

    def call(self, _method: str, _path: str, query: Mapping[str, Any]) -> dict[str, Any]:
        self.asked.append(query)
        if self.trouble is not None:
            raise self.trouble
        found = [one for one in self.lines if one["number"] < query.get("before", 100)]
        found = [one for one in found if query.get("who") in (None, one["who"])]
        shown = found[:2] if "before" not in query else found
        more = shown[-1]["number"] if len(shown) < len(found) else None
        return {"lines": shown, "next_before": more, "proven": self.proven}

    def fetch(self, _method: str, path: str, *, deadline_s: float) -> tuple[int, Mapping[str, str], bytes]:
        assert deadline_s > 60
        if self.trouble is not None:
            raise self.trouble
        return 200, {}, path.encode()


def _played(desk: Room, role: str = "admin") -> _Server:
    return played(desk, _Server(), role)


def _shown(desk: Room) -> dict[str, Any]:
    return shown(desk, "audit")


def _words(desk: Room) -> str:
    return words(desk, "audit")


def test_rows_the_whole_of_one_and_older_ones(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        assert await desk.run("show-audit") == {"lines": 2}
        await desk.settle()
        assert (_shown(desk)["rows"], _shown(desk)["key"], _shown(desk)["more"]) == (["10", "9"], "10", True)
        assert json.loads(_shown(desk)["line"])["what"] == {"code": "forbidden"}
        assert "9" in _words(desk), "up to which line it is signed"
        await desk.strike("Down")
        assert json.loads(_shown(desk)["line"])["number"] == 9
        await desk.strike("Down")
        await desk.settle()
        assert _shown(desk)["rows"] == ["10", "9", "8", "7"]
        assert server.asked[-1]["before"] == 9
        await desk.strike("Esc")
        assert desk.window.state()["audit"] is None

    at_desk(qapp, tmp_path, story)


def test_it_is_looked_for_and_nothing_fits(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        await desk.run("show-audit")
        board = desk.window.overlays._more["audit"]
        await desk.strike("/")
        board.search.setText("who:nobody")  # type: ignore[attr-defined]
        await desk.strike("Return")
        await desk.settle()
        assert server.asked[-1]["who"] == "nobody"
        assert (_shown(desk)["rows"], _shown(desk)["line"]) == ([], "")

    at_desk(qapp, tmp_path, story)


def test_the_signed_file_is_saved_for_its_owner_alone(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        _played(desk)
        await desk.run("show-audit")
        await desk.strike("E")
        await desk.settle()
        saved.append(Path(_shown(desk)["file"]))

    saved: list[Path] = []
    at_desk(qapp, tmp_path, story)
    assert saved[0].read_bytes() == b"/v1/audit/export"
    assert saved[0].stat().st_mode & 0o077 == 0


def test_without_a_key_that_is_said_and_nothing_is_saved(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.proven = 0
        await desk.run("show-audit")
        await desk.strike("E")
        await desk.settle()
        assert (_shown(desk)["proven"], _shown(desk)["file"]) == (0, "")

    at_desk(qapp, tmp_path, story)


def test_who_may_not_read_it_is_told_and_nothing_is_asked(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk, "duty_officer")
        assert await desk.run("show-audit") == {"lines": 0}
        assert _shown(desk)["trouble"] == "auditors_only"
        assert server.asked == []

    at_desk(qapp, tmp_path, story)


@pytest.mark.parametrize("trouble", [LinkError("unreachable"), SignInError("expired")], ids=["offline", "expired"])
def test_without_the_server_what_was_read_stays(qapp: QApplication, tmp_path: Path, trouble: Exception) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.trouble = trouble
        await desk.run("show-audit")
        assert (_shown(desk)["rows"], _shown(desk)["read"]) == ([], False)
        server.trouble = None
        await desk.strike("F5")
        await desk.settle()
        assert _shown(desk)["rows"] == ["10", "9"]
        server.trouble = trouble
        await desk.strike("End", "Down")
        await desk.settle()
        assert (_shown(desk)["rows"], _shown(desk)["trouble"]) == (["10", "9"], getattr(trouble, "code", ""))

    at_desk(qapp, tmp_path, story)


def test_what_is_typed_is_understood() -> None:
    asked = understood("ai:ha.le kind:refused incident:SC-1 21/11/2026 23/11/2026")
    assert {name: asked.query[name] for name in ("who", "kind", "about")} == {
        "who": "ha.le", "kind": "refused", "about": "incident:SC-1",
    }  # fmt: skip
    assert (asked.query["since"][:10], asked.query["until"][:10]) == ("2026-11-21", "2026-11-24")
    assert understood("ha.le").query == {"who": "ha.le"}
    assert understood("ha.le tuan.pham x:y 99/99/2026").left_out == ("tuan.pham", "x:y", "99/99/2026")


def test_a_line_is_told_in_words_and_copied(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        action = {"payload": {"text": "Nước rút"}, "problem": {"code": "incident-closed"}}
        machine = "desk-3f9ac2d17be04851"
        server.lines = [
            _line(3, "action", type="note", result="rejected") | {"about": "incident:one", "action": action,
                                                                  "device": machine},
            _line(2, "tomorrow", who="nobody.known") | {"about": "hologram:x"},
        ]  # fmt: skip
        await desk.run("show-audit")
        await desk.settle()
        said = _words(desk)
        for word in ("Lê Thu Hà", "SC-one", "Ngập", "refused by the server", "reopened first", "Nước rút", "4851"):
            assert word in said, word
        for token in ("note", machine, "hash", "incident:one", "rejected", "aaaa"):
            assert token not in said.split(), token
        await desk.strike("C")
        copied = QApplication.clipboard().text()
        assert "Nước rút" in copied
        assert machine not in copied
        await desk.strike("Down")
        assert "Something new" in _words(desk)
        assert "nobody.known" in _words(desk), "an account that nobody here knows"
        assert "hologram" not in _words(desk)
        board = desk.window.overlays._more["audit"]
        board.asked.emit("máy:4851 sự-cố:sc-one")  # type: ignore[attr-defined]
        await desk.settle()
        assert {"device": machine, "about": "incident:one"}.items() <= dict(server.asked[-1]).items()

    at_desk(qapp, tmp_path, story)
