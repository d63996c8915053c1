"""Figures and marks of a tile in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from console.video.stream import Pace, StreamStats
from tests.views.played_session import NOW
from views.video.words import pace_words, replay_words, statistics
from widgets.base.formats import clock_text

STATS = StreamStats(
    fps=12.5, kbit_s=410.0, decode_ms=3.2, source_width=640, source_height=360, reader="ffmpeg", process=77,
    codec="h264", lost=4, jitter_ms=18.0, replay_s=60.0,
)  # fmt: skip


def test_fewer_pictures_than_the_camera_sends_are_told_and_all_of_them_are_not() -> None:
    assert pace_words(Pace.FULL) == ""
    assert pace_words(Pace.HALF) == "Reduced, this machine is overloaded: every second picture"
    assert pace_words(Pace.KEY) == "Reduced, this machine is overloaded: whole pictures alone"


def test_a_picture_of_the_past_says_so_before_it_is_known_of_when() -> None:
    assert replay_words(None, NOW) == "Replay"
    assert replay_words(42.0, NOW) == f"Replay {clock_text(NOW - timedelta(seconds=42))}"


def test_the_figures_tell_what_comes_and_what_is_shown_of_it() -> None:
    lines = [line.replace(",", ".") for line in statistics(STATS, 11.0, main=False)]
    assert lines[0] == "h264 640×360 · sub-stream"
    assert lines[1] == "11.0 of 12.5 pictures/s · 410 kbit/s"
    assert lines[2] == "jitter 18 ms · decoding 3.2 ms · lost 4"
    assert lines[3] == "ffmpeg", "its process is no matter of an operator's"
    assert lines[4].startswith("last 1")
    assert len(lines) == 5, "a camera that tells no time has no line for its clock"


def test_what_is_not_known_is_a_dash_and_a_clock_is_told_with_its_sign() -> None:
    keyframes = replace(STATS, jitter_ms=None, process=None, clock_offset_s=-7.5)
    lines = [line.replace(",", ".") for line in statistics(keyframes, 0.0, main=True)]
    assert lines[0].endswith("main stream")
    assert lines[2].startswith("jitter – ms")
    assert lines[3] == "ffmpeg"
    assert lines[5] in ("camera clock -7.5 s against ours", "camera clock −7.5 s against ours")
