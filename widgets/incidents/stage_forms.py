"""The short forms of a life cycle's steps: close, refuse, extend, reopen, forward, classify, wait, answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QDateTimeEdit, QWidget

from widgets.base import theme
from widgets.base.choices import Chooser
from widgets.base.formats import date_text, local, minute_text, zone
from widgets.base.forms import Form, FormOf, TextBox, TextForm
from widgets.base.labels import label
from widgets.words.verb_words import form_title

SHOWN_AS = "HH:mm dd/MM/yyyy"
BEST = 5


class RefuseForm(TextForm):
    """Why it is not taken on: `{"reason": …}`."""

    verb = "refuse"
    field = "reason"
    uses = ("reason",)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            form_title(self.verb),
            self.tr("Reason that the reporter is told"),
            self.tr("Refuse"),
            self.tr("Say why it is refused."),
        )


class ReopenForm(TextForm):
    """Why it is taken up again: `{"reason": …}`."""

    verb = "reopen"
    field = "reason"

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            form_title(self.verb),
            self.tr("Reason"),
            self.tr("Reopen"),
            self.tr("Say why it is opened again."),
        )


class PauseForm(TextForm):
    """What is waited for while the clock stands still: `{"reason": …}`."""

    verb = "pause"
    field = "reason"
    uses = ("reason",)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            form_title(self.verb),
            self.tr("What is waited for"),
            self.tr("Stop the clock"),
            self.tr("Say what is waited for."),
        )


class ReplyForm(TextForm):
    """What the reporter is answered: `{"text": …}`."""

    verb = "reply"
    uses = ("reply",)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            form_title(self.verb),
            self.tr("Answer"),
            self.tr("Send answer"),
            self.tr("Write the answer first."),
        )


class VerifyForm(TextForm):
    """How it was found to be true: `{"text": …}`."""

    verb = "verify"

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            form_title(self.verb),
            self.tr("How it was verified"),
            self.tr("Verify"),
            self.tr("Say how it was verified."),
        )


class ForwardForm(Form):
    """To which agency: `{"agency": name}`."""

    verb = "forward"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Forward"))
        self.agency = Chooser(self.tr("Agency"), self.tr("Choose an agency"), self)
        self.finish(label(self.tr("Agency"), "caption", self), self.agency)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.agency

    def values(self) -> dict[str, Any]:
        """Which was chosen."""
        return {"agency": self.agency.currentData()}

    def fault(self) -> str:
        """None was chosen."""
        return "" if self.agency.currentData() else self.tr("Choose the agency that takes it.")

    def clear(self) -> None:
        """Choose none."""
        self.agency.setCurrentIndex(-1)


class ClassifyForm(Form):
    """What it is and at which level it is handled: `{"kind": id, "level": id}`."""

    verb = "classify"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Classify"))
        self.kind = Chooser(self.tr("Kind"), self.tr("Choose a kind"), self)
        self.level = Chooser(self.tr("Level"), self.tr("Choose a level"), self)
        self.finish(
            label(self.tr("Kind"), "caption", self), self.kind, label(self.tr("Level"), "caption", self), self.level
        )

    def first_focus(self) -> QWidget:
        """The first of both that is missing."""
        return self.kind if not self.kind.currentData() else self.level

    def values(self) -> dict[str, Any]:
        """What was chosen."""
        return {"kind": self.kind.currentData(), "level": self.level.currentData()}

    def fault(self) -> str:
        """One of both is missing."""
        if not self.kind.currentData():
            return self.tr("Choose the kind.")
        return "" if self.level.currentData() else self.tr("Choose the level.")


class CloseForm(Form):
    """How content the reporter is, where that is known: `{"satisfaction": 1 to 5}` or `{}`."""

    verb = "close"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Close the incident"))
        self.satisfaction = Chooser(self.tr("Satisfaction of the reporter"), "", self)
        self.finish(label(self.tr("Satisfaction of the reporter"), "caption", self), self.satisfaction)
        names = (
            self.tr("1 – very dissatisfied"),
            self.tr("2 – dissatisfied"),
            self.tr("3 – neither"),
            self.tr("4 – satisfied"),
            self.tr("5 – very satisfied"),
        )
        self.satisfaction.addItem(self.tr("Not known"), None)
        for number, name in enumerate(names, 1):
            self.satisfaction.addItem(name, number)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.satisfaction

    def values(self) -> dict[str, Any]:
        """What was told, if it was."""
        told = self.satisfaction.currentData()
        return {} if told is None else {"satisfaction": told}

    def clear(self) -> None:
        """Nothing is known."""
        self.satisfaction.setCurrentIndex(0)


class ExtendForm(Form):
    """A later deadline and why: `{"deadline": ISO 8601 in UTC, "reason": …}`."""

    verb = "extend_deadline"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), self.tr("Extend"))
        self._old: datetime | None = None
        self._was = label("", "caption", self)
        self.at = QDateTimeEdit(self)
        self.at.setDisplayFormat(SHOWN_AS)
        self.at.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self.at.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.at.setAccessibleName(self.tr("New deadline"))
        self.at.lineEdit().setTextMargins(theme.current().px(8), 0, 0, 0)
        self.reason = TextBox(self.tr("Reason"), self)
        self.reason.sent.connect(self.send)
        self.finish(
            self._was,
            label(self.tr("New deadline"), "caption", self),
            self.at,
            label(self.tr("Reason"), "caption", self),
            self.reason,
        )

    def set_deadline(self, deadline: datetime | None, now: datetime) -> None:
        """The deadline that stands; a day later is offered."""
        self._old = deadline
        here = local(max(deadline or now, now))
        said = "" if deadline is None else f"{minute_text(deadline)} {date_text(deadline)}"
        self._was.setText(self.tr("Deadline until now: {time}").format(time=said) if said else "")
        self._was.setVisible(bool(said))
        later = here + timedelta(days=1)
        self.at.setDateTime(QDateTime(later.year, later.month, later.day, later.hour, later.minute, 0))

    def first_focus(self) -> QWidget:
        """The new time, then the reason."""
        return self.at if not self._is_later() else self.reason

    def values(self) -> dict[str, Any]:
        """The instant and the words."""
        return {"deadline": self._chosen().isoformat(), "reason": self.reason.toPlainText().strip()}

    def fault(self) -> str:
        """Not later, or no reason."""
        if not self._is_later():
            return self.tr("The new deadline must be later than the one until now.")
        return "" if self.reason.toPlainText().strip() else self.tr("Say why more time is needed.")

    def clear(self) -> None:
        """No reason."""
        self.reason.clear()

    def _is_later(self) -> bool:
        return self._old is None or self._chosen() > self._old

    def _chosen(self) -> datetime:
        said = self.at.dateTime()
        day, at = said.date(), said.time()
        here = datetime(day.year(), day.month(), day.day(), at.hour(), at.minute(), tzinfo=zone())
        return here.astimezone(UTC)


OTHERS: tuple[FormOf[Form], ...] = (PauseForm, ReplyForm, RefuseForm, ReopenForm, VerifyForm, CloseForm)
"""The forms that need no choices or times to be told before they open."""
