"""Whatever a camera sends, its decoder process stays small, the cameras beside it go on, and it plays again itself."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from console.records.models import StreamState
from console.video import packets, protocol
from console.video.decoder import Decoder
from console.video.fleet import CameraAccess, Fleet, Stream, StreamSpec
from console.video.packets import MOST_PACKETS, NothingKeptError, Packet, Recent
from console.video.requests import MOST_OPEN, CannotKeepError, Requests
from tests.console.video.kept import until
from tests.harness.quirky import floods, http_camera, units
from tests.harness.quirky.floods import endless, typed
from tests.harness.quirky.http_camera import Answer, HttpCamera
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera

MOST_MIB = 384
"""What a worker with three small cameras may take while one of them misbehaves: two of the largest pieces that FFmpeg
may ask for (`console.video.limits`), since it grows them by copying, and 128 for everything else."""
PARTS = "multipart/x-mixed-replace;boundary=frame"
KEEP_S, MOST = 10.0, 20_000

packet = some.builds(
    Packet,
    data=some.integers(0, MOST + 1000).map(bytes) | some.integers(0, 300).map(bytes),
    key=some.booleans(),
    pts_s=some.none() | some.floats(allow_nan=False),
    arrived_s=some.floats(0.0, 100.0),
    camera_us=some.just(0),
)


@settings(max_examples=300, deadline=None)
@given(some.lists(packet, max_size=60), some.booleans())
@pytest.mark.kind(
    "bounds", "Any packets in any order, whatever their times", "What is kept is bounded and can be decoded."
)
def test_any_packets_at_all(found: list[Packet], is_in_order: bool) -> None:
    recent = Recent(KEEP_S, MOST)
    recent.begin("h264", b"")
    for one in sorted(found, key=lambda each: each.arrived_s) if is_in_order else found:
        recent.add(one)
        assert 0.0 <= recent.kept_s <= KEEP_S
        assert recent.kept_bytes <= MOST
        try:
            kept = recent.since(1e9)
        except NothingKeptError:
            assert recent.kept_bytes == 0
            continue
        assert kept[-1].arrived_s - kept[0].arrived_s <= KEEP_S
        assert kept[0].key
        assert sum(len(each.data) for each in kept) == recent.kept_bytes
        assert recent.since(2.0)[0].key


@pytest.mark.kind(
    "bounds", "No keyframe after the first", "Nothing is kept until the next one, and then everything again."
)
def test_without_keyframes_nothing_is_kept_and_then_everything_again() -> None:
    recent = Recent(KEEP_S, MOST)
    recent.begin("h264", b"")
    for number in range(920):
        recent.add(Packet(bytes(500), number in {0, 900}, number / 15, number / 15, 0))
        assert recent.kept_bytes <= MOST
        if 200 < number < 900:
            assert recent.kept_bytes == 0
    assert [one.pts_s for one in recent.since(60.0)] == [number / 15 for number in range(900, 920)]


@pytest.mark.kind(
    "bounds", "One picture larger than all that may be kept", "It is shown, not kept, and what follows is."
)
def test_a_picture_larger_than_all_room() -> None:
    recent = Recent(KEEP_S, MOST)
    recent.begin("mjpeg", b"")
    recent.add(Packet(bytes(100), key=True, pts_s=0.0, arrived_s=0.0, camera_us=0))
    recent.add(Packet(bytes(MOST + 1), key=True, pts_s=1.0, arrived_s=1.0, camera_us=0))
    assert recent.kept_bytes == 0
    recent.add(Packet(bytes(100), key=True, pts_s=2.0, arrived_s=2.0, camera_us=0))
    assert [one.pts_s for one in recent.since(60.0)] == [2.0]


@pytest.mark.kind(
    "bounds", "10,000 packets a second, most of them empty", "What is kept has a bound in packets as well."
)
def test_many_small_packets() -> None:
    recent = Recent()
    recent.begin("h264", b"")
    for number in range(200_000):
        recent.add(Packet(b"", number % 10 == 0, number / 10_000, number / 10_000, 0))
    assert MOST_PACKETS - 10 <= len(recent.since(60.0)) <= MOST_PACKETS


@pytest.mark.kind("bounds", "Parameter sets of many megabytes", "They are not kept.")
def test_parameter_sets_have_a_bound() -> None:
    recent = Recent()
    recent.begin("h264", bytes(50 << 20))
    recent.add(Packet(b"x", key=True, pts_s=0.0, arrived_s=1.0, camera_us=0))
    assert len(recent.since(60.0)[0].data) < packets.MOST_EXTRADATA


@dataclass(frozen=True)
class Beside:
    """A camera that behaves and one that does not, in one worker."""

    fleet: Fleet
    good: Stream
    bad: Stream
    began: int
    worker: int

    def peak_mib(self) -> int:
        """The most that the worker ever had in use (proc(5): VmHWM)."""
        lines = Path(f"/proc/{self.worker}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for it as a screen does."""
        until(lambda: (self.fleet.poll(), condition())[1], what)


