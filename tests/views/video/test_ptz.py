"""A held key moves the camera, a hand that lets go stops it; test_turning shows the same with a server."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.records.models import Camera
from views.base.commands import Registry
from views.base.faults import Faults
from views.video.ptz import AGAIN_MS, FAST, SLOW, PtzPresenter
from views.words.sentences import sentence
from widgets.video.tile import VideoTile

CAMERA = Camera(id="cam-01", version=1, name="Cầu Bến Đá", ptz=True)


class Server:
    """Writes down what it is told, as the session's door to the contract; nothing of it is HTTP."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, dict[str, Any]]] = []
        self.lease: dict[str, Any] = {"mine": True}

    async def call(self, work: Any) -> dict[str, Any]:
        return dict(work(self))

    def steer(self, method: str, _camera: str, what: str, body: dict[str, Any] | None) -> dict[str, Any]:
        self.told.append((method, what, dict(body or {})))
        return {"presets": [{"token": "a", "name": "Cổng"}]} if what == "presets" else self.lease

    def moves(self) -> list[tuple[float, float, float]]:
        return [(body["pan"], body["tilt"], body["zoom"]) for _method, what, body in self.told if what == "move"]


class Desk(QObject):
    """Context, cameras and tiles in one, as far as the presenter asks for them."""

    def __init__(self, tile: VideoTile) -> None:
        super().__init__()
        self.session = Server()
        self.faults = Faults()
        self._tile = tile

    def start_task(self, work: Coroutine[Any, Any, object]) -> None:
        asyncio.run(work)

    def camera(self, camera_id: str) -> Camera | None:
        return CAMERA if camera_id == CAMERA.id else None

    def current_id(self) -> str:
        return CAMERA.id

    def tile_of(self, _camera_id: str) -> VideoTile:
        return self._tile


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[tuple[Desk, VideoTile, PtzPresenter, Registry, list[str]]]:
    window = QWidget()
    qtbot.addWidget(window)
    tile = VideoTile(window)
    tile.set_title(CAMERA.name)
    QVBoxLayout(window).addWidget(tile)
    stolen: list[str] = []
    for key in ("Down", "+", "1"):
        QShortcut(QKeySequence(key), window).activated.connect(lambda key=key: stolen.append(key))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    made, registry = Desk(tile), Registry()
    presenter = PtzPresenter(made, made, made)  # type: ignore[arg-type]
    presenter.bind(registry)
    asyncio.run(registry.run("control-camera", {"camera": CAMERA.id}))
    yield made, tile, presenter, registry, stolen
    presenter.close()
    tile.drop_frame()


def test_a_held_key_moves_and_a_released_one_stops(qtbot: QtBot, desk: Any) -> None:
    made, tile, _presenter, _registry, stolen = desk
    QTest.keyPress(tile, Qt.Key.Key_Down)
    qtbot.wait(int(AGAIN_MS * 2.5))
    moves = made.session.moves()
    assert moves[0] == (0.0, -SLOW, 0.0)
    assert len(moves) >= 3, "told again while it is held, or the camera would stop by itself"
    QTest.keyRelease(tile, Qt.Key.Key_Down)
    assert made.session.moves()[-1] == (0.0, 0.0, 0.0)
    count = len(made.session.moves())
    qtbot.wait(int(AGAIN_MS * 1.5))
    assert len(made.session.moves()) == count
    assert stolen == [], "the desk's own meaning of these keys waits"


def test_shift_is_fast_zoom_has_keys_and_digits_are_presets(desk: Any) -> None:
    made, tile, _presenter, _registry, stolen = desk
    QTest.keyPress(tile, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyRelease(tile, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(tile, Qt.Key.Key_Plus)
    QTest.keyClick(tile, Qt.Key.Key_1)
    assert made.session.moves()[0] == (FAST, 0.0, 0.0)
    assert (0.0, 0.0, SLOW) in made.session.moves()
    assert ("POST", "preset", {"token": "a"}) in made.session.told
    assert stolen == []


def test_the_camera_stops_when_the_keyboard_goes_elsewhere_and_is_given_back(desk: Any) -> None:
    made, tile, presenter, _registry, stolen = desk
    QTest.keyPress(tile, Qt.Key.Key_Left)
    tile.clearFocus()
    assert made.session.moves()[-1] == (0.0, 0.0, 0.0)
    assert presenter.go_back()
    assert made.session.told[-1][:2] == ("DELETE", "lease")
    assert not presenter.go_back()
    QTest.keyClick(tile, Qt.Key.Key_Down)
    assert stolen == ["Down"], "afterwards the keys are the desk's again"


@pytest.mark.kind(
    "onvif",
    "A camera that did not take its Stop is led by the next operator",
    "The operator is told that it may still be turning.",
)
def test_a_camera_that_may_turn_is_told_to_whoever_leads_it(desk: Any) -> None:
    made, _tile, presenter, registry, _stolen = desk
    shown: list[str] = []
    made.faults.show = lambda text, level: shown.append(f"{level}: {text}")
    presenter.close()
    made.session.lease = {"mine": True, "not_stopped": False}
    asyncio.run(registry.run("control-camera", {"camera": CAMERA.id}))
    assert shown == []
    presenter.close()
    made.session.lease = {"mine": True, "not_stopped": True}
    asyncio.run(registry.run("control-camera", {"camera": CAMERA.id}))
    assert shown == [f"warning: {sentence('camera_not_stopped')}"]


@pytest.mark.kind(
    "onvif",
    "A key is let go while its order is under way, and the stop overtakes it",
    "A stop follows the late order too.",
)
def test_a_stop_that_overtakes_its_move_is_said_again(desk: Any) -> None:
    made, tile, _presenter, _registry, _stolen = desk

    async def crossing() -> None:
        late, at_once = asyncio.Event(), made.session.call
        tasks: list[asyncio.Future[object]] = []

        async def call(work: Any) -> dict[str, Any]:
            if len(tasks) == 1:
                await late.wait()
            return dict(await at_once(work))

        made.session.call = call
        made.start_task = lambda work: tasks.append(asyncio.ensure_future(work))
        QTest.keyPress(tile, Qt.Key.Key_Left)
        await asyncio.sleep(0)
        QTest.keyRelease(tile, Qt.Key.Key_Left)
        await tasks[1]
        assert made.session.moves() == [(0.0, 0.0, 0.0)]
        late.set()
        await asyncio.gather(*tasks)

    asyncio.run(crossing())
    del made.session.call, made.start_task
    assert made.session.moves() == [(0.0, 0.0, 0.0), (-SLOW, 0.0, 0.0), (0.0, 0.0, 0.0)]
