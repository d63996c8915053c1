"""One number the city watches: name, value, trend, source with age, and the limit or target it is read against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.analysis.trend import AHEAD_S, LONG_S, PERIOD_S, window_s
from console.records.models import Indicator, Point
from widgets.base import theme
from widgets.base.formats import NONE, age_text, date_time_text, number_text, threshold_text
from widgets.base.labels import ElidedLabel, label, set_tooltip
from widgets.indicators.chart_tile import ChartTile

STALE_PERIODS = 3
"""A value is stale after so many missed reports (the period is the indicator's own promise)."""


def aqi_word(level: int) -> str:
    """The legal word for a level of VN_AQI, 1 to 6 (QĐ 1459/QĐ-TCMT)."""
    translate = QCoreApplication.translate
    words = (
        translate("aqi", "Good"),
        translate("aqi", "Moderate"),
        translate("aqi", "Poor"),
        translate("aqi", "Bad"),
        translate("aqi", "Very bad"),
        translate("aqi", "Hazardous"),
    )
    return words[level - 1]


def standing(indicator: Indicator) -> str:
    """`normal`, `warn` or `alarm`: how the value stands to the indicator's own thresholds."""
    if indicator.value is None:
        return "normal"
    for name in ("alarm", "warn"):
        limit: float | None = getattr(indicator, name)
        if limit is not None and (indicator.value >= limit if indicator.high_is_bad else indicator.value <= limit):
            return name
    return "normal"


def is_stale(indicator: Indicator, now: datetime) -> bool:
    """Whether the source has missed its own rhythm for `STALE_PERIODS` reports."""
    if indicator.as_of is None:
        return True
    period = PERIOD_S.get(indicator.period, PERIOD_S["hour"])
    return (now - indicator.as_of).total_seconds() > STALE_PERIODS * period


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
    """Grey while normal; the value is coloured only past a threshold, the age only when stale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._indicator: Indicator | None = None
        self._offline_since: datetime | None = None
        self._texts: tuple[str, ...] = ()
        self._name = ElidedLabel("", "caption", self, lines=2 if theme.current().is_wall else 1)
        self._value = label(NONE, "value", self)
        self._unit = label("", "unit", self)
        self._badge = ScaleBadge(self)
        self._badge.hide()
        self._chart = ChartTile(self)
        self._source = ElidedLabel("", "caption", self)
        self._source.set_tone("text3")
        self._limit = label("", "caption", self)
        self._limit.set_tone("text3")
        self._lay_out()
        self.setAccessibleName(self.tr("Indicator"))

    def _lay_out(self) -> None:
        look = theme.current()
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(look.px(6))
        self._numbers.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
        self._numbers.addWidget(self._badge)
        self._numbers.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBaseline)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(look.px(8))
        self._foot.addWidget(self._source, 1)
        self._foot.addWidget(self._limit)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self._box.setSpacing(look.px(2))
        self._box.addWidget(self._name)
        self._box.addLayout(self._numbers)
        self._box.addWidget(self._chart, 1)
        self._box.addLayout(self._foot)

    def set_indicator(self, indicator: Indicator, now: datetime) -> None:
        """Show its latest value; call again as `now` moves on."""
        self._indicator = indicator
        self._name.setText(indicator.short_name or indicator.name)
        state = standing(indicator)
        self._show_value(indicator, state)
        self._show_foot(indicator, state, now)
        limit = self._limit_of(indicator, state)
        self._chart.set_limit(limit[1] if limit else None, crossed=state != "normal")
        period_s = PERIOD_S.get(indicator.period)
        is_long = window_s(period_s) == LONG_S
        self._chart.set_empty_text(self.tr("No reports for 30 days") if is_long else self.tr("No reports for 24 hours"))
        self._chart.set_clock(now.timestamp(), period_s)
        self.setAccessibleName(self._spoken(indicator, now))

    def set_points(self, points: Sequence[Point]) -> None:
        """The history for the trend; none says that nothing was reported."""
        at = np.fromiter((point.at.timestamp() for point in points), float, len(points))
        self._chart.set_curve(at, np.fromiter((point.value for point in points), float, len(points)))

    def forget_points(self) -> None:
        """No trend until the next `set_points`: the tile is another indicator's now."""
        self._chart.forget()

    def set_offline_since(self, since: datetime | None) -> None:
        """Since when the indicators' channel is down; None while it works."""
        self._offline_since = since

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other margins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            look = theme.current()
            self._box.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))

    def _show_value(self, indicator: Indicator, state: str) -> None:
        value = indicator.value
        badge = None
        if value is not None and indicator.scale:
            badge = theme.current().badge(indicator.scale, value)
        number = NONE if value is None else number_text(value, indicator.decimals)
        word = aqi_word(badge.level) if badge is not None and indicator.scale == "vn_aqi" else ""
        self._badge.set_badge(f"{number} · {word}" if word else number, badge)
        self._value.setVisible(badge is None)
        self._value.setText(number)
        self._value.set_tone({"normal": "", "warn": "late", "alarm": "overdue"}[state])
        self._unit.setText(indicator.unit if badge is None else "")

    def _show_foot(self, indicator: Indicator, state: str, now: datetime) -> None:
        tone = "text3"
        if indicator.as_of is None:
            texts = [self.tr("{source} · no report yet").format(source=indicator.source), self.tr("no report yet")]
        elif self._offline_since is not None:
            age = age_text((now - self._offline_since).total_seconds())
            texts = [
                self.tr("before the connection was lost · {age}").format(age=age),
                self.tr("connection lost {age}").format(age=age),
            ]
            tone = "late"
        elif (ahead_s := (indicator.as_of - now).total_seconds()) > AHEAD_S:
            ahead = self.tr("its clock is {age} ahead").format(age=age_text(ahead_s))
            texts = [f"{ahead} · {indicator.source}" if indicator.source else ahead, ahead]
            tone = "late"
        else:
            age = age_text((now - indicator.as_of).total_seconds())
            if is_stale(indicator, now):
                age = self.tr("{age} old").format(age=age)
                tone = "late"
            texts = [f"{age} · {indicator.source}" if indicator.source else age, age]
        self._texts = tuple(texts)
        self._source.set_tone(tone)
        limit = self._limit_of(indicator, state)
        self._limit.setText(limit[0] if limit else "")
        self._limit.setVisible(self._offline_since is None)  # the chart keeps its line; the words need the room
        self._fit_foot()

    def _fit_foot(self) -> None:
        """The longest wording that fits whole: an age must never be what an ellipsis swallows."""
        look = theme.current()
        taken = self._limit.sizeHint().width() + look.px(8) if not self._limit.isHidden() else 0
        room = self.width() - 2 * look.px(12) - taken
        advance = self._source.fontMetrics().horizontalAdvance
        fitting = [text for text in self._texts if advance(text) < room]
        self._source.setText((fitting or list(self._texts[-1:]) or [""])[0])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width lets another wording fit."""
        super().resizeEvent(event)
        self._fit_foot()

    def _limit_of(self, indicator: Indicator, state: str) -> tuple[str, float] | None:
        """What the value is read against: the crossed or nearest threshold, else the target."""
        decimals = indicator.decimals
        threshold = indicator.alarm if state == "alarm" or indicator.warn is None else indicator.warn
        if state == "normal" and indicator.target:
            return self.tr("target {value}").format(value=threshold_text(indicator.target, decimals)), indicator.target
        if threshold is not None:
            return self.tr("limit {value}").format(value=threshold_text(threshold, decimals)), threshold
        return None

    def _spoken(self, indicator: Indicator, now: datetime) -> str:
        value = NONE if indicator.value is None else number_text(indicator.value, indicator.decimals)
        as_of = date_time_text(indicator.as_of) if indicator.as_of else self.tr("no report yet")
        stale = self.tr("stale") if indicator.as_of and is_stale(indicator, now) else ""
        parts = (
            indicator.name,
            f"{value} {indicator.unit}".strip(),
            as_of,
            stale,
            indicator.source,
            indicator.guidance,
        )
        text = " · ".join(part for part in parts if part)
        set_tooltip(self, text)
        return text
