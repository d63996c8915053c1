"""The queue's rows as a model that is never reset: what changed is removed, moved and inserted by identity.

Selection, scroll position and the row under the pointer survive every update, because a row that stays is never
taken out. Order: a key given by the owner, else severity, then deadline, then age, then id, so that equal rows keep
their place. A change by id costs a few steps of a bisection; another filter costs at most four signals.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from console.queue.open_queue import urgency as by_urgency
from console.records.models import Incident
from widgets.base.deadlines import deadline_words
from widgets.base.grouped_list import Index
from widgets.base.labels import tooltip_text
from widgets.base.severity import severity_said, unread_words
from widgets.words.drill import drill_word

INCIDENT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MOST_MOVES = 64
"""Above so many single moves one change of layout costs less than telling each."""
MOST_RUNS = 24
"""Above so many separate places rows are gathered first, and taken out or put in as one block."""

SortKey = Callable[[Incident], Any]
NO_PARENT = QModelIndex()


def staying(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """A longest set of ids that stand in the same order in both: they need not move (patience sorting)."""
    place = {name: at for at, name in enumerate(old)}
    tails: list[int] = []
    heads: list[str] = []
    before: dict[str, str | None] = {}
    for name in new:
        at = bisect_left(tails, place[name])
        before[name] = heads[at - 1] if at else None
        if at == len(tails):
            tails.append(place[name])
            heads.append(name)
        else:
            tails[at] = place[name]
            heads[at] = name
    kept: set[str] = set()
    last: str | None = heads[-1] if heads else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of neighbours among ascending row numbers."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


class IncidentModel(QAbstractListModel):
    """Incidents in order; `data(index, INCIDENT_ROLE)` gives the incident itself."""

    def __init__(self, parent: QObject | None = None, key: SortKey = by_urgency) -> None:
        super().__init__(parent)
        self._key = key
        self._rows: list[Incident] = []
        self._ids: list[str] = []
        self._order: list[Any] = []
        """The key of each row, ascending."""
        self._keys: dict[str, Any] = {}
        self.now: datetime | None = None
        """The time that ages and deadlines are told from."""

    def rowCount(self, parent: Index = NO_PARENT) -> int:  # noqa: N802 - Qt names it
        """How many incidents; a list has no deeper rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title as text, the incident as `INCIDENT_ROLE`, a sentence for those who listen to the screen."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        incident = self._rows[index.row()]
        if role == INCIDENT_ROLE:
            return incident
        if role == Qt.ItemDataRole.DisplayRole:
            return incident.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text("\n".join(part for part in (incident.title, incident.code, incident.place) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            due = deadline_words(incident, self.now)[0] if self.now else ""
            drill = drill_word() if incident.drill else ""
            parts = (drill, severity_said(incident), incident.title, due, unread_words(incident))
            return ", ".join(part for part in parts if part)
        return None

    def ids(self) -> list[str]:
        """Ids in the order shown."""
        return list(self._ids)

    def incidents(self) -> list[Incident]:
        """The incidents in the order shown."""
        return list(self._rows)

    def incident(self, row: int) -> Incident:
        """The incident in this row; raises IndexError beyond the last."""
        return self._rows[row]

    def row_of(self, incident_id: str) -> int:
        """The row of this id; -1 where it is not shown."""
        return bisect_left(self._order, self._keys[incident_id]) if incident_id in self._keys else -1

    def set_incidents(self, incidents: Iterable[Incident]) -> None:
        """Become exactly `incidents`, in the model's own order."""
        known = {incident.id: incident for incident in incidents}
        keys = {name: self._key(incident) for name, incident in known.items()}
        self.set_rows(sorted(known, key=keys.__getitem__), keys, known)

    def set_rows(self, ids: Sequence[str], keys: Mapping[str, Any], known: Mapping[str, Incident]) -> None:
        """Become these rows in this order, by the smallest changes; `keys` are ascending along `ids`."""
        wanted = set(ids)
        self._take_out([row for row, name in enumerate(self._ids) if name not in wanted])
        for row, name in enumerate(self._ids):
            if known[name] is not self._rows[row]:
                self._replace_row(row, known[name])
        before = set(self._ids)
        self._keys = {name: keys[name] for name in self._ids}
        self._reorder([name for name in ids if name in before])
        self._fill(ids, before, keys, known)

    def set_key(self, key: SortKey) -> None:
        """Order what changes from now on by `key`; `set_rows` must give the same order."""
        self._key = key

    def change(self, shown: Iterable[Incident], gone: Iterable[str]) -> None:
        """These are shown as they are now, those are not shown any more; all others stay as they are."""
        self._take_out(sorted(row for name in gone if (row := self.row_of(name)) >= 0))
        fresh, moved = [], []
        for incident in shown:
            key = self._key(incident)
            if incident.id not in self._keys:
                fresh.append((key, incident))
                continue
            self._replace_row(self.row_of(incident.id), incident)
            if key != self._keys[incident.id]:
                moved.append((key, incident.id))
        self._move_all(moved)
        self._put_in(fresh)

    # inside

    def _replace_row(self, row: int, new: Incident) -> None:
        same = new == self._rows[row]
        self._rows[row] = new
        if not same:
            index = self.index(row, 0)
            self.dataChanged.emit(index, index)

    def _take_out(self, rows: list[int]) -> None:
        found = runs(rows)
        if len(found) > MOST_RUNS:
            gone = set(rows)
            staying_ids = [name for row, name in enumerate(self._ids) if row not in gone]
            self._arrange([*staying_ids, *(self._ids[row] for row in rows)])
            found = [(len(staying_ids), len(self._ids) - 1)]
        for first, last in reversed(found):
            self.beginRemoveRows(NO_PARENT, first, last)
            for name in self._ids[first : last + 1]:
                del self._keys[name]
            for held in (self._rows, self._ids, self._order):
                del held[first : last + 1]
            self.endRemoveRows()

    def _fill(
        self, ids: Sequence[str], before: set[str], keys: Mapping[str, Any], known: Mapping[str, Incident]
    ) -> None:
        """Put in what is missing of `ids`, where all others stand in their order already."""
        found = runs([row for row, name in enumerate(ids) if name not in before])
        if len(found) > MOST_RUNS:
            fresh = [name for name in ids if name not in before]
            self._insert(len(self._rows), [(keys[name], known[name]) for name in fresh])
            self._arrange(ids)
            return
        for first, last in found:
            self._insert(first, [(keys[name], known[name]) for name in ids[first : last + 1]])

    def _put_in(self, fresh: list[tuple[Any, Incident]]) -> None:
        if not fresh:
            return
        fresh.sort(key=lambda pair: pair[0])
        places: dict[int, list[tuple[Any, Incident]]] = {}
        for pair in fresh:
            places.setdefault(bisect_left(self._order, pair[0]), []).append(pair)
        if len(places) > MOST_RUNS:
            self._insert(len(self._rows), fresh)
            self._arrange(sorted(self._ids, key=self._keys.__getitem__))
            return
        for place in sorted(places, reverse=True):
            self._insert(place, places[place])

    def _insert(self, place: int, block: list[tuple[Any, Incident]]) -> None:
        self.beginInsertRows(NO_PARENT, place, place + len(block) - 1)
        self._order[place:place] = [key for key, _one in block]
        self._rows[place:place] = [one for _key, one in block]
        self._ids[place:place] = [one.id for _key, one in block]
        self._keys.update((one.id, key) for key, one in block)
        self.endInsertRows()

    def _reorder(self, ids: list[str]) -> None:
        """Come into this order, where `_keys` is already the new one."""
        if ids != self._ids:
            kept = staying(self._ids, ids)
            if len(ids) - len(kept) > MOST_MOVES:
                self._arrange(ids)
            else:
                for there, name in enumerate(ids):
                    if name not in kept:
                        here = self._ids.index(name)
                        before = self._ids.index(ids[there - 1]) if there else -1
                        self._move(here, before if here < before else before + 1)
        self._order = [self._keys[name] for name in self._ids]

    def _move_all(self, moved: list[tuple[Any, str]]) -> None:
        if len(moved) > MOST_MOVES:
            self._keys.update((name, key) for key, name in moved)
            self._arrange(sorted(self._ids, key=self._keys.__getitem__))
            return
        for key, name in moved:
            here = self.row_of(name)
            there = bisect_left(self._order, key)
            there -= there > here
            self._move(here, there)
            del self._order[here]
            self._order.insert(there, key)
            self._keys[name] = key

    def _move(self, here: int, there: int) -> None:
        if here == there:
            return
        self.beginMoveRows(NO_PARENT, here, here, NO_PARENT, there + 1 if there > here else there)
        self._rows.insert(there, self._rows.pop(here))
        self._ids.insert(there, self._ids.pop(here))
        self.endMoveRows()

    def _arrange(self, ids: Sequence[str]) -> None:
        """Come into this order with one change of layout."""
        self.layoutAboutToBeChanged.emit()
        rows = dict(zip(self._ids, self._rows, strict=True))
        before = self.persistentIndexList()
        place = {name: at for at, name in enumerate(ids)} if before else {}
        after = [self.index(place[self._ids[index.row()]], 0) for index in before]
        self._rows = [rows[name] for name in ids]
        self._ids = list(ids)
        self._order = [self._keys[name] for name in ids]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
