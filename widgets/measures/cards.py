"""What a period comes to, in large figures side by side, and how long each severity waited to be taken on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel
from widgets.base.severity import paint_severity, severity_word

CARD_PX, ROW_PX, SHAPE_PX, NAME_PX, VALUE_PX, BAR_PX, MARK_PX = 104, 30, 16, 84, 76, 12, 2


@dataclass(frozen=True)
class Card:
    """One figure: its name, value and unit, and what it was before or what it is made of."""

    name: str
    value: str
    unit: str = ""
    below: str = ""
    tone: str = ""


class Cards(QWidget):
    """A row of them, all of one width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().px(6))
        self._shown: list[tuple[ElidedLabel, ...]] = []

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show these; made once, for there are always as many."""
        while len(self._shown) < len(cards):
            self._add()
        for (name, value, unit, below), card in zip(self._shown, cards, strict=True):
            name.setText(card.name)
            value.setText(card.value)
            value.set_tone(card.tone)
            unit.setText(card.unit)
            below.setText(card.below)

    def words(self) -> list[str]:
        """What is told, card by card."""
        return [" ".join(part.whole() for part in parts if part.whole()) for parts in self._shown]

    def _add(self) -> None:
        look = theme.current()
        frame = QFrame(self)
        frame.setObjectName("panel")
        frame.setFixedHeight(look.px(CARD_PX))
        parts = tuple(ElidedLabel("", role, frame) for role in ("caption", "value", "unit", "caption"))
        name, value, unit, below = parts
        value.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        unit.set_tone("text2")
        figures = QHBoxLayout()
        figures.setSpacing(look.px(6))
        figures.addWidget(value)
        figures.addWidget(unit, 1, Qt.AlignmentFlag.AlignBottom)
        box = QVBoxLayout(frame)
        box.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        box.setSpacing(look.px(2))
        box.addWidget(name)
        box.addLayout(figures)
        box.addWidget(below)
        box.addStretch(1)
        self._shown.append(parts)
        self._row.addWidget(frame, 1)


@dataclass(frozen=True)
class Wait:
    """Of one severity: the median and the time within which nine of ten were taken on, in seconds; None: there was
    nothing to take on."""

    severity: int
    median_s: float | None
    p90_s: float | None
    words: str


class SeverityWaits(QWidget):
    """Four rows: shape and word, a bar to the time of nine in ten with a mark at the median, and that time in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waits: Sequence[Wait] = ()

    def set_waits(self, waits: Sequence[Wait]) -> None:
        """The gravest first."""
        self.waits = waits
        self.setAccessibleDescription("\n".join(f"{severity_word(one.severity)}: {one.words}" for one in waits))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Four rows."""
        look = theme.current()
        return QSize(look.px(320), look.px(ROW_PX) * 4)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Row by row, on one scale."""
        look, painter = theme.current(), QPainter(self)
        most = max((one.p90_s or 0.0 for one in self.waits), default=0.0)
        high = self.height() / max(1, len(self.waits))
        for place, one in enumerate(self.waits):
            row = QRect(0, round(place * high), self.width(), round(high))
            shape, pad = look.px(SHAPE_PX), look.px(8)
            at = QRectF(row.left() + pad, row.center().y() - shape / 2, shape, shape)
            paint_severity(painter, at, one.severity)
            painter.setFont(look.font("text"))
            painter.setPen(look.color("text1"))
            name = QRect(round(at.right()) + pad, row.top(), look.px(NAME_PX), row.height())
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, severity_word(one.severity))
            value = QRect(row.right() - look.px(VALUE_PX) - pad, row.top(), look.px(VALUE_PX), row.height())
            painter.drawText(value, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, one.words)
            bar = look.px(BAR_PX)
            track = QRect(name.right(), row.center().y() - bar // 2, value.left() - pad - name.right(), bar)
            painter.fillRect(track, look.color("ground2"))
            if one.p90_s is not None and one.median_s is not None and most > 0:
                reach = round(track.width() * one.p90_s / most)
                painter.fillRect(QRect(track.left(), track.top(), reach, bar), look.color("text3"))
                median = track.left() + round((track.width() - look.px(MARK_PX)) * one.median_s / most)
                painter.fillRect(QRect(median, track.top() - 2, look.px(MARK_PX), bar + 4), look.color("text1"))
        painter.end()
