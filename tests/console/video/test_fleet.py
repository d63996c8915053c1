"""Streams against a real RTSP server with real decoder processes."""

import itertools
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from backend.demo.cameras import clips, serving
from console.records.models import StreamState
from console.video import ward
from console.video.fleet import Fleet, StreamSpec
from tests.console.video import cameras
from tests.console.video.cameras import CLIP_S, draw, mounts, until
from tests.harness.patience import Patience
from tests.harness.stopwatch import Stopwatch

VTEST = Path("/usr/share/doc/opencv-doc/examples/data/vtest.avi")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clips")
    draw(path)
    return path


@pytest.fixture
def server(folder: Path) -> Iterator[serving.CameraServer]:
    server = serving.CameraServer(mounts(folder, 9), auth={"/c8/main": ("xem", "bi-mat")})
    yield server
    server.stop()


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    fleet = Fleet()
    fleet.start()
    yield fleet
    fleet.stop()


def spec(server: serving.CameraServer, path: str) -> StreamSpec:
    return cameras.spec(server.base, path, 480, 270)


def test_a_decoder_gives_way_to_the_console(server: serving.CameraServer, fleet: Fleet) -> None:
    stream = fleet.open(spec(server, "c0/sub"))
    until(fleet, lambda: stream.state is StreamState.LIVE, 20.0)
    assert stream.process is not None
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, stream.process) == min(19, ours + ward.YIELDS)


def test_nine_live_then_a_killed_worker_then_a_dead_server(
    folder: Path, server: serving.CameraServer, fleet: Fleet
) -> None:
    streams = [fleet.open(spec(server, f"c{number}/sub")) for number in range(9)]
    until(fleet, lambda: fleet.census() == (9, 9), 5.0)
    frame = streams[0].frame()
    assert frame is not None
    assert (frame.width, frame.height) == (480, 270)
    assert np.asarray(frame.buffer).std() > 5
    assert streams[0].process is not None
    os.kill(streams[0].process, signal.SIGKILL)
    until(fleet, lambda: streams[0].state is StreamState.RESTARTING, 2.0)
    until(fleet, lambda: fleet.census()[0] == 9, 5.0)
    port = server.port
    server.stop()
    until(fleet, lambda: fleet.census()[0] == 0, 3.0)
    again = serving.CameraServer(mounts(folder, 9), port)
    try:
        until(fleet, lambda: fleet.census()[0] == 9, 25.0)
    finally:
        again.stop()


def test_says_why_there_is_no_picture(server: serving.CameraServer, fleet: Fleet) -> None:
    missing = fleet.open(spec(server, "none/sub"))
    hostile = fleet.open(StreamSpec("x", "file:///etc/passwd", 64, 64))
    refused = fleet.open(StreamSpec("y", "rtsp://127.0.0.1:9/x", 64, 64))
    locked = fleet.open(spec(server, "c8/main"))
    until(fleet, lambda: missing.state is StreamState.WRONG_ADDRESS, 4.0)
    until(fleet, lambda: hostile.state is StreamState.WRONG_ADDRESS, 1.0)
    until(fleet, lambda: refused.state is StreamState.REFUSED, 4.0)
    until(fleet, lambda: locked.state in {StreamState.SIGN_IN_FAILED, StreamState.WRONG_ADDRESS}, 4.0)


def test_a_still_picture_is_frozen(server: serving.CameraServer, fleet: Fleet) -> None:
    stream = fleet.open(spec(server, "still/sub"))
    until(fleet, lambda: stream.state is StreamState.LIVE, 4.0)
    until(fleet, lambda: stream.state is StreamState.FROZEN, 6.0)


def test_time_runs_on_over_the_seam_and_a_switch_keeps_the_picture(server: serving.CameraServer, fleet: Fleet) -> None:
    stream = fleet.open(spec(server, "c0/sub"))
    until(fleet, lambda: stream.frame() is not None, 4.0)
    times, started = [], Stopwatch()
    while not started.has_passed(CLIP_S * 2.2):
        fleet.poll()
        frame = stream.frame()
        assert frame is not None
        times.append(frame.pts_s)
        time.sleep(0.02)
    steps = [after - before for before, after in itertools.pairwise(times)]
    assert min(steps) >= 0
    assert max(steps) < 0.4
    stream.switch(f"{server.base}/c0/main", 640, 360)
    assert stream.frame() is not None
    until(fleet, lambda: getattr(stream.frame(), "width", 0) == 640, 4.0)


def test_stop_leaves_nothing(server: serving.CameraServer) -> None:
    before = len(os.listdir("/proc/self/fd"))
    fleet = Fleet()
    fleet.start()
    stream = fleet.open(spec(server, "c0/sub"))
    until(fleet, lambda: stream.state is StreamState.LIVE, 5.0)
    process, patience = stream.process, Patience(1.5)
    fleet.stop()
    assert not patience.is_over
    assert not Path(f"/proc/{process}").exists()
    fleet.poll()
    assert len(os.listdir("/proc/self/fd")) <= before + 1


@pytest.mark.skipif(not VTEST.exists(), reason="opencv-doc is not installed")
def test_own_footage(tmp_path: Path, fleet: Fleet) -> None:
    base = clips.footage(VTEST, tmp_path, seconds=2)
    server = serving.CameraServer(serving.mounts_of("own", base))
    try:
        stream = fleet.open(spec(server, "own/sub"))
        until(fleet, lambda: stream.state is StreamState.LIVE, 5.0)
    finally:
        server.stop()
