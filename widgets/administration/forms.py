"""Adding somebody, and changing role and limits of somebody."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from contract.administration import Choices, LimitsOut, PersonOut
from contract.roles import Role, rights_of
from widgets.administration.limits import LimitsBox
from widgets.administration.words import role_sentence, role_word
from widgets.base.forms import Form
from widgets.base.labels import label
from widgets.base.marked_fields import DropDown

_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}$")
NAME_MOST, DESK_MOST = 200, 120


class _WithRole(Form):
    """A form with a role, the sentence of what it may do, and limits."""

    wide_px = 760

    def __init__(self, window: QWidget, title: str, send: str) -> None:
        super().__init__(window, title, send)
        self.role = DropDown(self)
        self.role.setAccessibleName(QCoreApplication.translate("administration", "Role"))
        self._about = label("", "caption", self, wrap=True)
        self.limits = LimitsBox(self)
        self.role.currentIndexChanged.connect(self._on_role)

    def chosen_role(self) -> str:
        """The role as the contract calls it."""
        return str(self.role.currentData() or "")

    def offer(self, choices: Choices, role: str, limits: LimitsOut) -> None:
        """What can be chosen, and what is."""
        self.role.clear()
        for one in choices.roles:
            if one != Role.WALL or role == Role.WALL:  # a wall has a token of its own, and no password
                self.role.addItem(role_word(one), one)
        self.role.setCurrentIndex(max(0, self.role.findData(role)))
        self.limits.offer(choices, limits)

    def role_fields(self) -> tuple[QWidget, ...]:
        """Role, sentence and limits, as they are laid out."""
        name = label(self.role.accessibleName(), "caption", self)
        return name, self.role, self._about, self.limits

    def fault(self) -> str:
        """An agency without agencies would see nothing."""
        if rights_of(self.chosen_role()).own_alone and not self.limits.agencies.ticked():
            return QCoreApplication.translate("administration", "Tick the agencies that this account stands for.")
        return ""

    def _on_role(self) -> None:
        self._about.setText(role_sentence(self.chosen_role()))
        if self.isVisible():
            self.place()


class AddForm(_WithRole):
    """A new person: `{"id": …, "name": …, "desk": …, "role": …, "limits": {…}}`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            QCoreApplication.translate("administration", "Add a person"),
            QCoreApplication.translate("administration", "Add and show the password"),
        )
        self.id = QLineEdit(self)
        self.name = QLineEdit(self)
        self.desk = QLineEdit(self)
        row = QHBoxLayout()
        names = (self.tr("Name to sign in with"), self.tr("Full name"), self.tr("Desk or place of work"))
        for line, name, most in zip((self.id, self.name, self.desk), names, (64, NAME_MOST, DESK_MOST), strict=True):
            line.setAccessibleName(name)
            line.setMaxLength(most)
            column = QVBoxLayout()
            column.addWidget(label(name, "caption", self))
            column.addWidget(line)
            row.addLayout(column, 1)
        self.id.setPlaceholderText("ha.le")
        self.box.addLayout(row)
        self.finish(*self.role_fields())

    def first_focus(self) -> QWidget:
        """The name to sign in with."""
        return self.id

    def clear(self) -> None:
        """Empty every line."""
        for line in (self.id, self.name, self.desk):
            line.clear()

    def values(self) -> dict[str, Any]:
        """As the server takes it."""
        return {
            "id": self.id.text().strip(), "name": self.name.text().strip(), "desk": self.desk.text().strip(),
            "role": self.chosen_role(), "limits": self.limits.limits(),
        }  # fmt: skip

    def fault(self) -> str:
        """What is missing."""
        if not _ID.match(self.id.text().strip()):
            return self.tr("The name to sign in with has letters without marks, digits and dots: ha.le")
        return self.tr("Write the full name.") if not self.name.text().strip() else super().fault()


class RoleForm(_WithRole):
    """Role and limits of somebody: `{"role": …, "limits": {…}}`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window, "", QCoreApplication.translate("administration", "Change, and end the sign-ins")
        )  # fmt: skip
        self.finish(*self.role_fields())

    def set_person(self, person: PersonOut, choices: Choices) -> None:
        """Ask for this person."""
        title = self.tr("Role and limits of {name}").format(name=person.name)
        self._title.setText(title)
        self.setAccessibleName(title)
        self.offer(choices, person.role, person.limits)

    def first_focus(self) -> QWidget:
        """The role."""
        return self.role

    def values(self) -> dict[str, Any]:
        """As the server takes it."""
        return {"role": self.chosen_role(), "limits": self.limits.limits()}
