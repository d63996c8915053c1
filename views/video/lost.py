"""Cameras without a picture: which were lost together is said on each of their tiles, and once for the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from console.video.census import Census, LastSeen
from console.video.lost_together import LostGroup, lost_together
from views.video import words as video_words
from views.video.tile_stream import TileStream


class LostCameras:
    """Fed once a second with what is shown."""

    def __init__(self) -> None:
        self._seen = LastSeen()
        self._groups: list[LostGroup] = []

    def tick(self, places: Iterable[TileStream]) -> None:
        """Look at them all, and have each lost one say with which others it went."""
        shown, now = list(places), datetime.now(UTC)
        for place in shown:
            if place.stream.visible:
                self._seen.note(place.camera, place.stream.state, place.stream.last_frame_at, now)
        self._groups = lost_together(self._seen.lost())
        said = {key: video_words.with_words(group) for group in self._groups for key in group.camera_ids}
        for place in shown:
            place.tile.set_group(said.get(place.camera.id, ""))

    def sentence(self) -> str:
        """The largest loss in one sentence, for the strip at the foot; empty where each was lost for itself."""
        return video_words.together_words(self._groups[0]) if self._groups else ""

    def of_city(self, camera_ids: Iterable[str]) -> Census:
        """How many of all cameras have a picture, as far as is known here."""
        return self._seen.of_city(camera_ids)
