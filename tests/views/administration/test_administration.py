"""People and sign-ins at a desk whose server is played: rows, what is done with them, and what stands there without."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError, SignInError
from tests.views.desk_room import Room, at_desk
from tests.views.played_page import played, shown, words

AT = "2026-11-20T01:00:00Z"


def _person(key: str, name: str, role: str, **more: Any) -> dict[str, Any]:
    return {
        "id": key, "name": name, "role": role, "desk": "Bàn trực 1", "disabled": False, "must_change": False,
        "limits": {"areas": [], "domains": [], "agencies": []}, "password_at": AT, "last_sign_in_at": AT,
        "last_device": "desk-1", "sessions": 1, "waits_s": 0,
    } | more  # fmt: skip


class _Server:
    """Answers in place of the contract; `trouble` instead of every answer while there is one."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self.trouble: Exception | None = None
        self.people = [
            _person("ha.le", "Lê Thu Hà", "operator"),
            _person("tuan.pham", "Phạm Quốc Tuấn", "operator", waits_s=60, sessions=0),
            _person("quan.tri", "Quản trị", "admin"),
        ]
        self.tokens: list[dict[str, Any]] = []

    def call(
        self, method: str, path: str, _query: object = None, *, body: Mapping[str, Any] | None = None,
        empty: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        if method != "GET":
            self.asked.append((method, path, body))
        if self.trouble is not None:
            raise self.trouble
        if empty:
            return {}
        if path.endswith("/sessions") and method == "GET":
            session = {"id": "0" * 16, "user": "ha.le", "name": "Lê Thu Hà", "device_id": "desk-1"}
            return {"sessions": [session | {"expires_at": AT, "wall": "", "node": ""}]}
        if path.endswith("/devices"):
            device = {"id": "desk-1", "name": "Bàn 1", "enrolled_at": AT, "disabled": False, "people": ["ha.le"]}
            return {"devices": [device]}
        if path.endswith("/source-tokens"):
            return {"tokens": self.tokens}
        if path.endswith("-codes"):
            return {"code": "ABCD-EFGH-IJKL-MNOP", "expires_at": AT}
        if path.endswith("/choices"):
            return {"roles": ["operator", "agency", "admin", "wall"], "areas": ["Ven sông"], "domains": ["water"],
                    "agencies": ["Sở Xây dựng"]}  # fmt: skip
        if method == "DELETE":
            return {"ended": 1}
        if method == "POST":
            return {"id": (body or {}).get("id", "ha.le"), "password": "aaaaa-bbbbb-ccccc-ddddd"}
        return {"people": self.people} if method == "GET" else self.people[0]


def _played(desk: Room, role: str = "admin") -> _Server:
    return played(desk, _Server(), role)


def _shown(desk: Room) -> dict[str, Any]:
    return shown(desk, "administration")


def _words(desk: Room) -> str:
    return words(desk, "administration")


def test_people_under_their_roles_and_what_is_done_with_one(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        assert await desk.run("show-administration") == {"people": 3}
        await desk.settle()
        assert _shown(desk)["rows"] == ["ha.le", "tuan.pham", "quan.tri"]
        assert (_shown(desk)["key"], _shown(desk)["trouble"]) == ("ha.le", "")
        await desk.strike("U")
        assert server.asked == [], "nobody has to wait"
        await desk.strike("Down", "U")
        assert server.asked.pop() == ("POST", "/v1/admin/people/tuan.pham/unlock", None)
        await desk.strike("Up", "E")
        assert server.asked.pop() == ("DELETE", "/v1/admin/people/ha.le/sessions", None)
        await desk.strike("D", "Return")
        assert server.asked == [], "the safe answer has the keyboard"
        await desk.strike("D", "Tab", "Return")
        assert server.asked.pop() == ("PATCH", "/v1/admin/people/ha.le", {"disabled": True})
        server.people[0]["disabled"] = True
        await desk.strike("F5", "D")
        assert server.asked.pop()[2] == {"disabled": False}, "and is undone without a question"
        await desk.strike("2")
        assert (_shown(desk)["tab"], len(_shown(desk)["rows"])) == ("sessions", 1)
        await desk.strike("E")
        assert server.asked.pop()[1] == f"/v1/admin/people/ha.le/sessions/{'0' * 16}"
        await desk.strike("Esc")
        assert desk.window.state()["administration"] is None

    at_desk(qapp, tmp_path, story)


def _token(name: str, **more: Any) -> dict[str, Any]:
    return {
        "name": name, "source": "kttv", "types": ["indicator", "source"], "prefix": "kttv.", "made_at": AT,
        "expires_at": AT, "last_used_at": AT, "last_refused_at": None, "refused_why": "",
    } | more  # fmt: skip


def test_what_lets_sources_in_stands_beside_sign_ins(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.tokens = [
            _token("aaaaaaaaaaaa"),
            _token("bbbbbbbbbbbb", last_refused_at=AT, refused_why="bad-records"),
            _token("cccccccccccc", last_used_at=None),
        ]
        await desk.run("show-administration")
        await desk.strike("2")
        rows = _shown(desk)["rows"]
        assert rows[1:] == ["source aaaaaaaaaaaa", "source bbbbbbbbbbbb", "source cccccccccccc"]
        await desk.strike("Down", "Down")
        assert _shown(desk)["key"] == "source bbbbbbbbbbbb"
        for said in ("kttv.", "indicator, source", "records did not fit", "token --role feed --source kttv --end"):
            assert said in _words(desk)
        await desk.strike("E")
        assert server.asked == [], "it is ended at the server itself"
        await desk.strike("Down")
        assert "never" in _words(desk)

    at_desk(qapp, tmp_path, story)


def test_a_device_is_let_in_by_a_code_and_shut_out(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        await desk.run("show-administration")
        await desk.strike("3")
        assert (_shown(desk)["tab"], _shown(desk)["rows"]) == ("devices", ["desk-1"])
        await desk.strike("D", "Tab", "Return")
        assert server.asked.pop() == ("PATCH", "/v1/admin/devices/desk-1", {"disabled": True})
        await desk.strike("F", "Tab", "Return")
        assert server.asked.pop() == ("DELETE", "/v1/admin/devices/desk-1", None)
        await desk.strike("N")
        assert server.asked.pop()[1] == "/v1/admin/enrolment-codes"
        box = desk.window.overlays._more["administration-secret"]
        assert box.secret() == "ABCD-EFGH-IJKL-MNOP"  # type: ignore[attr-defined]

    at_desk(qapp, tmp_path, story)


def test_a_password_is_shown_once_and_stays_until_it_was_passed_on(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        await desk.run("show-administration")
        await desk.strike("P", "Tab", "Return")
        assert server.asked.pop()[1] == "/v1/admin/people/ha.le/password"
        assert _shown(desk)["secret"]
        box = desk.window.overlays._more["administration-secret"]
        assert box.secret() == "aaaaa-bbbbb-ccccc-ddddd"  # type: ignore[attr-defined]
        assert "aaaaa" not in str(desk.window.state()), "nobody reads it from outside"
        await desk.strike("Return")
        assert not _shown(desk)["secret"]
        assert box.secret() == ""  # type: ignore[attr-defined]

    at_desk(qapp, tmp_path, story)


def test_somebody_is_added_with_what_they_may_see(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        await desk.run("show-administration")
        await desk.strike("N")
        form = desk.window.overlays._more["administration-add"]
        await desk.strike("Ctrl+Return")
        assert form.error_text(), "a name is needed"  # type: ignore[attr-defined]
        form.id.setText("bd.ubnd")  # type: ignore[attr-defined]
        form.name.setText("UBND phường Bến Đá")  # type: ignore[attr-defined]
        form.role.setCurrentIndex(form.role.findData("agency"))  # type: ignore[attr-defined]
        await desk.strike("Ctrl+Return")
        assert server.asked == [], "an agency without agencies would see nothing"
        form.limits.agencies.setFocus()  # type: ignore[attr-defined]
        await desk.strike("Space", "Ctrl+Return")
        method, path, said = server.asked.pop()
        assert (method, path) == ("POST", "/v1/admin/people")
        assert said == {
            "id": "bd.ubnd", "name": "UBND phường Bến Đá", "desk": "", "role": "agency",
            "limits": {"areas": [], "domains": [], "agencies": ["Sở Xây dựng"]},
        }  # fmt: skip
        assert _shown(desk)["secret"]

    at_desk(qapp, tmp_path, story)


def test_without_the_server_it_says_so_and_does_nothing(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        server = _played(desk)
        server.trouble = LinkError("unreachable")
        assert await desk.run("show-administration") == {"people": 0}
        assert (_shown(desk)["trouble"], _shown(desk)["read"]) == ("unreachable", False)
        await desk.strike("N")
        assert server.asked == []
        server.trouble = None
        await desk.strike("F5")
        assert len(_shown(desk)["rows"]) == 3
        server.trouble = LinkError("timed_out")
        await desk.strike("F5", "E", "P")
        assert server.asked == [], "what was read stays, and nothing is tried"
        assert len(_shown(desk)["rows"]) == 3
        server.trouble = None
        await desk.strike("F5")
        server.trouble = SignInError("last_admin")
        await desk.strike("E")
        assert len(server.asked) == 1

    at_desk(qapp, tmp_path, story)


def test_it_is_for_administrators(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        _played(desk, "duty_officer")
        await desk.run("show-administration")
        assert _shown(desk)["trouble"] == "administrators_only"
        assert _shown(desk)["rows"] == []

    at_desk(qapp, tmp_path, story)


def test_what_is_looked_for_needs_no_marks(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        _played(desk)
        await desk.run("show-administration")
        await desk.strike("/")
        await desk.write("tuan")
        assert _shown(desk)["rows"] == ["tuan.pham"]
        await desk.write(" khong")
        assert _shown(desk)["rows"] == []
        assert _words(desk)

    at_desk(qapp, tmp_path, story)


def test_ones_own_password_is_typed_twice(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        changed: list[tuple[str, ...]] = []

        async def change(*said: str) -> None:
            changed.append(said)

        async def sign_in(*said: str) -> None:
            changed.append(said)

        desk.session.change_password = change  # type: ignore[method-assign,assignment]
        desk.session.sign_in = sign_in  # type: ignore[method-assign,assignment]
        await desk.run("change-password")
        await desk.write("cu")
        await desk.strike("Tab")
        await desk.write("ngan")
        await desk.strike("Ctrl+Return")
        form = desk.window.overlays._more["own-password"]
        assert form.error_text()  # type: ignore[attr-defined]
        lines = form._lines  # type: ignore[attr-defined]
        for line, text in zip(lines, ("cu", "ba con meo den", "ba con meo den"), strict=True):
            line.setText(text)
        await desk.strike("Ctrl+Return")
        assert changed == [("ha.le", "cu", "ba con meo den"), ("ha.le", "ba con meo den")]
        assert [line.text() for line in lines] == ["", "", ""], "nothing of it stays here"

    at_desk(qapp, tmp_path, story)