@contextmanager
def beside(address: str, *, keyframes_only: bool = False) -> Iterator[Beside]:
    with RtspCamera({"/good": Quirks(units=units.encoded(frames=150))}) as camera:
        fleet = Fleet()
        fleet.start()
        try:
            good = fleet.open(StreamSpec("good", f"{camera.base}/good", 320, 192))
            until(lambda: (fleet.poll(), good.received > 0)[1], "the good camera")
            fleet.open(StreamSpec("elsewhere", f"{camera.base}/good", 64, 64))  # on the other of the first two workers
            bad = fleet.open(StreamSpec("bad", address, 320, 192, keyframes_only=keyframes_only))
            until(lambda: (fleet.poll(), bad.process is not None)[1], "a worker")
            assert bad.process == good.process is not None
            yield Beside(fleet, good, bad, good.received, good.process)
        finally:
            fleet.stop()


FLOODS = [
    pytest.param(
        endless(typed(PARTS) + b"--frame\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8", bytes(1 << 16)),
        marks=pytest.mark.kind("bounds", "A part of a multipart answer without an end", "It is opened again."),
    ),
    pytest.param(
        endless(
            typed(PARTS) + b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 2000000000\r\n\r\n\xff\xd8",
            bytes(1 << 16),
        ),
        marks=pytest.mark.kind("bounds", "A part that announces two gigabytes", "It is opened again."),
    ),
    pytest.param(
        endless(b"", b"X-Note: " + b"x" * 3000 + b"\r\n"),
        marks=pytest.mark.kind("bounds", "Headers without an end", "It is opened again."),
    ),
    pytest.param(
        endless(typed("video/h264") + units.encoded()[0].data, b"\x88" * (1 << 16)),
        marks=pytest.mark.kind("bounds", "A NAL unit without an end", "It is opened again."),
    ),
    pytest.param(
        endless(
            typed(PARTS), b"--frame\r\nContent-Type: image/jpeg\r\n\r\n" + floods.huge_jpeg(16384, 16384) + b"\r\n"
        ),
        marks=pytest.mark.kind("bounds", "A JPEG that claims 16384 by 16384 pixels", "No room is made for it."),
    ),
    pytest.param(
        endless(typed("video/h264"), floods.huge_h264(16384, 16384)),
        marks=pytest.mark.kind("bounds", "H.264 that claims 16384 by 16384 pixels", "No room is made for it."),
    ),
    pytest.param(
        endless(typed("video/mp2t"), floods.programs(1000)),
        marks=pytest.mark.kind("bounds", "A thousand programmes in one MPEG-TS", "No more than 32 are looked at."),
    ),
]


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_over_http(flood: Answer) -> None:
    paths = {"/live": flood}
    with HttpCamera(paths) as camera, beside(f"{camera.base}/live") as pair:
        pair.until(lambda: _is_flooded(camera, pair.bad), "the flood")
        pair.until(lambda: pair.good.received > pair.began + 60, "four seconds of the good camera")
        assert pair.peak_mib() < MOST_MIB
        assert pair.good.process == pair.worker, "the good camera never noticed"
        paths["/live"] = http_camera.mjpeg(units.jpegs())
        pair.until(lambda: pair.bad.state is StreamState.LIVE, "a camera that behaves again")


def _is_flooded(camera: HttpCamera, bad: Stream) -> bool:
    return len(camera.asked) > 1 or bad.received > 0 or bad.stats().lost > 20


@pytest.mark.kind("bounds", "A description of two gigabytes", "It is opened again.")
def test_a_description_without_an_end() -> None:
    quirks = Quirks(units=units.encoded(frames=150), sdp_extra="a=note:" + "x" * 200 + "\r\n")
    quirks.sdp_extra *= 2_000_000
    paths = {"/live": quirks}
    with RtspCamera(paths) as camera, beside(f"{camera.base}/live") as pair:
        pair.until(lambda: sum("DESCRIBE" in one for one in camera.asked) > 1, "another opening")
        assert pair.peak_mib() < MOST_MIB
        quirks.sdp_extra = ""
        pair.until(lambda: pair.bad.state is StreamState.LIVE, "a camera that behaves again")
        assert pair.good.process == pair.worker, "the good camera never noticed"


@pytest.mark.kind("bounds", "Ten times as much as fits, and no further keyframe", "Nothing is kept, and that is told.")
def test_a_stream_without_further_keyframes() -> None:
    made = units.encoded(frames=30, gop=1000, noisy=True, params="qp=8", width=640, height=384)
    quirks = Quirks(units=made, loop_from=1, speed=20.0)
    with RtspCamera({"/live": quirks}) as camera, beside(f"{camera.base}/live", keyframes_only=True) as pair:
        pair.until(lambda: camera.sent > 12 * packets.MOST_BYTES, "a flood")
        assert pair.peak_mib() < 160
        pair.until(lambda: pair.bad.stats().replay_s == 0.0, "nothing kept")


