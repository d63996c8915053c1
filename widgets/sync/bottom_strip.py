"""The strip at the foot, which never moves: load and the oldest thing, news, and in an outage what that means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel, label

BOTTOM_PX, WALL_BOTTOM_PX = 28, 32


class BottomStrip(QFrame):
    """Facts on the left, a hint on the right; in an outage the same strip turns amber and says what that means.

    `pressed`: somebody clicked on news.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottomStrip")
        self.setAccessibleName(self.tr("Load and oldest data"))
        self._facts: list[str] = []
        self._outage: str | None = None
        self._news = ""
        # Both give way to one another rather than make the window wider than the screen.
        self._alert = ElidedLabel("", "strong", self)
        self._alert.set_tone("late")
        self._alert.hide()
        self._drill = label("", "panel_title", self)
        self._drill.setObjectName("drillMark")
        self._drill.hide()
        self._lost = ElidedLabel("", "strong", self)
        for part in (self._alert, self._lost):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        wall = theme.current().is_wall
        self._text = ElidedLabel("", "text" if wall else "caption", self)
        self._hint = label("", "clock" if wall else "caption", self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._drill)
        self._row.addWidget(self._alert)
        self._row.addWidget(self._lost)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._hint)
        self._lost.hide()
        self._detail = ""
        self._measure()

    def put_first(self, part: QWidget) -> None:
        """A part of its owner's stands before everything else: a wall has no strip above."""
        self._row.insertWidget(0, part)

    def set_facts(self, facts: Sequence[str]) -> None:
        """Short facts, most important first; hidden while an outage has something more important to say."""
        self._facts = list(facts)
        self._show()

    def set_outage(self, text: str | None, detail: str, *, grave: bool = False) -> None:
        """What is lost and since when, and what that means for the hand; None where nothing is lost.

        `grave`: what is done is not saved. That is red, an outage is amber.
        """
        kind = "" if text is None else "grave" if grave else "true"
        changed = kind != (self.property("outage") or "")
        self._outage, self._detail = text, detail
        if changed:
            self.setProperty("outage", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self._show()

    def set_alert(self, text: str) -> None:
        """What must be known besides: a flood of alarms, what asks again, a mute; before all else, empty for none."""
        self._alert.setText(text)
        self._alert.setAccessibleName(text)
        self._alert.setVisible(bool(text))

    def set_drill(self, word: str) -> None:
        """The word that marks a drill, where there is no strip above; empty for none."""
        self._drill.setText(word)
        self._drill.setVisible(bool(word))

    def set_news(self, text: str) -> None:
        """What was missed, in place of the facts until somebody has seen it; empty for none. An outage goes before."""
        self._news = text
        self.setCursor(Qt.CursorShape.PointingHandCursor if text else Qt.CursorShape.ArrowCursor)
        self._show()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """News can be opened with the mouse as well."""
        super().mousePressEvent(event)
        if self._news:
            self.pressed.emit()

    def set_hint(self, text: str) -> None:
        """What stands at the right end: keys, a count, or a wall's clock."""
        self._hint.setText(text)

    def _show(self) -> None:
        lost = self._outage is not None
        tone = ("grave" if self.property("outage") == "grave" else "offline") if lost else ""
        self._lost.setVisible(lost or bool(self._news))
        self._lost.setText(self._outage or self._news)
        self._lost.set_tone(tone)
        self._text.setText(self._detail if lost else "" if self._news else " · ".join(self._facts))
        for part in (self._text, self._hint):
            part.set_tone(tone if lost else "" if part is self._hint and theme.current().is_wall else "text2")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self.setFixedHeight(look.px(WALL_BOTTOM_PX if look.is_wall else BOTTOM_PX))
        self._row.setContentsMargins(look.px(16), 0, look.px(16), 0)
        self._row.setSpacing(look.px(20))
        self._row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
