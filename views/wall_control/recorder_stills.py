"""The picture that is kept of what was on a screen, or of another time at which the same was on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from console.base.errors import LinkError, SignInError
from console.records.wall import RecordingEntry
from console.session import Session
from views.wall_control.recorder_rows import contents
from views.wall_control.watch import decoded
from views.words.sentences import sentence
from widgets.base.formats import clock_text, date_text


@dataclass(frozen=True)
class Kept:
    """A picture by its name, what it is of, and why there is none."""

    image: QImage | None
    why_none: str
    what: str
    still: str = ""


class RecordingStills:
    """Asks the server for one at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, entry: RecordingEntry, among: Iterable[RecordingEntry], wall: str) -> Kept:
        """The picture of `entry`, or of the nearest `among` the others that is like it."""
        translate = QCoreApplication.translate
        what = f"{clock_text(entry.starts_at)} {date_text(entry.starts_at)} · {contents(entry)}"
        kept = _alike(entry, among)
        if kept is None or kept.still is None:
            words = translate(
                "wall_recorder", "No picture is kept of this while: one a minute at most, and only where it differs."
            )
            return Kept(None, words, what)
        try:
            found = await self._session.walls.recorded_still(wall, kept.still)
        except (LinkError, SignInError) as error:
            return Kept(None, sentence(error.code), what)
        image = await self._session.blocking(lambda: decoded(found.jpeg)) if found is not None else None
        if kept is not entry:
            words = translate("wall_recorder", "Picture of {time}, with the same tiles")
            what = f"{words.format(time=clock_text(kept.starts_at))} · {what}"
        gone = translate("wall_recorder", "The picture is no longer kept.")
        return Kept(image, gone, what, kept.still if image is not None else "")


def _alike(entry: RecordingEntry, among: Iterable[RecordingEntry]) -> RecordingEntry | None:
    """Itself where it has a picture, else the nearest in time of the same screen with the same tiles."""
    if entry.still is not None:
        return entry
    shown = [tile.ref for tile in entry.tiles]
    found = [
        one
        for one in among
        if one.still is not None and one.screen == entry.screen and [tile.ref for tile in one.tiles] == shown
    ]
    return min(found, key=lambda one: abs(one.starts_at - entry.starts_at), default=None)
