"""Somebody's own new password."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.base.forms import Form
from widgets.base.labels import label
from widgets.shell.sign_in_form import TEXT_MOST, PasswordLine

LEAST = 12
"""Letters; the server may ask for more."""


def new_password_fault(old: str, new: str, again: str) -> str:
    """Code of what is wrong with it as far as that can be told here; the server knows the common ones."""
    if len(new) < LEAST:
        return "password_too_short"
    if new != again:
        return "password_not_twice"
    return "password_unchanged" if new == old else ""


class PasswordForm(Form):
    """`{"old": …, "new": …, "again": …}`; nothing of it is kept as a draft."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("Change your password"), self.tr("Change"))
        names = (self.tr("Password that you have"), self.tr("New password"), self.tr("Once more"))
        self._lines = tuple(PasswordLine(self) for _ in names)
        fields: list[QWidget] = []
        for line, name in zip(self._lines, names, strict=True):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setMaxLength(TEXT_MOST)
            line.setAccessibleName(name)
            line.setProperty("no_draft", True)
            line.returnPressed.connect(self.send)
            fields += [label(name, "caption", self), line]
        self.finish(
            *fields,
            label(
                self.tr("At least 12 letters; some words that have nothing to do with each other are best."),
                "caption", self, wrap=True,
            ),
        )  # fmt: skip

    def first_focus(self) -> QWidget:
        """The password that they have."""
        return self._lines[0]

    def clear(self) -> None:
        """Empty all lines."""
        for line in self._lines:
            line.clear()

    def values(self) -> dict[str, Any]:
        """What was typed."""
        return dict(zip(("old", "new", "again"), (line.text() for line in self._lines), strict=True))

    def send(self) -> None:
        """Say it, and forget it here."""
        super().send()
        if self.isHidden():
            self.clear()
