"""What screens read: the server's rows with our own unsettled verbs laid over them. Typed, asynchronous, never waits
for the network."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlite_utils import Database

from console.records.misread import Misreads
from console.records.models import (
    Camera,
    CityNotice,
    Incident,
    Indicator,
    Layout,
    OutboxState,
    PendingAction,
    Point,
    Shift,
    Source,
)
from console.records.reading import read_record
from console.records.said import Record
from console.verbs.over_shift import with_taken_over
from console.verbs.shown import OPENING, laid_over, says
from contract.records.incident import ENDED_STATES
from contract.records.shift import Person
from offline_cache import feeds, history, outbox
from offline_cache.cache import Cache

R = TypeVar("R", bound=Record)
PARSED_MOST = 20_000
"""Parsed records that are kept; a desk shows some thousands."""
SHOWN_STATES = (*outbox.UNSETTLED, *outbox.TROUBLED)


def search_text(kind: str, data: Mapping[str, Any]) -> str | None:
    """What of an incident is searched: what it is called and where it is."""
    if kind != "incident":
        return None
    said = (data.get(field) for field in ("code", "title", "place", "ward", "description"))
    return " ".join(str(one) for one in said if isinstance(one, str | int | float) and one)


def pending_action(row: outbox.Row, changed_ms: int | None = None) -> PendingAction:
    """A row of the outbox as screens see it."""
    was, reason = None, row.reason
    if row.state == outbox.PUT_AWAY:
        was, _, reason = row.reason.partition(" ")
    code, _, detail = reason.partition(" ")
    return PendingAction(
        action_id=row.action_id,
        type=row.type,
        target_type=row.target_type,
        target_id=row.target_id,
        actor_name=row.actor_name,
        actor_id=row.actor_id,
        payload=row.payload,
        occurred_at=datetime.fromisoformat(row.occurred_at),
        state=OutboxState(row.state),
        reason=code,
        detail=detail,
        base_version=row.base_version,
        numbered=row.device_seq is not None,
        signed=bool(row.author_signature),
        was=OutboxState(was) if was in outbox.TROUBLED else None,
        changed_at=None if changed_ms is None else datetime.fromtimestamp(changed_ms / 1000, UTC),
        number=row.number,
    )


class Store:
    """Reads of one session. Parsed records are kept by version, so a re-read costs what changed.

    Parsing and laying over happen on the reader's thread: thousands of queued actions are no work for the screen's.
    """

    def __init__(self, cache: Cache, box: Cache, misreads: Misreads | None = None) -> None:
        self._cache = cache
        self._box = box
        self.misreads = misreads or Misreads()
        """What of the records that were read could not be."""
        self.history_read: Callable[[str], None] = lambda _indicator_id: None
        """Hears which indicator's history a screen reads."""
        self._parsed: dict[tuple[str, str], tuple[int, type[Record], Record | None]] = {}
        """By type and id: the text that was read, by its hash, as what, and what came of it."""

    async def incidents(self, open_only: bool = True) -> list[Incident]:
        """Incidents, the worst first, then by deadline; without the ended ones unless asked.

        What of ours is still on its way is among the open ones, so that nobody loses sight of it.
        """
        saved = await self._saved()

        def read(database: Database) -> list[Incident]:
            if not open_only:
                return laid_over(self._parse("incident", Incident, feeds.rows(database, "incident")), saved)
            rows = feeds.rows(database, "incident", not_in=ENDED_STATES) + feeds.rows(database, "incident", ids=saved)
            shown = laid_over(self._parse("incident", Incident, {row[0]: row for row in rows}.values()), saved)
            return [one for one in shown if one.is_open or one.pending]

        return await self._cache.read(read)

    async def incidents_of(self, ids: Iterable[str]) -> list[Incident]:
        """Those of these incidents that the cache has, open or ended."""
        wanted = tuple(ids)
        saved = await self._saved(wanted)
        return await self._cache.read(
            lambda db: laid_over(self._parse("incident", Incident, feeds.rows(db, "incident", wanted)), saved)
        )

    async def incident(self, incident_id: str, *, ours: bool = True) -> Incident | None:
        """One incident, with what waits of `ours` or as the server alone said it; None where there is none."""
        if ours:
            return next(iter(await self.incidents_of((incident_id,))), None)
        return next(iter(await self.records("incident", Incident, (incident_id,))), None)

    async def search(self, text: str, limit: int = 200, *, open_only: bool = False) -> list[str]:
        """Ids of incidents that hold every word of `text`, marks ignored; the exact spelling first, then the newest."""
        not_in = ENDED_STATES if open_only else None
        found = await self._cache.read(lambda db: feeds.search(db, "incident", text, limit, not_in))
        opened = await self._box.read(lambda db: outbox.of_type(db, SHOWN_STATES, OPENING))
        ours = (row.target_id for row in opened if says(row.payload, text))
        return list(dict.fromkeys((*ours, *found)))[:limit]

    async def cameras(self) -> list[Camera]:
        """All cameras in the order of their ids."""
        return sorted(await self.records("camera", Camera), key=lambda camera: camera.id)

    async def indicators(self) -> list[Indicator]:
        """All indicators in the order of their ids."""
        return sorted(await self.records("indicator", Indicator), key=lambda indicator: indicator.id)

    async def points(self, indicator_id: str, since: datetime) -> list[Point]:
        """Measured values at or after `since`, oldest first. What is read is fetched before other histories."""
        self.history_read(indicator_id)
        since_ms = round(since.timestamp() * 1000)

        def read(database: Database) -> list[Point]:
            rows = history.read_points(database, indicator_id, since_ms)
            found = []
            for at, value in rows:
                with contextlib.suppress(
                    ValueError, OverflowError, OSError, TypeError
                ):  # from an older version's cache
                    point = Point.model_construct(at=datetime.fromtimestamp(at / 1000, UTC), value=float(value))
                    if math.isfinite(point.value):
                        found.append(point)
            return found

        return await self._cache.read(read)

    async def shift(self) -> Shift | None:
        """The watch that runs now."""
        shifts = await self.records("shift", Shift)
        return max(shifts, key=lambda shift: shift.starts_at, default=None)

    async def people(self) -> list[Person]:
        """Who is on duty."""
        shift = await self.shift()
        return list(shift.people) if shift is not None else []

    async def sources(self) -> list[Source]:
        return sorted(await self.records("source", Source), key=lambda source: source.id)

    async def city_notices(self) -> list[CityNotice]:
        """Announcements, the gravest first."""
        return sorted(await self.records("notice", CityNotice), key=lambda notice: -(notice.level or 0))

    async def layouts(self) -> list[Layout]:
        """All wall layouts."""
        return sorted(await self.records("layout", Layout), key=lambda layout: layout.id)

    async def outbox(self) -> list[PendingAction]:
        """What is unsettled or in trouble, in the order in which it was done."""
        # Ten thousand of them take a fifth of a second to build: not on the thread that paints.
        return await self._box.read(lambda db: [pending_action(row) for row in outbox.in_states(db, SHOWN_STATES)])

    async def past(self, states: Iterable[OutboxState], limit: int) -> list[PendingAction]:
        """The last actions that came into any of `states`, the newest first."""
        wanted = [str(state) for state in states]
        rows = await self._box.read(lambda db: outbox.latest(db, wanted, limit))
        return [pending_action(row, changed_ms) for row, changed_ms in rows]

    async def pending_count(self) -> int:
        """How many actions the server has not confirmed yet."""
        return await self._box.read(lambda db: outbox.count(db, outbox.UNSETTLED))

    async def is_empty(self) -> bool:
        """Whether nothing was ever pulled."""
        return not await self._cache.read(lambda db: feeds.get_meta(db, "cursor"))

    async def _saved(self, targets: tuple[str, ...] | None = None) -> dict[str, list[PendingAction]]:
        def read(database: Database) -> dict[str, list[PendingAction]]:
            if targets is None:
                rows = outbox.in_states(database, SHOWN_STATES)
            else:
                rows = outbox.of_targets(database, SHOWN_STATES, targets)
            by_target: dict[str, list[PendingAction]] = {}
            for row in rows:
                by_target.setdefault(row.target_id, []).append(pending_action(row))
            taken = outbox.of_type(database, outbox.UNSETTLED, "handover_take")
            return with_taken_over(by_target, [pending_action(row) for row in taken], targets)

        return await self._box.read(read)

    async def records(self, kind: str, model: type[R], ids: Iterable[str] | None = None) -> list[R]:
        """Records of a type as the server said them, all or these; for types that have no read of their own."""
        return await self._cache.read(lambda db: self._parse(kind, model, feeds.rows(db, kind, ids)))

    def _parse(self, kind: str, model: type[R], rows: Iterable[tuple[str, int, str]]) -> list[R]:
        """Typed records, each by itself (`console.records.reading`); what could not be read is told by `misreads`."""
        found: list[R] = []
        for key, version, text in rows:
            said = hash((version, text))  # a restored server gives the same numbers to other words
            kept = self._parsed.get((kind, key))
            if kept is None or kept[:2] != (said, model):
                reading = read_record(model, key, version, text)
                self.misreads.heard(kind, key, said, reading)
                if len(self._parsed) >= PARSED_MOST:
                    self._parsed.clear()
                self._parsed[kind, key] = kept = (said, model, reading.record)
            if isinstance(kept[2], model):
                found.append(kept[2])
        return found
