"""What is shed under pressure and when it is given back; who reconnects first; what a mask covers."""

from __future__ import annotations

import os
from pathlib import Path

import av
import numpy as np
import pytest

from backend.demo.cameras import serving
from console.video import frames, keeping, masks, reconnect
from console.video.fleet import Fleet, StreamSpec
from console.video.packets import NothingKeptError, Packet, Recent
from console.video.pressure import Load, Pressure
from console.video.reader import Timing
from console.video.stream import Pace
from tests.console.video.cameras import draw, mounts, until

LEFT_HALF = (0.0, 0.0, 0.5, 1.0)


def test_pressure_takes_a_step_after_four_seconds_and_gives_back_after_twenty() -> None:
    pressure = Pressure()
    paces = []
    for second in range(70):
        pressure.note(0.95 if second < 12 else 0.3, float(second))
        paces.append(pressure.pace)
    assert paces[3] is Pace.FULL
    assert paces[4] is Pace.HALF
    assert Pace.KEY in paces[8:12]
    assert paces[30] is Pace.KEY
    assert paces[34] is Pace.HALF
    assert paces[-1] is Pace.FULL


def test_between_the_borders_nothing_changes() -> None:
    pressure = Pressure()
    for second in range(60):
        pressure.note((0.9, 0.7)[second % 2], float(second))
    assert pressure.pace is Pace.FULL


def test_load_is_a_share() -> None:
    load = Load()
    sum(number * number for number in range(2_000_000))
    assert 0.0 <= load.busy() <= 1.0


def test_an_urgent_camera_goes_first_and_leaves_nothing_behind() -> None:
    fd = reconnect.create()
    turnstile = reconnect.Turnstile(fd)
    assert [turnstile.wait_s(10.0) for _ in range(3)] == [0.0] * 3
    assert turnstile.wait_s(12.5, urgent=True) > 0
    assert turnstile.wait_s(13.02) > 0, "an urgent one waits"
    assert turnstile.wait_s(13.02, urgent=True) == 0.0
    assert turnstile.wait_s(13.05) == 0.0
    assert turnstile.wait_s(16.1, urgent=True) == 0.0
    assert turnstile.wait_s(18.0, urgent=False) == 0.0, "a stamp does not outlive its camera"
    os.close(fd)


def test_late_pictures_are_noticed_however_evenly_they_come() -> None:
    timing = Timing()
    for number in range(100):
        timing.note(number / 15, 5.0 + number / 15 + (0.0 if number < 50 else (number - 50) * 0.06))
    assert timing.behind_s > 2.0
    assert timing.jitter_s > 0.03


def test_what_is_kept_begins_with_a_keyframe_and_has_bounds() -> None:
    recent = Recent(keep_s=10.0, most_bytes=1000)
    recent.begin("h264", b"SPS")
    with pytest.raises(NothingKeptError):
        recent.since(5.0)
    for number in range(100):
        recent.add(Packet(b"x" * 10, number % 5 == 0, number / 5, number / 5, 0))
    kept = recent.since(3.0, now=19.8)
    assert kept[0].key
    assert kept[0].arrived_s <= 16.8
    assert kept[0].data.startswith(b"SPS")
    assert recent.kept_s <= 10.8
    recent.begin("hevc", b"")
    with pytest.raises(NothingKeptError):
        recent.since(5.0, now=19.8)


def test_a_mask_covers_what_leaves_the_decoder() -> None:
    fd = frames.create(8, 4)
    writer, reader = frames.Ring(fd, 8, 4, [LEFT_HALF]), frames.Ring(fd, 8, 4)
    os.close(fd)
    writer.publish(memoryview(bytes([200]) * (8 * 4 * 4)), 8, 4, 32, 0, 1)
    frame = reader.newest()
    assert frame is not None
    pixels = np.asarray(frame.buffer).reshape(4, 8, 4)
    assert (pixels[:, :4] == list(masks.GREY)).all()
    assert (pixels[:, 4:] == 200).all()


def test_masks_are_rounded_outwards_and_stay_inside() -> None:
    assert masks.box((0.1, 0.1, 0.1, 0.1), 15, 15) == (1, 1, 3, 3)
    assert masks.box((-1.0, 0.5, 9.0, 9.0), 10, 10) == (0, 5, 10, 10)
    assert masks.box((2.0, 2.0, 1.0, 1.0), 10, 10)[0] == 10


def test_a_masked_camera_is_masked_in_its_tile_its_still_and_its_clip(tmp_path: Path) -> None:
    draw(tmp_path)
    server, fleet = serving.CameraServer(mounts(tmp_path, 1)), Fleet()
    fleet.start()
    try:
        stream = fleet.open(StreamSpec("c0", f"{server.base}/c0/sub", 320, 180, masks=(LEFT_HALF,)))
        until(fleet, lambda: stream.stats().replay_s > 1.5, 10.0)
        frame = stream.frame()
        assert frame is not None
        tile = np.asarray(frame.buffer).reshape(frame.height, frame.stride)[:, : frame.width * 2]
        assert (tile.reshape(frame.height, -1, 4) == list(masks.GREY)).all()
        still, clip = tmp_path / "still.png", tmp_path / "clip.mp4"
        for path, ask in ((still, fleet.still), (clip, lambda one, fd: fleet.clip(one, fd, 60.0))):
            facts = ask(stream, os.open(path, os.O_RDWR | os.O_CREAT))
            until(fleet, facts.done, 10.0)
            assert facts.result()["bytes"] == path.stat().st_size
        for path in (still, clip):
            with av.open(str(path)) as file:
                for picture in file.decode(file.streams.video[0]):
                    pixels = picture.to_ndarray(format="rgb24")
                    assert np.abs(pixels[:, :300].astype(int) - keeping.INK_RGB).max() < 24
                    assert pixels[:, 340:].std() > 5
        assert clip.stat().st_size > 1000
    finally:
        fleet.stop()
        server.stop()
