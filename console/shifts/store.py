"""What the shift's screens read: the log, who is here, handovers, and the draft of one; ours laid over the server's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from console.records import shift as shifts
from console.records.models import Incident, Indicator, PendingAction, Shift, Source
from console.records.shift import Draft, Handover, ShiftEntry, Since
from console.shifts.actions import expected_next
from console.storage.drafts import Blocking
from console.storage.store import Store
from console.verbs.over_shift import entries, handovers, with_presence
from console.verbs.shift import BY_NAME

PERIODS: Mapping[str, timedelta] = MappingProxyType(
    {
        "minute": timedelta(minutes=1),
        "five_minutes": timedelta(minutes=5),
        "hour": timedelta(hours=1),
        "day": timedelta(days=1),
        "month": timedelta(days=31),
    }
)
MISSED = 3
"""A source is down after so many reports that did not come, as the indicators' tiles tell it."""


class ShiftStore:
    """Reads around one shift; never waits for the network.

    The outbox is read first: what is settled between two reads is in the records then, and not lost from sight.
    """

    def __init__(self, store: Store, blocking: Blocking) -> None:
        self._store = store
        self._blocking = blocking

    async def _saved(self) -> list[PendingAction]:
        return [action for action in await self._store.outbox() if action.type in BY_NAME]

    async def shift(self) -> Shift | None:
        """The watch that runs, with our own signing on or off laid over it."""
        saved = await self._saved()
        found = await self._store.shift()
        return None if found is None else with_presence(found, saved)

    async def log(self) -> list[ShiftEntry]:
        """The log, the newest first."""
        saved = await self._saved()
        known, shift = await self._store.records("log_entry", ShiftEntry), await self._store.shift()
        # A year's lines take a tenth of a second to put in order: not on the thread that paints.
        return await self._blocking(lambda: entries(known, saved, shift))

    async def handovers(self) -> list[Handover]:
        """Handovers, the newest first."""
        saved = await self._saved()
        return handovers(await self._store.records("handover", Handover), saved)

    async def since(self, handover: Handover) -> list[Since]:
        """What became of each item of it."""
        found = await self._store.incidents_of(item.incident_id for item in handover.items)
        return shifts.since(handover, {incident.id: incident for incident in found})

    async def draft(self, me: str, now: datetime, cameras_down: Iterable[str] = ()) -> Draft:
        """What a handover of `me` would say at `now`."""
        incidents = await self._store.incidents()
        shift = await self._store.shift()
        people, coming = shifts.takers(shift, me, now) if shift is not None else ((), ())
        items = tuple((incident, expected_next(incident)) for incident in shifts.mine(incidents, me))
        sources = await self._store.sources()
        return Draft(
            items=items,
            shelved=tuple(_named(incident) for incident in incidents if _is_shelved(incident, now)),
            sources_down=tuple(silent(sources, await self._store.indicators(), now)),
            cameras_down=tuple(cameras_down),
            pending=await self._store.pending_count(),
            people=people,
            next_watch=shifts.named(shift, coming),
        )


def silent(sources: Iterable[Source], indicators: Iterable[Indicator], now: datetime) -> list[str]:
    """Names of sources that have missed several reports, or never came; a day where nothing tells how often."""
    shortest: dict[str, timedelta] = {}
    for one in indicators:
        period = PERIODS.get(one.period, timedelta(days=1))
        shortest[one.source] = min(period, shortest.get(one.source, period))
    return [
        source.name for source in sources
        if source.last_report_at is None
        or now - source.last_report_at
        > MISSED * shortest.get(source.id, shortest.get(source.name, timedelta(days=1)))
    ]  # fmt: skip


def _named(incident: Incident) -> str:
    return f"{incident.code} · {incident.title}"


def _is_shelved(incident: Incident, now: datetime) -> bool:
    until: datetime | None = incident.shelved_until
    return until is not None and until > now