@pytest.mark.kind(
    "bounds", "Another size with every keyframe, up to 4K", "Each is shown; no room is kept for the last."
)
def test_a_size_that_changes_all_the_time() -> None:
    sizes = [(320 + 352 * step, 192 + 192 * step) for step in (0, 9, 3, 10, 1, 7, 5)]
    made = [units.encoded(frames=1, width=width, height=height)[0] for width, height in sizes]
    found = tuple(one._replace(pts=at, dts=at) for at, one in enumerate(made))
    with RtspCamera({"/live": Quirks(units=found, sprop=False)}) as camera, beside(f"{camera.base}/live") as pair:
        pair.until(lambda: pair.bad.received > 60, "many sizes")
        assert pair.peak_mib() < MOST_MIB
        assert pair.good.process == pair.worker


@pytest.mark.kind(
    "bounds", "A playlist (HLS) without an end", "It gets a process of its own; the others pay for it once."
)
def test_a_playlist_without_an_end() -> None:
    lines = b"#EXT-X-STREAM-INF:BANDWIDTH=1\nx.m3u8\n" * 2000
    paths = {"/live": endless(typed("application/vnd.apple.mpegurl") + b"#EXTM3U\n", lines)}
    with HttpCamera(paths) as camera, beside(f"{camera.base}/live") as pair:
        pair.until(lambda: pair.bad.process != pair.worker, "a process of its own")
        pair.until(lambda: pair.good.state is StreamState.LIVE, "the good camera")
        second, asked = pair.good.process, len(camera.asked)
        pair.until(lambda: len(camera.asked) > asked + 1, "two more openings")
        assert pair.good.process == second != pair.bad.process
        paths["/live"] = http_camera.mjpeg(units.jpegs())
        pair.until(lambda: pair.bad.state is StreamState.LIVE, "a camera that behaves again")


@pytest.mark.kind("bounds", "A city of two thousand hosts", "An order names the one that is meant, and fits.")
def test_orders_do_not_grow_with_the_city() -> None:
    with RtspCamera({"/good": Quirks(units=units.encoded(frames=150))}) as camera:
        fleet = Fleet()
        hosts = frozenset({"127.0.0.1", *(f"10.1.{number >> 8}.{number & 255}" for number in range(2000))})
        fleet.set_access(CameraAccess(hosts))
        fleet.start()
        try:
            stream = fleet.open(StreamSpec("good", f"{camera.base}/good", 320, 192))
            until(lambda: (fleet.poll(), stream.state is StreamState.LIVE)[1], "a picture")
        finally:
            fleet.stop()


@pytest.mark.parametrize("told", [b"x" * 100_000, b"[1]", b"\xff", b"[" * 60_000, b'{"answer": []}', b'{"guilty": 7}'])
@pytest.mark.kind("bounds", "A decoder that says nonsense, or too much", "It is replaced; nobody else notices.")
def test_a_worker_that_says_nonsense(told: bytes) -> None:
    requests, ends = Requests(), list[socket.socket]()
    decoder = Decoder(lambda end: _spawned(ends, end), requests.answered)
    ends[0].send(told)
    alive = decoder.alive()
    assert alive is told.startswith(b"{")
    assert protocol.send(ends[0], {"beat": "x" * 100_000}) is False
    decoder.hang_up()
    os.close(decoder._pidfd)
    ends[0].close()


def _spawned(ends: list[socket.socket], end: socket.socket) -> int:
    ends.append(end.dup())
    return os.getpid()


@pytest.mark.kind("bounds", "A worker is told nonsense", "It is passed over; what it plays goes on.")
def test_nonsense_is_no_order() -> None:
    ours, theirs = protocol.pair()
    for told in (b"x" * 100_000, b"[1]", b"\xff", b"7"):
        ours.send(told)
        with pytest.raises(protocol.ProtocolError):
            protocol.receive(theirs)
    ours.close()
    assert protocol.receive(theirs) == (None, None)
    theirs.close()


@pytest.mark.kind(
    "bounds", "Stills and clips asked for by the hundred", "The first are made, the others refused at once."
)
def test_requests_have_a_bound() -> None:
    requests = Requests()
    opened = [os.open("/dev/null", os.O_RDWR) for _ in range(MOST_OPEN + 5)]
    futures = [requests.add({"do": "still", "stream": 1}, fd) for fd in opened]
    refused = [future for future in futures if future.done()]
    assert len(refused) == 5
    for future in refused:
        with pytest.raises(CannotKeepError, match="too_many"):
            future.result()
    requests.fail_all()
    assert all(future.done() for future in futures)
