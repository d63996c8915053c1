"""Turning a camera: a lease that says who does, movement while a key is held, presets by number."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from console.base.errors import LinkError
from views.arguments.desk import ControlCamera, GoToPreset, MoveCamera, OfCamera
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.base.context import Context
from views.video.grid import CameraPresenter
from views.video.streams import StreamTiles
from views.video.words import turns_words
from widgets.video.marked_tile import Mark
from widgets.video.tile import VideoTile

AGAIN_MS = 300
"""A held key is told to the server so often; without it the camera stops by itself after a second."""
STEPS: Mapping[Qt.Key, tuple[float, float, float]] = MappingProxyType(
    {
        Qt.Key.Key_Left: (-1.0, 0.0, 0.0),
        Qt.Key.Key_Right: (1.0, 0.0, 0.0),
        Qt.Key.Key_Up: (0.0, 1.0, 0.0),
        Qt.Key.Key_Down: (0.0, -1.0, 0.0),
        Qt.Key.Key_Plus: (0.0, 0.0, 1.0),
        Qt.Key.Key_Equal: (0.0, 0.0, 1.0),
        Qt.Key.Key_Minus: (0.0, 0.0, -1.0),
    }
)
SLOW, FAST = 0.4, 1.0
"""Shares of the camera's full speed; Shift is the fast one."""


