"""One mark of the tour over the desk: a frame round what is meant, and beside it a card with one sentence.

Nothing is dimmed and nothing waits: the desk below goes on, and a click on it is a click on it. The frame is four thin
edges, each a widget of its own, so that live pictures inside it are painted as they always are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label
from widgets.base.overlay import MARGIN_PX, Overlay

CARD_PX, AWAY_PX, EDGE_PX, ROUND_PX = 420, 28, 2, 3
"""Width of the card, from frame to card, thickness of the frame, and from what is meant to its frame."""
ON_KEYS = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return,
                     Qt.Key.Key_Enter})  # fmt: skip
BACK_KEYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace})


@dataclass(frozen=True)
class Mark:
    """What is said of a part of the desk."""

    title: str
    sentence: str


def beside(meant: Sequence[QRect], clear: QRect, size: QSize, room: QRect, away: int) -> QRect:
    """Where in `room` a card of this size lies next to `clear`, at the height of what is meant first, and over nothing
    that is meant: to its right or left, below or above, whichever has the room first, and what is flat has it below or
    above; in the middle of the room where there is nothing."""
    if not meant:
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(room.center())
        return place
    across, along = meant[0].center().x() - size.width() // 2, meant[0].top()
    sides = [
        QPoint(clear.right() + away, along),
        QPoint(clear.left() - away - size.width(), along),
        QPoint(across, clear.bottom() + away),
        QPoint(across, clear.top() - away - size.height()),
    ]
    if clear.height() < size.height() // 2:
        sides = [*sides[2:], *sides[:2]]
    for corner in sides:
        place = within(QRect(corner, size), room)
        near = (clear, *meant)
        if not any(place.intersects(one.adjusted(-away // 2, -away // 2, away // 2, away // 2)) for one in near):
            return place
    return within(QRect(meant[0].center(), size), room)


def within(place: QRect, room: QRect) -> QRect:
    """`place` moved by as little as it takes to lie in `room`."""
    left = max(room.left(), min(place.left(), room.right() - place.width() + 1))
    top = max(room.top(), min(place.top(), room.bottom() - place.height() + 1))
    return QRect(QPoint(left, top), place.size())


def edges(meant: QRect, thick: int) -> tuple[QRect, ...]:
    """The four sides of a frame of this thickness around it."""
    x, y, wide, high = meant.x(), meant.y(), meant.width(), meant.height()
    return (
        QRect(x, y, wide, thick),
        QRect(x, y + high - thick, wide, thick),
        QRect(x, y, thick, high),
        QRect(x + wide - thick, y, thick, high),
    )


def joined(meant: QRect, card: QRect, thick: int) -> QRect:
    """The straight line from a frame to the card that lies beside, above or below it; empty where they overlap."""
    top, bottom = max(meant.top(), card.top()), min(meant.bottom(), card.bottom())
    left, right = max(meant.left(), card.left()), min(meant.right(), card.right())
    if top <= bottom and left > right:
        at = min(bottom, top + 2 * thick + (bottom - top) // 4)
        return QRect(QPoint(right + 1, at), QPoint(left - 1, at + thick - 1))
    if left <= right and top > bottom:
        at = (left + right) // 2
        return QRect(QPoint(at, bottom + 1), QPoint(at + thick - 1, top - 1))
    return QRect()


class _Edge(QWidget):
    """A stroke of the frame; the mouse does not meet it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """In the colour of what is selected."""
        QPainter(self).fillRect(self.rect(), theme.current().color("accent"))


class TourCard(Overlay):
    """`step_wanted(by)`: one mark on or back. It is left by Esc, by its button, and by `close()`."""

    step_wanted = Signal(int)
    wide_px = CARD_PX
    blocks = False

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self.setAccessibleName(self.tr("Tour of the desk"))
        self._meant: Sequence[QWidget] = ()
        self._beside: QWidget | None = None
        self._strokes: list[_Edge] = []
        self._sentence = label("", "text", self, wrap=True)
        self._count = label("", "caption", self)
        self.leave, self.back, self.on = KeyButton(self), KeyButton(self), KeyButton(self)
        self.leave.clicked.connect(self.close)
        self.back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.on.clicked.connect(lambda: self.step_wanted.emit(1))
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        for button in (self.leave, self.back, self.on):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrows are the card's, not a button's
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        self.box.addWidget(self._sentence)
        self.box.addLayout(row)
        self.closed.connect(self._clear)

    def show_mark(
        self, mark: Mark, at: int, of: int, meant: Sequence[QWidget], beside: QWidget | None = None
    ) -> None:  # fmt: skip
        """Say this of `meant`, the `at`th mark of so many. The card lies next to `beside`; None: to what is meant."""
        self._title.setText(mark.title)
        self._sentence.setText(mark.sentence)
        self.setAccessibleDescription(mark.sentence)
        self._count.setText(self.tr("{at} of {of}").format(at=at, of=of))
        is_last = at == of
        leave = CommandButton("", self.tr("Leave"), "Esc", enabled=True)
        back = CommandButton("", self.tr("Back"), enabled=at > 1, icon="chevron-left")
        on = CommandButton("", self.tr("Done") if is_last else self.tr("Next"), "Enter")
        self.leave.show_command(leave, primary=False)
        self.back.show_command(back, primary=False)
        self.on.show_command(on, primary=True)
        self._meant, self._beside = meant, beside
        if self.isVisible():
            self.place()

    def place(self) -> None:
        """Beside what is meant, wherever that is now."""
        look, over = theme.current(), self._window
        self.setFixedWidth(min(look.px(CARD_PX), over.width() - 2 * MARGIN_PX))
        self.box.activate()
        self.resize(self.width(), self.box.totalHeightForWidth(self.width()))
        frames = self.frames()
        margin = look.px(8)
        room = over.rect().adjusted(margin, margin, -margin, -margin)
        clear = self._on_window(self._beside) if self._beside is not None else frames[0] if frames else QRect()
        place = beside(frames, clear, self.size(), room, look.px(AWAY_PX))
        self.move(place.topLeft())
        thick = look.px(EDGE_PX)
        strokes = [stroke for frame in frames for stroke in edges(frame, thick)]
        line = joined(frames[0], place, thick) if frames else QRect()
        is_short = not line.isEmpty() and max(line.width(), line.height()) <= 2 * look.px(AWAY_PX)  # over no words
        self._draw([] if self.isHidden() else [*strokes, line] if is_short else strokes)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows, Enter and the space bar turn, Esc leaves."""
        if event.key() in ON_KEYS and not event.isAutoRepeat():
            self.step_wanted.emit(1)
        elif event.key() in BACK_KEYS and not event.isAutoRepeat():
            self.step_wanted.emit(-1)
        else:
            super().keyPressEvent(event)
        event.accept()

    def frames(self) -> list[QRect]:
        """What is framed now, in the window's pixels."""
        look, over = theme.current(), self._window
        out = look.px(ROUND_PX)
        found = []
        for part in self._meant:
            if part.isVisibleTo(over):
                where = self._on_window(part).adjusted(-out, -out, out, out)
                found.append(where.intersected(over.rect()))
        return found

    def _on_window(self, part: QWidget) -> QRect:
        return QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())

    def _draw(self, strokes: Sequence[QRect]) -> None:
        while len(self._strokes) < len(strokes):
            self._strokes.append(_Edge(self._window))
        for edge, where in zip(self._strokes, strokes, strict=False):
            edge.setGeometry(where)
            edge.show()
            edge.raise_()
        for edge in self._strokes[len(strokes) :]:
            edge.hide()

    def _clear(self) -> None:
        self._draw([])
