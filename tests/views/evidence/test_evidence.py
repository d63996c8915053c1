"""Evidence at the server, at a desk whose server is played: rows, who looked, holding, what stands there without."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError, SignInError
from console.evidence.evidence import Evidence
from console.people.device_key import DeviceKey
from contract.evidence import EvidenceOut
from tests.views.desk_room import Room, at_desk
from tests.views.played_page import played, shown, words
from views.evidence.rows import state_of
from widgets.base.confirm import ConfirmBox
from widgets.base.still import StillPicture
from widgets.evidence.forms import HoldForm, LetGoForm

NOW = datetime.now(UTC)
DIGESTS = tuple(letter * 64 for letter in "abc")


def _piece(digest: str, **more: Any) -> dict[str, Any]:
    at = (NOW - timedelta(seconds=3)).isoformat()
    receipt = {
        "digest": digest, "device": "desk-1", "key": "k" * 43, "person": "ha.le", "number": 7,
        "file": f"{digest[0]}.png", "said_at": at, "registered_at": NOW.isoformat(), "signature": "s" * 86,
    }  # fmt: skip
    told = {
        "receipt": receipt, "pieces": 1, "complete": True, "held": "", "kind": "still", "camera_id": "cam-1",
        "camera_name": "Cầu 1", "person_name": "Lê Thu Hà", "incident_id": "one",
        "stays_until": (NOW + timedelta(days=81, hours=1)).isoformat(),
    }  # fmt: skip
    return told | more


class _Server:
    """Answers in place of the contract; `trouble` instead of every answer while there is one."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Mapping[str, Any]]] = []
        self.trouble: Exception | None = None
        self.no_looks: Exception | None = None
        self.pieces = [_piece(one) for one in DIGESTS]
        self.looks: list[dict[str, str]] = []

    def call(
        self, method: str, path: str, query: Mapping[str, Any] | None = None, *, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        self.asked.append((method, path, query or body or {}))
        if self.trouble is not None:
            raise self.trouble
        if path == "/v1/evidence":
            return self._page(query or {})
        digest = path.split("/")[3]
        if path.endswith("/looks"):
            if self.no_looks is not None:
                raise self.no_looks
            return {"looks": self.looks}
        assert body is not None
        self.looks.append(
            {"at": NOW.isoformat(), "who": "an", "name": "Nguyễn Hữu An", "device": "desk-2", "why": body["why"],
             "what": "hold" if body["held"] else "let_go"}
        )  # fmt: skip
        place = DIGESTS.index(digest)
        self.pieces[place] |= {"held": body["why"] if body["held"] else ""}
        return self.pieces[place]

    def _page(self, query: Mapping[str, Any]) -> dict[str, Any]:
        found = [one for one in self.pieces if query.get("incident") in (None, one["incident_id"])]
        found = [one for one in found if query.get("camera") is None or one["camera_id"] in query["camera"]]
        if "before" in query:
            return {"pieces": found[2:], "next_before": None}
        return {"pieces": found[:2], "next_before": found[1]["receipt"]["digest"] if len(found) > 2 else None}


def _played(desk: Room, role: str = "duty_officer") -> _Server:
    return played(desk, _Server(), role)


def _shown(desk: Room) -> dict[str, Any]:
    return shown(desk, "evidence")


def _words(desk: Room) -> str:
    return words(desk, "evidence")


def _open(desk: Room, kind: type[Any]) -> Any:
    found = [one for one in desk.window.findChildren(kind) if one.isVisible()]
    return found[0] if found else None


def _waiting(folder: Path) -> None:
    """A still that no server knows of yet."""
    evidence = Evidence(folder, DeviceKey.made("desk-1"))
    draft, fd = evidence.begin("still", "cam-1")
    os.write(fd, b"picture")
    os.close(fd)
    evidence.finish(draft, {"camera": {"id": "cam-1", "name": "Cầu 1"}, "saved_at": NOW.isoformat()})


def test_a_picture_that_this_desk_saved_is_shown(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.pieces[0]["receipt"]["file"] = "here.png"
        folder = desk.window._context.data_dir / "evidence"
        folder.mkdir(exist_ok=True)
        still = QImage(8, 6, QImage.Format.Format_RGB32)
        still.fill(0)
        assert still.save(str(folder / "here.png"))
        await desk.run("show-evidence")
        await desk.settle()
        picture = _open(desk, StillPicture)
        assert picture._image.size() == still.size()
        await desk.strike("Down")
        await desk.settle()
        assert picture._image is None
        assert "at the server" in picture.accessibleDescription()

    at_desk(qapp, tmp_path, story)


def test_rows_older_ones_and_who_looked_at_the_chosen_one(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.looks = [
            {"at": NOW.isoformat(), "who": "an", "name": "Nguyễn Hữu An", "device": "desk-2", "what": "look",
             "why": "Công an đề nghị"}
        ]  # fmt: skip
        assert await desk.run("show-evidence") == {"pieces": 2}
        await desk.settle()
        assert (_shown(desk)["rows"], _shown(desk)["key"]) == ([*DIGESTS[:2]], DIGESTS[0])
        assert (_shown(desk)["looks"], _shown(desk)["more"]) == (1, True)
        words = _words(desk)
        for said in ("Cầu 1", "SC-one · Ngập", "81", "Lê Thu Hà"):
            assert said in words, said
        board: Any = desk.window.overlays._more["evidence"]
        assert board._looks.list.key() == "", "the piece is what is chosen"
        await desk.strike("Shift+Down")
        assert (board._looks.list.key(), _shown(desk)["key"]) == ("0", DIGESTS[0])
        await desk.strike("Down", "Down")
        await desk.settle()
        assert _shown(desk)["rows"] == [*DIGESTS]
        assert server.asked[-1][2].get("before") == DIGESTS[1] or server.asked[-2][2].get("before") == DIGESTS[1]
        await desk.strike("Esc")
        assert desk.window.state()["evidence"] is None

    at_desk(qapp, tmp_path, story)


def test_it_is_held_for_a_reason_after_a_question_and_let_go_again(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        await desk.run("show-evidence")
        await desk.settle()
        await desk.strike("L")
        assert _open(desk, LetGoForm) is None, "nobody holds it"
        await desk.strike("H")
        form = _open(desk, HoldForm)
        form.text.setPlainText("xem")
        await desk.strike("Ctrl+Return")
        assert form.error_text()
        form.text.setPlainText("Vụ án 12/2026")
        await desk.strike("Ctrl+Return")
        assert _open(desk, ConfirmBox) is not None
        await desk.strike("Esc")
        assert (form.isVisible(), form.values()["why"]) == (True, "Vụ án 12/2026"), "what was typed is not lost"
        assert not [one for one in server.asked if one[0] == "PUT"]
        await desk.strike("Ctrl+Return", "Tab", "Return")
        await desk.until(lambda: _shown(desk)["held"] == "Vụ án 12/2026", "it is held")
        await desk.settle()
        assert _shown(desk)["looks"] == 1, "who held it is read anew"
        assert "Nguyễn Hữu An" in _words(desk)
        await desk.strike("H")
        assert _open(desk, HoldForm) is None, "it is held already"
        await desk.strike("L")
        _open(desk, LetGoForm).text.setPlainText("Đã xét xử xong")
        await desk.strike("Ctrl+Return", "Tab", "Return")
        await desk.until(lambda: _shown(desk)["held"] == "", "it is let go")
        puts = [one[2] for one in server.asked if one[0] == "PUT"]
        assert puts == [{"held": True, "why": "Vụ án 12/2026"}, {"held": False, "why": "Đã xét xử xong"}]

    at_desk(qapp, tmp_path, story)


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_who_is_no_officer_reads_and_holds_nothing(qapp: QApplication, tmp_path: Path, role: str) -> None:
    async def story(desk: Room) -> None:
        _played(desk, role)
        assert await desk.run("show-evidence") == {"pieces": 2}
        await desk.settle()
        await desk.strike("H", "L")
        assert (_open(desk, HoldForm), _open(desk, LetGoForm)) == (None, None)

    at_desk(qapp, tmp_path, story)


def test_who_may_not_see_it_is_told_and_nothing_is_asked(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk, "operator")
        assert await desk.run("show-evidence") == {"pieces": 0}
        assert (_shown(desk)["trouble"], _shown(desk)["rows"], server.asked) == ("evidence_not_yours", [], [])

    at_desk(qapp, tmp_path, story)


@pytest.mark.parametrize("trouble", [LinkError("unreachable"), SignInError("expired")], ids=["offline", "expired"])
def test_without_the_server_what_was_read_stays(qapp: QApplication, tmp_path: Path, trouble: Exception) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.trouble = trouble
        await desk.run("show-evidence")
        assert _shown(desk)["rows"] == []
        server.trouble = None
        await desk.strike("F5")
        await desk.settle()
        assert len(_shown(desk)["rows"]) == 2
        server.trouble = trouble
        await desk.strike("F5")
        await desk.settle()
        assert (len(_shown(desk)["rows"]), _shown(desk)["trouble"]) == (2, getattr(trouble, "code", ""))
        await desk.strike("H")
        assert _open(desk, HoldForm) is None, "nothing is held that the server cannot hear of"

    at_desk(qapp, tmp_path, story)


def test_what_cannot_be_told_of_who_looked_is_said(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.no_looks = LinkError("timed_out")
        await desk.run("show-evidence")
        await desk.settle()
        assert (_shown(desk)["looks"], _shown(desk)["trouble"]) == (0, "")
        assert "không trả lời kịp" in _words(desk) or "did not answer in time" in _words(desk)
        server.no_looks = None
        await desk.strike("F5")
        await desk.settle()
        assert "did not answer in time" not in _words(desk)

    at_desk(qapp, tmp_path, story)


def test_it_is_looked_for_by_camera_incident_and_what_is_held(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        await desk.run("show-evidence", incident="one")
        assert server.asked[0][2] == {"incident": "one"}
        board: Any = desk.window.overlays._more["evidence"]
        assert board.search.text() == "SC-one"
        for typed, asked in (
            ("cau 1 giữ loại:ảnh", {"held": "true", "kind": "still"}),
            ("SC-two", {"incident": "two"}),
            ("máy:desk-1", {"device": "desk-1"}),
        ):
            await desk.strike("/")
            board.search.setText(typed)
            await desk.strike("Return")
            await desk.settle()
            said = [one[2] for one in server.asked if one[1] == "/v1/evidence"][-1]
            assert {key: said.get(key) for key in asked} == asked
        count = len(server.asked)
        await desk.strike("/")
        board.search.setText("không có camera này")
        await desk.strike("Return")
        await desk.settle()
        assert (_shown(desk)["rows"], len(server.asked)) == ([], count), "what is nowhere is not asked for"

    at_desk(qapp, tmp_path, story)


def test_what_this_desk_could_not_register_yet_stands_above(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.trouble = LinkError("unreachable")
        _waiting(tmp_path / "evidence")
        await desk.run("show-evidence")
        await desk.settle()
        assert (_shown(desk)["here"], len(_shown(desk)["rows"]), _shown(desk)["trouble"]) == (1, 1, "unreachable")
        await desk.strike("H")
        assert _open(desk, HoldForm) is None

    at_desk(qapp, tmp_path, story)


@pytest.mark.parametrize(
    ("more", "tone"),
    [({}, "text2"), ({"held": "Vụ án"}, "text1"), ({"complete": False}, "late"), ({"gone_at": "x"}, "text3"),
     ({"stays_until": (NOW + timedelta(days=6)).isoformat()}, "late"),
     ({"stays_until": (NOW - timedelta(days=6)).isoformat()}, "late")],
)  # fmt: skip
def test_how_loud_a_row_is(more: dict[str, Any], tone: str) -> None:
    words, said = state_of(EvidenceOut.model_validate(_piece(DIGESTS[0], **more)), NOW)
    assert (said, bool(words)) == (tone, True)
