"""Between head and foot of the sheet: as wide with a bar as without, for the bar stands in the margin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.scrolled import Scrolled
from widgets.opening.body import SheetBody

BESIDE_PX, ABOVE_PX = 2, 8


class SheetScroll(Scrolled):
    """Holds the body. A bar that came and went with a letter would else move everything to the side."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = 0
        self.body = SheetBody(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setWidget(self.body)

    def measure(self, side: int) -> None:
        """Leave so many pixels at both sides."""
        self._side = side
        self._place()

    def bring(self, part: QWidget) -> None:
        """Into view, as it is once it has been laid out."""
        self.body.box.activate()
        self.ensureWidgetVisible(part, 0, theme.current().px(ABOVE_PX))

    def whole_height(self) -> int:
        """All of it at the width that its parts have with a bar and without."""
        return self.body.box.totalHeightForWidth(max(1, self.width() - self._bar()))

    def _bar(self) -> int:
        on = self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        return self.verticalScrollBar().sizeHint().width() if on else 0

    def _place(self) -> None:
        look = theme.current()
        least = self.verticalScrollBar().sizeHint().width() + look.px(BESIDE_PX)
        above = look.px(ABOVE_PX)
        self.body.box.setContentsMargins(self._side, above, max(self._side, least) - self._bar(), above)

    def _settle_bar(self) -> None:
        super()._settle_bar()
        self._place()
