"""Alarms that are heard: which burst, the mute with its end, and the words that stand for each sound."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.alarms.load import priority_of
from console.alarms.sound import RANK, Heard, Sounder, player
from console.records.models import Incident
from views.arguments.desk import MuteSounds
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.base.context import Context
from widgets.base.formats import clock_text, minute_text
from widgets.base.severity import LEVELS, severity_label

SHOWN = timedelta(seconds=30)
MUTE_MIN = 10
SILENT_SCREENS = frozenset({"offscreen", "minimal"})
"""Where nobody sits, nothing is played."""


class Sounds(QObject):
    """Plays beside the screen, never on its thread."""

    told = Signal()

    def __init__(self, context: Context, parent: QObject, *, platform: str) -> None:
        super().__init__(parent)
        self._context = context
        command = None if platform in SILENT_SCREENS else player()
        self._sounder = Sounder(context.data_dir / "sounds", on=context.session.settings.sounds, command=command)
        self._asked: dict[str, datetime] = {}
        self.heard: Heard | None = None

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.MUTE_SOUNDS, self._mute)

    def close(self) -> None:
        """End what still plays."""
        self._sounder.close()

    def hear(self, arrived: list[Incident]) -> None:
        """New ones came: the gravest decides the burst."""
        counts = dict.fromkeys(RANK, 0)
        for one in arrived:
            counts[priority_of(one.severity)] += 1
        priority = next((name for name in RANK if counts[name]), None)
        if priority is not None:
            self._context.start_task(self._sound(priority, counts[priority]))

    def ask_again(self, asking: tuple[str, ...]) -> None:
        """What was acknowledged and left alone is heard again, each as often as the settings say."""
        now = self._context.now()
        after = timedelta(minutes=self._context.session.settings.ask_again_after_minutes)
        self._asked = {one: at for one, at in self._asked.items() if one in asking}
        due = [one for one in asking if one not in self._asked or now - self._asked[one] >= after]
        if due:
            self._asked |= dict.fromkeys(due, now)
            self._context.start_task(self._sound("high", len(due)))

    @property
    def words(self) -> str:
        """The sound in words for a while, and the mute for as long as it lasts."""
        now = self._context.now()
        parts = [] if self._context.arrangement.sounds else [self.tr("Alarm sounds are off at this desk")]
        until = self._sounder.muted_until
        if until is not None and self._sounder.is_muted(now):
            parts.append(self.tr("Sound muted until {time}").format(time=minute_text(until)))
        heard = self.heard
        if heard is not None and now - heard.at < SHOWN:
            parts.append(self._heard_words(heard))
        return " · ".join(parts)

    def state(self) -> dict[str, Any]:
        """The last sound and the mute, as plain data."""
        heard, until = self.heard, self._sounder.muted_until
        return {
            "words": self.words,
            "muted_until": until.isoformat() if until is not None else None,
            "heard": {"priority": heard.priority, "count": heard.count, "silent": heard.silent} if heard else None,
        }

    def _heard_words(self, heard: Heard) -> str:
        name = " / ".join(severity_label(one) for one in LEVELS if priority_of(one) == heard.priority)
        words = self.tr("Sound {time}: {name} × {n}")
        if heard.silent in {"muted", "off", "no_player"}:
            words = self.tr("{time}, not heard: {name} × {n}")
        return words.format(time=clock_text(heard.at), name=name, n=heard.count)

    async def _sound(self, priority: str, count: int) -> None:
        now, steady = self._context.now(), time.monotonic()
        self._sounder.is_wanted = self._context.arrangement.sounds
        blocking = self._context.session.blocking
        self.heard = await blocking(lambda: self._sounder.sound(priority, count, now, steady))
        self.told.emit()

    def _mute(self, args: MuteSounds) -> dict[str, str | None]:
        """Mute for some minutes; once more, and it is heard again."""
        now = self._context.now()
        if args.minutes is None and self._sounder.is_muted(now):
            self._sounder.unmute()
            self.told.emit()
            return {"muted_until": None}
        minutes = MUTE_MIN if args.minutes is None else args.minutes
        if minutes <= 0:
            raise CommandRefusedError("bad_arguments", name="mute-sounds", field="minutes")
        until = self._sounder.mute(now, timedelta(minutes=minutes))
        self.told.emit()
        return {"muted_until": until.isoformat()}
