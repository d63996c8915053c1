"""Watches how many alarms reach the desk: whether it is a flood, what is put aside, what asks again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.alarms import load as alarm_load
from console.base.changes import Change
from console.queue.census import counted
from console.records.models import Incident
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from widgets.base.formats import age_text, number_text

KEPT_S = 3_600.0


class AlarmLoad(QObject):
    """Keeps every alarm of the last hour and every open incident in sight. `arrived(incidents)`: new ones came.

    `told()`: what the strip should say has changed, see `words`.
    """

    arrived = Signal(list)
    told = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.shown: dict[str, Incident] = {}
        """All that the queue knows: drills too, and what of ours has ended and is still on its way."""
        self.open: dict[str, Incident] = {}
        """The real ones among them that are open."""
        self.alarms: dict[str, alarm_load.Alarm] = {}
        self.operators = 1
        self._ready = False
        self.flood_since: float | None = None
        self.asking: tuple[str, ...] = ()
        """Acknowledged critical ones that nobody has touched since."""
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe({"incident", "shift"}, self._on_change)

    def start(self) -> None:
        """Read what is open."""
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    # the load

    def tick(self, now: datetime) -> None:
        """Once a second: the flood's beginning and end, what asks again, the open board."""
        if not self._ready:
            return
        moment = now.timestamp()
        self._forget(moment)
        at = [alarm.at for alarm in self.alarms.values()]
        self.flood_since = alarm_load.flood(at, moment, self.operators, self.flood_since)
        after = timedelta(minutes=self._context.session.settings.ask_again_after_minutes)
        self.asking = tuple(one.id for one in self.open.values() if alarm_load.asks_again(one, now, after))
        self.told.emit()

    @property
    def words(self) -> str:
        """What the strip must say; empty in calm."""
        parts = []
        if self.flood_since is not None:
            words = self.tr("FLOOD OF ALARMS: {n} in 10 minutes, grouped by kind and ward (W: whole queue)")
            parts.append(words.format(n=number_text(self.fresh())))
        if self.asking:
            words = self.tr("{n} acknowledged critical without any action for {age}: they ask again")
            age = age_text(self._context.session.settings.ask_again_after_minutes * 60)
            parts.append(words.format(n=len(self.asking), age=age))
        return " · ".join(parts)

    def state(self) -> dict[str, Any]:
        """What is known of the load, as plain data."""
        return {
            "flood": self.flood_since is not None,
            "words": self.words,
            "last_10_minutes": self.fresh(),
            "operators": self.operators,
            "shelved": [one.id for one in self.shelved(self._context.now())],
            "asking": list(self.asking),
        }

    @property
    def is_read(self) -> bool:
        """Whether it has been looked at all: before that nothing is claimed, also not that there is nothing."""
        return self._ready

    def incidents(self) -> list[Incident]:
        """What every number of the open incidents counts: the real ones that have a row."""
        return counted(self.shown, self._context.now())

    def rate(self, now: datetime) -> float:
        """Alarms for each operator in the last ten minutes."""
        return alarm_load.rate((alarm.at for alarm in self.alarms.values()), now.timestamp(), self.operators)

    def shelved(self, now: datetime) -> list[Incident]:
        """What is put aside at this moment, the next to come back first."""
        found = (one for one in self.open.values() if alarm_load.is_shelved(one, now))
        return sorted(found, key=lambda one: (one.shelved_until or now, one.id))

    def fresh(self) -> int:
        """How many came in the last ten minutes."""
        now = self._context.now().timestamp()
        return sum(now - alarm_load.WINDOW_S < alarm.at <= now for alarm in self.alarms.values())

    def _forget(self, moment: float) -> None:
        old = [key for key, one in self.alarms.items() if moment - one.at > KEPT_S and key not in self.open]
        for key in old:
            del self.alarms[key]

    def _on_change(self, change: Change) -> None:
        if change.kind == "incident":
            self._refresher.ask(change.ids)
        elif change.kind == "shift":
            self._context.start_task(self._count_operators())

    async def _count_operators(self) -> None:
        self.operators = max(1, len(await self._context.session.store.people()))

    async def _read(self, ids: Ids) -> None:
        store = self._context.session.store
        await self._count_operators()
        if ids is None:
            looked = await store.incidents(open_only=True)
            self.shown.clear()
            self.open.clear()
        else:
            looked = await store.incidents_of(ids)
            for one in ids:
                self.shown.pop(one, None)
                self.open.pop(one, None)
        self.shown |= {one.id: one for one in looked if one.is_open or one.pending}
        found = [one for one in looked if not one.drill]
        self.open |= {one.id: one for one in found if one.is_open}
        now = self._context.now().timestamp()
        fresh = [
            one
            for one in found
            if one.id not in self.alarms
            and one.is_open
            and one.acknowledged_at is None
            and now - one.created_at.timestamp() < alarm_load.WINDOW_S
        ]
        self.alarms |= {
            one.id: alarm_load.alarm_of(one)
            for one in found
            if one.is_open or now - one.created_at.timestamp() < KEPT_S
        }
        if self._ready and fresh:
            self.arrived.emit(fresh)
        self._ready = True
