"""Cameras that can be turned: by the hands at this desk, and by whom else."""

from __future__ import annotations

from views.base.context import Context
from views.base.parts import Parts
from views.video.grid import CameraPresenter
from views.video.ptz import PtzPresenter
from views.video.ptz_holders import PtzHolders
from views.video.streams import StreamTiles


class PtzRoom(Parts):
    """Both, over the cameras that are shown."""

    def __init__(self, context: Context, cameras: CameraPresenter, streams: StreamTiles) -> None:
        super().__init__(PtzPresenter(context, cameras, streams), PtzHolders(context, cameras, streams))
