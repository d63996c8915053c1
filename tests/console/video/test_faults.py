"""Cameras and decoders that fail: the picture never looks live when it is not, and comes back by itself."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from backend.demo.cameras import serving
from console.records.models import StreamState
from console.video.fleet import Fleet
from console.video.stream import Stream
from tests.console.video.cameras import draw, mounts, spec, until, watch
from tests.harness.fault_proxy import FaultProxy
from tests.harness.patience import Patience

MANY = int(os.environ.get("IOC_TEST_CAMERAS", "24"))
"""Cameras that drop at once; `IOC_TEST_CAMERAS=64` does it with as many as a wall has."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clips")
    draw(path)
    return path


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[serving.CameraServer]:
    server = serving.CameraServer(mounts(folder, MANY))
    yield server
    server.stop()


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    fleet = Fleet()
    fleet.start()
    yield fleet
    fleet.stop()


def test_a_stalled_camera_shows_within_three_seconds_ten_times(server: serving.CameraServer, fleet: Fleet) -> None:
    """The freeze is measured from the last frame, the state as a screen sees it."""
    with FaultProxy(("127.0.0.1", server.port)) as proxy:
        streams = [fleet.open(spec(f"rtsp://127.0.0.1:{proxy.port}", f"c{number}/sub")) for number in range(10)]
        until(fleet, lambda: fleet.census()[0] == 10, 10.0)
        time.sleep(0.5)
        shown: dict[int, float] = {}
        proxy.mode = "stall"

        def look(stream: object) -> None:
            for one in streams:
                if one.number not in shown and one.state not in {StreamState.LIVE, StreamState.LATE}:
                    shown[one.number] = one.age_s or 0.0

        watch(fleet, 3.4, look)
        look(None)
        assert len(shown) == 10
        assert max(shown.values()) <= 3.0
        proxy.mode = "clear"
        until(fleet, lambda: fleet.census()[0] == 10, 30.0)


def test_a_frozen_encoder_shows_within_five_seconds(server: serving.CameraServer, fleet: Fleet) -> None:
    """Pictures come on time and are always the same."""
    streams = [fleet.open(spec(server.base, "still/sub")) for _ in range(10)]
    until(fleet, lambda: all(stream.state is StreamState.LIVE for stream in streams), 6.0)
    patience = Patience(5.0)
    took = until(fleet, lambda: all(stream.state is StreamState.FROZEN for stream in streams), 6.0)
    assert not patience.is_over, took
    assert all((stream.age_s or 9.0) < 1.0 for stream in streams)


def test_garbage_and_a_trickle_never_look_live_for_long(server: serving.CameraServer, fleet: Fleet) -> None:
    with FaultProxy(("127.0.0.1", server.port)) as proxy:
        stream = fleet.open(spec(f"rtsp://127.0.0.1:{proxy.port}", "c0/sub"))
        until(fleet, lambda: stream.state is StreamState.LIVE, 6.0)
        proxy.mode = "trickle"
        until(fleet, lambda: stream.state is not StreamState.LIVE, 4.0)
        proxy.mode = "garble"
        time.sleep(2.0)
        proxy.mode = "clear"
        until(fleet, lambda: stream.state is StreamState.LIVE, 25.0)


def _is_live_elsewhere(stream: Stream, process: int) -> bool:
    return stream.process != process and stream.state is StreamState.LIVE


def test_a_killed_decoder_is_back_within_five_seconds_and_a_hung_one_within_eight(
    server: serving.CameraServer, fleet: Fleet
) -> None:
    streams = [fleet.open(spec(server.base, f"c{number}/sub")) for number in range(9)]
    until(fleet, lambda: fleet.census()[0] == 9, 8.0)
    for number, bound in ((signal.SIGKILL, 5.0), (signal.SIGSTOP, 8.0)):
        victim = streams[0].process
        assert victim is not None
        os.kill(victim, number)
        patience = Patience(bound)
        until(fleet, lambda: streams[0].state is not StreamState.LIVE, bound)
        # One that hangs is late first, and what is late still counts as a picture: it is back in another process.
        until(fleet, partial(_is_live_elsewhere, streams[0], victim), bound)
        until(fleet, lambda: fleet.census()[0] == 9, bound)
        assert not patience.is_over
        assert streams[0].process != victim


def test_a_reader_that_never_comes_back_ends_its_process(server: serving.CameraServer, fleet: Fleet) -> None:
    """The process beats, but one of its threads hangs in a library: found by the time that the call may take."""
    stream = fleet.open(spec(server.base, "c0/sub"))
    until(fleet, lambda: stream.state is StreamState.LIVE, 6.0)
    victim = stream.process
    assert victim is not None
    # Every thread but the first stands still: what a hang inside of FFmpeg looks like from without.
    process = psutil.Process(victim)
    reader = max(thread.id for thread in process.threads())
    held = _hold(reader)
    try:
        patience = Patience(8.0)
        until(fleet, lambda: stream.process != victim and stream.state is StreamState.LIVE, 9.0)
        assert not patience.is_over
    finally:
        held()


@pytest.fixture
def forgetful() -> Iterator[Fleet]:
    """Without replay, whose memory grows for a minute, a leak shows at once."""
    fleet = Fleet(replay_s=0.0)
    fleet.start()
    yield fleet
    fleet.stop()


def test_many_cameras_drop_and_return_without_a_storm(server: serving.CameraServer, forgetful: Fleet) -> None:
    fleet = forgetful
    with FaultProxy(("127.0.0.1", server.port)) as proxy:
        base = f"rtsp://127.0.0.1:{proxy.port}"
        streams = [fleet.open(spec(base, f"c{number}/sub", 160, 90)) for number in range(MANY)]
        until(fleet, lambda: fleet.census()[0] == MANY, 15.0)
        urgent = streams[-1]
        urgent.set_priority(1)
        watch(fleet, 6.0, lambda _stream: None)  # a decoder's pools are full after some seconds, not at once
        before = _memory(fleet)
        proxy.connects.clear()
        proxy.cut()
        order: list[int] = []

        def look(stream: object) -> None:
            for one in streams:
                if one.state is StreamState.LIVE and one.reconnects and one.number not in order:
                    order.append(one.number)

        patience = Patience(30 + MANY * 1.5)
        while len(order) < MANY and not patience.is_over:
            watch(fleet, 0.1, look)
        assert len(order) == MANY
        assert urgent.number in order[:6], "an incident's camera comes first"
        times = sorted(proxy.connects)
        assert min(after - before_ for before_, after in zip(times, times[3:], strict=False)) >= 2.9
        assert _memory(fleet) < before * 1.15


def _memory(fleet: Fleet) -> int:
    """Proportional memory of all decoder processes."""
    pids = {stream.process for stream in fleet._streams.values()}
    return sum(psutil.Process(pid).memory_full_info().pss for pid in pids if pid is not None)


def _hold(thread_id: int) -> Callable[[], None]:
    """Stop one thread of another process by attaching to it (ptrace: SEIZE and INTERRUPT); what lets it go."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long] * 4
    assert libc.ptrace(0x4206, thread_id, 0, 0) == 0, "ptrace is not allowed here"
    assert libc.ptrace(0x4207, thread_id, 0, 0) == 0

    def let_go() -> None:
        libc.ptrace(17, thread_id, 0, 0)

    return let_go
