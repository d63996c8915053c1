"""The city's standing records, worded as the contract's `data`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from backend.city.models import Agency, Camera, Indicator, Layout, Person, Shift, Source

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
    def layouts(self) -> Sequence[Layout]: ...
    @property
    def zone(self) -> ZoneInfo: ...


def iso(at: datetime) -> str:
    """`at` as the wire writes it: UTC, milliseconds, Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def of_city(pack: CityLists, camera_base: str) -> Iterator[RecordTuple]:
    """Cameras, sources, indicators and layouts, as the pack says them."""
    for camera in pack.cameras:
        yield "camera", camera.id, camera_data(camera, camera_base)
    agencies = {agency.id: agency for agency in pack.agencies}
    for source in pack.sources:
        data = {"name": source.name, "agency": agencies[source.agency].name, "cut_off": source.cut_off}
        yield "source", source.id, data
    sources = {source.id: source.name for source in pack.sources}
    for indicator in pack.indicators:
        data = indicator.model_dump(exclude={"id"})
        owner = agencies[indicator.owner].short_name
        yield "indicator", indicator.id, data | {"owner": owner, "source": sources[indicator.source]}
    for layout in pack.layouts:
        yield "layout", layout.id, {"name": layout.name, "body": layout.body()}


def camera_data(camera: Camera, base: str) -> dict[str, Any]:
    """A camera with the addresses of its streams: its own, or those of its `path` below `base`."""
    data = camera.model_dump(include={"name", "area", "ward", "lat", "lon", "needs_sign_in"})
    address = f"{base.rstrip('/')}/{camera.path}"
    main = [camera.main_url or f"{address}/main", camera.main_size or [1280, 720], camera.main_fps or 25.0]
    if camera.main_url and not camera.sub_url:
        sub = main
    else:
        sub = [camera.sub_url or f"{address}/sub", camera.sub_size or [640, 360], camera.sub_fps or 15.0]
    names = ("url", "size", "fps")
    for stream, told in (("main", main), ("sub", sub)):
        data |= {f"{stream}_{name}": value for name, value in zip(names, told, strict=True)}
    return data


def shift_record(pack: CityLists, now: datetime) -> RecordTuple:
    """The watch that runs at `now`, its people, and those of the next; the record's id is the same for every watch."""
    shift, starts_at = max(
        ((shift, last_local(shift.starts, now, pack.zone)) for shift in pack.shifts), key=lambda pair: pair[1]
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


def last_local(clock: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The latest moment up to `now` at which clocks of the city showed `clock`."""
    at = datetime.combine(now.astimezone(zone).date(), time.fromisoformat(clock), zone)
    return at if at <= now else at - timedelta(days=1)


def _next_local(clock: str, after: datetime, zone: ZoneInfo) -> datetime:
    at = datetime.combine(after.astimezone(zone).date(), time.fromisoformat(clock), zone)
    return at if at > after else at + timedelta(days=1)
