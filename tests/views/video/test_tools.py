"""What is done with a camera: a still or a clip as evidence, a closer look, a replay."""

from __future__ import annotations

import json
import os
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.base.errors import IocError
from contract.roles import Role
from tests.views.played_city import PlayedRoom, play
from tests.views.played_session import HA, incident
from tests.views.video.watched_desk import WatchedDesk, city, watched_desk
from views.base.commands import CommandRefusedError


def _decoder(desk: WatchedDesk, refusal: str = "") -> list[str]:
    """A decoder that writes what it is asked for, or says why it cannot."""
    asked: list[str] = []

    def write(kind: str) -> Any:
        def keep(_stream: object, fd: int, *_seconds: float) -> Future[dict[str, Any]]:
            asked.append(kind)
            done: Future[dict[str, Any]] = Future()
            with os.fdopen(fd, "wb") as file:
                file.write(b"picture")
            if refusal:
                done.set_exception(IocError(refusal))
            else:
                done.set_result({"width": 16, "height": 16})
            return done

        return keep

    desk.room.city.fleet.still = write("still")  # type: ignore[method-assign]
    desk.room.city.fleet.clip = write("clip")  # type: ignore[method-assign]
    return asked


def _read(path: Path) -> bytes:
    return path.read_bytes()


@pytest.mark.parametrize(("name", "kind", "ending"), [("save-still", "still", ".png"), ("save-clip", "clip", ".mp4")])
def test_what_was_seen_is_saved_with_its_seal_and_told(
    tmp_path: Path, qapp: QApplication, name: str, kind: str, ending: str
) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            asked = _decoder(desk)
            kept: Any = await room.do(name, camera="c2")
            assert asked == [kind]
            path = Path(kept["path"])
            assert (path.suffix, _read(path)) == (ending, b"picture")
            facts = json.loads(_read(path.with_name(f"{path.name}.json")))
            assert (facts["camera"]["name"], facts["sha256"], facts["incident_id"]) == ("Cầu 2", kept["sha256"], None)
            [(level, text)] = room.notices
            assert level == "info"
            assert text == f"Saved: {path.name}"
            assert room.city.acted == [], "no incident is open: no note"

    play(qapp, city(tmp_path), story)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.WALL])
def test_who_may_not_have_it_registered_saves_nothing(tmp_path: Path, qapp: QApplication, role: Role) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            asked = _decoder(desk)
            room.city.actor = HA.model_copy(update={"role": str(role)})
            may = role in {Role.OPERATOR, Role.DUTY_OFFICER, Role.SECURITY_ANALYST, Role.AGENCY}
            for name in ("save-still", "save-clip"):
                if may:
                    await room.do(name, camera="c2")
                else:
                    with pytest.raises(CommandRefusedError, match="forbidden"):
                        await room.do(name, camera="c2")
            assert asked == (["still", "clip"] if may else [])

    play(qapp, city(tmp_path), story)


def test_with_its_incident_open_the_picture_is_noted_there_and_anothers_is_not(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            _decoder(desk)
            desk.incident = incident("one").model_copy(update={"camera_ids": ("c1",)})
            kept: Any = await room.do("save-still", camera="c1")
            [action] = room.city.acted
            assert (action.type, action.target_id) == ("note", "one")
            assert kept["sha256"] in action.payload["text"]
            await room.do("save-still", camera="c2")
            assert len(room.city.acted) == 1, "that camera does not belong to it"

    play(qapp, city(tmp_path), story)


def test_where_there_is_no_picture_nothing_is_kept_and_the_reason_is_told(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            _decoder(desk, "no_picture")
            with pytest.raises(IocError) as failed:
                await room.do("save-still", camera="c1")
            assert failed.value.code == "no_picture"
            assert room.notices == []

    play(qapp, city(tmp_path), story)
    assert list((tmp_path / "evidence").iterdir()) == [], "not even an empty file"


def test_a_camera_is_looked_at_closer_and_esc_takes_it_back_step_by_step(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            desk.desk.cameras.toggle_focus("c1")
            tile = desk.desk.streams.tile_of("c1")
            assert tile is not None
            await room.do("zoom-in")
            await room.do("zoom-in")
            closest = tile.zoom_factor
            await room.do("zoom-out")
            assert 1.0 < tile.zoom_factor < closest
            await room.do("replay-camera")
            assert desk.desk.streams.report()[0]["replaying"]
            assert desk.tools.go_back(), "the replay first"
            assert not desk.desk.streams.report()[0]["replaying"]
            assert desk.tools.go_back(), "then the zoom"
            assert tile.zoom_factor == 1.0
            assert not desk.tools.go_back()
            await room.do("replay-camera")
            await room.do("replay-camera")
            assert not desk.desk.streams.report()[0]["replaying"], "the same key ends it"
            await room.do("zoom-in")
            await room.do("zoom-reset")
            assert tile.zoom_factor == 1.0

    play(qapp, city(tmp_path), story)


def test_a_replay_of_nothing_says_that_nothing_is_kept(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            desk.desk.streams.replay_was_empty.emit()
            assert [level for level, _text in room.notices] == ["info"]

    play(qapp, city(tmp_path), story)


def test_without_a_camera_the_commands_are_off(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            assert room.registry.why_off("save-still") == "no_camera"
            assert not desk.tools.go_back()
            for name, camera in (("save-clip", "gone"), ("zoom-in", "gone"), ("replay-camera", "c9")):
                with pytest.raises(CommandRefusedError) as refused:
                    await room.do(name, camera=camera)
                assert refused.value.code == "no_camera"

    play(qapp, city(tmp_path), story)
