"""Both readers against a real web server, each in a process like a decoder's; libVLC never enters the tests' own."""

import ctypes
import ctypes.util
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from console.records.models import StreamState
from console.video import frames, packets, probe, vlc_screen
from console.video.fleet import Fleet, StreamSpec
from console.video.reader import Playing
from tests.harness.http_clip import BLUE, FPS, RED, HttpClip
from tests.harness.patience import Patience

ROOT = Path(__file__).resolve().parents[3]
READERS = ("ffmpeg", "vlc")
PATIENCE_S = 60.0
CANARY = "ch1m-hoang-yen"
pytestmark = pytest.mark.skipif(ctypes.util.find_library("vlc") is None, reason="libVLC is not installed")


class Player:
    """One playing process; everything that it says on both channels is kept."""

    def __init__(self, reader: str, url: str, pace: str = "full", size: tuple[int, int] = (160, 90)) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.console.video.playing_process"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        self.output: list[str] = []
        self._threads = [
            threading.Thread(target=self._keep, args=(stream,))
            for stream in (self._process.stdout, self._process.stderr)
        ]
        for thread in self._threads:
            thread.start()
        self.order(reader=reader, url=url, pace=pace, width=size[0], height=size[1])

    def _keep(self, stream: Any) -> None:
        for line in stream:
            self.output.append(line)
            self._lines.put(line)

    def order(self, **what: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()

    def told(self, key: str, seconds: float) -> dict[str, Any]:
        """The next line about `key`."""
        patience = Patience(seconds)
        while not patience.is_over:
            try:
                line = self._lines.get(timeout=0.1)
            except queue.Empty:
                continue
            if line.startswith("{") and key in (facts := json.loads(line)):
                return dict(facts)
        raise AssertionError(f"nothing about {key} within {seconds} s: {self.output}")

    def seen(self, until: Callable[[dict[str, Any]], bool], seconds: float = 6.0) -> dict[str, Any]:
        """What the ring shows as soon as it is as wanted."""
        patience = Patience(seconds)
        while True:
            self.order(look=True)
            facts = dict(self.told("seen", 2.0)["seen"])
            if until(facts):
                return facts
            assert not patience.is_over, facts
            time.sleep(0.1)

    def stop(self) -> float:
        """How long the reader took to stop, in seconds."""
        self.order(stop=True)
        facts = self.told("stopped", 6.0)
        assert not facts["alive"]
        return float(facts["stopped"])

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert stream is not None
            stream.close()


Start = Callable[..., Player]


@pytest.fixture
def clip() -> Iterator[HttpClip]:
    with HttpClip(password=CANARY) as clip:
        yield clip


@pytest.fixture
def start() -> Iterator[Start]:
    players: list[Player] = []

    def begin(*arguments: Any, **named: Any) -> Player:
        players.append(Player(*arguments, **named))
        return players[-1]

    yield begin
    for player in players:
        player.close()


def is_near(pixel: list[int], rgb: tuple[int, int, int]) -> bool:
    blue, green, red, _alpha = pixel
    return all(abs(got - wanted) < 25 for got, wanted in zip((red, green, blue), rgb, strict=True))


def test_both_play_in_true_colours_and_stop(clip: HttpClip, start: Start) -> None:
    players = [start(reader, clip.url(path)) for path in ("/live.ts", "/live.m3u8") for reader in READERS]
    for player in players:
        assert player.told("gate", 3.0)["gate"]
        assert player.told("first", PATIENCE_S)["first"]
    for player in players:
        after = player.seen(lambda facts: facts["frames"] > 2 * FPS)
        assert after["state"] == "live"
        assert after["size"] == [160, 90]
        assert after["source"] == [320, 180]
        assert is_near(after["left"], RED)
        assert is_near(after["right"], BLUE)
        assert after["changed_ago_s"] < 3.0
        assert after["codec"] == "h264"
        assert after["bytes"] > 500
        assert after["still"] is not None
    assert max(player.stop() for player in players) < 1.5


def test_both_end_when_the_server_dies_or_stalls_and_a_still_picture_goes_on(start: Start) -> None:
    with HttpClip() as dying, HttpClip() as stalling, HttpClip(moving=False) as standing:
        still = [start(reader, standing.url("/live.ts")) for reader in READERS]
        moving = [start(reader, server.url("/live.ts")) for server in (dying, stalling) for reader in READERS]
        for player in still + moving:
            assert player.told("first", PATIENCE_S)["first"]
            player.seen(lambda facts: facts["frames"] > 5)
        dying.stop()
        stalling.stall()
        for player in moving:
            assert player.told("ended", PATIENCE_S)["ended"] == "no_frames"
        for player in still:
            frames = player.seen(lambda facts: facts["changed_ago_s"] > 3.0)["frames"]
            player.seen(lambda facts, frames=frames: facts["frames"] > frames, 1.5)  # type: ignore[misc]


def test_both_say_why_there_is_no_picture(clip: HttpClip, start: Start) -> None:
    with HttpClip() as gone:
        nobody = gone.url("/live.ts")
    silent = [start(reader, clip.url("/silent.ts")) for reader in READERS]
    for url, codes in (
        (clip.url("/none.ts"), {"wrong_address"}),
        (clip.url("/locked/live.ts", "xem", CANARY + "x"), {"sign_in_failed"}),
        (nobody, {"refused"}),
        (clip.url("/text"), {"wrong_address", "no_frames"}),
    ):
        for player in [start(reader, url) for reader in READERS]:
            assert player.told("ended", PATIENCE_S)["ended"] in codes
            assert CANARY not in "".join(player.output)
    for player in silent:
        ended = player.told("ended", PATIENCE_S)
        assert ended["ended"] == "no_frames"
        assert 4.0 < ended["after_s"] < PATIENCE_S / 2


def test_no_password_is_said(clip: HttpClip, start: Start) -> None:
    players = [start("vlc", clip.url(f"/locked{path}", "xem", CANARY)) for path in ("/live.ts", "/live.m3u8")]
    for player in players:
        assert player.told("first", PATIENCE_S)["first"]
        player.seen(lambda facts: facts["frames"] > 5)
        player.stop()
        assert CANARY not in "".join(player.output)
        assert "127.0.0.1" not in "".join(player.output)


def test_an_address_leads_nowhere_else(clip: HttpClip, start: Start, tmp_path: Path) -> None:
    local = tmp_path / "local.ts"
    local.write_bytes(clip.segment())
    with HttpClip() as other:
        ways = [("redirect", other.url("/live.ts")), ("redirect", local.as_uri()), ("hls", local.as_uri())]
        ways += [("list", other.url("/live.ts")), ("list", local.as_uri())]
        players = [start(reader, clip.url(f"/{way}/a?to={target}")) for way, target in ways for reader in READERS]
        for player in players:
            assert not player.told("first", PATIENCE_S)["first"]
        assert other.asked == []


def test_odd_proportions_are_shown_as_they_are(start: Start) -> None:
    with HttpClip(size=(320, 200)) as odd:
        player = start("vlc", odd.url("/live.ts"))
        facts = player.seen(lambda facts: facts.get("source") == [320, 200])
        assert facts["size"] == [144, 90]


def test_one_picture_a_second_until_all_are_wanted(clip: HttpClip, start: Start) -> None:
    player = start("vlc", clip.url("/live.ts"), pace="key")
    assert player.told("first", PATIENCE_S)["first"]
    few = player.seen(lambda facts: facts["frames"] > 2 * FPS)["pictures"]
    assert 2 <= few <= 5
    player.order(pace="full")
    player.seen(lambda facts: facts["pictures"] > few + FPS)


def test_the_fleet_plays_by_libvlc_and_comes_back_after_an_outage() -> None:
    fleet = Fleet(reader="vlc")
    fleet.start()
    try:
        with HttpClip() as first:
            stream = fleet.open(StreamSpec("a", first.url("/live.ts"), 160, 90))
            until(fleet, lambda: stream.state is StreamState.LIVE, 6.0)
            time.sleep(1.1)
            assert stream.stats().reader == "vlc"
        until(fleet, lambda: stream.state is not StreamState.LIVE, 4.0)
        with HttpClip(port=first.port):
            until(fleet, lambda: stream.state is StreamState.LIVE, 8.0)
    finally:
        patience = Patience(1.5)
        fleet.stop()
    assert not patience.is_over


def until(fleet: Fleet, condition: Callable[[], bool], seconds: float) -> None:
    patience = Patience(seconds)
    while not condition():
        fleet.poll()
        assert not patience.is_over
        time.sleep(0.03)


def test_a_picture_shown_again_is_not_a_new_one() -> None:
    fd = frames.create(32, 16)
    ring = frames.Ring(fd, 32, 16)
    os.close(fd)
    screen = vlc_screen.Screen(Playing(ring, threading.Event(), packets.Recent()))
    four = [(ctypes.c_uint * 3)(number) for number in (32, 16, 0, 0)]
    chroma = ctypes.create_string_buffer(b"I420", 4)
    assert screen.format(None, ctypes.addressof(chroma), *four) == 1
    assert (chroma.raw, four[2][0]) == (b"RV32", 128)
    published = []
    for shade, decoded in ((1, 1), (1, 0), (2, 1), (2, 1), (2, 0), (3, 1)):
        planes = (ctypes.c_void_p * 1)()
        screen.lock(None, planes)
        ctypes.memset(planes[0] or 0, shade, 128 * 16)
        screen.display(None, None)
        screen.note("h264", 100, 0, decoded)
        published.append(ring.seq)
    # The fourth is the same again; but as something was decoded and nothing new was seen, the fifth counts.
    assert published == [1, 1, 2, 2, 3, 4]
    screen.close()
    screen.display(None, None)
    assert ring.seq == 4
    newest = ring.newest()
    assert newest is not None
    assert bytes(newest.buffer[:4]) == b"\3\3\3\3"


def test_sizes_that_a_decoder_pads() -> None:
    for coded, seen in (
        ((1920, 1090), (1920, 1080)), ((640, 370), (640, 360)), ((640, 482), (640, 480)), ((704, 578), (704, 576)),
        ((320, 192), (320, 180)), ((352, 290), (352, 288)), ((1280, 722), (1280, 720)), ((2592, 1954), (2592, 1944)),
    ):  # fmt: skip
        assert vlc_screen.seen(*coded, None) == seen
    assert vlc_screen.seen(2688, 1522, (2688, 1520)) == (2688, 1520)
    assert vlc_screen.seen(1920, 1090, (2688, 1520)) == (1920, 1080)


def test_the_probe_tells_and_the_choice_falls_back() -> None:
    code = "from console.video import probe; found = probe.libvlc(); print(found.version, found.rtsp)"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    version, rtsp = said.split()
    assert version.startswith("3.")
    assert rtsp in {"True", "False"}
    with_rtsp, without = probe.LibVlc("3.0.21", rtsp=True), probe.LibVlc("3.0.24", rtsp=False)
    assert probe.choose("auto", "http://a/x", with_rtsp) == "ffmpeg"
    assert probe.choose("vlc", "http://a/x", without) == "vlc"
    assert probe.choose("vlc", "rtsp://a/x", without) == "ffmpeg"
    assert probe.choose("vlc", "rtsp://a/x", with_rtsp) == "vlc"
    assert probe.choose("vlc", "rtsps://a/x", with_rtsp) == "ffmpeg"
    for other in (None, "4.0.0"):
        assert probe.choose("vlc", "http://a/x", probe.LibVlc(other, rtsp=True)) == "ffmpeg"
