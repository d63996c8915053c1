"""Who told of it, and how to call back. Whoever has left the two fields, and all who look over the shoulder, see only
so much of them as tells people apart; what was typed stays here until it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.base import theme
from widgets.base.icon_button import BAR, IconButton
from widgets.base.labels import label
from widgets.opening.masks import masked_name, masked_phone
from widgets.opening.one_line import OneLine

LETTERS_MOST = 400
"""As long as the contract takes them."""


class MaskedLine(OneLine):
    """Shows what was typed while it has the keyboard or is `reveal`ed, else its mask. `edited()`: somebody typed."""

    edited = Signal()

    def __init__(self, name: str, mask: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(name, LETTERS_MOST, parent)
        self._mask = mask
        self._given = ""
        self._is_here = self._is_revealed = False
        self.setAcceptDrops(False)  # a drop comes without the keyboard, and would fall into the mask
        self.textEdited.connect(self._on_edited)

    def given(self) -> str:
        """What was typed."""
        return self._given.strip()

    def give(self, text: str) -> None:
        """Let this have been typed."""
        self._given = text
        self._show()

    def reveal(self, *, on: bool) -> None:
        """Show it, or its mask."""
        self._is_revealed = on
        self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """Whoever edits it sees it."""
        self._is_here = True
        self._show()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """Masked at once, also where another window comes; only a menu of its own leaves it as it is."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._is_here = False
            self._show()

    def _on_edited(self, text: str) -> None:
        self._given = text
        self.edited.emit()

    def _show(self) -> None:
        shown = self._given if self._is_here or self._is_revealed else self._mask(self._given)
        self.setReadOnly(not self._is_here and shown != self._given)
        if self.text() != shown:
            self.setText(shown)
            if not self._is_here:
                self.setCursorPosition(0)


class ReporterFields(QWidget):
    """Name and number side by side. `edited()`, `entered()`."""

    edited = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = MaskedLine(self.tr("Reporter"), masked_name, self)
        self.phone = MaskedLine(self.tr("Call back"), masked_phone, self)
        self.eye = IconButton("eye", "", parent=self.phone)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._on_eye)
        self._on_eye(on=False)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column, line in enumerate((self.name, self.phone)):
            self._grid.addWidget(label(line.accessibleName(), "caption", self), 0, column)
            self._grid.addWidget(line, 1, column)
            self._grid.setColumnStretch(column, 1)
            line.edited.connect(self.edited)
            line.entered.connect(self.entered)
        self.measure()

    def said(self) -> dict[str, str]:
        """What was typed."""
        return {"name": self.name.given(), "phone": self.phone.given()}

    def give(self, name: str, phone: str) -> None:
        """Let these have been typed, and show neither."""
        self.eye.setChecked(False)
        self.name.give(name)
        self.phone.give(phone)

    def _on_eye(self, on: bool) -> None:
        self.eye.show_icon("eye-off" if on else "eye")
        self.eye.say(self.tr("Hide name and number") if on else self.tr("Show name and number"), "Enter")
        for line in (self.name, self.phone):
            line.reveal(on=on)

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(4))
        self.phone.setTextMargins(0, 0, look.px(BAR), 0)
        self._place_eye()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """The eye stands at the end of the number."""
        super().resizeEvent(event)
        self._grid.activate()
        self._place_eye()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt names it
        """Whoever opens the sheet next is not shown who told of the one before."""
        super().hideEvent(event)
        self.eye.setChecked(False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self.measure()

    def _place_eye(self) -> None:
        look = theme.current()
        side = look.px(BAR)
        self.eye.setGeometry(self.phone.width() - side - look.px(2), (self.phone.height() - side) // 2, side, side)
