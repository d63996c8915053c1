"""What an operator does with a camera: look closer, look back, keep what was seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from console import taking_evidence
from console.evidence.evidence import Kind
from console.records.models import Camera, Incident
from contract.roles import Right, rights_of
from views.arguments.desk import OfCamera
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.base.context import Context
from views.video.evidence_copy import EvidenceCopies
from views.video.grid import CameraPresenter
from views.video.streams import StreamTiles
from widgets.video.tile import VideoTile


class CameraTools(QObject):
    """Binds the camera commands. `incident()` is the one that is open."""

    def __init__(
        self, context: Context, cameras: CameraPresenter, streams: StreamTiles, incident: Callable[[], Incident | None]
    ) -> None:
        super().__init__(cameras)
        self._context, self._cameras, self._streams, self._incident = context, cameras, streams, incident
        self._copies = EvidenceCopies(context, self)
        streams.replay_was_empty.connect(lambda: context.faults.show_code("nothing_kept"))

    def bind(self, registry: Registry) -> None:
        """Tie each command to its work."""
        registry.bind(Taking.SAVE_STILL, lambda args: self._keep("still", args), self._why_not_kept)
        registry.bind(Taking.SAVE_CLIP, lambda args: self._keep("clip", args), self._why_not_kept)
        self._copies.bind(registry)
        registry.bind(Taking.REPLAY_CAMERA, self._replay, self._why_off)
        registry.bind(Taking.ZOOM_IN, lambda args: self._tile(args).zoom_by(1), self._why_off)
        registry.bind(Taking.ZOOM_OUT, lambda args: self._tile(args).zoom_by(-1), self._why_off)
        registry.bind(Taking.ZOOM_RESET, lambda args: self._tile(args).reset_zoom(), self._why_off)
        registry.bind("toggle-statistics", lambda _args: self._streams.toggle_statistics())

    def go_back(self) -> bool:
        """End a replay or a zoom of the chosen camera; false where there is neither."""
        camera_id = self._cameras.current_id()
        tile = self._streams.tile_of(camera_id) if camera_id else None
        if tile is None:
            return False
        if self._streams.end_replay(tile):
            return True
        if tile.zoom_factor > 1.0:
            tile.reset_zoom()
            return True
        return False

    def _why_off(self, args: OfCamera) -> str | None:
        camera_id = args.camera or self._cameras.current_id()
        return None if camera_id and self._streams.tile_of(camera_id) else "no_camera"

    def _why_not_kept(self, args: OfCamera) -> str | None:
        """What nobody here may have registered would be proven by nothing."""
        actor = self._context.session.actor
        if actor is not None and Right.SAVE_EVIDENCE not in rights_of(actor.role).may:
            return "forbidden"
        return self._why_off(args)

    def _camera(self, args: OfCamera) -> Camera:
        camera = self._cameras.camera(args.camera or self._cameras.current_id() or "")
        if camera is None:
            raise CommandRefusedError("no_camera")
        return camera

    def _tile(self, args: OfCamera) -> VideoTile:
        tile = self._streams.tile_of(self._camera(args).id)
        if tile is None:
            raise CommandRefusedError("no_camera")
        return tile

    async def _keep(self, kind: Kind, args: OfCamera) -> dict[str, str]:
        camera = self._camera(args)
        stream = self._streams.of(camera.id)
        if stream is None:
            raise CommandRefusedError("no_camera")
        incident = self._incident()
        about = incident if incident is not None and camera.id in incident.camera_ids else None
        self._streams.mark_recording(camera.id, on=kind == "clip")
        try:
            kept = await taking_evidence.keep(self._context.session, kind, camera, stream, about)
        finally:
            self._streams.mark_recording(camera.id, on=False)
        text = QCoreApplication.translate("evidence", "Saved: {file}")
        self._context.faults.show(text.format(file=kept.path.name), "info")
        return {"path": str(kept.path), "sha256": kept.sha256}

    def _replay(self, args: OfCamera) -> None:
        tile = self._tile(args)
        if not self._streams.end_replay(tile):
            self._streams.replay(tile)
