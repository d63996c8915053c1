"""The story of a demo city: what its pack's folder `demo/` and the city itself make together. Nothing of it is true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from backend.city.demo_models import Notice, Opening
from backend.city.models import Camera, City, Person, Source
from backend.city.pack import CityPack
from backend.city.records import RecordTuple, iso, last_local
from backend.demo.story import history, incidents
from backend.demo.story.cast import Measured, Template
from backend.demo.story.history import Curve, period_start
from backend.demo.story.weather import Weather


class Story:
    """One city's, from its seed: two stories of the same one tell the same."""

    def __init__(self, pack: CityPack, seed: int = 1) -> None:
        self.pack = pack
        self.seed = seed
        series = {one.id: one.series for one in pack.demo.indicators}
        told = {one.id: one for one in pack.demo.incident_kinds}
        self.indicators: Sequence[Measured] = [
            Measured(**dict(one), series=series[one.id]) for one in pack.indicators if one.id in series
        ]
        self.incident_kinds: Sequence[Template] = [
            Template(**(dict(kind) | dict(told[kind.id]))) for kind in pack.incident_kinds if kind.id in told
        ]

    @property
    def city(self) -> City:
        """Where it happens."""
        return self.pack.city

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return self.pack.zone

    @property
    def people(self) -> Sequence[Person]:
        """Who works there."""
        return self.pack.people

    @property
    def cameras(self) -> Sequence[Camera]:
        """Where one can look."""
        return self.pack.cameras

    @property
    def opening(self) -> Sequence[Opening]:
        """What is open at the start, as the author tells it."""
        return self.pack.demo.opening

    def records(self, now: datetime) -> Iterator[RecordTuple]:
        """Standing notices and the open incidents, as `(type, id, data)`."""
        for notice in self.pack.demo.notices:
            yield "notice", notice.id, notice_data(notice, now)
        yield from incidents.opening(self, now, self.seed)

    def heard(self, now: datetime) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """What sources have said last, as the type and id of a record and the fields that change."""
        weather = Weather(self.seed, now)
        for indicator in self.indicators:
            at = period_start(indicator.period, now, self.zone)
            value = Curve(indicator, self.zone, weather, self.seed).at(at)
            yield "indicator", indicator.id, value_data(value, at)
        for source in self.pack.sources:
            yield "source", source.id, report_data(source, now, self.zone)

    def history(self, now: datetime) -> Iterator[tuple[str, list[tuple[datetime, float]]]]:
        """Thirty days of points up to `now` for every indicator."""
        return history.of_city(self.indicators, self.zone, now, self.seed)


def value_data(value: float, at: datetime) -> dict[str, Any]:
    """The fields of an indicator that its source says."""
    return {"value": value, "as_of": iso(at)}


def report_data(source: Source, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """The field of a source that has reported in time."""
    if source.cut_off is not None:
        last = last_local(source.cut_off, now, zone) - timedelta(minutes=4)
    else:
        last = now - timedelta(seconds=min(14, source.every_minutes * 20))
    return {"last_report_at": iso(last)}


def notice_data(notice: Notice, now: datetime) -> dict[str, Any]:
    """An announcement that began some time ago."""
    starts_at = now - timedelta(minutes=notice.started_minutes_ago)
    ends_at = starts_at + timedelta(minutes=notice.lasts_minutes)
    data = notice.model_dump(include={"text", "scale", "level"})
    return data | {"starts_at": iso(starts_at), "ends_at": iso(ends_at)}
