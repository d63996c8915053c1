"""What an agency is shown of incidents, as its pages need it. Pure: nothing of who reported is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backend.incidents.agencies import Agencies
from backend.incidents.agency import NEXT, agency_of, newest
from backend.people.roles import Scope
from backend.people.scopes import in_reach
from backend.web.words import SEVERITIES, STATES, STEPS, history_line, minutes
from contract.instants import parse_ms
from contract.records.incident import ENDED_STATES

OVER_SHOWN = 20
"""Of what is over, the newest."""
SOON_MS = 15 * 60_000
_OVER = frozenset(map(str, ENDED_STATES))
STEP_OF_SLUG = (
    ("accept", "tiep-nhan"), ("refuse", "tu-choi"), ("under_way", "dang-toi"), ("on_the_spot", "da-toi-noi"),
)  # fmt: skip
"""What an agency says, and the part of the address that it is said at."""


@dataclass(frozen=True)
class Due:
    """A deadline in words; `kind` is `late`, `soon` or empty."""

    text: str
    left: str
    kind: str


@dataclass(frozen=True)
class Row:
    """One incident in the queue."""

    id: str
    code: str
    title: str
    place: str
    severity: int
    severity_word: str
    state: str
    due: Due | None
    is_over: bool
    is_drill: bool


@dataclass(frozen=True)
class Whole:
    """One incident as a page of its own."""

    row: Row
    facts: tuple[tuple[str, str], ...]
    description: str
    history: tuple[tuple[str, str], ...]
    """The newest first: when, and what."""
    pictures: tuple[tuple[str, str], ...]
    """Name and SHA-256."""
    question: str
    resolution: str
    can: frozenset[str]
    """The steps that are possible now, by their part of the address."""
    agency: str
    version: int


class Clock:
    """Times as people of the city read them."""

    def __init__(self, zone: str) -> None:
        try:
            self._zone: Any = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            self._zone = UTC

    def text(self, at: int | None, now_ms: int) -> str:
        """A moment (ms since 1970): the hour, with the day where that is another one."""
        if at is None:
            return ""
        then, now = (datetime.fromtimestamp(one / 1000, self._zone) for one in (at, now_ms))
        hour = f"{then:%H:%M}"
        return hour if then.date() == now.date() else f"{hour} {then.day}/{then.month}/{then.year}"

    def of(self, text: object, now_ms: int) -> str:
        """The same of a moment as records write it; empty for what is none."""
        return self.text(moment(text), now_ms)


def moment(text: object) -> int | None:
    """Milliseconds since 1970; None for what is no moment."""
    try:
        return parse_ms(text) if isinstance(text, str) else None
    except (ValueError, OverflowError):
        return None


def is_shown(scope: Scope, data: Mapping[str, Any]) -> bool:
    """Whether an incident is the agency's to see: in reach, and with it now or once given to it."""
    mine = scope.limits.agencies
    return in_reach(scope, "incident", data) and (agency_of(data) in mine or str(data.get("agency") or "") in mine)


def queue(found: Iterable[tuple[str, Mapping[str, Any]]], agencies: Agencies, now_ms: int) -> list[Row]:
    """Open ones first, by deadline, and of the others the newest."""
    clock = Clock(agencies.zone)
    told = [(_order(data, agencies), row_of(key, data, agencies, clock, now_ms)) for key, data in found]
    open_ones = sorted((one for one in told if not one[1].is_over), key=lambda one: one[0])
    over = sorted((one for one in told if one[1].is_over), key=lambda one: one[0], reverse=True)
    return [row for _, row in (*open_ones, *over[:OVER_SHOWN])]


def _order(data: Mapping[str, Any], agencies: Agencies) -> tuple[int, int, str]:
    if str(data.get("state")) in _OVER:
        return moment(data.get("updated_at")) or 0, 0, str(data.get("code"))
    due = _due_ms(data, agencies)
    return (2**53 if due is None else due), int(data.get("severity") or 4), str(data.get("code"))


