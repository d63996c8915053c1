"""Figures and marks of a camera tile in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from console.video.census import Census
from console.video.lost_together import LostGroup
from console.video.stream import Pace, StreamStats
from widgets.base.formats import age_text, clock_text, minute_text, number_text


def pace_words(pace: Pace) -> str:
    """That this machine shows fewer pictures than the camera sends; nothing where it shows all."""
    translate = QCoreApplication.translate
    if pace is Pace.HALF:
        return translate("video", "Reduced, this machine is overloaded: every second picture")
    if pace is Pace.KEY:
        return translate("video", "Reduced, this machine is overloaded: whole pictures alone")
    return ""


def replay_words(behind_s: float | None, now: datetime) -> str:
    """That the picture is of the past, and of when: `behind_s` before `now`."""
    translate = QCoreApplication.translate
    if behind_s is None:
        return translate("video", "Replay")
    return translate("video", "Replay {time}").format(time=clock_text(now - timedelta(seconds=behind_s)))


def private_words() -> str:
    """Why nothing of a picture may be seen."""
    return QCoreApplication.translate("video", "Hidden for privacy")


def recording_words() -> str:
    """That what a camera shows is being written down."""
    return QCoreApplication.translate("video", "Is being recorded for the incident")


def turns_words() -> str:
    """That a camera can be turned from here."""
    return QCoreApplication.translate("video", "Can be turned from here")


def with_words(group: LostGroup) -> str:
    """With which others a camera was lost."""
    text = QCoreApplication.translate("video", "with {count} other cameras, {area}")
    return text.format(count=len(group.camera_ids) - 1, area=group.area)


def together_words(group: LostGroup) -> str:
    """Cameras that were lost together, told once."""
    text = QCoreApplication.translate("video", "{count} cameras, {area}, lost together since {time}")
    return text.format(count=len(group.camera_ids), area=group.area, time=minute_text(group.since))


def count_words(census: Census) -> str:
    """How many of the cameras that are shown have a picture."""
    return QCoreApplication.translate("video", "With picture {moving}/{of}").format(moving=census.moving, of=census.of)


def statistics(stats: StreamStats, painted_fps: float, *, main: bool) -> tuple[str, ...]:
    """Five short lines: what comes, how fast, how evenly, by whom, what is kept."""
    translate = QCoreApplication.translate
    stream = translate("video", "main stream") if main else translate("video", "sub-stream")
    lines = [
        f"{stats.codec} {stats.source_width}×{stats.source_height} · {stream}",
        translate("video", "{shown} of {received} pictures/s · {rate} kbit/s").format(
            shown=number_text(painted_fps, 1), received=number_text(stats.fps, 1), rate=number_text(stats.kbit_s)
        ),
        translate("video", "jitter {jitter} ms · decoding {decode} ms · lost {lost}").format(
            jitter="–" if stats.jitter_ms is None else number_text(stats.jitter_ms),
            decode=number_text(stats.decode_ms, 1),
            lost=stats.lost,
        ),
        stats.reader,
        translate("video", "last {seconds} kept for replay").format(seconds=age_text(stats.replay_s)),
    ]
    if stats.clock_offset_s is not None:
        lines.append(
            translate("video", "camera clock {offset} s against ours").format(
                offset=number_text(stats.clock_offset_s, 1)
            )
        )
    return tuple(lines)
