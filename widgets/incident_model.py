"""The queue's rows as a model that is never reset: what changed is removed, moved and inserted by identity.

Selection, scroll position and the row under the pointer survive every update, because a row that stays is never
taken out. Order: severity, then deadline, then age, then id, so that equal rows keep their place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.models import Incident
from widgets.formats import deadline_text
from widgets.labels import tooltip_text
from widgets.severity import severity_word

INCIDENT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MOST_MOVES = 64
"""Above so many single moves one change of layout costs less than telling each."""

Index = QModelIndex | QPersistentModelIndex
SortKey = Callable[[Incident], Any]
NO_PARENT = QModelIndex()


def by_urgency(incident: Incident) -> tuple[int, float, float, str]:
    """Worst severity first, then the nearest deadline, then the oldest."""
    deadline = incident.deadline.timestamp() if incident.deadline else float("inf")
    return int(incident.severity), deadline, incident.created_at.timestamp(), incident.id


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


class IncidentModel(QAbstractListModel):
    """Incidents in order; `data(index, INCIDENT_ROLE)` gives the incident itself."""

    def __init__(self, parent: QObject | None = None, key: SortKey = by_urgency) -> None:
        super().__init__(parent)
        self._key = key
        self._rows: list[Incident] = []
        self._ids: list[str] = []
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
            due = deadline_text(self.now, incident.deadline)[0] if self.now else ""
            return ", ".join(part for part in (severity_word(incident.severity), incident.title, due) if part)
        return None

    def ids(self) -> list[str]:
        """Ids in the order shown."""
        return list(self._ids)

    def incident(self, row: int) -> Incident:
        """The incident in this row; raises IndexError beyond the last."""
        return self._rows[row]

    def row_of(self, incident_id: str) -> int:
        """The row of this id; -1 where it is not shown."""
        return self._ids.index(incident_id) if incident_id in self._ids else -1

    def set_incidents(self, incidents: Iterable[Incident]) -> None:
        """Become exactly `incidents`, in the model's order, by the smallest changes."""
        wanted = {incident.id: incident for incident in incidents}
        rows = sorted(wanted.values(), key=self._key)
        ids = [incident.id for incident in rows]
        self._remove_missing(wanted)
        known = set(self._ids)
        self._reorder([name for name in ids if name in known])
        self._replace_changed(wanted)
        self._insert_new(rows, ids, known)

    def _remove_missing(self, wanted: dict[str, Incident]) -> None:
        last = len(self._ids) - 1
        while last >= 0:
            if self._ids[last] in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._ids[first - 1] not in wanted:
                first -= 1
            self.beginRemoveRows(NO_PARENT, first, last)
            del self._rows[first : last + 1]
            del self._ids[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _reorder(self, ids: list[str]) -> None:
        if ids == self._ids:
            return
        kept = staying(self._ids, ids)
        if len(ids) - len(kept) > MOST_MOVES:
            self._reorder_at_once(ids)
            return
        for there, name in enumerate(ids):
            if name in kept:
                continue
            here = self._ids.index(name)
            before = self._ids.index(ids[there - 1]) if there else -1
            self._move(here, before if here < before else before + 1)

    def _move(self, here: int, there: int) -> None:
        if here == there:
            return
        self.beginMoveRows(NO_PARENT, here, here, NO_PARENT, there + 1 if there > here else there)
        self._rows.insert(there, self._rows.pop(here))
        self._ids.insert(there, self._ids.pop(here))
        self.endMoveRows()

    def _reorder_at_once(self, ids: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        place = {name: at for at, name in enumerate(ids)}
        rows = {incident.id: incident for incident in self._rows}
        before = self.persistentIndexList()
        after = [self.index(place[self._ids[index.row()]], 0) for index in before]
        self._rows = [rows[name] for name in ids]
        self._ids = list(ids)
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _replace_changed(self, wanted: dict[str, Incident]) -> None:
        for row, old in enumerate(self._rows):
            new = wanted[old.id]
            if new is old:
                continue
            same = new == old
            self._rows[row] = new
            if not same:
                index = self.index(row, 0)
                self.dataChanged.emit(index, index)

    def _insert_new(self, rows: list[Incident], ids: list[str], known: set[str]) -> None:
        first = 0
        while first < len(ids):
            if ids[first] in known:
                first += 1
                continue
            end = first
            while end < len(ids) and ids[end] not in known:
                end += 1
            self.beginInsertRows(NO_PARENT, first, end - 1)
            self._rows[first:first] = rows[first:end]
            self._ids[first:first] = ids[first:end]
            self.endInsertRows()
            first = end