def _due_ms(data: Mapping[str, Any], agencies: Agencies) -> int | None:
    accept = agencies.accept_by(data)
    return accept if accept is not None else moment(data.get("deadline"))


def row_of(key: str, data: Mapping[str, Any], agencies: Agencies, clock: Clock, now_ms: int) -> Row:
    """One incident in short."""
    severity = data.get("severity")
    severity = severity if isinstance(severity, int) and severity in SEVERITIES else 4
    is_over = str(data.get("state")) in _OVER
    step = str(newest(data).get("step") or "")
    city = str(data.get("stage_name") or STATES.get(str(data.get("state")), ""))
    state = city if is_over or not agency_of(data) else STEPS.get(step, city)
    place = " · ".join(part for part in (str(data.get("place") or ""), str(data.get("ward") or "")) if part)
    return Row(
        key, str(data.get("code") or key), str(data.get("title") or ""), place, severity, SEVERITIES[severity], state,
        None if is_over else _due(data, agencies, clock, now_ms), is_over, data.get("drill") is True,
    )  # fmt: skip


def _due(data: Mapping[str, Any], agencies: Agencies, clock: Clock, now_ms: int) -> Due | None:
    at = _due_ms(data, agencies)
    if at is None:
        return None
    what = "Tiếp nhận trước" if agencies.accept_by(data) is not None else "Hạn xử lý"
    left = f"quá hạn {minutes((now_ms - at) / 60_000)}" if at < now_ms else f"còn {minutes((at - now_ms) / 60_000)}"
    kind = "late" if at < now_ms else "soon" if at - now_ms < SOON_MS else ""
    return Due(f"{what} {clock.text(at, now_ms)}", left, kind)


def whole(key: str, version: int, data: Mapping[str, Any], agencies: Agencies, now_ms: int) -> Whole:
    """One incident with all that its agency works with."""
    clock = Clock(agencies.zone)
    row = row_of(key, data, agencies, clock, now_ms)
    lines = [(clock.of(line.get("at"), now_ms), history_line(line)) for line in reversed(data.get("history") or ())]
    pictures = [(str(one.get("name")), str(one.get("sha256"))) for one in data.get("attachments") or ()]
    question = newest(data, asked=True)
    return Whole(
        row, _facts(data, agencies, clock, now_ms), str(data.get("description") or ""),
        tuple(line for line in lines if line[1]), tuple(pictures), str(question.get("text") or ""),
        str(data.get("resolution") or ""), can(data), agency_of(data), version,
    )  # fmt: skip


def _facts(data: Mapping[str, Any], agencies: Agencies, clock: Clock, now_ms: int) -> tuple[tuple[str, str], ...]:
    kind = str(data.get("kind") or "")
    lat, lon = data.get("lat"), data.get("lon")
    told = (
        ("Loại", agencies.kinds.get(kind, "")),
        ("Nơi xảy ra", str(data.get("place") or "")),
        ("Phường, xã", str(data.get("ward") or "")),
        ("Tọa độ", f"{lat:.5f}, {lon:.5f}" if isinstance(lat, float) and isinstance(lon, float) else ""),
        ("Được báo lúc", clock.of(data.get("created_at"), now_ms)),
        ("Mức", str(data.get("level_name") or "")),
        ("Hạn xử lý", clock.of(data.get("deadline"), now_ms)),
    )
    return tuple((name, text) for name, text in told if text)


def can(data: Mapping[str, Any]) -> frozenset[str]:
    """What its agency may do with it now, by the part of the address."""
    if not agency_of(data) or str(data.get("state")) in _OVER:
        return frozenset()
    step = str(newest(data).get("step") or "")
    found = {slug for name, slug in STEP_OF_SLUG if name in NEXT.get(step, ())} | {"hoi-lai"}
    return frozenset(found | ({"xong", "chuyen"} if step else set()))
