"""Makes incident records from a pack's templates, and the ones that are open when the demo starts."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from backend.city.demo_models import Opening, Spot
from backend.city.models import Camera, City, Person
from backend.city.records import RecordTuple, iso
from backend.demo.story.cast import Template

OPEN_AT_START = 37
OVERDUE_AT_START = 2
DUE_SOON_MINUTES = (17, 27, 41)
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng")
_GIVEN = ("Thị Lan", "Văn Bình", "Ngọc Mai", "Quốc Dũng", "Thu Thủy", "Minh Khôi", "Thanh Tâm", "Hữu Phước")
_SPACE = uuid.UUID("5f0c0de2-53a1-4d0a-9a0e-0c1ca71a0001")


class CityLists(Protocol):
    """What of a pack incidents are made from."""

    @property
    def city(self) -> City: ...
    @property
    def people(self) -> Sequence[Person]: ...
    @property
    def cameras(self) -> Sequence[Camera]: ...
    @property
    def incident_kinds(self) -> Sequence[Template]: ...
    @property
    def opening(self) -> Sequence[Opening]: ...
    @property
    def zone(self) -> ZoneInfo: ...


@dataclass(frozen=True)
class Draft:
    """An incident as it was drawn from a template, before it has a time and a code."""

    id: str
    kind: Template
    spot: Spot
    title: str
    description: str
    severity: int
    reporter_masked: str

    def record(self, code: str, created_at: datetime, lat: float, lon: float) -> RecordTuple:
        """The record of this incident, new and untouched, created at `created_at`."""
        kind, spot = self.kind, self.spot
        data = {
            "code": code,
            "title": self.title,
            "description": self.description,
            "kind": kind.id,
            "channel": kind.channel,
            "source_name": kind.source_name,
            "severity": self.severity,
            "state": "new",
            "ward": spot.ward,
            "place": spot.place,
            "lat": lat,
            "lon": lon,
            "camera_ids": list(spot.cameras),
            "indicator_ids": list(spot.indicators),
            "created_at": iso(created_at),
            "updated_at": iso(created_at),
            "assignee_version": 0,
            "escalation_level": 0,
            "reporter_masked": self.reporter_masked,
            **reporter_of(self.reporter_masked, spot.place),
            "history": [entry(created_at, "created", kind.source_name, "Tiếp nhận vào hàng đợi")],
        }
        minutes = deadline_minutes(kind, self.severity)
        if minutes is not None:
            data["deadline"] = iso(created_at + timedelta(minutes=minutes))
        return "incident", self.id, data


def draw(kind: Template, rng: Random, key: str, severity: int | None = None) -> Draft:
    """An incident of `kind`; the same `rng` state and `key` give the same one. `severity` as given, else drawn."""
    spot = rng.choice(kind.spots)
    variant = rng.choice(kind.variants)
    drawn = rng.choice(kind.severities)
    masked = f"•••• {rng.randrange(1000):03d}" if kind.channel in ("field_report", "emergency") else ""
    title, text = (part.replace("{place}", spot.place) for part in (variant.title, variant.description))
    return Draft(str(uuid.uuid5(_SPACE, key)), kind, spot, title, text, severity or drawn, masked)


def deadline_minutes(kind: Template, severity: int) -> int | None:
    """A worse case has half the time; None where the life cycle says how much."""
    if kind.deadline_minutes is None:
        return None
    return kind.deadline_minutes if severity == max(kind.severities) else max(5, kind.deadline_minutes // 2)


def reporter_of(masked: str, place: str) -> dict[str, Any]:
    """Somebody made up behind a masked number. The area code is one that nobody in the country has."""
    if not masked:
        return {}
    digits = masked[-3:]
    name = f"{_FAMILY[int(digits) % len(_FAMILY)]} {_GIVEN[int(digits) // 10 % len(_GIVEN)]}"
    return {"reporter": {"name": name, "phone": f"0200 4000 {digits}", "address": f"Gần {place}"}}


def place_of(pack: CityLists, rng: Random, camera_ids: Sequence[str] = ()) -> tuple[float, float]:
    """A point within some 200 m of the first camera that sees it, else within about two kilometres of the centre."""
    north, east = rng.uniform(-0.018, 0.018), rng.uniform(-0.02, 0.04)
    seen = next((camera for camera in pack.cameras if camera.id in camera_ids[:1]), None)
    if seen is not None:
        return round(seen.lat + north / 12, 5), round(seen.lon + (east - 0.01) / 20, 5)
    centre = pack.city.centre
    return round(centre.lat + north, 5), round(centre.lon + east, 5)


def code_of(pack: CityLists, at: datetime, back: int = 0) -> str:
    """The code that people say: the year and the minute of it, `back` minutes earlier. It needs no counter."""
    local = at.astimezone(pack.zone) - timedelta(minutes=back)
    minute = (local.timetuple().tm_yday - 1) * 1440 + local.hour * 60 + local.minute
    return f"{pack.city.code_prefix}-{local.year}-{minute:06d}"


def opening_ids(pack: CityLists) -> list[str]:
    """The ids of the incidents that are open at the start, whatever the seed and the time."""
    given = len(pack.opening)
    names = [f"opening:{n}" for n in range(given)] + [f"older:{n}" for n in range(given, OPEN_AT_START)]
    return [str(uuid.uuid5(_SPACE, name)) for name in names]


def entry(at: datetime, verb: str, actor: str, text: str) -> dict[str, Any]:
    """One line of history."""
    return {"at": iso(at), "verb": verb, "actor_name": actor, "text": text, "received_at": iso(at), "offline": False}


def opening(pack: CityLists, now: datetime, seed: int) -> Iterator[RecordTuple]:
    """The 37 incidents that are open at `now`: the author's own, newest first, then older ones from templates."""
    rng = Random(f"opening:{seed}")
    people = {person.id: person.name for person in pack.people}
    kinds = {kind.id: kind for kind in pack.incident_kinds}
    for number, given in enumerate(pack.opening):
        kind = kinds[given.kind]
        data = _given(pack, given, kind, people, now)
        lat, lon = place_of(pack, rng, given.cameras)
        data |= {"code": code_of(pack, now, 5 * (number + 1)), "lat": lat, "lon": lon}
        if kind.channel in ("field_report", "emergency"):
            data["reporter_masked"] = f"•••• {rng.randrange(1000):03d}"
            data |= reporter_of(data["reporter_masked"], given.place)
        yield "incident", str(uuid.uuid5(_SPACE, f"opening:{number}")), data
    common = [kind for kind in pack.incident_kinds if kind.channel == "field_report" and 4 in kind.severities]
    for number in range(len(pack.opening), OPEN_AT_START if common else 0):
        yield _older(pack, common, number, now, rng)


