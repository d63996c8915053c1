"""Areas, domains and agencies to choose from: none chosen means all of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from contract.administration import Choices, LimitsOut
from widgets.administration.words import domain_word
from widgets.base import theme
from widgets.base.labels import label

HIGH_PX = 168
_KEY = int(Qt.ItemDataRole.UserRole)


class Ticks(QListWidget):
    """A list whose rows are ticked by the space bar or a click."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("ticks", True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(theme.current().px(HIGH_PX))

    def offer(self, rows: Iterable[tuple[str, str]], ticked: Iterable[str]) -> None:
        """Rows as key and words; what is ticked and is not among them comes first, so that nothing is lost."""
        self.clear()
        offered, chosen = list(rows), list(ticked)
        keys = {key for key, _words in offered}
        for key, words in [*((one, one) for one in chosen if one not in keys), *offered]:
            item = QListWidgetItem(words, self)
            item.setData(_KEY, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
        self.setCurrentRow(0)
        self.clearSelection()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """The row that the space bar ticks is seen where the keyboard is, and nowhere else."""
        super().focusInEvent(event)
        self.setCurrentRow(max(0, self.currentRow()))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """Nothing is chosen here any more."""
        super().focusOutEvent(event)
        self.clearSelection()

    def ticked(self) -> list[str]:
        """The keys of what is ticked."""
        items = (self.item(row) for row in range(self.count()))
        return [str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]


class LimitsBox(QWidget):
    """Three such lists beside each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.areas = Ticks(self.tr("Areas and wards"), self)
        self.domains = Ticks(self.tr("Domains"), self)
        self.agencies = Ticks(self.tr("Agencies"), self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        for ticks in (self.areas, self.domains, self.agencies):
            column = QVBoxLayout()
            column.addWidget(label(ticks.accessibleName(), "caption", self))
            column.addWidget(ticks)
            row.addLayout(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(label(self.tr("Nothing ticked in a list: all of it."), "caption", self, wrap=True))

    def offer(self, choices: Choices, limits: LimitsOut) -> None:
        """What the city has, with what is chosen of it."""
        self.areas.offer(((one, one) for one in choices.areas), limits.areas)
        self.domains.offer(((one, domain_word(one)) for one in choices.domains), limits.domains)
        self.agencies.offer(((one, one) for one in choices.agencies), limits.agencies)

    def limits(self) -> dict[str, list[str]]:
        """What was chosen, as the server takes it."""
        return {
            "areas": self.areas.ticked(), "domains": self.domains.ticked(), "agencies": self.agencies.ticked(),
        }  # fmt: skip
