"""One channel in the strip on top: its icon, and its own truth in words; where there is little room the value alone."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.base import icons, theme
from widgets.base.icon_mark import IconMark
from widgets.base.labels import label, set_tooltip

TONES = (("ok", "text2"), ("late", "late"), ("down", "late"), ("error", "severity1"))
ICONS = (
    ("video", "cctv"), ("incidents", "siren"), ("indicators", "chart-line"), ("orders", "send"),
    ("wall", "layout-grid"), ("storage", "hard-drive"),
)  # fmt: skip


class ChannelMark(QWidget):
    """What it says is never cut: the strip asks for the value alone where the words have no room."""

    def __init__(self, channel: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = IconMark(dict(ICONS).get(channel, "info"), "text2", icons.CAPTION, self)
        self._label = label("", "caption", self)
        self._words = self._value = self.level = ""
        self._is_brief = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(5))
        row.addWidget(self._icon)
        row.addWidget(self._label)

    def say(self, words: str, level: str, tooltip: str, value: str) -> None:
        """`level` is ok, late, down or error; the words carry it, colour underlines."""
        if level != self.level:
            self._label.setMinimumWidth(0)
        self._words, self._value, self.level = words, value or words, level
        tone = dict(TONES).get(level, "text2")
        self._label.setProperty("level", level)
        self._label.set_tone(tone)
        self._icon.show_icon(self._icon.name(), tone)
        self.setAccessibleName(words)
        set_tooltip(self, f"{words}\n{tooltip}" if tooltip else words)
        self._show()

    def set_brief(self, *, brief: bool) -> None:
        """The value alone while all is well; what is wrong is said whole."""
        if brief != self._is_brief:
            self._is_brief = brief
            self._label.setMinimumWidth(0)
            self._show()

    def text(self) -> str:
        """What is written now."""
        return self._label.text()

    def whole_px(self) -> int:
        """How wide it is with all its words."""
        taken = self._icon.width() + self.layout().spacing()  # type: ignore[union-attr]
        return taken + self._label.fontMetrics().horizontalAdvance(self._words)

    def _show(self) -> None:
        self._label.setText(self._value if self._is_brief and self.level == "ok" else self._words)
        if self._label.minimumWidth() < self._label.sizeHint().width():
            self._label.setMinimumWidth(self._label.sizeHint().width())  # ages count on; neighbours stay where they are
