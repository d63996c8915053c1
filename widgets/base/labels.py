"""Text that stays text: labels that never guess markup, and tooltips that never draw it.

Qt's own label and tooltip take anything that looks like HTML for HTML, and then load local pictures for a stranger
who wrote `<img src=…>` in a field report. Everything shown by this program comes through here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.reading_order import kept_in_order

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
WIDTHS_MOST = 16
_STYLE_EVENTS = frozenset({QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange})


def set_tooltip(widget: QWidget, text: str) -> None:
    """A tooltip that shows `text` letter by letter."""
    tip = tooltip_text(text)
    if widget.toolTip() != tip:
        widget.setToolTip(tip)


def tooltip_text(text: str) -> str:
    """`text` in the form in which a tooltip draws it literally."""
    return f"<p style='white-space:pre-wrap'>{escape(kept_in_order(text))}</p>" if text else ""


def button_text(text: str) -> str:
    """`text` in the form in which a button draws it literally: an ampersand is no mnemonic."""
    return kept_in_order(text).replace("&", "&&")


def painted_text(text: str) -> str:
    """`text` in the form in which a painter draws it: nothing in it turns over what stands beside it."""
    return kept_in_order(text)


def line_px(font: QFont) -> int:
    """Whole pixels of one line of `font`, as Qt lays lines out: the rounded height of its metrics may lack one."""
    return math.ceil(QFontMetricsF(font).lineSpacing())


class PlainLabel(QLabel):
    """A label in the font of its role, PlainText for good."""

    def __init__(self, text: str = "", role: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._given = ""
        self._placed_px = 0
        self._heights: dict[int, int] = {}
        """By width, for its text in its font: a layout asks ten times before it places something."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if role in ("caption", "unit"):
            self.setProperty("tone", "text2")
        self.setText(text)
        self._take_font()

    def set_tone(self, tone: str) -> None:
        """Colour by meaning (text2, text3, late, overdue, error, severity1 …); empty for the plain one."""
        if (self.property("tone") or "") == tone:
            return
        self.setProperty("tone", tone)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else the style has still to come to it
            self.style().unpolish(self)
            self.style().polish(self)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt names it
        """Set only what is new: the same text again would cost a layout."""
        if text != self._given:
            self._given = text
            self._draw()

    def text(self) -> str:
        """As it was given; how it is drawn keeps others' words apart and breaks endless ones."""
        return self._given

    def clear(self) -> None:
        """Nothing stays of it, neither drawn nor remembered."""
        self.setText("")

    def setWordWrap(self, on: bool) -> None:  # noqa: N802 - Qt names it
        """What wraps has no word that is wider than its room."""
        super().setWordWrap(on)
        self._draw()

    def _draw(self) -> None:
        drawn = kept_in_order(self._given)
        self._heights = {}
        super().setText(breakable(drawn) if self.wordWrap() else drawn)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt names it
        """As Qt has it, laid out once for a width."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            return super().heightForWidth(width)
        height = self._heights.get(width)
        if height is None:
            if len(self._heights) >= WIDTHS_MOST:  # somebody drags a window's edge
                self._heights.clear()
            height = self._heights[width] = super().heightForWidth(width)
        return height

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Wrapped words need all their lines at the width that they have. Qt asks for fewer, and a layout that does not
        ask how high something is at its width, such as one that centres it, then cuts the first and the last."""
        least = super().minimumSizeHint()
        if self._placed_px and self.wordWrap():
            least.setHeight(max(least.height(), self.heightForWidth(self._placed_px)))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has another number of lines."""
        super().resizeEvent(event)
        if self.wordWrap() and self._placed_px != self.width():
            self._placed_px = self.width()
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt names it
        """What is hidden is placed too, but its layout does not hear that it needs more."""
        super().showEvent(event)
        if self.wordWrap():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Take the font of a new theme."""
        self._heights = {}
        super().changeEvent(event)
        if event.type() in _STYLE_EVENTS:
            self._take_font()

    def _take_font(self) -> None:
        font = theme.current().font(self._role)
        if self.font() != font:
            self.setFont(font)


SPARE_PX = 2
"""Qt counts fractions of a pixel where it breaks lines: a row that just fits by whole ones would be broken again."""


