"""The open incidents as the queue needs them: in order, filtered, counted and searched, kept up to date by id.

Nothing here is counted or sorted anew for a change: an incident that changes is judged again, by itself, against each
view. What changes merely because time passes (due soon, overdue, shelved) is found by a calendar of such instants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.alarms.load import is_shelved
from console.queue.likeness import Families, Likeness, main_of
from console.queue.parts import Calendar, Edge, Key, Order, Tally, Texts
from console.queue.query import Query, agency_of
from console.records.models import Incident

ALL = Query()
SHELVED_ENDS: Edge = ("shelved_until", timedelta(0))
WARD, AGENCY, STATE, DRILLS = "\0ward ", "\0agency ", "\0state ", "\0drills"
"""Marks of the memberships that stand beside the views' names; no name of a view can begin so."""


@dataclass(frozen=True)
class Delta:
    """What a change did to the rows that pass the filter: those to show as they are now, and the ids to take out."""

    shown: tuple[Incident, ...] = ()
    gone: frozenset[str] = frozenset()


def urgency(incident: Incident) -> tuple[int, float, float, str]:
    """The worst first; within a severity the nearest deadline, then the oldest, so that rows keep their place."""
    deadline = incident.deadline.timestamp() if incident.deadline else float("inf")
    return int(incident.severity), deadline, incident.created_at.timestamp(), incident.id


