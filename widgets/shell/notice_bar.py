"""One short notice at a time, over the lower edge of the window: it steals no focus and moves nothing."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from widgets.base import theme
from widgets.base.icons import icon
from widgets.base.labels import ElidedLabel, label, set_tooltip

SHOWN_MS = 6000
MOST_WAITING = 5
MOST_WIDE_PX = 760
ABOVE_PX = 40


class NoticeBar(QWidget):
    """Takes no room in its layout; the notice floats. Errors stay until they are closed, the rest goes by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._silent = False
        self._waiting: deque[tuple[str, str]] = deque(maxlen=MOST_WAITING)
        self._frame = QFrame(parent if parent is not None else self)
        self._frame.setObjectName("notice")
        self._frame.hide()
        self._icon = label("", "text", self._frame)
        self._text = ElidedLabel("", "text", self._frame, lines=2)
        self._more = label("", "caption", self._frame)
        self._close = QPushButton(self._frame)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName(self.tr("Close the notice"))
        set_tooltip(self._close, self.tr("Close the notice"))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self._frame)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.dismiss)
        self.setFixedHeight(0)
        if parent is not None:
            parent.installEventFilter(self)

    def show_notice(self, text: str, level: str = "info") -> None:
        """Show `text`; `level` is info, warning or error. What is shown already is not shown twice."""
        if self._silent:
            return
        if self._frame.isVisible() and self._text.whole() == text:
            self._start(level)
            return
        if self._frame.isVisible():
            if (text, level) not in self._waiting:
                self._waiting.append((text, level))
            self._count()
            return
        self._show(text, level)

    def take_back(self, text: str) -> None:
        """What `text` told is no longer so: it goes, shown or waiting."""
        kept = [one for one in self._waiting if one[0] != text]
        self._waiting = deque(kept, maxlen=MOST_WAITING)
        self._count()
        if self.text() == text:
            self.dismiss()

    def silence(self, on: bool) -> None:
        """Show nothing, also not what is shown now, until told otherwise: a locked desk names nobody."""
        self._silent = on
        if on:
            self._waiting.clear()
            self.dismiss()

    def text(self) -> str:
        """The notice that is shown; empty where none is."""
        return self._text.whole() if not self._frame.isHidden() else ""

    def dismiss(self) -> None:
        """Close the notice and show the next one that waits."""
        self._timer.stop()
        if self._waiting:
            self._show(*self._waiting.popleft())
        else:
            self._frame.hide()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """No room of its own."""
        return QSize(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize and self._frame.isVisible():
            self._place()
        return False

    def _show(self, text: str, level: str) -> None:
        look = theme.current()
        self._frame.setProperty("level", level)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)
        role = {"error": "severity1", "warning": "late"}.get(level, "text2")
        name = {"error": "octagon-x", "warning": "circle-alert"}.get(level, "info")
        self._icon.setPixmap(icon(name, role, 20).pixmap(look.px(20), look.px(20)))
        self._close.setIcon(icon("x"))
        self._text.setText(text)
        self._frame.setAccessibleName(text)
        self._count()
        self._place()
        self._frame.show()
        self._frame.raise_()
        self._start(level)

    def _start(self, level: str) -> None:
        if level == "error":
            self._timer.stop()
        else:
            self._timer.start()

    def _count(self) -> None:
        self._more.setText(self.tr("{n} more").format(n=len(self._waiting)) if self._waiting else "")

    def _place(self) -> None:
        over = self._frame.parentWidget()
        if over is None:
            return
        look = theme.current()
        wanted = self._text.fontMetrics().horizontalAdvance(self._text.whole()) + look.px(150)
        width = min(over.width() - look.px(32), look.px(MOST_WIDE_PX), max(look.px(320), wanted))
        lines = 2 if wanted > width else 1
        height = look.px(28) + lines * look.line_height("text") + look.px(4)
        self._frame.setGeometry((over.width() - width) // 2, over.height() - height - look.px(ABOVE_PX), width, height)
