"""Figures and marks of a camera tile in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.video.stream import Pace, StreamStats
from widgets.base.formats import age_text, number_text


def pace_badge(pace: Pace) -> tuple[str, ...]:
    """That this machine shows fewer pictures than the camera sends; nothing where it shows all."""
    translate = QCoreApplication.translate
    if pace is Pace.HALF:
        return (translate("video", "½ pictures · busy"),)
    if pace is Pace.KEY:
        return (translate("video", "Keyframes · busy"),)
    return ()


def replay_badge(behind_s: float | None) -> tuple[str, ...]:
    """That the picture is of the past, and of when."""
    translate = QCoreApplication.translate
    if behind_s is None:
        return (translate("video", "Replay"),)
    return (translate("video", "Replay · {age} ago").format(age=age_text(behind_s)),)


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
        translate("video", "{reader} · process {process}").format(reader=stats.reader, process=stats.process or "–"),
        translate("video", "last {seconds} kept for replay").format(seconds=age_text(stats.replay_s)),
    ]
    if stats.clock_offset_s is not None:
        lines.append(
            translate("video", "camera clock {offset} s against ours").format(
                offset=number_text(stats.clock_offset_s, 1)
            )
        )
    return tuple(lines)
