"""Copies of evidence that leave the room: each is marked with who, where and when, and the original stays whole."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.evidence.evidence import Evidence, sha256_of
from console.people.device_key import DeviceKey
from console.video.marking import MarkError, marked_clip, size_of
from tests.views.played_city import PlayedRoom, play
from tests.views.video.watched_desk import city, watched_desk
from views.base.commands import CommandRefusedError
from widgets.video.watermark import mark_of, marked

SIZE = (320, 180)
GREY = 0xFF808080


def _picture(path: Path) -> None:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(GREY)
    assert image.save(str(path))


def _clip(path: Path, pictures: int = 6) -> None:
    with av.open(str(path), "w", format="mp4") as made:
        stream: Any = made.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        frames = [np.full((SIZE[1], SIZE[0], 3), 128, np.uint8) for _number in range(pictures)]
        for frame in (*[av.VideoFrame.from_ndarray(one, format="rgb24") for one in frames], None):
            for packet in stream.encode(frame):
                made.mux(packet)


def _kept(folder: Path, kind: Any) -> Path:
    """A piece that was saved of a camera in a ward."""
    evidence = Evidence(folder / "evidence", DeviceKey.made("desk-1"))
    draft, fd = evidence.begin(kind, "c1")
    os.close(fd)
    (_picture if kind == "still" else _clip)(draft.path)
    facts = {
        "camera": {"id": "c1", "name": "Cầu Bến Đá"}, "place": {"ward": "Phường Thới Bình", "area": "Ninh Kiều"},
        "saved_at": "2026-11-21T07:00:00+00:00", "operator": {"id": "ha.le", "name": "Hà"},
    }  # fmt: skip
    return evidence.finish(draft, facts).path


def _changed(pixels: Any, top: float, bottom: float) -> float:
    """Of the grey picture between two heights: the share of its points that are grey no more."""
    part = pixels[round(pixels.shape[0] * top) : round(pixels.shape[0] * bottom)].astype(int)
    return float((abs(part - 128).max(axis=2) > 12).mean())


def _pixels(path: Path) -> list[Any]:
    if path.suffix == ".mp4":
        with av.open(str(path)) as clip:
            return [frame.to_ndarray(format="rgb24") for frame in clip.decode(video=0)]
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), image.bytesPerLine())
    return [rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3)]


@pytest.mark.parametrize("kind", ["still", "clip"])
def test_what_leaves_the_room_is_marked_and_the_original_is_not_touched(
    tmp_path: Path, qapp: QApplication, kind: str
) -> None:
    """A still and a clip are copied out: every picture of the copy has the mark across it and at its foot."""
    path = _kept(tmp_path, kind)
    before, out = sha256_of(path), tmp_path / f"out{path.suffix}"

    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room):
            told: Any = await room.do("export-evidence", path=str(out))
            assert told["path"] == str(out)
            assert [level for level, _text in room.notices] == ["info"]
            [line] = [one for one in room.city.acted if one.type == "export"]
            assert (line.target_id, line.payload) == (
                "evidence", {"file": out.name, "count": 1, "about": path.name}
            )  # fmt: skip

    play(qapp, city(tmp_path), story)
    assert sha256_of(path) == before == json.loads(path.with_name(f"{path.name}.json").read_bytes())["sha256"]
    pictures = _pixels(out)
    assert len(pictures) == (6 if kind == "clip" else 1)
    for pixels in pictures:
        assert _changed(pixels, 0.9, 1.0) > 0.5, "the band with the words"
        assert _changed(pixels, 0.1, 0.8) > 0.01, "and across, so that no cut frees it"


def test_there_is_no_copy_of_what_was_never_saved_nor_from_elsewhere(tmp_path: Path, qapp: QApplication) -> None:
    """A name that climbs out of the folder of evidence, one that is none, and an ending of another kind."""
    _kept(tmp_path, "still")
    _picture(tmp_path / "secret.png")
    facts = '{"saved_at": "2026-11-21T07:00:00+00:00", "file": "secret.png"}'
    (tmp_path / "secret.png.json").write_text(facts, encoding="utf-8")

    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room):
            for asked, code in (
                ({"file": "../secret.png"}, "no_evidence"), ({"file": "none.png"}, "no_evidence"),
                ({"path": str(tmp_path / "x.sh")}, "bad_path"),
            ):  # fmt: skip
                with pytest.raises(CommandRefusedError) as refused:
                    await room.do("export-evidence", **asked)
                assert refused.value.code == code

    play(qapp, city(tmp_path), story)


@pytest.mark.parametrize("content", [b"", b"no clip", bytes(4096)])
def test_a_clip_that_is_none_hurts_nobody(tmp_path: Path, content: bytes) -> None:
    """A file that a hostile camera may have left: the other process says no, and nothing is left behind."""
    (tmp_path / "a.mp4").write_bytes(content)
    with pytest.raises(MarkError):
        size_of(tmp_path / "a.mp4")
    with pytest.raises(MarkError):
        marked_clip(tmp_path / "a.mp4", tmp_path / "b.mp4", bytes(16 * 16 * 4), (16, 16))


def test_a_mark_fits_any_picture(qapp: QApplication) -> None:
    """Very small, very wide and very high pictures, and words of any length: the words stay within the picture."""
    for width, height in ((16, 16), (4000, 20), (20, 2000), (640, 360)):
        mark = mark_of(width, height, ("Bản sao của " + "Nguyễn " * 40, "x" * 400))
        assert (mark.width(), mark.height()) == (width, height)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(GREY)
    assert marked(image, ("a", "b")).pixel(2, SIZE[1] - 1) != GREY
    assert image.pixel(2, SIZE[1] - 1) == GREY
