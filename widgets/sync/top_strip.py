"""The strip on top, which never moves: who is where, what is in force, the search for anything, channels and clock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.plans.in_force import InForce
from widgets.base import icons, theme
from widgets.base.icon_button import CONTROL, IconButton
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label
from widgets.base.level_mark import LevelMark
from widgets.sync.channel_mark import ChannelMark

TOP_PX, SEARCH_PX, SEARCH_HIGH_PX = 44, 184, 28
NARROW_PX, BRIEF_PX = 1100, 1600


class TopStrip(QFrame):
    """City, desk and shift on the left, an announcement in force beside them, the search, channels and clock on the
    right. `search_wanted()`: somebody looks for anything."""

    search_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topStrip")
        self.setAccessibleName(self.tr("Status of channels"))
        self._city = label("IOC", "panel_title", self)
        self._desk = ElidedLabel("", "caption", self)
        self._notice = LevelMark(self)
        self._drill = label("", "panel_title", self)
        self._drill.setObjectName("drillMark")
        self._drill.hide()
        self._search, self._find = (
            KeyButton(self),
            IconButton("search", self.tr("Search anything"), "Ctrl+K", self, side=CONTROL),
        )
        self._search.show_command(CommandButton("open-palette", self.tr("Search anything"), "Ctrl+K"), primary=False)
        self._search.setProperty("bar", True)
        icons.wear(self._search, "search")
        for button in (self._search, self._find):
            button.clicked.connect(self.search_wanted)
        self._links: dict[str, ChannelMark] = {}
        self._day, self._date = label("", "caption", self), label("", "caption", self)
        self._clock = label("", "clock", self)
        self._clock.setAccessibleName(self.tr("Clock"))
        self._lay_out()
        self._measure()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._desk.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for part in (self._city, self._desk, self._notice, self._drill, self._search, self._find):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._channels = QHBoxLayout()
        self._row.addLayout(self._channels)
        dates = QVBoxLayout()
        dates.setSpacing(0)
        dates.setContentsMargins(0, 0, 0, 0)
        for line in (self._day, self._date):
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            dates.addWidget(line)
        self._row.addLayout(dates)
        self._row.addWidget(self._clock)

    def search_part(self) -> QWidget:
        """The search as it is to be seen: the line, or where there is little room its icon."""
        return self._find if self._search.isHidden() else self._search

    def set_city(self, text: str) -> None:
        """The centre's name."""
        self._city.setText(text)

    def set_desk(self, text: str) -> None:
        """Desk, person and shift, in one line."""
        self._desk.setText(text)

    def set_level(self, found: InForce | None) -> None:
        """The gravest level in force: its number on its legal colour, its word beside it; None hides it."""
        self._notice.set_level(found)

    def set_drill(self, word: str) -> None:
        """The word that marks a drill; empty for none."""
        self._drill.setText(word)
        self._drill.setAccessibleName(word)
        self._drill.setVisible(bool(word))

    def set_link(self, channel: str, text: str, level: str, tooltip: str, value: str = "") -> None:
        """One channel's own truth; `level` is ok, late, down or error, `value` its shortest form while all is well."""
        shown = self._links.get(channel)
        if shown is None:
            shown = self._links[channel] = ChannelMark(channel, self)
            self._channels.addWidget(shown)
        shown.say(text, level, tooltip, value)
        shown.set_brief(brief=self._is_brief())

    def set_clock(self, text: str, day: str = "", date: str = "") -> None:
        """The time of the city, its day of the week, and its date."""
        if self._clock.minimumWidth() < self._clock.sizeHint().width():
            self._clock.setMinimumWidth(self._clock.sizeHint().width())
        self._clock.setText(text)
        self._day.setText(day)
        self._date.setText(date)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """On a narrow screen everything stands closer, so that it stays on it."""
        super().resizeEvent(event)
        self._measure()

    def _is_brief(self) -> bool:
        return self.window().width() < theme.current().px(BRIEF_PX)

    def _measure(self) -> None:
        look = theme.current()
        narrow = self.window().width() < look.px(NARROW_PX)
        gap, side = look.px(8 if narrow else 16), look.px(8 if narrow else 16)
        self.setFixedHeight(look.px(TOP_PX))
        brief = self._is_brief()
        self._search.setFixedSize(look.px(SEARCH_PX), look.px(SEARCH_HIGH_PX))
        self._search.setHidden(brief)
        self._find.setHidden(not brief or narrow)
        for part in (self._day, self._date):
            part.setHidden(brief)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(gap)
        self._channels.setSpacing(gap)
        for shown in self._links.values():
            shown.set_brief(brief=self._is_brief())
