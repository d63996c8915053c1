"""The health of cameras in words: the rows of the board, and their sum."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.records.models import StreamState
from console.video.census import count
from console.video.health import CameraHealth
from widgets.base.formats import age_text, clock_text, number_text
from widgets.video.health_board import Row
from widgets.video.reason_words import advice
from widgets.video.stream_words import stream_headline

_WELL = frozenset({StreamState.LIVE, StreamState.CONNECTING, None})


def rows_of(board: Sequence[CameraHealth]) -> list[Row]:
    """The board's rows in words."""
    return [
        (
            health.camera.name,
            _state_word(health),
            clock_text(health.since) if health.since is not None else "–",
            "–" if health.uptime is None else f"{number_text(health.uptime * 100, 1)} %",
            str(health.reconnects),
            health.state not in _WELL or health.clock_is_off,
            advice(health.reason),
        )
        for health in board
    ]


def summary_of(board: Sequence[CameraHealth]) -> str:
    """How many cameras have a picture, of how many that anybody watches here."""
    moving, watched = count(health.state for health in board if health.state is not None and not health.aside)
    text = QCoreApplication.translate(
        "health", "{live} of {watched} cameras on screen have a picture · {all} in the city"
    )
    return text.format(live=moving, watched=watched, all=len(board))


def _state_word(health: CameraHealth) -> str:
    if health.state is None:
        return QCoreApplication.translate("health", "not on screen")
    if health.state is StreamState.LIVE and health.clock_is_off:
        text = QCoreApplication.translate("health", "live, its clock is {seconds} s off")
        return text.format(seconds=number_text(health.clock_offset_s or 0.0))
    if health.state is StreamState.LIVE:
        return QCoreApplication.translate("health", "live, {age}").format(age=age_text(health.age_s or 0.0))
    return stream_headline(health.state, health.age_s, health.reason)
