"""One seed: who works, what goes wrong, how it heals, and what must hold afterwards."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from offline_cache import feeds, outbox
from offline_cache.errors import StorageError
from tests.simulate.desk import BEGIN, SimDesk, drained, run_now
from tests.simulate.network import Network
from tests.simulate.scheduler import Scheduler, Sleep, Task
from tests.simulate.server import PEOPLE, Server

ROUGH_S = 400.0
"""How long things go wrong."""
HEALED_S = 300.0
"""Queues are empty this long after everything is well again (60 s of backoff, a few decisions of a slow operator)."""
INCIDENTS = 6
REFUSED = (outbox.REJECTED, outbox.NEEDS_ATTENTION, outbox.CONFLICT, outbox.PUT_AWAY)
Bend = Callable[["Story"], None]


class BrokenError(AssertionError):
    """A promise that was not kept."""


@dataclass
class Figures:
    """What one story held."""

    saved: int = 0
    logged: int = 0
    kills: int = 0
    power_cuts: int = 0
    outages: int = 0
    restores: int = 0
    damaged: int = 0
    drifts: int = 0
    """Copies that were spoilt, found and mended."""
    drained_s: float = 0.0
    lines: list[str] = field(default_factory=list)


class Story:
    """Told by `run`. `bend` may spoil a part before it begins, to see that the checker notices."""

    def __init__(self, seed: int, folder: Path, bend: Bend | None = None) -> None:
        self.scheduler = Scheduler(seed)
        self.scheduler.on_failure(self._on_failure)
        self.figures = Figures()
        self.server = Server(folder, self._server_ms)
        count = self.scheduler.chance.choice((2, 2, 3))
        self.desks = [_desk(self, number) for number in range(count)]
        self.rough = True
        self._feed_number = 0
        self._restored = False
        if bend is not None:
            bend(self)

    def _server_ms(self) -> int:
        return round((BEGIN.timestamp() + self.scheduler.now_s) * 1000)

    def tell(self, line: str) -> None:
        """One line of the story."""
        self.figures.lines.append(f"{self.scheduler.now_s:8.3f}  {line}")

    def run(self) -> Figures:
        """Tell it to its end. Raises `BrokenError` where a promise is not kept."""
        try:
            self.server.ledger.publish([("incident", f"i{number}", _incident(number)) for number in range(INCIDENTS)])
            for desk in self.desks:
                desk.boot()
            self.scheduler.start(self._weather(), "weather", self)
            self.scheduler.start(self._city(), "city", self)
            self.scheduler.run(ROUGH_S)
            self._heal()
            healed_s = self.scheduler.now_s
            if not self.scheduler.run(healed_s + HEALED_S, lambda: all(drained(desk) for desk in self.desks)):
                raise BrokenError(f"something still waits {HEALED_S:g} s after everything was well")
            self.figures.drained_s = self.scheduler.now_s - healed_s
            self.scheduler.run(self.scheduler.now_s + 60.0)  # the last pulls bring what the others said
            self._check()
            _drift(self)
            self._check()
        finally:
            for desk in self.desks:
                self.scheduler.kill(desk)
                desk.disk.close()
            self.scheduler.kill(self)
            self.scheduler.kill(self.server)
            self.server.end()
        return self.figures

    # what goes wrong

    def _on_failure(self, task: Task, error: Exception) -> None:
        desk = next((desk for desk in self.desks if desk is task.owner), None)
        if desk is not None and isinstance(error, StorageError) and desk.disk.off:
            self._die(desk, power=True)
            return
        raise BrokenError(f"{task.name} fell over: {error!r}") from error

    def _die(self, desk: SimDesk, *, power: bool) -> None:
        desk.die(power)
        self.figures.power_cuts += power
        self.figures.kills += not power
        desk.boot(self.scheduler.chance.uniform(0.5, 30.0))

    async def _weather(self) -> None:
        chance = self.scheduler.chance
        blows = (
            self._outage, self._kill, self._power, self._power, self._clock, self._server, self._server, self._damage,
        )  # fmt: skip
        while self.rough:
            await Sleep(chance.uniform(1.0, 60.0))
            if self.rough:
                chance.choice(blows)(chance.choice(self.desks))

    def _outage(self, desk: SimDesk) -> None:
        desk.network.cut_off = True
        self.figures.outages += 1
        self.tell(f"{desk.name}: cut off")
        self.scheduler.start(self._reconnect(desk), "reconnection", self, self.scheduler.chance.uniform(5.0, 200.0))

    async def _reconnect(self, desk: SimDesk) -> None:
        desk.network.cut_off = False
        self.tell(f"{desk.name}: connected again")

    def _kill(self, desk: SimDesk) -> None:
        if desk.up:
            self._die(desk, power=False)

    def _power(self, desk: SimDesk) -> None:
        if desk.up:
            desk.disk.cut_in(self.scheduler.chance.randint(1, 60))

    def _damage(self, desk: SimDesk) -> None:
        if desk.up:
            self.figures.damaged += 1
            self.scheduler.start(desk.lose_cache(), f"{desk.name} loses its cache", desk)

    def _clock(self, desk: SimDesk) -> None:
        desk.off_by = (BEGIN - BEGIN) + (BEGIN.replace(day=22) - BEGIN) * self.scheduler.chance.uniform(-1.0, 1.0)
        self.tell(f"{desk.name}: its clock is off by {desk.off_by}")

    def _server(self, _desk: SimDesk) -> None:
        chance = self.scheduler.chance
        what = chance.choice(("restart", "back up", "back up", "restore", "restore", "forget"))
        if what == "restart":
            self.server.start()
        elif what == "back up":
            self.server.back_up()
        elif what == "forget":
            self.server.forget_removals()
        elif not self.server.restore():
            return
        else:
            self._restored = True
            self.figures.restores += 1
        self.tell(f"server: {what}")

    async def _city(self) -> None:
        """What outside systems report: new incidents, changed ones, some taken away."""
        chance = self.scheduler.chance
        while self.rough:
            await Sleep(chance.uniform(2.0, 40.0))
            self._feed_number += 1
            key = f"i{chance.randrange(INCIDENTS + self._feed_number)}"
            if chance.random() < 0.2:
                self.server.ledger.publish([], [("incident", key, "deleted")])
                continue
            found = self.server.ledger.current("incident", key)
            data = found[1] if found is not None else _incident(self._feed_number)
            self.server.ledger.publish([("incident", key, {**data, "description": str(self._feed_number)})])

    def _heal(self) -> None:
        self.rough = False
        self.tell("everything is well again, and nobody begins anything new")
        for desk in self.desks:
            desk.network.cut_off, desk.network.trouble, desk.working = False, 0.0, False
            desk.disk.keep_on()
            if desk.disk.off:
                self._die(desk, power=True)

    # what must hold

    def _check(self) -> None:
        log = self.server.actions()
        self.figures.logged = len(log)
        everything = self.server.everything()
        for desk in self.desks:
            rows = {row.action_id: row for row in run_now(desk.rows())}
            self.figures.saved += len(desk.promised)
            self._check_log(desk, rows, [row for row in log if row.device_id == desk.outbox.device_id])
            self._check_copy(desk, everything)
        _check_levels(log, everything)

    def _check_log(self, desk: SimDesk, rows: dict[str, outbox.Row], log: list[Any]) -> None:
        logged = [row.action_id for row in log]
        _hold(len(logged) == len(set(logged)), f"{desk.name}: an action is in the log twice")
        strange = [key for key in logged if key not in rows]
        _hold(not strange, f"{desk.name}: the log holds actions that nobody saved: {strange}")
        _hold([row.device_seq for row in log] == list(range(1, len(log) + 1)), f"{desk.name}: numbers with a gap")
        for key in desk.promised:
            row = rows.get(key)
            _hold(row is not None, f"{desk.name}: {key} was shown as saved and is gone")
            assert row is not None
            excused = row.state == outbox.WITHDRAWN or row.reason.startswith(("outlived", outbox.EXPIRED))
            # After a restored backup the log need not hold what it had refused: a person has seen that answer.
            excused = excused or (self._restored and (row.state in REFUSED or row.reason == outbox.REPLACED))
            excused = excused or (row.reason == outbox.REPLACED and row.device_seq is None)
            _hold(key in logged or excused, f"{desk.name}: {row.type} {key} ({row.state}) never reached the log")
        self._check_order(desk, rows, logged)

    def _check_order(self, desk: SimDesk, rows: dict[str, outbox.Row], logged: list[str]) -> None:
        """In the order of acting: per target always, over all wherever no conflict held anything back."""
        numbers = [(rows[key].number, rows[key].target_id) for key in logged]
        free = [number for number, target in numbers if target not in desk.contested]
        _hold(free == sorted(free), f"{desk.name}: out of order: {free}")
        for wanted in {target for _number, target in numbers}:
            own = [number for number, target in numbers if target == wanted]
            _hold(own == sorted(own), f"{desk.name}: out of order on {wanted}: {own}")

    def _check_copy(self, desk: SimDesk, everything: dict[tuple[str, str], tuple[int, Any]]) -> None:
        def read(database: Any) -> dict[tuple[str, str], tuple[int, Any]]:
            rows = feeds.rows(database, "incident")
            return {("incident", key): (version, json.loads(text)) for key, version, text in rows}

        here = run_now(desk.cache.read(read))
        wrong = [key for key in {*here, *everything} if here.get(key) != everything.get(key)]
        told = [(key, here.get(key, (None,))[0], everything.get(key, (None,))[0]) for key in wrong]
        _hold(not wrong, f"{desk.name}: its copy is not the server's truth (record, here, there): {told}")


def _desk(story: Story, number: int) -> SimDesk:
    network = Network(story.scheduler, story.server, PEOPLE[number])
    network.trouble = story.scheduler.chance.uniform(0.0, 0.3)
    return SimDesk(number, story.scheduler, network, story.tell)


def _drift(story: Story) -> None:
    """Spoil every copy in silence: at the end of the next catch-up that is found, told and mended."""
    for desk in story.desks:
        _hold(not desk.drifted, f"{desk.name}: its copy had drifted from the server's")
    spoilt = [desk for desk in story.desks if run_now(desk.drift())]
    for desk in story.desks:
        desk.end_check.caught_up()
    story.scheduler.run(story.scheduler.now_s + 60.0)
    story.figures.drifts += len(spoilt)
    for desk in spoilt:
        _hold(desk.drifted == 1, f"{desk.name}: its copy was spoilt, and that was told {desk.drifted} times")


def _hold(kept: bool, otherwise: str) -> None:
    if not kept:
        raise BrokenError(otherwise)


def _check_levels(log: list[Any], everything: dict[tuple[str, str], tuple[int, Any]]) -> None:
    """The higher level wins, whoever comes first."""
    for (kind, key), (_version, data) in everything.items():
        levels = [
            row.payload["level"]
            for row in log
            if (row.type, row.target_type, row.target_id) == ("escalate", kind, key) and row.result == "applied"
        ]
        # A record that was taken away and came back begins anew.
        _hold(data.get("escalation_level", 0) <= max(levels, default=0), f"{key}: a level nobody gave")


def _incident(number: int) -> dict[str, Any]:
    return {
        "code": f"SV-{number}", "title": f"Sự cố {number}", "severity": 1 + number % 4, "state": "new",
        "created_at": "2026-11-21T00:00:00Z", "updated_at": "2026-11-21T00:00:00Z", "history": [],
    }  # fmt: skip


def tell(seed: int, bend: Bend | None = None) -> tuple[Figures, str]:
    """Run one seed in a folder of memory; its figures, and what broke (empty where nothing did)."""
    room = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="simulate-", dir=room) as folder:
        story = Story(seed, Path(folder), bend)
        try:
            return story.run(), ""
        except BrokenError as broken:
            return story.figures, str(broken)
