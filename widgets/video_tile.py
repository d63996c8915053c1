"""One camera: the newest frame painted straight from shared memory, or words that say why there is none.

A frame's buffer belongs to the decoder. The tile holds a view of it until the next one comes or `drop_frame` is
called, and makes a QImage over it only for the length of one paint: no image ever outlives the memory below it.
Only when a picture ceases to be live does the tile keep a small copy of its own, shown dimmed beneath the words.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from console.models import StreamState
from widgets import theme
from widgets.carried import Carried
from widgets.formats import NONE, frame_age_text
from widgets.labels import set_tooltip
from widgets.severity import level_of, paint_severity, severity_word
from widgets.stream_words import is_calm, stream_detail, stream_headline

CAPTION_PX = 24
FIT_SLACK_PX = 4
STILL_MOST_PX = 640
"""Widest own copy of a last picture: enough to recognise the place under the dimming."""
SILENT_AFTER_S = 6.0
"""A tile that was told nothing for so long no longer takes its picture for live, whoever failed to tell it."""
DIM_LATE, DIM_GONE = 110, 190
CAPTION_ALPHA = 225


class VideoTile(Carried):
    """Shows one camera; its signals are those of `Carried`."""

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
        self._heard = clock()
        self._alarm: int | None = None
        self._ringed = False
        self._elided = ("", 0, 0, "")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(96, 72)
        self._silence = QTimer(self, interval=1000)
        self._silence.timeout.connect(self._on_silence)
        self._silence.start()
        self._tell()

    def set_title(self, title: str) -> None:
        """The camera's name; empty for a place without a camera."""
        if title != self._title:
            self._title = title
            self._still = None
            self._state, self._age_s, self._last_frame_at = StreamState.CONNECTING, None, None
            self._tell()
            self.update()

    def show_frame(self, buffer: memoryview, width: int, height: int, stride: int, age_s: float | None) -> None:
        """Paint this frame (BGRA, `stride` bytes a row) from now on; the buffer is neither copied nor kept alive
        beyond the next frame. `age_s` is the age of the frame in seconds."""
        self._view = buffer
        self._shape = (width, height, stride)
        self._age_s = age_s
        self._heard = self._clock()
        self.update()

    def drop_frame(self) -> None:
        """Let go of the decoder's memory at once; no copy is kept."""
        self._view = None
        self._still = None
        self.update()

    def set_state(
        self, state: StreamState, age_s: float | None, last_frame_at: datetime | None, retry_in_s: float | None
    ) -> None:
        """What the stream says of itself; ages in seconds. Anything but LIVE dims the picture and says so."""
        if state != StreamState.LIVE and self._state == StreamState.LIVE:
            self._keep_still()
        if state == StreamState.LIVE:
            self._still = None
            self._heard = self._clock() - min(age_s or 0.0, SILENT_AFTER_S)
        changed = (state, self._last_frame_at, self._retry_in_s) != (self._state, last_frame_at, retry_in_s)
        self._state, self._age_s = state, age_s
        self._last_frame_at, self._retry_in_s = last_frame_at, retry_in_s
        if changed:
            self._tell()
        self.update()

    def set_alarm(self, severity: int | None) -> None:
        """A border and a mark in the severity of the incident that this camera belongs to; None for none."""
        if severity != self._alarm:
            self._alarm = severity
            self._tell()
            self.update()

    def set_focused(self, focused: bool) -> None:
        """Mark the tile as the chosen one, apart from the keyboard's focus."""
        self._ringed = focused
        self.update()

    @property
    def looks_live(self) -> bool:
        """Whether the picture is shown undimmed."""
        return self._state == StreamState.LIVE and self._view is not None and not self._is_silent()

    def headline(self) -> str:
        """The words over a picture that is not live; empty over a live one."""
        if not self._title:
            return self.tr("No camera in this place")
        if self._state == StreamState.LIVE and self._is_silent():
            return stream_headline(StreamState.NO_FRAMES, self._clock() - self._heard)
        if self._state == StreamState.LIVE and self._view is None:
            return stream_headline(StreamState.CONNECTING, None)
        return stream_headline(self._state, self._age_s)

    def _is_silent(self) -> bool:
        return self._clock() - self._heard > SILENT_AFTER_S

    def _on_silence(self) -> None:
        if self._state == StreamState.LIVE and self._is_silent() and self.isVisible():
            self.update()

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
        parts = [self._title, self.headline(), stream_detail(self._last_frame_at, self._retry_in_s)]
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

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Picture, dimming and words, caption strip, borders."""
        look = theme.current()
        painter = QPainter(self)
        whole = self.rect()
        painter.fillRect(whole, look.color("video_ground"))
        live = self.looks_live
        self._paint_picture(painter, whole)
        if not live:
            dim = look.color("video_ground")
            dim.setAlpha(DIM_LATE if self._state == StreamState.LATE else DIM_GONE)
            painter.fillRect(whole, dim)
            self._paint_words(painter, look)
        if self._title:
            self._paint_caption(painter, look, live)
        _paint_edges(painter, whole, look, self._alarm, self.hasFocus() or self._ringed)
        painter.end()

    def picture_size(self) -> QSize:
        """The room for the picture: the tile without the caption strip at its foot."""
        return QSize(self.width(), max(1, self.height() - theme.current().px(CAPTION_PX)))

    def _paint_picture(self, painter: QPainter, whole: QRect) -> None:
        image = self._image() or self._still
        if image is None or image.isNull():
            return
        # The whole picture, always: what a crop would cut away may be what somebody is looking for.
        room = QRect(whole.topLeft(), self.picture_size())
        size = image.size()
        if not _fits(size, room.size()):
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(QPoint(0, 0), size)
        target.moveCenter(room.center())
        painter.drawImage(target, image)
        del image

    def _paint_words(self, painter: QPainter, look: theme.Theme) -> None:
        headline = self.headline()
        if not headline:
            return
        detail = stream_detail(self._last_frame_at, self._retry_in_s) if self._title else ""
        calm = not self._title or (is_calm(self._state) or (self._state == StreamState.LIVE and not self._is_silent()))
        strong, caption = look.font("panel_title"), look.font("caption")
        line, small = look.line_height("panel_title"), look.line_height("caption")
        pad = look.px(8)
        box = self.rect().adjusted(pad, 0, -pad, -look.px(CAPTION_PX))
        top = box.center().y() - (line + (small if detail else 0)) // 2
        painter.setFont(strong)
        painter.setPen(look.color("video_text2" if calm else "video_late"))
        text = painter.fontMetrics().elidedText(headline, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.left(), top, box.width(), line), Qt.AlignmentFlag.AlignCenter, text)
        if detail:
            painter.setFont(caption)
            painter.setPen(look.color("video_text2"))
            text = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, box.width())
            row = QRect(box.left(), top + line + look.px(2), box.width(), small)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_caption(self, painter: QPainter, look: theme.Theme, live: bool) -> None:
        height = look.px(CAPTION_PX)
        strip = QRect(0, self.height() - height, self.width(), height)
        ground = QColor(look.color("video_caption"))
        ground.setAlpha(CAPTION_ALPHA)
        painter.fillRect(strip, ground)
        painter.setFont(look.font("figures"))
        inner = strip.adjusted(look.px(8), 0, -look.px(8), 0)
        age = frame_age_text(self._age_s) if live else NONE
        metrics = painter.fontMetrics()
        taken = metrics.horizontalAdvance(age) + look.px(8)
        painter.setPen(look.color("video_text2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, age)
        painter.setFont(look.font("caption"))
        metrics = painter.fontMetrics()
        painter.setPen(look.color("video_text1"))
        key = (self._title, inner.width() - taken, look.px(12))
        if self._elided[:3] != key:
            self._elided = (*key, metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, key[1]))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._elided[3])


def _paint_edges(painter: QPainter, box: QRect, look: theme.Theme, alarm: int | None, ringed: bool) -> None:
    """The alarm's border with its mark, and inside it the ring of what is chosen."""
    if alarm is not None:
        width = look.px(2)
        color = look.color(f"severity{level_of(alarm)}")
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin))
        half = width // 2
        painter.drawRect(box.adjusted(half, half, -width + half, -width + half))
        side = look.px(18)
        paint_severity(painter, QRectF(look.px(8), look.px(8), side, side), alarm)
    if ringed:
        inset = look.px(4) if alarm is not None else 1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawRect(box.adjusted(inset, inset, -inset, -inset))


def _fits(size: QSize, room: QSize) -> bool:
    """Whether a picture can be painted as it is: scaling in the paint costs, and the decoder scales already."""
    spare = room - size
    return min(spare.width(), spare.height()) >= 0 and min(spare.width(), spare.height()) <= FIT_SLACK_PX
