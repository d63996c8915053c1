"""The form of a line for the shift's log, new or corrected."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.forms import TextForm, tick
from widgets.words.verb_words import form_title


class LogForm(TextForm):
    """A line for the log: `{"text": …, "pinned": …, "linked": …}`; with Space on the boxes, without a mouse."""

    verb = "log_entry"

    def __init__(self, window: QWidget) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            window,
            form_title(self.verb),
            translate("LogForm", "Text of the line"),
            translate("LogForm", "Write"),
            translate("LogForm", "Write something first."),
        )
        self._pin, self._link = tick(self), tick(self)
        self._pin.setText(self.tr("Pin for the next shift"))
        self._pin.setAccessibleName(self._pin.text())
        for place, part in enumerate((self._pin, self._link)):
            self.box.insertWidget(self.box.indexOf(self.text) + 1 + place, part)

    def begin(self, *, text: str = "", pinned: bool = False, incident: Incident | None = None, title: str = "") -> None:
        """Open empty or with the words that are to be corrected, for the incident that is shown where there is one."""
        self._title.setText(title or self.tr("Write in the shift log"))
        self.open()
        self.text.setPlainText(text)
        self._pin.setChecked(pinned)
        named = f"{incident.code} · {incident.title}" if incident is not None else ""
        shown = self.fontMetrics().elidedText(named, Qt.TextElideMode.ElideRight, theme.current().px(380))
        self._link.setText(self.tr("About {name}").format(name=shown).replace("&", "&&"))
        self._link.setAccessibleName(self.tr("About {name}").format(name=named))
        self._link.setVisible(incident is not None)
        self._link.setChecked(False)
        self.place()

    def values(self) -> dict[str, Any]:
        """The text, whether it is pinned and whether it is about the incident."""
        linked = self._link.isChecked() and self._link.isVisibleTo(self)
        return {**super().values(), "pinned": self._pin.isChecked(), "linked": linked}
