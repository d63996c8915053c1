"""A first start's clips: few before anything is served and the rest behind it, whole or drawn anew, never twice."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import av
import numpy as np
import psutil
import pytest

from backend.base.messages import say
from backend.demo.cameras import scenes, store
from tests.backend.cameras_process import Cameras
from tests.harness.lent_clips import lend
from tests.harness.waiting import until

NO_ROOM = 'trap "" XFSZ; ulimit -f 0; '
"""No file may have a byte: for a program the same as a full disk, for root as well."""
pytestmark = pytest.mark.timeout(900)


def first_clip(cache: Path) -> Path:
    return next(cache.glob("*.main.h264"))


def shows(frame: Any, picture: Any) -> bool:
    """Whether a received frame is that picture, but for what encoding costs."""
    wanted = picture.reformat(frame.width, frame.height, "gray").to_ndarray().astype(int)
    seen = frame.reformat(format="gray").to_ndarray().astype(int)
    return float(np.abs(seen[: frame.height // 2] - wanted[: frame.height // 2]).mean()) < 4


@pytest.mark.kind(
    "first-start",
    "Five cameras, and one clip drawn so far",
    "Cameras serve; those without a clip play a card that says so, and their own clip from its next keyframe on.",
)
@pytest.mark.timeout(1800)  # four clips are drawn by processes that let everybody else go first
def test_serves_before_all_is_drawn(tmp_path: Path) -> None:
    with Cameras(tmp_path, "--first", "1", "--only", "5") as cameras:
        ready = cameras.until("ready")
        assert ready["to_draw"] > 2, "the last is not begun"
        card, _at = next(scenes.card(say("en", "clip_is_being_drawn")))
        with av.open(f"{ready['base']}/cam-05/main", options={"rtsp_transport": "tcp"}, timeout=10) as container:
            pictures = container.decode(video=0)
            assert shows(next(pictures), card)
            early = cameras.clips()
            while shows(next(pictures), card):
                pass  # one connection all the time; it comes to its clip, or the test to its end
        assert len(cameras.clips()) > len(early)
        cameras.until("all_drawn")


@pytest.mark.kind(
    "first-start",
    "Clips that are half there: cut short, without a sum, or with an index that is none",
    "They are drawn anew and never played.",
)
@pytest.mark.parametrize("damage", ["data", "index", "older"])
def test_half_a_clip_is_drawn_anew(tmp_path: Path, damage: str) -> None:
    lend(tmp_path, 1)
    if not list(tmp_path.iterdir()):
        with Cameras(tmp_path, "--only", "1") as cameras:
            cameras.until("ready")
    data, index = first_clip(tmp_path), first_clip(tmp_path).with_suffix(".json")
    whole = data.read_bytes()
    if damage == "data":
        data.write_bytes(whole[: len(whole) // 2])
    else:
        index.write_text("{" if damage == "index" else index.read_text().replace("crc32", "sum"))
    with Cameras(tmp_path, "--only", "1") as cameras:
        ready = cameras.until("ready")
        assert '{"progress": "drawing clip 0/1"}' in cameras.lines
        assert len(data.read_bytes()) == data.stat().st_size > len(whole) // 2
        assert store.complete(data.with_name(data.name.removesuffix(".main.h264")))
        with av.open(f"{ready['base']}/cam-01/main", options={"rtsp_transport": "tcp"}, timeout=10) as container:
            assert next(container.decode(video=0)).width == 1280


@pytest.mark.kind(
    "first-start",
    "Told to end, or killed, while clips are drawn",
    "It ends with all that draw, finishes none for it, and leaves no draft to be taken for a clip.",
)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_an_end_while_clips_are_drawn(tmp_path: Path, number: signal.Signals) -> None:
    with Cameras(tmp_path, "--only", "8") as cameras:
        assert next(iter(cameras)) == '{"progress": "drawing clip 0/8"}'
        process = psutil.Process(cameras.process.pid)
        until(process.children, "somebody draws")
        children = process.children(recursive=True)
        cameras.process.send_signal(number)
        assert cameras.process.wait(60) == (-number if number == signal.SIGKILL else 0)
        until(lambda: not any(child.is_running() for child in children), "all are gone")
    assert len(cameras.clips()) < 8
    assert not list(tmp_path.glob("*.draft")) + list(tmp_path.glob("*.tmp"))
    with Cameras(tmp_path, "--only", "1") as cameras:
        assert cameras.until("ready")["cameras"] == 1


@pytest.mark.kind(
    "first-start", "Two demos start for the first time at once", "They share the drawing; no clip is drawn twice."
)
def test_two_first_starts_share_the_work(tmp_path: Path) -> None:
    with Cameras(tmp_path, "--only", "4") as one, Cameras(tmp_path, "--only", "4") as other:
        one.until("progress")
        other.until("progress")
        until(one.clips, "a first clip")
        early = one.clips()
        assert one.until("ready")["cameras"] == other.until("ready")["cameras"] == 4
        late = one.clips()
        assert len(late) == 4
        assert {name: late[name] for name in early} == early


@pytest.mark.kind(
    "first-start",
    "No room for clips",
    "One sentence names the folder and what to do, exit code 1, no stack and no half clip.",
)
def test_no_room_for_clips(tmp_path: Path) -> None:
    with Cameras(tmp_path, "--only", "1", before=NO_ROOM) as cameras:
        said = [line for line in cameras if not line.startswith('{"progress"')]
        assert cameras.process.wait(60) == 1
    assert said == [
        f"Camera clips cannot be kept in {tmp_path}: the disk is full. "
        "Make room there, or choose another folder with --cache."
    ]
    assert not cameras.clips()


@pytest.mark.kind(
    "first-start",
    "A folder of clips that may not be written to",
    "One sentence names it; a start that finds all its clips there asks for nothing.",
)
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with Cameras(tmp_path, "--only", "1") as cameras:
        said = [line for line in cameras if not line.startswith('{"progress"')]
    assert "cannot be written to" in said[0]
    assert len(said) == 1
