"""Ages, numbers, times and deadlines as people here write them; all times in the city's zone, never UTC.

Numbers keep the Vietnamese form (8.412 and 0,62) in every language of the interface: the room compares them with
paper and with other screens. Ages are seconds.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication

from contract.fields import NO_TIME

DUE_SOON = timedelta(minutes=30)
IN_HOURS = timedelta(hours=6)
"""Deadlines nearer than this are told as time left, later ones by clock."""
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86400
NONE = "–"
TYPED = ("%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y")
"""How people write a time, beside ISO 8601."""


@lru_cache(maxsize=1)
def zone() -> tzinfo:
    """Asia/Ho_Chi_Minh. A slim system may carry no zone data; Viet Nam has been at +07:00 without
    daylight saving since 1975, so that the fixed offset tells every time that this program can meet."""
    try:
        return ZoneInfo("Asia/Ho_Chi_Minh")
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=7), "+07")


def local(at: datetime) -> datetime:
    """`at` in the city's zone; a time without a zone is taken as UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone())


def age_text(seconds: float) -> str:
    """An age or a span in its largest whole unit: 0,3 s · 14 s · 2 min · 3 h · 5 d, in the interface's language."""
    translate = QCoreApplication.translate
    seconds = max(0.0, seconds)
    if seconds < 0.95:
        return translate("formats", "{n} s").format(n=number_text(seconds, 1))
    if seconds < MINUTE_S:
        return translate("formats", "{n} s").format(n=min(round(seconds), 59))
    if seconds < HOUR_S:
        return translate("formats", "{n} min").format(n=int(seconds // MINUTE_S))
    if seconds < DAY_S:
        return translate("formats", "{n} h").format(n=int(seconds // HOUR_S))
    return translate("formats", "{n} d").format(n=number_text(seconds // DAY_S, 0))


def frame_age_text(seconds: float | None) -> str:
    """Age of a picture, with a tenth below ten seconds: 0,1 s says that it lives."""
    if seconds is None:
        return NONE
    if seconds < 10:
        number = number_text(max(0.0, seconds), 1)
        return QCoreApplication.translate("formats", "{n} s").format(n=number)
    return age_text(seconds)


def frame_age_symbol(seconds: float | None) -> str:
    """As `frame_age_text` with the unit's symbol, which is the same in every language: where there is little room."""
    if seconds is None or seconds >= MINUTE_S - 0.5:
        return frame_age_text(seconds)
    return f"{number_text(max(0.0, seconds), 1 if seconds < 10 else 0)} s"


def number_text(value: float, decimals: int = 0) -> str:
    """8412 → 8.412; 0.62 with two decimals → 0,62. A rounded zero carries no minus sign."""
    text = f"{value:,.{max(0, decimals)}f}"
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text.replace(",", " ").replace(".", ",").replace(" ", ".").replace("-", "\N{MINUS SIGN}")


def threshold_text(value: float, decimals: int = 0) -> str:
    """A limit or target without idle zeros: 0,5 and not 0,50."""
    text = number_text(value, decimals)
    return text.rstrip("0").rstrip(",") if "," in text else text


def clock_text(at: datetime) -> str:
    """21:47:12."""
    return f"{local(at):%H:%M:%S}"


def minute_text(at: datetime) -> str:
    """21:47."""
    return f"{local(at):%H:%M}"


def date_text(at: datetime) -> str:
    """21/11/2026."""
    return f"{local(at):%d/%m/%Y}"


def date_time_text(at: datetime) -> str:
    """21/11/2026 21:47; a dash for a time that could not be read."""
    if at == NO_TIME:
        return NONE
    return f"{local(at):%d/%m/%Y %H:%M}"


def typed_moment(text: str) -> datetime:
    """A time as people type it, `01/11/2026 07:00` with either part first or the date alone, or as ISO 8601; the city's
    where it names no zone. Raises ValueError."""
    words = " ".join(text.split())
    for form in TYPED:
        with suppress(ValueError):
            return datetime.strptime(words, form).replace(tzinfo=zone())
    found = datetime.fromisoformat(words)
    return found if found.tzinfo else found.replace(tzinfo=zone())


def day_name(at: datetime) -> str:
    """The day of the week in full: Thứ Bảy, Saturday."""
    translate = QCoreApplication.translate
    names = (
        translate("formats", "Monday"),
        translate("formats", "Tuesday"),
        translate("formats", "Wednesday"),
        translate("formats", "Thursday"),
        translate("formats", "Friday"),
        translate("formats", "Saturday"),
        translate("formats", "Sunday"),
    )
    return names[local(at).weekday()]


def weekday_text(at: datetime) -> str:
    """T2 to T7 and CN in Vietnamese, Mon to Sun in English."""
    translate = QCoreApplication.translate
    names = (
        translate("formats", "Mon"),
        translate("formats", "Tue"),
        translate("formats", "Wed"),
        translate("formats", "Thu"),
        translate("formats", "Fri"),
        translate("formats", "Sat"),
        translate("formats", "Sun"),
    )
    return names[local(at).weekday()]


def day_minute_text(now: datetime, at: datetime) -> str:
    """A time as short as it can be told: 21:47 today, T6 21:47 this week, 21/11 21:47 before."""
    days = abs((local(now).date() - local(at).date()).days)
    if days == 0:
        return minute_text(at)
    if days < 7:
        return f"{weekday_text(at)} {minute_text(at)}"
    return f"{local(at):%d/%m} {minute_text(at)}"


def deadline_text(now: datetime, deadline: datetime | None) -> tuple[str, str]:
    """What to say about a deadline, and how loud: `none`, `normal`, `soon` (under 30 minutes) or `overdue`."""
    translate = QCoreApplication.translate
    if deadline is None:
        return "", "none"
    left = deadline - now
    if left < timedelta(0):
        return translate("formats", "{age} overdue").format(age=age_text(-left.total_seconds())), "overdue"
    if left < IN_HOURS:
        text = translate("formats", "{age} left").format(age=age_text(left.total_seconds()))
        return text, "soon" if left < DUE_SOON else "normal"
    days = (local(deadline).date() - local(now).date()).days
    if days == 0:
        return minute_text(deadline), "normal"
    if days == 1:
        return translate("formats", "tomorrow {time}").format(time=minute_text(deadline)), "normal"
    if days < 7:
        return f"{weekday_text(deadline)} {minute_text(deadline)}", "normal"
    return f"{local(deadline):%d/%m} {minute_text(deadline)}", "normal"
