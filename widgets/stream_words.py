"""What a camera tile admits about its picture, in words: one headline and one line below it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.models import StreamState
from widgets.formats import age_text, clock_text

_CALM = frozenset({StreamState.CONNECTING, StreamState.RESTARTING})


def stream_headline(state: StreamState, age_s: float | None) -> str:
    """The state of a picture that is not live; empty for a live one."""
    tr = QCoreApplication.translate
    age = age_text(age_s) if age_s is not None else ""
    if state == StreamState.LIVE:
        return ""
    if state == StreamState.LATE:
        return tr("stream", "Picture {age} late").format(age=age) if age else tr("stream", "Picture late")
    if state == StreamState.FROZEN:
        return tr("stream", "Picture frozen for {age}").format(age=age) if age else tr("stream", "Picture frozen")
    if state == StreamState.NO_FRAMES:
        return tr("stream", "No picture for {age}").format(age=age) if age else tr("stream", "No picture")
    if state == StreamState.CONNECTING:
        return tr("stream", "Connecting…")
    if state == StreamState.RESTARTING:
        return tr("stream", "Decoder restarting…")
    if state == StreamState.REFUSED:
        return tr("stream", "Camera refuses the connection")
    if state == StreamState.SIGN_IN_FAILED:
        return tr("stream", "Camera refuses the sign-in")
    if state == StreamState.WRONG_ADDRESS:
        return tr("stream", "No camera at this address")
    return str(state)


def stream_detail(last_frame_at: datetime | None, retry_in_s: float | None) -> str:
    """When the last real frame came, and when the next try is due."""
    tr = QCoreApplication.translate
    parts = []
    if last_frame_at is not None:
        parts.append(tr("stream", "last frame {time}").format(time=clock_text(last_frame_at)))
    if retry_in_s is not None:
        parts.append(tr("stream", "next try in {age}").format(age=age_text(max(1.0, retry_in_s))))
    return " · ".join(parts)


def is_calm(state: StreamState) -> bool:
    """Whether the state is an ordinary step on the way, which asks for nobody's attention."""
    return state in _CALM
