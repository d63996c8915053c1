"""The form that asks what for somebody wants to know who reported, and why now."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from contract.verbs.incident import is_no_reason
from widgets.base.choices import Chooser
from widgets.base.forms import Form, TextBox, too_long
from widgets.base.labels import label
from widgets.words.verb_words import form_title


class RevealForm(Form):
    """`{"purpose": one of `contract.verbs.incident.Purpose`, "reason": …}`; both stay on record."""

    verb = "reveal"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Show for one minute"))
        self.purpose = Chooser(self.tr("What for"), self.tr("Choose what it is needed for"), self)
        self.purpose.set_choices(
            (
                ("call_back", self.tr("Call the reporter back")),
                ("find_place", self.tr("Find the place")),
                ("send_help", self.tr("Send help to them")),
                ("verify", self.tr("Check whether it is true")),
                ("answer", self.tr("Answer the reporter")),
                ("other", self.tr("Something else")),
            )
        )
        why = self.tr("Why do you need it? The reason is put on record.")
        self.text = TextBox(why, self)
        self.text.sent.connect(self.send)
        self.finish(label(self.tr("What for"), "caption", self), self.purpose, label(why, "caption", self), self.text)

    def first_focus(self) -> QWidget:
        """What is missing first."""
        return self.text if self.purpose.currentData() else self.purpose

    def values(self) -> dict[str, Any]:
        """What was chosen, and the text without blanks around it."""
        return {"purpose": self.purpose.currentData(), "reason": self.text.toPlainText().strip()}

    def fault(self) -> str:
        """Nothing chosen, or a reason that says nothing to whoever reads it later."""
        text = self.text.toPlainText().strip()
        if not self.purpose.currentData():
            return self.tr("Choose what it is needed for.")
        if not text:
            return self.tr("Say why first.")
        if is_no_reason(text):
            return self.tr("Say it in a few words: whoever reads the record must understand it.")
        return too_long(text)

    def clear(self) -> None:
        """Begin with nothing."""
        self.purpose.setCurrentIndex(-1)
        self.text.clear()
