"""What a camera tile admits about its picture, in words: one headline and one line below it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.records.models import StreamState
from widgets.base.formats import age_text, clock_text
from widgets.video import reason_words

_CALM = frozenset({StreamState.CONNECTING, StreamState.RESTARTING})
_MOVING = frozenset({StreamState.LIVE, StreamState.LATE})


def stream_headline(state: StreamState, age_s: float | None, reason: str = "") -> str:
    """The state of a picture that is not live, or its cause where that is known; empty for a live one."""
    if reason and (cause := reason_words.cause(reason)):
        return cause
    translate = QCoreApplication.translate
    age = age_text(age_s) if age_s is not None else ""
    if state == StreamState.LIVE:
        return ""
    if state == StreamState.LATE:
        return translate("stream", "Picture {age} late").format(age=age) if age else translate("stream", "Picture late")
    if state == StreamState.FROZEN:
        return (
            translate("stream", "Picture frozen for {age}").format(age=age)
            if age
            else translate("stream", "Picture frozen")
        )
    if state == StreamState.NO_FRAMES:
        return translate("stream", "No picture for {age}").format(age=age) if age else translate("stream", "No picture")
    if state == StreamState.CONNECTING:
        return translate("stream", "Connecting…")
    if state == StreamState.RESTARTING:
        return translate("stream", "Decoder restarting…")
    if state == StreamState.REFUSED:
        return translate("stream", "Camera refuses the connection")
    if state == StreamState.SIGN_IN_FAILED:
        return translate("stream", "Camera refuses the sign-in")
    if state == StreamState.WRONG_ADDRESS:
        return translate("stream", "No camera at this address")
    return str(state)


def lost_headline(state: StreamState, age_s: float | None, reason: str = "") -> str:
    """The same for a tile: of a picture that was there, since when it is gone comes before why."""
    gone = age_s is not None and state not in _MOVING | _CALM
    if gone and reason and state is not StreamState.FROZEN:
        return stream_headline(StreamState.NO_FRAMES, age_s)
    return stream_headline(state, age_s, reason)


def lost_detail(reason: str, last_frame_at: datetime | None, group: str, headline: str) -> str:
    """Why a picture is gone, where the headline does not say it, its last moment, and with which others it went."""
    cause = reason_words.cause(reason)
    parts = ("" if cause == headline else cause, _last_frame(last_frame_at), group)
    return " · ".join(part for part in parts if part)


def retry_text(retry_in_s: float | None) -> str:
    """When the next try is due; empty where none is."""
    if retry_in_s is None:
        return ""
    translate = QCoreApplication.translate
    return translate("stream", "next try in {age}").format(age=age_text(max(1.0, retry_in_s)))


def _last_frame(at: datetime | None) -> str:
    translate = QCoreApplication.translate
    return translate("stream", "last frame {time}").format(time=clock_text(at)) if at is not None else ""


def stream_detail(last_frame_at: datetime | None, retry_in_s: float | None) -> str:
    """When the last real frame came, and when the next try is due."""
    return " · ".join(part for part in (_last_frame(last_frame_at), retry_text(retry_in_s)) if part)


def is_calm(state: StreamState) -> bool:
    """Whether the state is an ordinary step on the way, which asks for nobody's attention."""
    return state in _CALM
