"""A list on a wall, where nobody scrolls: rows that are whole, and a line that says how many more there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.labels import ElidedLabel
from widgets.queue.incident_table import IncidentTable
from widgets.video.health_board import HealthTable, Row


class WholeRows(QFrame):
    """Holds a list and the line below it. A subclass tells how high its rows are at least, and shows so many."""

    least_px = 50
    """Height of a row on a desk, at least; what is left over is shared out among the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._more = ElidedLabel("", "caption", self)
        self._more.setContentsMargins(theme.current().px(16), 0, theme.current().px(8), 0)
        self._count = self._most = 0

    def shown(self) -> int:
        """How many rows are to be seen, all of them whole."""
        return self._share()[0]

    def set_count(self, count: int, most: int) -> None:
        """There are so many things; at most `most` of them are wanted."""
        self._count, self._most = count, most
        self._fit()

    def _share(self) -> tuple[int, int]:
        """How many rows, and how high each is."""
        look = theme.current()
        room = self.height() - self._head_px()
        least = max(1, look.px(self.least_px))
        wanted = min(self._count, self._most)
        if wanted < self._count or wanted * least > room:
            room -= self._foot_px()
        rows = max(0, min(wanted, room // least))
        # Few rows stay as high as they are meant to be; a full list fills its room.
        return rows, min(room // rows, round(least * 1.2)) if rows else least

    def _fit(self) -> None:
        rows, high = self._share()
        left = self._count - rows
        words = self._words().format(n=left)
        pad = self._more.contentsMargins()
        if self._more.fontMetrics().horizontalAdvance(words) > self.width() - pad.left() - pad.right():
            words = f"+ {left}"
        self._more.setText(words)
        self._more.setVisible(left > 0)
        foot = self._foot_px() if left > 0 else 0
        self._more.setGeometry(0, self.height() - foot, self.width(), foot)
        self._show(rows, high)

    def _words(self) -> str:
        """Of what there are `{n}` more, in a subclass's words."""
        return "{n}"

    def _foot_px(self) -> int:
        return theme.current().line_height("caption") + theme.current().px(6)

    def _head_px(self) -> int:
        """What stands above the rows."""
        return 0

    def _show(self, rows: int, high: int) -> None:
        """Show the first `rows`, each of them so high; a subclass does."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another size holds another number of rows."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_most"):
            self._fit()


class QueueTile(WholeRows):
    """The queue: the most urgent incidents, and how many more are open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = IncidentTable(self)
        self._incidents: Sequence[Incident] = ()
        self._now: datetime | None = None
        self.setAccessibleName(self.table.accessibleName())

    def set_incidents(self, incidents: Iterable[Incident], now: datetime, most: int) -> None:
        """All that are open, in their order; at most `most` of them are shown."""
        self._incidents, self._now = tuple(incidents), now
        self.set_count(len(self._incidents), most)

    def tick(self, now: datetime) -> None:
        """Ages and deadlines move on."""
        self._now = now
        self.table.tick(now)

    def _show(self, rows: int, high: int) -> None:
        self.table.delegate.row_height = high
        self.table.setGeometry(0, 0, self.width(), rows * high)
        if self._now is not None:
            self.table.set_incidents(self._incidents[:rows], self._now)

    def _words(self) -> str:
        return QCoreApplication.translate("wall", "{n} more incidents are open")


class HealthTile(WholeRows):
    """The health of the cameras, those that need somebody first."""

    least_px = 28

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = HealthTable(self)
        self._rows: Sequence[Row] = ()
        self.setAccessibleName(self.table.accessibleName())

    def set_rows(self, rows: Sequence[Row], most: int) -> None:
        """All that are watched, in their order; at most `most` of them are shown."""
        self._rows = tuple(rows)
        self.set_count(len(self._rows), most)

    def _words(self) -> str:
        return QCoreApplication.translate("wall", "{n} more cameras")

    def _head_px(self) -> int:
        return self.table.horizontalHeader().sizeHint().height()

    def _show(self, rows: int, high: int) -> None:
        self.table.verticalHeader().setDefaultSectionSize(high)
        self.table.setGeometry(0, 0, self.width(), self._head_px() + rows * high)
        self.table.set_rows(self._rows[:rows])
        self.table.fit_columns()
