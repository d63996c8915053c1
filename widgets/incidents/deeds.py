"""What can be done about an incident: six slots whose place, key and meaning never change.

What cannot be done now is off where it always stands, and its tooltip says why; it makes no room for anything else.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.records.models import Incident
from contract.records.incident import IncidentState
from widgets.base import theme
from widgets.base.key_button import CommandButton, KeyButton, key_width
from widgets.base.labels import button_text, set_tooltip

SLOTS = (
    "acknowledge-incident", "assign-incident", "forward-incident",
    "escalate-incident", "add-note", "resolve-incident",
)  # fmt: skip
"""The commands of the slots, row by row."""
COLUMNS, SLOT_PX, GAP_PX = 3, 36, 6
NARROW_PX, NARROW_SHARES = 360, (5, 4, 4)
PADDING_PX = 5
"""Left of the words, and between them and the key."""
ROLES = ("text", "caption")


def slot_word(name: str) -> str:
    """The word of a slot: short, and the same whatever a city calls the step that it is there."""
    translate = QCoreApplication.translate
    return {
        "acknowledge-incident": translate("deeds", "Acknowledge"),
        "assign-incident": translate("deeds", "Assign"),
        "forward-incident": translate("deeds", "Dispatch"),
        "escalate-incident": translate("deeds", "Report up"),
        "add-note": translate("deeds", "Add note"),
        "resolve-incident": translate("deeds", "Resolve"),
    }.get(name, name)


def next_step(incident: Incident) -> str:
    """The command that is the main next step; what is done is never offered as such again."""
    if incident.conflicts:
        return "decide-conflict"
    if incident.refused:
        return "show-outbox"
    if incident.state == IncidentState.NEW:
        return "acknowledge-incident"
    if not incident.is_open:
        return ""
    return "resolve-incident" if incident.assignee_id else "assign-incident"


class _Slot(KeyButton):
    """A button of a slot: 36 high, with as much room for its words as there can be."""

    def show_command(self, command: CommandButton, *, primary: bool) -> None:
        """Offer it by the slot's word; the city's own word for it, where that is another, stands in the tooltip."""
        word = slot_word(command.name)
        super().show_command(CommandButton(command.name, word, command.key, command.enabled, command.reason),
                             primary=primary)  # fmt: skip
        own = command.text if command.text != word else ""
        tip = "\n".join(part for part in (own, command.reason if not command.enabled else "") if part)
        set_tooltip(self, tip or word)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Words may be cut; the key may not."""
        return QSize(key_width(self._key) + theme.current().px(48), self.sizeHint().height())

    def _fit(self) -> None:
        """Words that are too wide are written smaller before anything of them is left out."""
        look = theme.current()
        room = self.width() - key_width(self._key) - look.px(8 + 2 * PADDING_PX)
        if room <= 0:
            return
        fonts = [look.font(role) for role in ROLES]
        font = next((one for one in fonts if _advance(one, self._whole) <= room), fonts[-1])
        if font != self.font():
            self.setFont(font)
        metrics = QFontMetrics(font)
        self.setText(button_text(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)))


def _advance(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


class IncidentDeeds(QWidget):
    """The slots of the shown incident. `command_chosen(name)`."""

    command_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: dict[str, CommandButton] = {}
        self._next = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._slots: dict[str, KeyButton] = {}
        for place, name in enumerate(SLOTS):
            slot = self._slots[name] = _Slot(self)
            slot.setProperty("slot", True)
            slot.set_high(SLOT_PX)
            slot.show_command(CommandButton(name, slot_word(name), "", enabled=False), primary=False)
            slot.clicked.connect(lambda _checked=False, name=name: self.command_chosen.emit(name))
            self._grid.addWidget(slot, place // COLUMNS, place % COLUMNS)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures. A narrow pane gives more to the first column: its words are the longest."""
        look = theme.current()
        self._grid.setSpacing(look.px(GAP_PX))
        shares = NARROW_SHARES if self.width() < look.px(NARROW_PX) else (1,) * COLUMNS
        for column, share in enumerate(shares):
            self._grid.setColumnStretch(column, share)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has other shares."""
        super().resizeEvent(event)
        self.measure()

    def offer(self, commands: Sequence[CommandButton]) -> None:
        """What the slots can do now; a command that has none is nothing to them."""
        self._offered = {one.name: one for one in commands if one.name in self._slots}
        self._show()

    def set_incident(self, incident: Incident, following: str) -> None:
        """Mark its next step: what is in trouble comes first, then what follows in the city's own way, then the
        contract's."""
        self._next = ("" if incident.refused else following) or next_step(incident)
        self._show()

    def _show(self) -> None:
        for name, command in self._offered.items():
            self._slots[name].show_command(command, primary=command.enabled and name == self._next)
