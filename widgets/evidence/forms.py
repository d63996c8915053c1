"""Why a piece of evidence is held past its days, or let go again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from widgets.base.forms import TextForm
from widgets.base.labels import label

LEAST, MOST = 5, 1000
"""Letters that the contract asks for in a reason."""


class _WhyForm(TextForm):
    """One reason: `{"why": …}`."""

    field = "why"

    def __init__(self, window: QWidget, title: str, about: str, send: str) -> None:
        translate = QCoreApplication.translate
        super().__init__(window, title, translate("evidence", "Reason"), send, translate("evidence", "Say why."))
        self.box.insertWidget(1, label(about, "caption", self, wrap=True))

    def fault(self) -> str:
        """Shorter than a reason, or longer than the contract takes."""
        translate, text = QCoreApplication.translate, self.values()[self.field]
        if text and len(text) < LEAST:
            return translate("evidence", "Say why in some words.")
        if len(text) > MOST:
            return translate("evidence", "The reason is too long: {n} of at most {most} letters.").format(
                n=len(text), most=MOST
            )
        return super().fault()


class HoldForm(_WhyForm):
    """Why it is kept past its days."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            self.tr("Hold the evidence"),
            self.tr("It then stays at the server until somebody lets it go, for a court or an inquiry."),
            self.tr("Hold it…"),
        )


class LetGoForm(_WhyForm):
    """Why it need not be kept any longer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            window,
            self.tr("Let the evidence go"),
            self.tr("Its file is then removed when its days are over; where they are, soon."),
            self.tr("Let it go…"),
        )