class PtzPresenter(QObject):
    """One camera at a time. While it is led, arrows, + and -, and digits are its own, and Esc gives it back."""

    def __init__(self, context: Context, cameras: CameraPresenter, streams: StreamTiles) -> None:
        super().__init__(cameras)
        self._context, self._cameras, self._streams = context, cameras, streams
        self._camera_id: str | None = None
        self._tile: VideoTile | None = None
        self._speed = (0.0, 0.0, 0.0)
        self._presets: list[dict[str, Any]] = []
        self._moving = False
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._tell)
        self.last: dict[str, Any] = {}
        """The lease as the server last told it."""

    def bind(self, registry: Registry) -> None:
        """Tie the commands to their work."""
        registry.bind(Taking.CONTROL_CAMERA, self._take, self._why_off)
        registry.bind(Taking.MOVE_CAMERA, self._move)
        registry.bind(Taking.GO_TO_PRESET, self._go_to)

    def go_back(self) -> bool:
        """Give the camera back; false where none is led."""
        if self._camera_id is None:
            return False
        self.close()
        return True

    def close(self) -> None:
        """Lead no camera any more; it stops."""
        camera_id, self._camera_id = self._camera_id, None
        self._again.stop()
        if self._tile is not None:
            self._let_go(self._tile)
        if camera_id is not None:
            self._context.start_task(self._call("DELETE", camera_id, "lease"))

    def _why_off(self, args: OfCamera) -> str | None:
        camera = self._cameras.camera(args.camera or self._cameras.current_id() or "")
        if camera is None:
            return "no_camera"
        return None if camera.ptz else "no_ptz"

    async def _take(self, args: ControlCamera) -> dict[str, Any]:
        """Take the chosen camera; taken again by whoever leads it, it is given back."""
        camera_id = args.camera or self._cameras.current_id() or ""
        if camera_id == self._camera_id and not args.take_over:
            self.close()
            return {}
        lease = await self._call("POST", camera_id, "lease", {"take_over": args.take_over})
        self.last = lease
        if lease.get("not_stopped"):
            self._context.faults.show_code("camera_not_stopped", "warning")
        self._presets = list((await self._call("GET", camera_id, "presets"))["presets"])[:9]
        if self._camera_id is not None:
            self.close()
        self._camera_id, self._tile = camera_id, self._streams.tile_of(camera_id)
        if self._tile is not None:
            self._tile.installEventFilter(self)
            self._tile.setFocus(Qt.FocusReason.OtherFocusReason)
            self._tile.set_mark(Mark.PTZ, self._words()[0], QCoreApplication.translate("ptz", "you lead it"))
            self._tile.set_hint(self._words())
        return lease | {"presets": self._presets}

    def _words(self) -> tuple[str, ...]:
        translate = QCoreApplication.translate
        head = translate("ptz", "You lead this camera · arrows, + and −, Shift is fast · Esc gives it back")
        return (head, *(f"{number} {preset['name']}" for number, preset in enumerate(self._presets, start=1)))

    async def _move(self, args: MoveCamera) -> object:
        """For tests and the palette: one order with its three speeds; zeros stop."""
        if self._camera_id is None:
            raise CommandRefusedError("no_lease")
        body = {"pan": float(args.pan), "tilt": float(args.tilt), "zoom": float(args.zoom)}
        return await self._call("POST", self._camera_id, "move", body)

    async def _go_to(self, args: GoToPreset) -> object:
        number = args.number
        if self._camera_id is None:
            raise CommandRefusedError("no_lease")
        if not 1 <= number <= len(self._presets):
            raise CommandRefusedError("no_preset", number=number)
        return await self._call("POST", self._camera_id, "preset", {"token": self._presets[number - 1]["token"]})

    async def _call(self, method: str, camera_id: str, what: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        try:
            return await self._context.session.call(lambda api: api.steer(method, camera_id, what, body))
        except LinkError as error:
            if error.code in {"no_lease", "leased"} and self._camera_id == camera_id:
                self._lost()
            raise

    def _lost(self) -> None:
        """Somebody else leads it now, or the lease ended."""
        self._camera_id = None
        self._again.stop()
        if self._tile is not None:
            self._let_go(self._tile)

    def _let_go(self, tile: VideoTile) -> None:
        tile.removeEventFilter(self)
        tile.set_mark(Mark.PTZ, turns_words())
        tile.set_hint(())
        self._tile = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Keys of the tile that is led; a tile that loses the keyboard stops its camera."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        if kind in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease} and isinstance(event, QKeyEvent) and _is_ours(event):
            if not event.isAutoRepeat():
                self._on_key(event, pressed=kind == QEvent.Type.KeyPress)
            return True
        if kind in {QEvent.Type.FocusOut, QEvent.Type.Hide} and self._again.isActive():
            self._stop()
        return False

    def _on_key(self, event: QKeyEvent, *, pressed: bool) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            if pressed:
                number = event.key() - Qt.Key.Key_0
                self._context.start_task(self._go_to(GoToPreset(number=number)))
            return
        if not pressed:
            self._stop()
            return
        factor = FAST if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else SLOW
        self._speed = (step[0] * factor, step[1] * factor, step[2] * factor)
        self._tell()
        self._again.start()

    def _stop(self) -> None:
        self._again.stop()
        self._speed = (0.0, 0.0, 0.0)
        self._moving = False
        self._tell()

    def _tell(self) -> None:
        """Say the speed again; an answer that is still awaited is not overtaken, except by a stop."""
        camera_id = self._camera_id
        if camera_id is None or (self._moving and any(self._speed)):
            return
        self._moving = True
        self._context.start_task(self._say(camera_id, self._speed))

    async def _say(self, camera_id: str, speed: tuple[float, float, float]) -> None:
        try:
            await self._order(camera_id, speed)
        finally:
            self._moving = False
        if any(speed) and not any(self._speed) and camera_id == self._camera_id:
            # The stop was sent while this was under way, and may have been there before it.
            await self._order(camera_id, self._speed)

    async def _order(self, camera_id: str, speed: tuple[float, float, float]) -> None:
        await self._call("POST", camera_id, "move", dict(zip(("pan", "tilt", "zoom"), speed, strict=True)))


def _is_ours(event: QKeyEvent) -> bool:
    key = event.key()
    return Qt.Key(key) in STEPS or Qt.Key.Key_1 <= key <= Qt.Key.Key_9
