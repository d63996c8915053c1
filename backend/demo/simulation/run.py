"""Runs the demo city: one thread that publishes what happens, through the same door as a real connector."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, Protocol

from backend.city.pack import CityPack
from backend.city.records import RecordTuple
from backend.demo.simulation.alarms import Alarms
from backend.demo.simulation.arrivals import Arrival, Arrivals
from backend.demo.simulation.clock import VirtualClock, utc_now
from backend.demo.simulation.colleagues import Colleagues, Current
from backend.demo.story import incidents
from backend.demo.story.history import Curve, period_start
from backend.demo.story.story import Story, report_data, value_data
from backend.demo.story.weather import Weather

_log = logging.getLogger(__name__)
TICK_S = 0.5
MOST_UNSENT = 500
SOURCE_EVERY = timedelta(seconds=10)
PointTuple = tuple[str, list[tuple[datetime, float]]]


class Publish(Protocol):
    """How records reach the ledger: `(type, id, data)`, and points as `(indicator, [(time, value)])`."""

    def __call__(
        self, records: Sequence[RecordTuple], removes: Sequence[Any] = (), points: Sequence[PointTuple] = ()
    ) -> object: ...


def _nothing(_type: str, _id: str) -> Mapping[str, Any] | None:
    return None


class Simulation:
    """The seeded day of a city.

    `speed` 1 is real time, 60 an hour a minute. `current(type, id)` gives a record's data as the server has it, or
    None; without it, colleagues do nothing. Only incidents that nobody touched are ever written a second time, and by
    `act`: what a colleague does is no source's report.
    """

    def __init__(
        self,
        pack: CityPack,
        publish: Publish,
        seed: int = 1,
        speed: float = 1.0,
        *,
        current: Current = _nothing,
        act: Callable[[Sequence[RecordTuple]], object] | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._pack = pack
        self._story = Story(pack, seed)
        self._whole = {(kind, key): data for kind, key, data in pack.records() if kind in ("indicator", "source")}
        self._publish = publish
        self._act = act or publish
        self._current = current
        self._seed = seed
        self._clock = VirtualClock(speed, now)
        start = self._clock.started_at
        weather = Weather(seed, start)
        self._arrivals = Arrivals(self._story, weather)
        self._alarms = Alarms(self._story)
        self._colleagues = Colleagues(pack, current, seed)
        self._curves = [(indicator, Curve(indicator, pack.zone, weather, seed)) for indicator in self._story.indicators]
        self._reported = {
            indicator.id: period_start(indicator.period, start, pack.zone) for indicator in self._story.indicators
        }
        self._sources: dict[str, datetime] = {}
        self._until = start
        self._unsent: list[RecordTuple] = []
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        for indicator, curve in self._curves:
            self._alarms.observe(indicator, curve.at(self._reported[indicator.id]), start)
        for incident_id in incidents.opening_ids(self._story):
            self._colleagues.watch(incident_id, start)

    def start(self) -> None:
        """Begin to publish."""
        self._thread = threading.Thread(target=self._run, name="simulation", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; waits two seconds at most."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=2.0)

    def _run(self) -> None:
        while not self._stopping.wait(TICK_S):
            try:
                self.step()
            except Exception:  # noqa: BLE001 - the city must go on after a busy database; the log has what failed
                _log.exception("a step of the simulation failed")

    def step(self) -> None:
        """Publish everything that happened since the last step."""
        virtual, real = self._clock.virtual(), self._clock.real()
        numbers, points, alarms = self._numbers(virtual, real)
        arrivals = [*self._arrivals.between(self._until, virtual), *alarms]
        self._until = virtual
        records = [*numbers, *self._incidents(arrivals, real)]
        if self._unsent:
            records, self._unsent = [*self._unsent, *records], []
        try:
            if records or points:
                self._publish(records, points=points)
        except Exception:
            self._unsent = [record for record in records if record[0] == "incident"][-MOST_UNSENT:]
            raise
        handled = list(self._colleagues.due(virtual, real))
        if handled:
            self._act(handled)

    def _numbers(self, virtual: datetime, real: datetime) -> tuple[list[RecordTuple], list[PointTuple], list[Arrival]]:
        records: list[RecordTuple] = []
        points: list[PointTuple] = []
        alarms: list[Arrival] = []
        reporting: set[str] = set()
        for indicator, curve in self._curves:
            at = period_start(indicator.period, virtual, self._pack.zone)
            if at <= self._reported[indicator.id]:
                continue
            self._reported[indicator.id] = at
            value = curve.at(at)
            stamp = at if self._clock.speed == 1 else real
            records.append(self._said("indicator", indicator.id, value_data(value, stamp)))
            points.append((indicator.id, [(stamp, value)]))
            reporting.add(indicator.source)
            alarm = self._alarms.observe(indicator, value, at)
            if alarm is not None:
                alarms.append(alarm)
        return [*records, *self._reports(reporting, real)], points, alarms

    def _reports(self, reporting: set[str], real: datetime) -> Iterator[RecordTuple]:
        for source in self._pack.sources:
            last = self._sources.get(source.id)
            if source.id in reporting and (last is None or real - last >= SOURCE_EVERY):
                self._sources[source.id] = real
                yield self._said("source", source.id, report_data(source, real, self._pack.zone))

    def _said(self, kind: str, key: str, fields: dict[str, Any]) -> RecordTuple:
        """The whole record, as a connector of old reports it."""
        return kind, key, self._whole[kind, key] | fields

    def _incidents(self, arrivals: list[Arrival], real: datetime) -> Iterator[RecordTuple]:
        for arrival in arrivals:
            draft = arrival.draft
            if self._current("incident", draft.id) is not None:
                continue  # it arrived in an earlier run, and somebody may have acted on it
            lat, lon = incidents.place_of(self._story, Random(draft.id), draft.spot.cameras)
            stamp = min(arrival.at, real) if self._clock.speed == 1 else real
            yield draft.record(incidents.code_of(self._story, arrival.at), stamp, lat, lon)
            self._colleagues.watch(draft.id, arrival.at)
