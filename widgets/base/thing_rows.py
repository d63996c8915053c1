"""Short lists of things that open what they name: one line each, by a click, or by Tab and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import label, set_tooltip
from widgets.base.reading_order import kept_in_order

ROW_PX = 24


@dataclass(frozen=True)
class ThingRow:
    """`kind` and `id` of a thing, and its line: a quiet word, its name, and what stands right."""

    kind: str
    id: str
    before: str
    name: str
    after: str = ""

    @property
    def spoken(self) -> str:
        """The line as it is read out."""
        return " · ".join(part for part in (self.before, self.name, self.after) if part)


class _Row(QAbstractButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = ThingRow("", "", "", "")
        self._before_px = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_row(self, row: ThingRow, before_px: int) -> None:
        """Stand for this one; its name begins at `before_px`."""
        self._row, self._before_px = row, before_px
        self.setAccessibleName(row.spoken)
        set_tooltip(self, row.spoken)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """One line."""
        return QSize(120, theme.current().px(ROW_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Quiet word, name, and what stands right; underlined under the hand."""
        look, row = theme.current(), self._row
        painter = QPainter(self)
        box = self.rect()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text2"))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, row.before)
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, row.after)
        taken = painter.fontMetrics().horizontalAdvance(row.after) + look.px(8) if row.after else 0
        font = look.font("text")
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(look.color("text1"))
        inner = QRect(box.left() + self._before_px, box.top(), box.width() - self._before_px - taken, box.height())
        words = painter.fontMetrics().elidedText(kept_in_order(row.name), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, words)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.end()


class ThingRows(QWidget):
    """A title over rows; none hides it. `chosen(kind, id)`: one shall be opened."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ThingRow, ...] = ()
        self._title = label("", "strong", self)
        self._title.set_tone("text2")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._title)
        self._rows: list[_Row] = []
        self.hide()

    def show_rows(self, title: str, rows: Sequence[ThingRow]) -> None:
        """Show these in their order."""
        shown = tuple(rows)
        self.setVisible(bool(shown))
        if shown == self._shown and title == self._title.text():
            return
        self._shown = shown
        self._title.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(row.spoken for row in shown))
        while len(self._rows) < len(shown):
            place = len(self._rows)
            row = _Row(self)
            row.clicked.connect(lambda _checked=False, place=place: self._on_clicked(place))
            self._rows.append(row)
            self._box.addWidget(row)
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            self._show()

    def _show(self) -> None:
        look, shown = theme.current(), self._shown
        metrics = QFontMetrics(look.font("caption"))
        before_px = max((metrics.horizontalAdvance(row.before) for row in shown), default=0) + look.px(12)
        for place, part in enumerate(self._rows):
            part.setVisible(place < len(shown))
            if place < len(shown):
                part.show_row(shown[place], before_px)

    def rows(self) -> tuple[ThingRow, ...]:
        """What is shown now."""
        return () if self.isHidden() else self._shown

    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(self._shown[place].kind, self._shown[place].id)
