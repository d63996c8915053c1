"""Whoever else turns a camera that is shown is named in its caption, as long as the server says so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError
from console.records.models import Actor, Camera
from tests.views.played_city import PlayedCity, PlayedRoom, play
from views.video.ptz_holders import EVERY_S, PtzHolders

ADDRESS = "rtsp://127.0.0.1:9/x"
CITY = [
    Camera(id=key, name=key, main_url=ADDRESS, sub_url=ADDRESS, ptz=key != "still") for key in ("one", "two", "still")
]


class Server:
    """Says who has which camera; nothing of it is HTTP."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.has: dict[str, dict[str, Any]] = {}
        self.is_away = False

    def steer(self, method: str, camera: str, what: str) -> dict[str, Any]:
        assert (method, what) == ("GET", "lease")
        self.asked.append(camera)
        if self.is_away:
            raise LinkError("unreachable")
        return self.has.get(camera, {"mine": False, "holder_name": None})


class Watch:
    """A desk whose clock is in the test's hand."""

    def __init__(self, room: PlayedRoom, server: Server) -> None:
        self.room, self.server = room, server
        room.city.api = server
        self.desk, _overlays = room.desk()
        self.holders = PtzHolders(room.context, self.desk.cameras, self.desk.streams)
        room.later(self.holders.close)

    async def pass_time(self) -> None:
        """So much that it asks again, and what it hears is said."""
        self.room.now += timedelta(seconds=EVERY_S)
        self.holders.tick(self.room.now)
        await self.room.settle()
        self.holders.tick(self.room.now)

    def beside(self, camera: str) -> list[tuple[str, str]]:
        """The marks in its caption."""
        tile = self.desk.streams.tile_of(camera)
        assert tile is not None
        return list(tile.caption().marks[:1])


def _seated(room: PlayedRoom, role: str) -> None:
    room.city.actor = Actor(id="ha.le", name="Lê Thu Hà", role=role)
    room.city.connect()


def test_who_turns_it_is_named_until_it_is_given_back(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        _seated(room, "duty_officer")
        at = Watch(room, Server())
        at.desk.cameras.start(2)
        await room.settle()
        at.server.has["one"] = {"mine": False, "holder_name": "Phạm Quốc Tuấn"}
        await at.pass_time()
        assert at.server.asked == ["one", "two"], "one that cannot be turned is not asked for"
        assert at.beside("one") == [("joystick", "Phạm Quốc Tuấn")]
        assert at.beside("two") == [("joystick", "")]
        tile = at.desk.streams.tile_of("one")
        assert tile is not None
        assert "Phạm Quốc Tuấn turns it now" in tile.accessibleName()
        at.desk.grid.tile_moved.emit(0, 1)
        at.holders.tick(room.now)
        assert at.beside("one") == [("joystick", "Phạm Quốc Tuấn")], "in its new place too"
        assert at.beside("two") == [("joystick", "")]
        at.server.has["one"] = {"mine": True, "holder_name": "Lê Thu Hà"}
        await at.pass_time()
        assert at.beside("one") == [("joystick", "")]

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_nobody_is_named_whom_the_server_no_longer_names(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        _seated(room, "operator")
        at = Watch(room, Server())
        at.desk.cameras.start(2)
        await room.settle()
        at.server.has["two"] = {"mine": False, "holder_name": "Tuấn"}
        await at.pass_time()
        assert at.beside("two") == [("joystick", "Tuấn")]
        at.server.is_away = True
        await at.pass_time()
        assert at.beside("two") == [("joystick", "")]
        assert room.notices == [], "nobody asked for it"

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_who_may_not_turn_cameras_does_not_ask_and_nobody_does_without_a_server(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        room.city.actor = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
        away = Watch(room, Server())
        away.desk.cameras.start(2)
        await room.settle()
        await away.pass_time()
        assert away.server.asked == []
        _seated(room, "viewer")
        at = Watch(room, Server())
        at.desk.cameras.start(2)
        await room.settle()
        await at.pass_time()
        assert at.server.asked == []

    play(qapp, PlayedCity(tmp_path, records=CITY), story)
