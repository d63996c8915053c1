"""One number the city watches: name, value, trend, source with age, and the limit or target it is read against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.analysis.trend import AHEAD_S, LONG_S, PERIOD_S, window_s
from console.records.models import Indicator, Point
from widgets.base import icons, theme
from widgets.base.formats import NONE, age_text, date_time_text
from widgets.base.icon_mark import IconMark
from widgets.base.labels import ElidedLabel, label, set_tooltip
from widgets.indicators.axed_chart import AxedChart
from widgets.indicators.standing_words import (
    aqi_word,
    change_words,
    is_stale,
    limit_of,
    limit_words,
    standing,
    state_words,
    value_text,
)
from widgets.indicators.state_mark import StateMark

__all__ = ["IndicatorTile", "ScaleBadge", "aqi_word", "is_stale", "standing"]

PAD_PX, EDGE_PX, CHART_LEAST_PX = 10, 3, 24
WIDE_PX, SAID_PX, TIGHT_PX, LOW_PX, FOOT_PX = 300, 124, 126, 112, 90
"""A desk's tile so wide has its chart at the right of what is said in so many pixels; one so low has its lines closer,
one so low no chart, and one so low no foot either."""
WIDEST_PX = 16777215


class ScaleBadge(QWidget):
    """Number and word on the legal colour of their level; the colour stays inside these edges."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._badge: theme.Badge | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_badge(self, text: str, badge: theme.Badge | None, role: str = "value") -> None:
        """Show `text` on the colour of `badge`; None hides it."""
        self.setVisible(badge is not None)
        if (text, badge) == (self._text, self._badge):
            return
        self._text, self._badge = text, badge
        self.setProperty("type_role", role)
        self.setAccessibleName(text)
        set_tooltip(self, text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """The text with a little air."""
        look = theme.current()
        role = str(self.property("type_role") or "value")
        self.setFont(look.font(role))
        width = self.fontMetrics().horizontalAdvance(self._text)
        return QSize(width + look.px(16), look.line_height(role) + look.px(2))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The coloured plate, then the words on it."""
        if self._badge is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._badge.ground)
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setPen(self._badge.text)
        painter.setFont(self.fitting_font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()

    def fitting_font(self) -> QFont:
        """As large as its role says, smaller where the plate is too narrow: a number that is cut off is a wrong one."""
        look = theme.current()
        font = QFont(look.font(str(self.property("type_role") or "value")))
        needed, given = QFontMetrics(font).horizontalAdvance(self._text), self.width() - look.px(8)
        if needed > given > 0:
            font.setPixelSize(max(1, QFontInfo(font).pixelSize() * given // needed))
        return font


class IndicatorTile(QFrame):
    """Grey while normal: past a threshold or below its target it has an edge, a shape and a word; its age is coloured
    only when stale. The chart stands at the right on a desk, below on a wall, and nowhere in a low row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._indicator: Indicator | None = None
        self._offline_since: datetime | None = None
        self._texts: tuple[str, ...] = ()
        self._edge, self._is_late, self._beside_chart = "", False, False
        self._name = ElidedLabel("", "caption", self, lines=2 if theme.current().is_wall else 1)
        self._state = StateMark(self)
        self._value = label(NONE, "value", self)
        self._unit = label("", "unit", self)
        self._limit = ElidedLabel("", "caption", self)
        self._change = ElidedLabel("", "caption", self)
        self._axed = AxedChart(self)
        self._chart = self._axed.chart
        self._source = ElidedLabel("", "caption", self)
        self._age, self._beside = label("", "caption", self), label("", "caption", self)
        self._late, self._late_beside = (IconMark("clock-alert", "late", icons.CAPTION, self) for _ in range(2))
        for quiet in (self._change, self._source, self._age, self._beside):
            quiet.set_tone("text3")
        self._lay_out()
        self.setAccessibleName(self.tr("Indicator"))

    def _lay_out(self) -> None:
        head, numbers, self._foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._state)
        numbers.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
        numbers.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBaseline)
        numbers.addWidget(self._late_beside)
        numbers.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignBaseline)
        self._foot.addWidget(self._source, 1)
        self._foot.addWidget(self._late)
        self._foot.addWidget(self._age)
        self._said = QWidget(self)
        said = QVBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(0)
        said.addLayout(numbers)
        said.addWidget(self._limit)
        said.addWidget(self._change)
        said.addStretch(1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self._said, 0)
        self._body.addWidget(self._axed, 1)
        self._box = QVBoxLayout(self)
        self._box.addLayout(head)
        self._box.addLayout(self._body, 1)
        self._box.addLayout(self._foot)
        self._rows = (head, numbers, self._foot, self._body)
        self._space_out()
        self._fold()

    def _space_out(self) -> None:
        look = theme.current()
        for row in self._rows:
            row.setSpacing(look.px(6))

    def _fold(self) -> None:
        """As much of it as there is room for."""
        look = theme.current()
        low = self.height() < look.px(LOW_PX) and not look.is_wall
        tight = self.height() < look.px(TIGHT_PX) and not look.is_wall
        rim = look.px(4 if tight else 6)
        self._box.setSpacing(0 if tight and not low else look.px(2))
        pad = look.px(PAD_PX)
        self._box.setContentsMargins(pad, rim, pad, rim)
        wide = self.width() >= look.px(WIDE_PX) and not look.is_wall
        self._body.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )  # fmt: skip
        self._beside_chart = wide and not low
        self._fit_said()
        self._axed.setVisible(not low)
        self._axed.set_axes(shown=wide)
        self._limit.setVisible(not low)
        self._change.setVisible(wide and not low)
        has_foot = not low or self.height() >= look.px(FOOT_PX)
        for part in (self._source, self._age):
            part.setVisible(has_foot)
        self._beside.setVisible(not has_foot)
        if look.is_wall:
            self._fold_wall(rim)
        self._show_late()

    def _fold_wall(self, rim: int) -> None:
        """There nothing is cut: the word beside its shape goes first, then the chart, what the value is read against,
        and last who says it and how old it is."""
        look = theme.current()
        inner, line = self.width() - 2 * look.px(PAD_PX), look.line_height("caption")
        self._state.set_brief(brief=False)
        marked = self._state.sizeHint().width() + look.px(6) if self._state.word() else 0
        named = self._name.fontMetrics().horizontalAdvance(self._name.whole())
        self._state.set_brief(brief=named + marked > inner)
        name = self._name.heightForWidth(max(1, inner - self._state.sizeHint().width() - look.px(6)))
        free = self.height() - 2 * rim - 2 * look.px(2) - name - self._value.sizeHint().height()
        self._source.setVisible(free >= line)
        self._age.setVisible(free >= line)
        self._limit.setVisible(free >= 2 * line)
        self._axed.setVisible(free >= 2 * line + look.px(CHART_LEAST_PX))

    def _fit_said(self) -> None:
        """Value and unit whole; what is left is the chart's."""
        look = theme.current()
        needed = self._value.sizeHint().width() + self._unit.sizeHint().width() + look.px(8)
        width = min(max(look.px(SAID_PX), needed), self.width() * 3 // 5)
        self._said.setMinimumWidth(width if self._beside_chart else 0)
        self._said.setMaximumWidth(width if self._beside_chart else WIDEST_PX)

    def set_indicator(self, indicator: Indicator, now: datetime) -> None:
        """Show its latest value; call again as `now` moves on."""
        self._indicator = indicator
        self._name.setText(indicator.short_name or indicator.name)
        self._show_value(indicator)
        self._show_foot(indicator, now)
        limit = limit_of(indicator)
        self._limit.setText(limit_words(indicator, limit))
        self._chart.set_limit(limit)
        period_s = PERIOD_S.get(indicator.period)
        is_long = window_s(period_s) == LONG_S
        self._chart.set_empty_text(self.tr("No reports for 30 days") if is_long else self.tr("No reports for 24 hours"))
        self._chart.set_clock(now.timestamp(), period_s)
        self._change.setText(change_words(indicator, *self._chart.curve()))
        self.setAccessibleName(self._spoken(indicator, now))
        if theme.current().is_wall:
            self._fold()  # another name, or a state that it had not

    def set_points(self, points: Sequence[Point]) -> None:
        """The history for the trend; none says that nothing was reported."""
        at = np.fromiter((point.at.timestamp() for point in points), float, len(points))
        self._chart.set_curve(at, np.fromiter((point.value for point in points), float, len(points)))
        if self._indicator is not None:
            self._change.setText(change_words(self._indicator, *self._chart.curve()))

    def forget_points(self) -> None:
        """No trend until the next `set_points`: the tile is another indicator's now."""
        self._chart.forget()

    def set_offline_since(self, since: datetime | None) -> None:
        """Since when the indicators' channel is down; None while it works."""
        self._offline_since = since

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other margins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            self._space_out()
            self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another size has room for other parts, and lets another wording fit."""
        super().resizeEvent(event)
        self._fold()
        self._fit_foot()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The panel, and at its left the edge of what is not normal."""
        super().paintEvent(event)
        if self._edge:
            look = theme.current()
            painter = QPainter(self)
            painter.fillRect(0, 0, look.px(EDGE_PX), self.height(), look.color(self._edge))
            painter.end()

    def _show_value(self, indicator: Indicator) -> None:
        value, said = indicator.value, state_words(indicator)
        badge = theme.current().badge(indicator.scale, value) if value is not None and indicator.scale else None
        if badge is not None:
            self._state.set_level(aqi_word(badge.level) if indicator.scale == "vn_aqi" else "", badge)
        elif said is not None:
            self._state.set_state(*said)
        else:
            self._state.clear()
        self._value.setText(value_text(indicator, NONE))
        self._value.set_tone("overdue" if standing(indicator) == "alarm" else "")
        self._unit.setText(indicator.unit)
        self._fit_said()
        edge = said.tone if said is not None else ""
        if edge != self._edge:
            self._edge = edge
            self.update()

    def _show_foot(self, indicator: Indicator, now: datetime) -> None:
        age, tone, stale = "", "text3", False
        if indicator.as_of is None:
            texts = [self.tr("{source} · no report yet").format(source=indicator.source), self.tr("no report yet")]
        elif self._offline_since is not None:
            cut_off = age_text((now - self._offline_since).total_seconds())
            texts = [
                self.tr("before the connection was lost · {age}").format(age=cut_off),
                self.tr("connection lost {age}").format(age=cut_off),
            ]
            tone = "late"
        elif (ahead_s := (indicator.as_of - now).total_seconds()) > AHEAD_S:
            ahead = self.tr("its clock is {age} ahead").format(age=age_text(ahead_s))
            texts = [f"{ahead} · {indicator.source}" if indicator.source else ahead, ahead]
            tone = "late"
        else:
            stale = is_stale(indicator, now)
            words = self.tr("{age} old") if stale else self.tr("{age} ago")
            age = words.format(age=age_text((now - indicator.as_of).total_seconds()))
            texts = [indicator.source]
        self._texts = tuple(texts)
        self._source.set_tone(tone)
        self._age.setText(age)
        self._beside.setText(age or texts[-1])
        for part in (self._age, self._beside):
            part.set_tone("late" if stale else tone)
        self._is_late = stale
        self._show_late()
        self._fit_foot()

    def _show_late(self) -> None:
        """The mark of what is late, beside whichever age is shown."""
        self._late.setVisible(self._is_late and not self._age.isHidden())
        self._late_beside.setVisible(self._is_late and not self._beside.isHidden())

    def _fit_foot(self) -> None:
        """The longest wording that fits whole: an age must never be what an ellipsis swallows."""
        look = theme.current()
        taken = self._age.sizeHint().width() + look.px(6) if self._age.text() else 0
        room = self.width() - 2 * look.px(PAD_PX) - taken
        advance = self._source.fontMetrics().horizontalAdvance
        fitting = [text for text in self._texts if advance(text) < room]
        self._source.setText((fitting or list(self._texts[-1:]) or [""])[0])

    def _spoken(self, indicator: Indicator, now: datetime) -> str:
        as_of = date_time_text(indicator.as_of) if indicator.as_of else self.tr("no report yet")
        stale = self.tr("stale") if indicator.as_of and is_stale(indicator, now) else ""
        parts = (
            indicator.name,
            f"{value_text(indicator, NONE)} {indicator.unit}".strip(),
            self._state.word(),
            self._limit.whole(),
            as_of,
            stale,
            indicator.source,
            indicator.guidance,
        )
        text = " · ".join(part for part in parts if part)
        set_tooltip(self, text)
        return text
