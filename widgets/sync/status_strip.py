"""The two strips that never move: truth per channel on top; load, the oldest thing, and an outage at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel, PlainLabel, label, set_tooltip
from widgets.indicators.indicator_tile import ScaleBadge

TOP_PX, BOTTOM_PX, WALL_BOTTOM_PX = 44, 26, 32
NARROW_PX = 1100
LEVEL_TONES = (("ok", "text2"), ("late", "late"), ("down", "late"), ("error", "error"))


class TopStrip(QFrame):
    """City, desk and shift on the left, an announcement in force beside them, channels and clock on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topStrip")
        self.setAccessibleName(self.tr("Status of channels"))
        self._city = label("IOC", "strong", self)
        self._desk = ElidedLabel("", "caption", self)
        self._notice = ScaleBadge(self)
        self._notice.hide()
        self._drill = label("", "panel_title", self)
        self._drill.setObjectName("drillMark")
        self._drill.hide()
        self._links: dict[str, PlainLabel] = {}
        self._clock = label("", "clock", self)
        self._clock.setAccessibleName(self.tr("Clock"))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._city)
        self._desk.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row.addWidget(self._desk)
        self._row.addWidget(self._notice)
        self._row.addWidget(self._drill)
        self._row.addStretch(1)
        self._channels = QHBoxLayout()
        self._row.addLayout(self._channels)
        self._row.addWidget(self._clock)
        self._measure()

    def set_city(self, text: str) -> None:
        """The centre's name."""
        self._city.setText(text)

    def set_desk(self, text: str) -> None:
        """Desk, person and shift, in one line."""
        self._desk.setText(text)

    def set_city_notice(self, text: str, level: int) -> None:
        """An announcement in force on the legal colour of its disaster risk level (1 to 5); 0 or no text hides it.
        The number stands in the badge even where the announcement does not name it."""
        badge = theme.current().badge("disaster_risk", level) if text and level > 0 else None
        shown = text
        if badge is not None and str(level) not in text:
            shown = self.tr("Level {level} · {text}").format(level=level, text=text)
        self._notice.set_badge(shown, badge, "strong")

    def set_drill(self, word: str) -> None:
        """The word that marks a drill; empty for none."""
        self._drill.setText(word)
        self._drill.setAccessibleName(word)
        self._drill.setVisible(bool(word))

    def set_link(self, channel: str, text: str, level: str, tooltip: str) -> None:
        """One channel's own truth; `level` is ok, late, down or error. The words carry it, colour underlines."""
        shown = self._links.get(channel)
        if shown is None:
            shown = self._links[channel] = label("", "caption", self)
            self._channels.addWidget(shown)
        if shown.property("level") != level:
            shown.setProperty("level", level)
            shown.setMinimumWidth(0)
        shown.setText(text)
        shown.set_tone(dict(LEVEL_TONES).get(level, "text2"))
        shown.setAccessibleName(text)
        set_tooltip(shown, tooltip)
        if shown.minimumWidth() < shown.sizeHint().width():
            shown.setMinimumWidth(shown.sizeHint().width())  # ages count on; their neighbours stay where they are

    def set_clock(self, text: str) -> None:
        """The time of the city."""
        if self._clock.minimumWidth() < self._clock.sizeHint().width():
            self._clock.setMinimumWidth(self._clock.sizeHint().width())
        self._clock.setText(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """On a narrow screen everything stands closer, so that it stays on it."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        narrow = self.window().width() < look.px(NARROW_PX)
        gap, side = look.px(10 if narrow else 20), look.px(8 if narrow else 16)
        self.setFixedHeight(look.px(TOP_PX))
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(gap)
        self._channels.setSpacing(gap)


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

    def set_facts(self, facts: Sequence[str]) -> None:
        """Short facts, most important first; hidden while an outage has something more important to say."""
        self._facts = list(facts)
        self._show()

    def set_outage(self, text: str | None, detail: str) -> None:
        """What is lost and since when, and what that means for the hand; None where nothing is lost."""
        changed = (text is None) != (self._outage is None)
        self._outage, self._detail = text, detail
        if changed:
            self.setProperty("outage", text is not None)
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
        self._lost.setVisible(lost or bool(self._news))
        self._lost.setText(self._outage or self._news)
        self._lost.set_tone("offline" if lost else "")
        self._text.setText(self._detail if lost else "" if self._news else " · ".join(self._facts))
        for part in (self._text, self._hint):
            part.set_tone("offline" if lost else "" if part is self._hint and theme.current().is_wall else "text2")

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