def _given(pack: CityLists, given: Opening, kind: Template, people: dict[str, str], now: datetime) -> dict[str, Any]:
    created_at = now - timedelta(minutes=given.minutes_ago)
    lines = [
        entry(now - timedelta(minutes=line.minutes_ago), line.verb, line.actor, line.text) for line in given.history
    ]
    source = given.source_name or kind.source_name
    data = {
        "title": given.title,
        "description": given.description,
        "kind": kind.id,
        "channel": kind.channel,
        "source_name": source,
        "severity": given.severity,
        "state": given.state,
        "ward": given.ward,
        "place": given.place,
        "camera_ids": given.cameras,
        "indicator_ids": given.indicators,
        "created_at": iso(created_at),
        "updated_at": iso(now - timedelta(minutes=given.history[-1].minutes_ago) if given.history else created_at),
        "deadline": iso(_deadline(given, now, pack.zone)),
        "assignee_version": 0,
        "escalation_level": 0,
        "history": lines or [entry(created_at, "created", source, "Tiếp nhận vào hàng đợi")],
    }
    return data | _held(given.state, given.assignee, people, created_at + (now - created_at) / 3)


def _held(state: str, assignee: str | None, people: dict[str, str], at: datetime) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if assignee is not None:
        data |= {"assignee_id": assignee, "assignee_name": people[assignee], "assignee_version": 1}
    if state != "new":
        data |= {"acknowledged_by": people.get(assignee or "", "Bàn trực 1"), "acknowledged_at": iso(at)}
    return data


def _deadline(given: Opening, now: datetime, zone: ZoneInfo) -> datetime:
    if given.due_minutes is not None:
        return now + timedelta(minutes=given.due_minutes, seconds=20)
    day = now.astimezone(zone).date() + timedelta(days=given.due_days or 0)
    at = datetime.combine(day, time.fromisoformat(given.due_at or "10:00"), zone)
    return at if at > now else at + timedelta(days=1)


def _older(pack: CityLists, kinds: Sequence[Template], number: int, now: datetime, rng: Random) -> RecordTuple:
    """A calm, acknowledged one of earlier today; two of them are overdue and a few due soon."""
    draft = draw(rng.choice(kinds), rng, f"older:{number}")
    created_at = now - timedelta(minutes=310 + 11 * number + rng.randrange(10))
    lat, lon = place_of(pack, rng, draft.spot.cameras)
    kind, key, data = draft.record(code_of(pack, now, 5 * (number + 1)), created_at, lat, lon)
    rank = OPEN_AT_START - 1 - number
    if rank < OVERDUE_AT_START:
        due = -timedelta(minutes=25 + 40 * rank)
    elif rank < OVERDUE_AT_START + len(DUE_SOON_MINUTES):
        due = timedelta(minutes=DUE_SOON_MINUTES[rank - OVERDUE_AT_START])
    else:
        due = timedelta(minutes=400 + 45 * number)
    state = "new" if rank == OVERDUE_AT_START else "acknowledged"
    who = rng.choice([person for person in pack.people if person.role == "operator"][1:] or list(pack.people))
    assignee = who.id if state != "new" and rng.random() < 0.6 else None
    names = {person.id: person.name for person in pack.people}
    data |= {"severity": 4, "state": state, "deadline": iso(now + due)}
    data |= _held(state, assignee, names, created_at + timedelta(minutes=9))
    if state != "new":
        done = entry(created_at + timedelta(minutes=9), "acknowledge", str(data["acknowledged_by"]), "")
        data["history"] = [*data["history"], done]
    return kind, key, data