class OpenQueue:
    """`views` are counted; a view and a line filter what is shown. All times are handed in.

    `tally.group(WARD)` gives the open incidents of each ward that has some; AGENCY and STATE in the same way.
    """

    def __init__(self, views: Mapping[str, Query]) -> None:
        self.known: dict[str, Incident] = {}
        self.me = ""
        self._likeness = Likeness()
        self._families = Families()
        self._views = dict(views)
        self.tally = Tally()
        self._texts = Texts()
        self._calendar = Calendar(self._edges(ALL, ALL))
        self._chosen = self._line = ALL
        self._order = Order()
        self._aside: set[str] = set()
        """Those that may have no row of their own: joined or shelved."""

    def change(self, changed: Iterable[Incident], ended: Iterable[str], now: datetime) -> Delta:
        """These are as they are now, those are no longer open."""
        touched: set[str] = set()
        for incident_id in ended:
            touched |= self._families.of(incident_id)
            self.known.pop(incident_id, None)
            self._families.put(incident_id, None)
            self._likeness.remove(incident_id)
            self._texts.forget(incident_id)
            self._order.remove(incident_id)
            self._aside.discard(incident_id)
        for incident in changed:
            before = self.known.get(incident.id)
            if before is None or before.joined_into != incident.joined_into:
                self._families.put(incident.id, incident.joined_into)
                touched |= self._families.of(incident.id)
            self.known[incident.id] = incident
            self._texts.put(incident, before)
            self._order.put(incident.id, (0, *urgency(incident)))
            if incident.joined_into is None and incident.shelved_until is None:
                self._aside.discard(incident.id)
            else:
                self._aside.add(incident.id)
            self._likeness.put(incident)
            touched.add(incident.id)
            self._calendar.put(incident, before, now)
        return self._judge(touched, now)

    def pass_time(self, now: datetime) -> Delta:
        """What time alone has changed since it was last asked."""
        return self._judge(self._calendar.due(self.known, now), now)

    def warm(self, most: int) -> bool:
        """Prepare up to `most` texts for the search; whether more are to be done."""
        return self._texts.warm(self.known, most)

    # what is shown

    def choose(self, chosen: Query, line: Query, now: datetime) -> None:
        """Filter by a view and by the line that was typed; `rows` gives what passes."""
        self._chosen, self._line = chosen, line
        self._calendar.set_edges(self._edges(chosen, line), now)

    def rows(self, now: datetime) -> list[str]:
        """Ids of all incidents that pass the filter, in their order. Runs at each letter that is typed."""
        kept, known, me = self._order.ids, self.known, self.me
        for query in (self._chosen, self._line):
            if query.terms:
                kept = [one for one in kept if query.passes(known[one], now, me)]
            if query.has_words:
                kept = self._texts.found(query, kept, known)
        if self._aside:
            aside, asked = self._aside, (self._chosen, self._line)
            kept = [one for one in kept if one not in aside or self._stands(known[one], now, *asked)]
        if self._line.spelt:
            exact = {one for one in kept if self._line.finds_exactly(self._texts.spelt(known[one]))}
            kept = [one for one in kept if one in exact] + [one for one in kept if one not in exact]
        return list(kept)

    def keys(self, ids: Iterable[str]) -> dict[str, Key]:
        """Where each of these stands."""
        if self._line.spelt:
            return {one: self.key(self.known[one]) for one in ids}
        return {one: self._order.keys[one] for one in ids}

    def shows(self, incident: Incident, now: datetime) -> bool:
        """Whether an incident passes the filter."""
        return (
            self._passes(self._chosen, incident, now)
            and self._passes(self._line, incident, now)
            and self._stands(incident, now, self._chosen, self._line)
        )

    def key(self, incident: Incident) -> Key:
        """Where it stands: the exact spelling first, then the worst, then the nearest deadline, then the oldest."""
        kept = self._order.keys.get(incident.id) or (0, *urgency(incident))
        if not self._line.spelt or self._line.finds_exactly(self._texts.spelt(incident)):
            return kept
        return 1, *kept[1:]

    def joined(self, incident_id: str) -> tuple[str, ...]:
        """Ids of those open ones that are folded under this one, and under those in turn."""
        return tuple(sorted((self._families.of(incident_id) & self.known.keys()) - {incident_id}))

    def like(self, incident_id: str) -> tuple[str, ...]:
        """Ids of open ones that may be the same and are not yet joined."""
        found = self._likeness.like(incident_id)
        return tuple(one for one in found if main_of(self.known[one], self.known) == one) if found else found

    # what is counted

    def counts(self) -> dict[str, int]:
        """How many incidents each view holds."""
        return {name: self.tally[name] for name in self._views}

    def drills(self) -> int:
        """How many rows of an exercise there are; they are in none of the views' counts."""
        return self.tally[DRILLS]

    def set_views(self, views: Mapping[str, Query], now: datetime) -> None:
        """Count these from now on; a view that stays is not counted anew."""
        fresh = {name: query for name, query in views.items() if self._views.get(name) != query}
        left = (self._views.keys() - views.keys()) | fresh.keys()
        self._views = dict(views)
        self._calendar.set_edges(self._edges(self._chosen, self._line), now)
        for incident in self.known.values():
            added = {
                name for name, query in fresh.items() if not incident.drill and self._belongs(query, incident, now)
            }
            self.tally.put(incident.id, (self.tally.of(incident.id) - left) | added)

    def set_me(self, me: str, now: datetime) -> None:
        """Somebody else works here: what is mine changes."""
        if me != self.me:
            self.me = me
            self._judge(set(self.known), now)

    # inside

    def _judge(self, ids: Iterable[str], now: datetime) -> Delta:
        shown, gone = [], set()
        for incident_id in ids:
            incident = self.known.get(incident_id)
            self.tally.put(incident_id, self._memberships(incident, now))
            if incident is not None and self.shows(incident, now):
                shown.append(incident)
            else:
                gone.add(incident_id)
        return Delta(tuple(shown), frozenset(gone))

    def _memberships(self, incident: Incident | None, now: datetime) -> frozenset[str]:
        if incident is None:
            return frozenset()
        if incident.drill:  # shown like any other, counted nowhere; its state is known to the line all the same
            there = self._stands(incident, now)
            return frozenset({DRILLS, STATE + str(incident.state)}) if there else frozenset()
        members = {name for name, query in self._views.items() if self._belongs(query, incident, now)}
        if self._stands(incident, now):
            members |= {WARD + incident.ward, AGENCY + agency_of(incident), STATE + str(incident.state)}
        return frozenset(members)

    def _belongs(self, query: Query, incident: Incident, now: datetime) -> bool:
        return self._passes(query, incident, now) and self._stands(incident, now, query)

    def _passes(self, query: Query, incident: Incident, now: datetime) -> bool:
        if not query.passes(incident, now, self.me):
            return False
        return not query.has_words or query.finds(self._texts.folded(incident))

    def _stands(self, incident: Incident, now: datetime, *asked: Query) -> bool:
        """Whether it has a row of its own: neither folded under another nor put aside, unless just that is asked."""
        if incident.joined_into is None and incident.shelved_until is None:
            return True
        wanted = {term.key for query in asked for term in query.terms}
        if "joined" not in wanted and main_of(incident, self.known) != incident.id:
            return False
        return "shelved" in wanted or not is_shelved(incident, now)

    def _edges(self, *queries: Query) -> frozenset[Edge]:
        return frozenset({SHELVED_ENDS}.union(*(query.edges() for query in (*self._views.values(), *queries))))
