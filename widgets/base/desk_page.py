"""A page of the desk: it covers the middle and the incident between the strips, and the queue stays in sight beside it.

It opens and closes as all that opens over a window does (`widgets.base.overlay`), but it blocks nothing: the rail, the
queue and the keys with Ctrl, Alt or an F go on beside it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.icon_button import CONTROL, IconButton
from widgets.base.overlay import Overlay
from widgets.base.skeleton import Skeleton

STAGE = "stage"
"""The property of a window that says where its pages stand, a rectangle."""
PADDING_PX, ABOVE_PX, COLUMN_GAP_PX = 16, 8, 24
ROW_PX = 54
"""Of what stands there while a page is read."""
WIDEST_PX = 16_777_215
"""Qt's own bound, which is none."""
Found = TypeVar("Found")
Part: TypeAlias = tuple[QWidget | QLayout | None, int]
"""A part of a column, None for room, and how much of what is left it takes."""


def chords(keys: Iterable[str]) -> frozenset[int]:
    """Keys as they are written ("Ctrl+S"), by the numbers of their combinations."""
    return frozenset(QKeySequence(key)[0].toCombined() for key in keys)  # type: ignore[index]


class DeskPage(Overlay):
    """`back_wanted()`, `forward_wanted()`: the page before or after this one is wanted. `leaving()`: it is about to
    close, and what it covered may take the keyboard."""

    back_wanted = Signal()
    forward_wanted = Signal()
    leaving = Signal()
    blocks = False
    title_role = "title"
    chords: frozenset[int] = frozenset()
    """Keys with Ctrl, Alt or an F that are this page's own."""

    def __init__(self, window: QWidget, title: str) -> None:
        super().__init__(window, title)
        self.setObjectName("page")
        back = IconButton("chevron-left", self.tr("Page before"), "Alt+←", self, side=CONTROL)
        close = IconButton("x", self.tr("Close the page"), "Esc", self, side=CONTROL)
        self._forward = IconButton("chevron-right", self.tr("Page after"), "Alt+→", self, side=CONTROL)
        self._forward.setEnabled(False)
        self._forward.clicked.connect(self.forward_wanted)
        back.clicked.connect(self.back_wanted)
        close.clicked.connect(self.close)
        self._page_head = QHBoxLayout()
        self.box.removeWidget(self._title)
        self._page_head.addWidget(back)
        self._page_head.addWidget(self._forward)
        self._page_head.addWidget(self._title, 1)
        self._page_head.addWidget(close)
        self.box.insertLayout(0, self._page_head)
        self._cover: Skeleton | None = None
        """Made when it is needed first: many pages never are."""
        self._measure_page()

    def offer_forward(self, *, there: bool) -> None:
        """Whether a page comes after this one: somebody went back to it."""
        self._forward.setEnabled(there)

    def put_in_head(self, part: QWidget) -> None:
        """A control of the whole page stands right in its head, before the way out."""
        self._page_head.insertWidget(self._page_head.count() - 1, part)

    def stand_beside(self, left: Sequence[Part], right: Sequence[Part], shares: tuple[int, int] = (3, 2)) -> None:
        """Two columns that share the width so; of each part it is said how much of the height it may take."""
        columns = QHBoxLayout()
        columns.setSpacing(theme.current().px(COLUMN_GAP_PX))
        for parts, share in zip((left, right), shares, strict=True):
            column = QVBoxLayout()
            for part, stretch in parts:
                if part is None:
                    column.addStretch(stretch)
                elif isinstance(part, QWidget):
                    column.addWidget(part, stretch)
                else:
                    column.addLayout(part, stretch)
            columns.addLayout(column, share)
        self.box.addLayout(columns, 1)

    async def open_with(self, read: Callable[[], Awaitable[Found]]) -> Found:
        """Open at once, with grey bars in place of what `read` has yet to bring, never with the words of an empty page.
        One that is open already keeps what it has until then. What cannot be read closes it again, and the error goes
        on to whoever asked."""
        if not self.isHidden():
            self.open()
            return await read()
        self.set_loading(on=True)
        self.open()
        try:
            return await read()
        except BaseException:
            self.close()
            raise
        finally:
            self.set_loading(on=False)

    @property
    def is_loading(self) -> bool:
        """Whether grey bars stand there, for what it shows is still being read."""
        return self._is_covered()

    def _is_covered(self) -> bool:
        return self._cover is not None and not self._cover.isHidden()

    def set_loading(self, *, on: bool) -> None:
        """Grey bars cover all below the head until the first answer has come: what is not read yet is not empty."""
        if on == self._is_covered():
            return
        if self._cover is None:
            self._cover = Skeleton(ROW_PX, self, ground="ground0")
        self._cover.setVisible(on)
        self._lay_cover()
        if not on and self.hasFocus() and self.isVisible():
            self.keyboard_after(self).setFocus()

    def _lay_cover(self) -> None:
        if self._cover is None:
            return
        top = self._page_head.geometry().bottom() + 1
        self._cover.setGeometry(1, top, self.width() - 1, max(0, self.height() - top))  # the edge stays
        self._cover.raise_()

    def keyboard_after(self, gone: QWidget) -> QWidget:
        """Nothing that is covered has it."""
        return self if self._is_covered() else super().keyboard_after(gone)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt names it
        """Nor does Tab go there."""
        return True if self._is_covered() else super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """What covers goes along."""
        super().resizeEvent(event)
        self.box.activate()
        self._lay_cover()

    def place(self) -> None:
        """Where the window has its pages; over all of it where it has none."""
        stage = self._window.property(STAGE)
        self.setMinimumSize(0, 0)
        self.setMaximumSize(WIDEST_PX, WIDEST_PX)
        self.setGeometry(stage if isinstance(stage, QRect) and stage.isValid() else self._window.rect())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt names it
        """What it covered comes back before the keyboard is given there."""
        if not self.isHidden():
            self.leaving.emit()
        super().closeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys with Ctrl, Alt or an F are the desk's, but those that the page has for itself; others are its own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_own = event.keyCombination().toCombined() in self.chords
            event.setAccepted(is_own or not _is_the_desks(event))
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_page_head"):
            self._measure_page()

    def _measure_page(self) -> None:
        look = theme.current()
        self.box.setContentsMargins(look.px(PADDING_PX), look.px(ABOVE_PX), look.px(PADDING_PX), look.px(ABOVE_PX))
        self._page_head.setSpacing(look.px(ABOVE_PX))


def _is_the_desks(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return bool(held) or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
