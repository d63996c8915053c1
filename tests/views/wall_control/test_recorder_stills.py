"""Which picture stands for what was on a screen: its own, that of another time with the same tiles, or words."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from console.base.errors import LinkError
from console.records.wall import RecordingEntry, Still
from console.session import Session
from views.wall_control.recorder_stills import Kept, RecordingStills
from views.words.sentences import sentence

NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


def entry(minute: int, ref: str = "c1", *, screen: str = "t1", still: str | None = None) -> RecordingEntry:
    """Something was on a screen from that minute on."""
    begin = NOW + timedelta(minutes=minute)
    return RecordingEntry.model_validate({
        "screen": screen, "from": begin.isoformat(), "to": (begin + timedelta(minutes=1)).isoformat(),
        "tiles": [{"place": "0", "type": "camera", "ref": ref, "name": f"Cầu {ref}"}], "still": still,
    })  # fmt: skip


def _jpeg() -> bytes:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0xFF12AB34)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class Server:
    """Has these pictures; `asked` are the names that it was asked for."""

    def __init__(self, *names: str, fails: bool = False) -> None:
        self._names, self._fails = names, fails
        self.asked: list[str] = []

    async def _still(self, _wall: str, name: str) -> Still | None:
        self.asked.append(name)
        if self._fails:
            raise LinkError("unreachable")
        return Still(jpeg=_jpeg()) if name in self._names else None

    def kept(self, of: RecordingEntry, *among: RecordingEntry) -> Kept:
        """What is shown of it."""
        return asyncio.run(self._kept(of, among))

    async def _kept(self, of: RecordingEntry, among: Sequence[RecordingEntry]) -> Kept:
        async def blocking(work: Any) -> Any:
            return work()

        session = SimpleNamespace(walls=SimpleNamespace(recorded_still=self._still), blocking=blocking)
        return await RecordingStills(cast("Session", session)).of(of, among, "w")


def test_its_own_picture_is_shown_with_what_was_to_be_seen() -> None:
    server = Server("own", "near")
    found = server.kept(entry(-5, still="own"), entry(-4, still="near"))
    assert (found.still, server.asked) == ("own", ["own"])
    assert found.image is not None
    assert found.what.endswith("Cầu c1")
    assert "same tiles" not in found.what


def test_without_one_the_nearest_with_the_same_tiles_on_the_same_screen_stands_for_it() -> None:
    server = Server("near", "far", "other", "elsewhere")
    others = (
        entry(-9, still="far"), entry(-6, "c2", still="other"), entry(-6, screen="t2", still="elsewhere"),
        entry(-3, still="near"),
    )  # fmt: skip
    found = server.kept(entry(-5), *others)
    assert (found.still, server.asked) == ("near", ["near"])
    assert "with the same tiles" in found.what


def test_where_none_is_kept_nobody_is_asked_and_it_is_said() -> None:
    server = Server("other")
    found = server.kept(entry(-5), entry(-4, "c2", still="other"))
    assert (found.image, found.still, server.asked) == (None, "", [])
    assert found.why_none.startswith("No picture is kept of this while")


def test_one_that_is_gone_and_one_that_cannot_be_read_say_why() -> None:
    gone = Server().kept(entry(-5, still="old"))
    assert (gone.image, gone.still) == (None, "")
    assert gone.why_none == "The picture is no longer kept."
    unread = Server(fails=True).kept(entry(-5, still="old"))
    assert (unread.image, unread.still, unread.why_none) == (None, "", sentence("unreachable"))
