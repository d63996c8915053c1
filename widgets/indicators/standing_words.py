"""How a number stands: to its thresholds, to its target, to its own past; and how that is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.analysis.trend import PERIOD_S, Floats, change
from console.records.models import Indicator
from widgets.base.formats import number_text, threshold_text
from widgets.indicators.chart_tile import Limit

STALE_PERIODS = 3
"""A value is stale after so many missed reports (the period is the indicator's own promise)."""
HOUR_S, DAY_S = 3600.0, 86400.0
_SPANS: Mapping[str, float] = MappingProxyType(
    {"minute": HOUR_S, "five_minutes": HOUR_S, "hour": DAY_S, "day": 7 * DAY_S}
)
"""How far back a number is compared with itself, by how often it is reported."""


class StateWords(NamedTuple):
    """What is said of a number that is not normal: a word, its colour, and the severity whose shape is before it."""

    word: str
    tone: str
    severity: int


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


def misses_target(indicator: Indicator) -> bool:
    """Whether the value is worse than its target. Of a number without thresholds nobody said when it is bad: the sum of
    a year is below its target until the year ends."""
    if indicator.value is None or not indicator.target or (indicator.warn is None and indicator.alarm is None):
        return False
    return indicator.value > indicator.target if indicator.high_is_bad else indicator.value < indicator.target


def is_stale(indicator: Indicator, now: datetime) -> bool:
    """Whether the source has missed its own rhythm for `STALE_PERIODS` reports."""
    if indicator.as_of is None:
        return True
    period = PERIOD_S.get(indicator.period, PERIOD_S["hour"])
    return (now - indicator.as_of).total_seconds() > STALE_PERIODS * period


def state_words(indicator: Indicator) -> StateWords | None:
    """What is to be said of it; None while it is normal."""
    translate = QCoreApplication.translate
    state, high = standing(indicator), indicator.high_is_bad
    if state == "alarm":
        word = translate("indicator", "Past the limit") if high else translate("indicator", "Below the limit")
        return StateWords(word, "severity1", 1)
    if state == "warn":
        word = translate("indicator", "Past the warning") if high else translate("indicator", "Below the warning")
        return StateWords(word, "severity2", 2)
    if misses_target(indicator):
        word = translate("indicator", "Above target") if high else translate("indicator", "Below target")
        return StateWords(word, "severity2", 2)
    return None


def limit_of(indicator: Indicator) -> Limit | None:
    """What the value is read against: the crossed or nearest threshold, else the target."""
    state, high = standing(indicator), indicator.high_is_bad
    translate = QCoreApplication.translate
    if state == "normal" and indicator.target:
        words = translate("indicator", "target {value}")
        value, tone, crossed = indicator.target, "severity2", misses_target(indicator)
        if indicator.warn is None and indicator.alarm is None:
            tone = "chart"
    else:
        words = translate("indicator", "limit {value}")
        threshold = indicator.alarm if state == "alarm" or indicator.warn is None else indicator.warn
        if threshold is None:
            return None
        value, crossed = threshold, state != "normal"
        tone = "severity1" if threshold == indicator.alarm else "severity2"
    label = words.format(value=threshold_text(value, indicator.decimals))
    return Limit(value, label, tone, high, crossed)


def limit_words(indicator: Indicator, limit: Limit | None) -> str:
    """The same in words, with its direction; empty where there is none."""
    if limit is None:
        return ""
    sign = "≤" if limit.is_most else "≥"
    value = f"{sign} {threshold_text(limit.value, indicator.decimals)}"
    translate = QCoreApplication.translate
    is_target = limit.value == indicator.target and standing(indicator) == "normal"
    words = translate("indicator", "target {value}") if is_target else translate("indicator", "limit {value}")
    return words.format(value=value)


def change_words(indicator: Indicator, at: Floats, values: Floats) -> str:
    """By how much it has changed, with the sign as an arrow; empty where nobody knows."""
    span_s = _SPANS.get(indicator.period)
    by = change(at, values, span_s) if span_s is not None else None
    if by is None or span_s is None:
        return ""
    translate = QCoreApplication.translate
    said = threshold_text(abs(by), indicator.decimals)
    moved = "" if float(f"{by:.{indicator.decimals}f}") == 0 else f"{'▲' if by > 0 else '▼'} {said}"
    if span_s == HOUR_S:
        text = translate("indicator", "{change} in 1 hour")
    elif span_s == DAY_S:
        text = translate("indicator", "{change} against yesterday")
    else:
        text = translate("indicator", "{change} against last week")
    return text.format(change=moved or translate("indicator", "unchanged"))


def value_text(indicator: Indicator, none: str) -> str:
    """The value as it is written."""
    return none if indicator.value is None else number_text(indicator.value, indicator.decimals)