class ElidedLabel(PlainLabel):
    """At most `lines` lines; what does not fit ends in an ellipsis and stands whole in the tooltip."""

    def __init__(self, text: str = "", role: str = "text", parent: QWidget | None = None, *, lines: int = 1) -> None:
        self._whole = text
        self._lines = lines
        super().__init__(text, role, parent)
        self.setWordWrap(lines > 1)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
        self.setMinimumWidth(0)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt names it
        """The whole text; what is drawn of it depends on the width."""
        if text == self._whole and self.text():
            return
        self._whole = text
        self._fit()
        if self.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Ignored:
            self.updateGeometry()

    def whole(self) -> str:
        """The text as it was given."""
        return self._whole

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """As wide as the text, as high as its lines."""
        metrics = self.fontMetrics()
        flat = self._whole.replace("\n", " ")
        return QSize(metrics.horizontalAdvance(flat) + SPARE_PX, line_px(self.font()) * self._needed(self.width()))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt names it
        """Of as many lines as it needs there. Without it a layout would go by the width of before."""
        return line_px(self.font()) * self._needed(width)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """One letter and an ellipsis will do."""
        return QSize(self.fontMetrics().averageCharWidth() * 2, line_px(self.font()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width lets other words fit."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another font lets other words fit."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _needed(self, width: int) -> int:
        if self._lines == 1 or width <= 0:
            return self._lines
        room = width - SPARE_PX
        return max(1, len(wrapped(self._whole, self.fontMetrics().horizontalAdvance, room, self._lines)))

    def _fit(self) -> None:
        flat = " ".join(self._whole.split())
        width = max(1, self.contentsRect().width())
        metrics = self.fontMetrics()
        if self._lines == 1:
            shown = metrics.elidedText(flat, Qt.TextElideMode.ElideRight, width)
        else:
            rows = wrapped(flat, metrics.horizontalAdvance, width - SPARE_PX, self._lines)
            last = metrics.elidedText(rows[-1], Qt.TextElideMode.ElideRight, width - SPARE_PX)
            shown = "\n".join([*rows[:-1], last])
        super().setText(shown)
        set_tooltip(self, self._whole if shown.replace("\n", " ") != flat else "")
        if self._lines > 1:
            self.updateGeometry()


class FittedLabel(PlainLabel):
    """A text that must be read whole: as large as it can be in the room it has, never smaller than running text; what
    even then has no room ends in an ellipsis."""

    ROLES = ("value", "clock", "title", "panel_title", "text")

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._whole = text
        super().__init__(text, self.ROLES[0], parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt names it
        """The whole text; how large it is drawn depends on the room."""
        if text != self._whole:
            self._whole = text
            self._fit()

    def whole(self) -> str:
        """The text as it was given."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another room."""
        super().resizeEvent(event)
        self._fit()

    def _take_font(self) -> None:
        self._fit()

    def _fit(self) -> None:
        for role in self.ROLES:
            font = theme.current().font(role)
            metrics = QFontMetrics(font)
            line = line_px(font)
            lines = max(1, self.height() // line)
            parts = [wrapped(part, metrics.horizontalAdvance, self.width(), lines) for part in self._whole.split("\n")]
            rows = [row for part in parts for row in part]
            fits = all(_fits(row, metrics, self.width()) for row in rows)
            if fits and self.height() >= line * len(rows) - _spare_px(rows, metrics):
                break
        if len(rows) > lines:
            rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
        rows = [metrics.elidedText(row, Qt.TextElideMode.ElideRight, max(1, self.width())) for row in rows]
        if self.font() != font:
            self.setFont(font)
        is_low = self.height() < line * len(rows)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | (_MIDDLE if is_low else Qt.AlignmentFlag.AlignTop))
        super().setText("\n".join(rows))
        set_tooltip(self, self._whole if " ".join(rows) != " ".join(self._whole.split()) else "")


def _spare_px(rows: list[str], metrics: QFontMetrics) -> int:
    """By how much less than its lines a text may have, centred, without losing a pixel: figures have no marks."""
    above = metrics.ascent() + metrics.tightBoundingRect(rows[0]).top()
    below = metrics.descent() - 1 - metrics.tightBoundingRect(rows[-1]).bottom()
    return 2 * max(0, min(above, below) - 1)


def _fits(row: str, metrics: QFontMetrics, width: int) -> bool:
    """Whether a row is whole, whatever its figures become: a clock does not change its size with the seconds."""
    widest = max("0123456789", key=metrics.horizontalAdvance)
    longest = re.sub(r"[0-9]", widest, row)
    return all(metrics.elidedText(one, Qt.TextElideMode.ElideRight, width) == one for one in (row, longest))


def wrapped(text: str, advance: Callable[[str], int], width: int, lines: int) -> list[str]:
    """`text` broken at spaces into at most `lines` rows no wider than `width`; the last one takes all the rest."""
    rows: list[str] = []
    row = ""
    for word in text.split():
        longer = f"{row} {word}" if row else word
        if row and len(rows) < lines - 1 and advance(longer) > width:
            rows.append(row)
            row = word
        else:
            row = longer
    return [*rows, row]


LONGEST_WORD, PIECE = 28, 16
"""A hash or an address without a space would make everything around it as wide as itself."""
_ENDLESS = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD + 1},}}")


def breakable(text: str) -> str:
    """`text` whose endless words may be broken: the breaks are seen only where one falls."""
    if len(text) <= LONGEST_WORD:
        return text
    return _ENDLESS.sub(lambda word: "\u200b".join(re.findall(f".{{1,{PIECE}}}", word[0])), text)


def label(text: str = "", role: str = "text", parent: QWidget | None = None, *, wrap: bool = False) -> PlainLabel:
    """A plain-text label of a role: text, strong, caption, panel_title, title, clock, value, unit."""
    made = PlainLabel(text, role, parent)
    made.setWordWrap(wrap)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line between parts."""
    line = QFrame(parent)
    line.setObjectName("rule")
    return line
