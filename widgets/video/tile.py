"""One camera: the newest frame painted straight from shared memory, or words that say why there is none.

A frame's buffer belongs to the decoder. The tile holds a view of it until the next one comes or `drop_frame` is
called, and makes a QImage over it only for the length of one paint: no image ever outlives the memory below it.
Only when a picture ceases to be live does the tile keep a small copy of its own, shown dimmed beneath the words.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.records.models import StreamState
from widgets.base import theme
from widgets.base.formats import frame_age_symbol, frame_age_text
from widgets.base.labels import set_tooltip
from widgets.base.severity import severity_word
from widgets.video import paint as video_paint
from widgets.video.marked_tile import MarkedTile
from widgets.video.reason_words import advice
from widgets.video.stream_words import is_calm, stream_detail, stream_headline

FIT_SLACK_PX = 4
STILL_MOST_PX = 640
"""Widest own copy of a last picture: enough to recognise the place under the dimming."""
SILENT_AFTER_S = 6.0
"""A tile that was told nothing for so long no longer takes its picture for live, whoever failed to tell it."""
OLD_S = 1.0
"""A live picture that is older, of a slow camera, is told about each second, so that its age goes on."""
DIM_LATE, DIM_GONE = 110, 190


class _Words(NamedTuple):
    """What a tile says of its picture: while all of it stays the same, nothing but a picture has to be painted."""

    state: StreamState
    live: bool
    headline: str
    reason: str
    detail: str
    age: str
    """Of a live picture that is old; that of a young one goes with the next picture."""


class VideoTile(MarkedTile):
    """Shows one camera; its signals are those of `MarkedTile`."""

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._title = ""
        self._view: memoryview | None = None
        self._shape = (0, 0, 0)
        self._still: QImage | None = None
        self._state = StreamState.CONNECTING
        self._age_s: float | None = None
        self._last_frame_at: datetime | None = None
        self._retry_in_s: float | None = None
        self._reason = ""
        self._awaits_keyframe = False
        self._said: _Words | None = None
        """What it said when it was told last; None where that is to be said anew."""
        self._heard = clock()
        self._caption_at = 0.0
        self._plain, self._plain_size = QRect(), (0, 0)
        """Where a plain live picture was painted last: the next of its size needs nothing else."""
        self._arrived_s: float | None = None
        self.painted = 0
        """Pictures painted so far, each counted once however often it is painted."""
        self.on_painted: Callable[[float], None] | None = None
        """Told the seconds from a picture's arrival to its paint."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(96, 72)
        self._silence = QTimer(self, interval=1000)
        self._silence.timeout.connect(self._say)
        self._silence.start()
        self._tell()

    def set_title(self, title: str) -> None:
        """The camera's name; empty for a place without a camera."""
        if title != self._title:
            self._title = title
            self._still = None
            self._state, self._age_s, self._last_frame_at = StreamState.CONNECTING, None, None
            self._reason, self._said = "", None
            self._zoom.reset()
            self._tell()
            self._renew()

    def show_frame(self, buffer: memoryview, width: int, height: int, stride: int, age_s: float | None) -> None:
        """Paint this frame (BGRA, `stride` bytes a row) from now on; the buffer is neither copied nor kept alive
        beyond the next frame. `age_s` is the age of the frame in seconds."""
        now = self._clock()
        self._arrived_s = None if age_s is None else now - age_s
        self._view = buffer
        self._shape = (width, height, stride)
        self._age_s = age_s
        self._heard = now
        if self._plain_size == (width, height) and now - self._caption_at < 1.0:
            self.update(self._plain)
        else:
            self._renew()

    def drop_frame(self) -> None:
        """Let go of the decoder's memory at once; no copy is kept."""
        self._view = None
        self._still = None
        self._renew()

    def set_state(
        self, state: StreamState, age_s: float | None, last_frame_at: datetime | None, retry_in_s: float | None,
        reason: str = "", *, awaits_keyframe: bool = False,
    ) -> None:  # fmt: skip
        """What the stream says of itself; ages in seconds. Anything but LIVE dims the picture and says so, and why
        (`reason`, a code of `console.video.reasons`).

        `awaits_keyframe`: it is connected, and nothing that came so far can be shown by itself."""
        if state != StreamState.LIVE and self._state == StreamState.LIVE:
            self._keep_still()
        if state == StreamState.LIVE:
            self._still = None
            self._heard = self._clock() - min(age_s or 0.0, SILENT_AFTER_S)
        self._awaits_keyframe = awaits_keyframe
        self._state, self._age_s = state, age_s
        self._last_frame_at, self._retry_in_s, self._reason = last_frame_at, retry_in_s, reason
        self._say()

    @property
    def looks_live(self) -> bool:
        """Whether the picture is shown undimmed."""
        seen = self._view is not None and not self._is_silent()
        return self._state == StreamState.LIVE and seen and not self._replaying

    def headline(self) -> str:
        """The words over a picture that is not live; empty over a live one."""
        if not self._title:
            return self.tr("No camera in this place")
        if self._state == StreamState.LIVE and self._is_silent():
            return stream_headline(StreamState.NO_FRAMES, self._clock() - self._heard)
        if self._state == StreamState.LIVE and self._view is None:
            return stream_headline(StreamState.CONNECTING, None)
        if self._state == StreamState.CONNECTING and self._awaits_keyframe and not self._reason:
            return self.tr("Connected, awaiting a whole picture")
        return stream_headline(self._state, self._age_s, self._reason)

    def can_zoom(self) -> bool:
        """Whether there is a camera to look at more closely."""
        return bool(self._title)

    def _is_silent(self) -> bool:
        return self._clock() - self._heard > SILENT_AFTER_S

    def _say(self) -> None:
        """Tell, and have painted, what the tile says by now; nothing where that is what it said before."""
        live, age_s = self.looks_live, self._age_s or 0.0
        age = frame_age_text(age_s) if live and age_s > OLD_S else ""
        detail = stream_detail(self._last_frame_at, self._retry_in_s)
        words = _Words(self._state, live, self.headline(), self._reason, detail, age)
        if words != self._said:
            self._said = words
            self._tell()
            self._renew()

    def _keep_still(self) -> None:
        image = self._image()
        if image is None:
            return
        if image.width() > STILL_MOST_PX:
            self._still = image.scaledToWidth(STILL_MOST_PX, Qt.TransformationMode.FastTransformation)
        else:
            self._still = image.copy()
        del image
        self._view = None

    def _image(self) -> QImage | None:
        if self._view is None:
            return None
        width, height, stride = self._shape
        try:
            return QImage(self._view, width, height, stride, QImage.Format.Format_RGB32)
        except ValueError:  # the decoder has released its memory meanwhile
            self._view = None
            return None

    def _tell(self) -> None:
        detail = stream_detail(self._last_frame_at, self._retry_in_s)
        parts = [self._title, self.headline(), advice(self._reason), detail]
        if self._state == StreamState.LIVE:
            parts = [self._title]
        if self._alarm is not None:
            parts.append(self.tr("incident: {severity}").format(severity=severity_word(self._alarm)))
        text = " · ".join(part for part in parts if part)
        self.setAccessibleName(text or self.tr("No camera in this place"))
        set_tooltip(self, text)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A small sub-stream."""
        return QSize(320, 204)

    def picture_size(self) -> QSize:
        """The room for the picture: the tile without the caption strip at its foot."""
        return QSize(self.width(), max(1, self.height() - theme.current().px(video_paint.CAPTION_PX)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """A plain live picture alone where nothing else changed, else everything."""
        if not self._whole and event.rect() == self._plain:
            image = self._image()
            if image is not None:
                painter = QPainter(self)
                painter.drawImage(self._plain.topLeft(), image)
                painter.end()
                del image
                self._note_painted()
                return
        self._paint_all()
        self._note_painted()

    def _paint_all(self) -> None:
        look = theme.current()
        painter = QPainter(self)
        whole = self.rect()
        painter.fillRect(whole, look.color("video_ground"))
        live = self.looks_live
        target = self._paint_picture(painter, whole)
        if not live and not self._replaying:
            dim = look.color("video_ground")
            dim.setAlpha(DIM_LATE if self._state == StreamState.LATE else DIM_GONE)
            painter.fillRect(whole, dim)
            self._paint_words(painter, look)
        if self._title:
            strip = QRect(0, self.picture_size().height(), self.width(), look.px(video_paint.CAPTION_PX))
            seconds = self._age_s if live and not self._replaying else None
            ages = (frame_age_text(seconds), frame_age_symbol(seconds))
            video_paint.paint_caption(painter, strip, self._title, ages, live=live)
        if self._statistics:
            video_paint.paint_plate(painter, whole, self._statistics, right=False)
        if self._badge:
            badge = video_paint.badge_within(self._badge, whole.width())
            video_paint.paint_plate(painter, whole, badge, right=True, accent=True)
        ringed = self.hasFocus() or self._ringed
        video_paint.paint_edges(painter, whole, self._alarm, ringed=ringed)
        painter.end()
        self._whole, self._caption_at = False, self._clock()
        over = self._alarm is not None or ringed or self._badge or self._statistics
        self._plain = target if live and target.size() == QSize(*self._shape[:2]) and not over else QRect()
        self._plain_size = (self._plain.width(), self._plain.height())

    def _note_painted(self) -> None:
        arrived, self._arrived_s = self._arrived_s, None
        if arrived is not None:
            self.painted += 1
            if self.on_painted is not None:
                self.on_painted(self._clock() - arrived)

    def _paint_picture(self, painter: QPainter, whole: QRect) -> QRect:
        """Paint what there is of a picture; where it went."""
        image = self._image() or self._still
        if image is None or image.isNull():
            return QRect()
        # The whole picture, always: what a crop would cut away may be what somebody is looking for.
        room = QRect(whole.topLeft(), self.picture_size())
        size = image.size()
        zoomed = self._zoom.factor != 1.0
        if zoomed or not _fits(size, room.size()):
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(QPoint(0, 0), size)
        target.moveCenter(room.center())
        if zoomed:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, image, self._zoom.source(image.size()))
            del image
            return QRect()
        painter.drawImage(target, image)
        del image
        return target

    def _paint_words(self, painter: QPainter, look: theme.Theme) -> None:
        headline = self.headline()
        if headline:
            detail = stream_detail(self._last_frame_at, self._retry_in_s) if self._title else ""
            silent = self._state == StreamState.LIVE and not self._is_silent()
            calm = not self._title or is_calm(self._state) or silent
            pad = look.px(8)
            box = self.rect().adjusted(pad, 0, -pad, -look.px(video_paint.CAPTION_PX))
            video_paint.paint_words(painter, box, headline, detail, calm=calm, advice=advice(self._reason))


def _fits(size: QSize, room: QSize) -> bool:
    """Whether a picture can be painted as it is: scaling in the paint costs, and the decoder scales already."""
    spare = room - size
    return min(spare.width(), spare.height()) >= 0 and min(spare.width(), spare.height()) <= FIT_SLACK_PX
