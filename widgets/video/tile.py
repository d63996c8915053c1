"""One camera: the newest frame painted straight from shared memory, or words that say why there is none.

A frame's buffer belongs to the decoder. The tile holds a view of it until the next one comes or `drop_frame` is
called, and makes a QImage over it only for the length of one paint: no image ever outlives the memory below it.
Only when a picture ceases to move, or the tile is to show another camera, does it keep a small grey copy of its own,
shown dimmed beneath the words until a picture comes. Nothing is ever painted over a picture that moves but what the
operator asked for: all else stands in the caption below it.
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
from widgets.base.formats import frame_age_text
from widgets.base.labels import set_tooltip
from widgets.base.severity import severity_word
from widgets.video import paint as video_paint
from widgets.video.caption import Caption, paint_caption
from widgets.video.marked_tile import Mark, MarkedTile
from widgets.video.picture import FILLS_BELOW_PX, placed
from widgets.video.reason_words import advice
from widgets.video.stream_words import (
    is_calm,
    lost_detail,
    lost_headline,
    retry_text,
    stream_detail,
    stream_headline,
)

STILL_MOST_PX = 640
"""Widest own copy of a last picture: enough to recognise the place under the dimming."""
SILENT_AFTER_S = 6.0
"""A tile that was told nothing for so long no longer takes its picture for live, whoever failed to tell it."""
OLD_S = 1.0
"""A live picture that is older, of a slow camera, is told about each second, so that its age goes on."""
LATE_S = 2.0
"""A picture that is later is told by the colour of its age; it is not dimmed."""
GONE_SHARE = 0.4
"""So much is left of a picture that is gone."""
MOVING = frozenset({StreamState.LIVE, StreamState.LATE})


class _Words(NamedTuple):
    """What a tile says of its picture: while all of it stays the same, nothing but a picture has to be painted."""

    state: StreamState
    live: bool
    headline: str
    reason: str
    detail: str
    age: str
    """Of a moving picture that is old; that of a young one goes with the next picture."""
    late: bool


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
        self._is_masked = False
        self._kept_free = 0
        self._said: _Words | None = None
        """What it said when it was told last; None where that is to be said anew."""
        self._heard = clock()
        self._caption_at = 0.0
        self._plain, self._plain_size = QRect(), (0, 0)
        """Where a plain moving picture was painted last: the next of its size needs nothing else."""
        self._part = QPoint()
        """The corner of what of it is painted there."""
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
        """The camera's name; empty for a place without a camera. The picture of the one before stays, dimmed, until the
        first of this one comes: a place that turns black for a moment looks like one that is lost."""
        if title != self._title:
            self.keep_frame()
            self._title = title
            if not title:
                self._still = None
            self._state, self._age_s, self._last_frame_at = StreamState.CONNECTING, None, None
            self._reason, self._said = "", None
            self._zoom.reset()
            self._tell()
            self._renew()

    def set_masked(self, masked: bool) -> None:
        """Whether parts of its pictures are hidden: such a picture is shown whole at any size, mask and all."""
        if masked != self._is_masked:
            self._is_masked = masked
            self._renew()

    def keep_free(self, px: int) -> None:
        """Leave so much of the caption's right end to somebody else, who paints all of that."""
        if px != self._kept_free:
            self._kept_free = px
            self._renew()

    def fills(self) -> bool:
        """Whether its picture is cropped so as to fill the tile."""
        return self.width() < FILLS_BELOW_PX and not self._is_masked

    def show_frame(self, buffer: memoryview, width: int, height: int, stride: int, age_s: float | None) -> None:
        """Paint this frame (BGRA, `stride` bytes a row) from now on; the buffer is neither copied nor kept alive
        beyond the next frame. `age_s` is the age of the frame in seconds."""
        now = self._clock()
        self._arrived_s = None if age_s is None else now - age_s
        self._view, self._still = buffer, None
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

    def keep_frame(self) -> None:
        """Let go of the decoder's memory, and go on showing a copy of what was there last, grey and dimmed."""
        image = self._image()
        if image is None:
            return
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        del image
        self._view = None
        if grey.width() > STILL_MOST_PX:
            grey = grey.scaledToWidth(STILL_MOST_PX, Qt.TransformationMode.FastTransformation)
        self._still = grey

    def set_state(
        self, state: StreamState, age_s: float | None, last_frame_at: datetime | None, retry_in_s: float | None,
        reason: str = "", *, awaits_keyframe: bool = False,
    ) -> None:  # fmt: skip
        """What the stream says of itself; ages in seconds. A picture that does not move is dimmed and says so, and why
        (`reason`, a code of `console.video.reasons`); of a late one the age in the caption says it.

        `awaits_keyframe`: it is connected, and nothing that came so far can be shown by itself."""
        if state not in MOVING and self._state in MOVING:
            self.keep_frame()
        if state in MOVING:
            self._heard = self._clock() - min(age_s or 0.0, SILENT_AFTER_S)
        self._awaits_keyframe = awaits_keyframe
        self._state, self._age_s = state, age_s
        self._last_frame_at, self._retry_in_s, self._reason = last_frame_at, retry_in_s, reason
        self._say()

    @property
    def looks_live(self) -> bool:
        """Whether it shows the present, and nothing of it says otherwise."""
        return self._state == StreamState.LIVE and self.moves and not self._replaying

    @property
    def moves(self) -> bool:
        """Whether pictures come, in time or late: they are shown undimmed."""
        return self._state in MOVING and self._view is not None and not self._is_silent() and not self._private

    def headline(self) -> str:
        """What is to be said of a picture that is not live; empty for a live one."""
        if not self._title:
            return self.tr("No camera in this place")
        if self._private:
            return self._private
        if self._state in MOVING and self._is_silent():
            return stream_headline(StreamState.NO_FRAMES, self._clock() - self._heard)
        if self._state == StreamState.LIVE and self._view is None:
            return stream_headline(StreamState.CONNECTING, None)
        if self._state == StreamState.CONNECTING and self._awaits_keyframe and not self._reason:
            return self.tr("Connected, awaiting a whole picture")
        return lost_headline(self._state, self._age_s, self._reason)

    def can_zoom(self) -> bool:
        """Whether there is a camera to look at more closely."""
        return bool(self._title)

    def _is_silent(self) -> bool:
        return self._clock() - self._heard > SILENT_AFTER_S

    def _say(self) -> None:
        """Tell, and have painted, what the tile says by now; nothing where that is what it said before."""
        moves, age_s = self.moves, self._age_s or 0.0
        age = frame_age_text(age_s) if moves and age_s > OLD_S else ""
        detail = stream_detail(self._last_frame_at, self._retry_in_s)
        words = _Words(self._state, moves, self.headline(), self._reason, detail, age, self._is_late())
        if words != self._said:
            self._said = words
            self._tell()
            self._renew()

    def _is_late(self) -> bool:
        return self._state == StreamState.LATE and (self._age_s or 0.0) > LATE_S

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
        parts = [self._title, self.headline(), advice(self._reason), detail, self._group]
        if self._state == StreamState.LIVE:
            parts = [self._title, self._private]
        parts.extend(self.meanings())
        if self._alarm is not None:
            parts.append(self.tr("incident: {severity}").format(severity=severity_word(self._alarm)))
        text = " · ".join(part for part in parts if part)
        self.setAccessibleName(text or self.tr("No camera in this place"))
        set_tooltip(self, text)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A small sub-stream."""
        return QSize(320, 180 + theme.current().px(video_paint.CAPTION_PX))

    def picture_size(self) -> QSize:
        """The room for the picture: the tile without the caption strip at its foot."""
        return QSize(self.width(), max(1, self.height() - theme.current().px(video_paint.CAPTION_PX)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """A plain moving picture alone where nothing else changed, else everything."""
        if not self._whole and event.rect() == self._plain:
            image = self._image()
            if image is not None:
                painter = QPainter(self)
                painter.drawImage(self._plain.topLeft(), image, QRect(self._part, self._plain.size()))
                painter.end()
                del image
                self._note_painted()
                return
        self._paint_all()
        self._note_painted()

    def _paint_all(self) -> None:
        look = theme.current()
        painter = QPainter(self)
        room = QRect(QPoint(0, 0), self.picture_size())
        painter.fillRect(room, look.color("video_ground"))
        clear = self.moves or (self._replaying and not self._private)
        self._plain = QRect()
        if not self._private:
            self._paint_picture(painter, room, clear=clear)
        if not clear:
            self._paint_words(painter, room)
        strip = QRect(0, room.height(), self.width() - self._kept_free, self.height() - room.height())
        paint_caption(painter, strip, self.caption())
        ringed, alarmed = self.hasFocus() or self._ringed, self._alarm is not None
        over = self._statistics or (self._hint if ringed else ())
        if over:
            video_paint.paint_plate(painter, room, over)
        video_paint.paint_edges(
            painter, self.rect(), alarmed=alarmed, ringed=ringed, replaying=self._replaying, faint=self._is_faint
        )  # fmt: skip
        painter.end()
        self._whole, self._caption_at = False, self._clock()
        outlines = sum((ringed, alarmed, self._replaying))
        self._settle_plain(look.px(video_paint.OUTLINE_PX) * outlines, covered=bool(over))
        self._plain_size = self._shape[:2] if not self._plain.isEmpty() else (0, 0)

    def _settle_plain(self, edge: int, *, covered: bool) -> None:
        """What the next picture has to paint: all of it but what lies under outlines of so many pixels."""
        if covered:
            self._plain = QRect()
        if self._plain.isEmpty() or not edge:
            return
        inner = self._plain.intersected(self.rect().adjusted(edge, edge, -edge, -edge))
        self._part += inner.topLeft() - self._plain.topLeft()
        self._plain = inner

    def caption(self) -> Caption:
        """What stands under the picture."""
        marks = tuple((mark.value, self._marks[mark].beside) for mark in Mark if mark in self._marks)
        if not self._title:
            return Caption("")
        if self._replaying:
            return Caption(self._title, self._alarm, marks, self._replay_words, "text1")
        if self._private:
            return Caption(self._title, self._alarm, (("eye-off", ""),))
        if self.moves:
            late = self._is_late()
            age = frame_age_text(self._age_s) if self._age_s is not None else ""
            return Caption(self._title, self._alarm, marks, age, "late" if late else "text3", may_yield=not late)
        if is_calm(self._state) or (self._state in MOVING and not self._is_silent()):
            return Caption(self._title, self._alarm, marks)
        return Caption(self._title, self._alarm, (*marks, ("unplug", "")), retry_text(self._retry_in_s))

    def _note_painted(self) -> None:
        arrived, self._arrived_s = self._arrived_s, None
        if arrived is not None:
            self.painted += 1
            if self.on_painted is not None:
                self.on_painted(self._clock() - arrived)

    def _paint_picture(self, painter: QPainter, room: QRect, *, clear: bool) -> None:
        """Paint what there is of a picture; grey and dimmed where it does not move."""
        image = self._image() or self._still
        if image is None or image.isNull():
            return
        if not clear:
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
            painter.setOpacity(GONE_SHARE)
        where = placed(image.size(), room, fills=self.fills())
        if self._zoom.factor != 1.0:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            whole = placed(image.size(), room, fills=False).target
            painter.drawImage(whole, image, self._zoom.source(image.size()))
        elif where.is_plain:
            painter.drawImage(where.target.topLeft(), image, where.part)
            if clear and image is not self._still:
                self._plain, self._part = where.target, where.part.topLeft()
        else:
            painter.drawImage(where.target, image, where.part)
        del image
        painter.setOpacity(1.0)

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        headline = self.headline()
        if not headline:
            return
        pad = theme.current().px(video_paint.CAPTION_PX) // 3
        box = room.adjusted(pad, 0, -pad, 0)
        silent = self._state in MOVING and not self._is_silent()
        if self._private or not self._title or is_calm(self._state) or silent:
            icon = "eye-off" if self._private else ""
            video_paint.paint_words(painter, box, headline, "", calm=True, icon=icon)
            return
        detail = lost_detail(self._reason, self._last_frame_at, self._group, headline)
        icon = "video-off" if self._age_s is not None else ""
        video_paint.paint_words(painter, box, headline, detail, calm=False, advice=advice(self._reason), icon=icon)
