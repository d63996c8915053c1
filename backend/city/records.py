"""The city's standing records, worded as the contract's `data`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from backend.city.history import Curve, Weather, period_start
from backend.city.models import Agency, Camera, Indicator, Layout, Notice, Person, Shift, Source

RecordTuple = tuple[str, str, dict[str, Any]]


class CityLists(Protocol):
    """What of a pack the records are made from."""

    @property
    def agencies(self) -> Sequence[Agency]: ...
    @property
    def people(self) -> Sequence[Person]: ...
    @property
    def cameras(self) -> Sequence[Camera]: ...
    @property
    def sources(self) -> Sequence[Source]: ...
    @property
    def indicators(self) -> Sequence[Indicator]: ...
    @property
    def shifts(self) -> Sequence[Shift]: ...
    @property
    def notices(self) -> Sequence[Notice]: ...
    @property
    def layouts(self) -> Sequence[Layout]: ...
    @property
    def zone(self) -> ZoneInfo: ...


def iso(at: datetime) -> str:
    """`at` as the wire writes it: UTC, milliseconds, Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def of_city(pack: CityLists, now: datetime, camera_base: str, seed: int) -> Iterator[RecordTuple]:
    """Cameras, sources, indicators, the shift, notices and layouts as they stand at `now`."""
    for camera in pack.cameras:
        yield "camera", camera.id, camera_data(camera, camera_base)
    for source in pack.sources:
        yield "source", source.id, source_data(pack, source, now)
    weather = Weather(seed, now)
    for indicator in pack.indicators:
        at = period_start(indicator.period, now, pack.zone)
        value = Curve(indicator, pack.zone, weather, seed).at(at)
        yield "indicator", indicator.id, indicator_data(pack, indicator, value, at)
    yield shift_record(pack, now)
    for notice in pack.notices:
        yield "notice", notice.id, notice_data(notice, now)
    for layout in pack.layouts:
        yield "layout", layout.id, {"name": layout.name, "body": layout.body()}


def camera_data(camera: Camera, base: str) -> dict[str, Any]:
    """A camera with the addresses of its two streams below `base`."""
    data = camera.model_dump(include={"name", "area", "ward", "lat", "lon", "needs_sign_in"})
    address = f"{base.rstrip('/')}/{camera.path}"
    return data | {
        "main_url": f"{address}/main",
        "sub_url": f"{address}/sub",
        "main_size": [1280, 720],
        "sub_size": [640, 360],
        "main_fps": 25.0,
        "sub_fps": 15.0,
    }


def indicator_data(pack: CityLists, indicator: Indicator, value: float, at: datetime) -> dict[str, Any]:
    """An indicator with its latest value; owner and source by their names."""
    data = indicator.model_dump(exclude={"id", "series", "owner", "source"})
    owner = next(agency.short_name for agency in pack.agencies if agency.id == indicator.owner)
    source = next(source.name for source in pack.sources if source.id == indicator.source)
    return data | {"owner": owner, "source": source, "value": value, "as_of": iso(at)}


def source_data(pack: CityLists, source: Source, now: datetime) -> dict[str, Any]:
    """A source that has reported in time."""
    agency = next(agency.name for agency in pack.agencies if agency.id == source.agency)
    if source.cut_off is not None:
        last = _last_local(source.cut_off, now, pack.zone) - timedelta(minutes=4)
    else:
        last = now - timedelta(seconds=min(14, source.every_minutes * 20))
    return {"name": source.name, "agency": agency, "last_report_at": iso(last), "cut_off": source.cut_off}


def shift_record(pack: CityLists, now: datetime) -> RecordTuple:
    """The watch that runs at `now`, its people, and those of the next; the record's id is the same for every watch."""
    shift, starts_at = max(
        ((shift, _last_local(shift.starts, now, pack.zone)) for shift in pack.shifts), key=lambda pair: pair[1]
    )
    ends_at = _next_local(shift.ends, starts_at, pack.zone)
    people = {person.id: person for person in pack.people}
    following, next_at = min(
        ((one, _next_local(one.starts, ends_at - timedelta(minutes=1), pack.zone)) for one in pack.shifts),
        key=lambda pair: pair[1],
    )
    data = {
        "name": shift.name,
        "starts_at": iso(starts_at),
        "ends_at": iso(ends_at),
        "people": [people[who].model_dump(include={"id", "name", "role", "desk"}) for who in shift.people],
        "next_name": following.name,
        "next_starts_at": iso(next_at),
        "next_people": [people[who].model_dump(include={"id", "name", "role", "desk"}) for who in following.people],
    }
    return "shift", "current", data


def notice_data(notice: Notice, now: datetime) -> dict[str, Any]:
    """An announcement that began some time ago."""
    starts_at = now - timedelta(minutes=notice.started_minutes_ago)
    ends_at = starts_at + timedelta(minutes=notice.lasts_minutes)
    data = notice.model_dump(include={"text", "scale", "level"})
    return data | {"starts_at": iso(starts_at), "ends_at": iso(ends_at)}


def _last_local(clock: str, now: datetime, zone: ZoneInfo) -> datetime:
    at = datetime.combine(now.astimezone(zone).date(), time.fromisoformat(clock), zone)
    return at if at <= now else at - timedelta(days=1)


def _next_local(clock: str, after: datetime, zone: ZoneInfo) -> datetime:
    at = datetime.combine(after.astimezone(zone).date(), time.fromisoformat(clock), zone)
    return at if at > after else at + timedelta(days=1)
