"""Parts of the queue that are kept by id: a calendar, a tally, and the texts that are searched."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from console.queue.query import Query, incident_text, searchable
from console.records.models import Incident

Edge = tuple[str, timedelta]
"""A field with an instant, and the distance from it at which a filter's answer changes."""
Key = tuple[int, int, float, float, str]
"""Rank of the search (0: spelt exactly so), severity, deadline, age, id: no two are equal."""


class Calendar:
    """When time alone changes the answer of a filter for an incident."""

    def __init__(self, edges: frozenset[Edge]) -> None:
        self._edges = edges
        self._entries: list[tuple[float, str]] = []
        self._since: datetime | None = None
        """Since when the entries are those of other edges; None while they fit."""

    def set_edges(self, edges: frozenset[Edge], now: datetime) -> None:
        """Other filters have other edges; they are looked up when the time is asked for, not while somebody types."""
        if edges != self._edges:
            self._edges = edges
            self._since = now if self._since is None else self._since

    def put(self, incident: Incident, before: Incident | None, now: datetime) -> None:
        """Note the instants of an incident, where they are others than before."""
        if self._since is None and (before is None or _instants(before) != _instants(incident)):
            for entry in self._of(incident, now):
                heapq.heappush(self._entries, entry)

    def due(self, known: Mapping[str, Incident], now: datetime) -> set[str]:
        """Ids among `known` whose instants have passed since this was last asked."""
        if self._since is not None:
            self._entries = [entry for incident in known.values() for entry in self._of(incident, self._since)]
            heapq.heapify(self._entries)
            self._since = None
        moment, passed = now.timestamp(), []
        while self._entries and self._entries[0][0] <= moment:
            passed.append(heapq.heappop(self._entries))
        # At the very instant some filters have another answer already, the others just after it.
        for entry in passed:
            if entry[0] == moment:
                heapq.heappush(self._entries, entry)
        return {incident_id for _at, incident_id in passed} & known.keys()

    def _of(self, incident: Incident, now: datetime) -> list[tuple[float, str]]:
        moment, found = now.timestamp(), []
        for field, distance in self._edges:
            at: datetime | None = getattr(incident, field)
            if at is not None and (instant := at.timestamp() + distance.total_seconds()) >= moment:
                found.append((instant, incident.id))
        return found


def _instants(incident: Incident) -> tuple[datetime | None, ...]:
    return incident.deadline, incident.created_at, incident.shelved_until


class Tally:
    """How many there are of each name, and which names each id counts for."""

    def __init__(self) -> None:
        self._members: dict[str, frozenset[str]] = {}
        self._counts: Counter[str] = Counter()

    def __getitem__(self, name: str) -> int:
        return self._counts[name]

    def of(self, incident_id: str) -> frozenset[str]:
        """The names that an id counts for."""
        return self._members.get(incident_id, frozenset())

    def put(self, incident_id: str, names: frozenset[str]) -> None:
        """It counts for exactly these from now on; for none it is forgotten."""
        was = self._members.pop(incident_id, frozenset())
        if names:
            self._members[incident_id] = names
        if was != names:
            self._counts.subtract(was - names)
            self._counts.update(names - was)

    def group(self, mark: str) -> dict[str, int]:
        """Counts of the names that begin with `mark`, without it, in their order; empty and uncounted ones left out."""
        found = {name.removeprefix(mark): count for name, count in self._counts.items() if name.startswith(mark)}
        return {name: found[name] for name in sorted(found) if name and found[name] > 0}


class Texts:
    """What is searched of each incident, made once and kept while it stays the same."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}
        self._spelt: dict[str, str] = {}

    def folded(self, incident: Incident) -> str:
        """Its words without marks."""
        found = self._folded.get(incident.id)
        if found is None:
            found = self._folded[incident.id] = searchable(incident_text(incident))
        return found

    def spelt(self, incident: Incident) -> str:
        """Its words as they are spelt."""
        found = self._spelt.get(incident.id)
        if found is None:
            found = self._spelt[incident.id] = searchable(incident_text(incident), marks=True)
        return found

    def put(self, incident: Incident, before: Incident | None) -> None:
        """It is `incident` now; what was made of the one before may not hold any more."""
        if before is not None and incident_text(incident) != incident_text(before):
            self.forget(incident.id)

    def forget(self, incident_id: str) -> None:
        """It is gone."""
        self._folded.pop(incident_id, None)
        self._spelt.pop(incident_id, None)

    def found(self, query: Query, ids: Sequence[str], known: Mapping[str, Incident]) -> list[str]:
        """Those of `ids` whose text the query finds."""
        self.warm(known, len(known))
        folded = self._folded
        if len(query.words) == 1 and not query.without:  # by far the most, and asked at each letter
            word = query.words[0]
            return [one for one in ids if word in folded[one]]
        return [one for one in ids if query.finds(folded[one])]

    def warm(self, known: Mapping[str, Incident], most: int) -> bool:
        """Make up to `most` that are missing; whether more are."""
        if len(self._folded) >= len(known):
            return False
        missing = [key for key in known if key not in self._folded][: most + 1]
        for key in missing[:most]:
            self.folded(known[key])
        return len(missing) > most


class Order:
    """Ids by their keys, without sorting anew."""

    def __init__(self) -> None:
        self.keys: dict[str, Key] = {}
        self.ids: list[str] = []
        """In order."""
        self._sorted: list[Key] = []

    def put(self, incident_id: str, key: Key) -> None:
        """It stands where `key` says from now on."""
        if self.keys.get(incident_id) != key:
            self.remove(incident_id)
            at = bisect_left(self._sorted, key)
            self._sorted.insert(at, key)
            self.ids.insert(at, incident_id)
            self.keys[incident_id] = key

    def remove(self, incident_id: str) -> None:
        """It stands nowhere any more."""
        key = self.keys.pop(incident_id, None)
        if key is not None:
            at = bisect_left(self._sorted, key)
            del self._sorted[at], self.ids[at]
