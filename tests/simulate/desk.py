"""One simulated console: the sync core of the real one on a disk of its own, and somebody who works at it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pysqlite3.dbapi2 as sqlite3

from console.base.clock import Clock
from console.base.errors import IocError, LinkError, StorageError
from console.records.models import Actor, Incident
from console.storage.desk_outbox import DeskOutbox
from console.storage.store import Store
from console.sync.delivery import Delivery, backoff_s
from console.sync.end_check import EndCheck
from console.sync.pull import Puller
from console.verbs import actions
from contract.records.shift import Person
from offline_cache import outbox
from offline_cache.cache import Cache
from offline_cache.errors import storage_error
from offline_cache.journal import Journal
from offline_cache.schema import migrate_cache, migrate_outbox
from tests.harness.power_cut import Disk
from tests.simulate.network import Network
from tests.simulate.scheduler import Scheduler, Sleep
from tests.simulate.server import PEOPLE

T = TypeVar("T")
BEGIN = datetime(2026, 11, 21, tzinfo=UTC)
PULL_S, DELIVER_S, WORK_S = (0.5, 10.0), (0.2, 10.0), (1.0, 40.0)
Tell = Callable[[str], None]


class InlineCache(Cache):
    """A file that is worked on here and now; before and after is a moment at which the machine can die."""

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        del pool
        await Sleep(0.001)
        try:
            result = work()
        except (sqlite3.Error, OSError) as error:
            raise storage_error(error) from error
        await Sleep(0.001)
        return result


class _Asked:
    """A question that begins when it is awaited: ahead of that nothing happens in one thread."""

    def __init__(self, asking: Coroutine[Any, Any, dict[str, Any]]) -> None:
        self._asking = asking

    def __await__(self) -> Generator[Any, None, dict[str, Any]]:
        return self._asking.__await__()

    def cancel(self) -> None:
        """Never ask."""
        self._asking.close()


class SimDesk:
    """A machine with a disk, a network and an operator. What `save` promised is in `promised`, in that order."""

    def __init__(self, number: int, scheduler: Scheduler, network: Network, tell: Tell) -> None:
        self.name = f"desk {number}"
        self._number = number
        self.actor = Actor(id=PEOPLE[number], name=PEOPLE[number], role="operator")
        self.disk = Disk(scheduler.chance.randrange(2**32))
        self.network = network
        self.scheduler = scheduler
        self.promised: list[str] = []
        self.up = False
        self.working = True
        self.off_by = timedelta()
        self.synchronous: Any = "FULL"
        self.puller_of: type[Puller] = Puller
        self.contested: set[str] = set()
        """Targets of which something was once in conflict."""
        self.box: InlineCache
        self.cache: InlineCache
        self.drifted = 0
        """How often its copy was found not to be the server's."""
        self._tell = tell
        self._boots = 0

    # life and death

    def boot(self, after_s: float = 0.0) -> None:
        """Start the program."""
        self.scheduler.start(self._start(), f"{self.name} starts", self, after_s)

    def die(self, power: bool) -> None:
        """kill -9, or a power cut that takes what was not synced."""
        self.scheduler.kill(self)
        self.up = False
        if power:
            lost = self.disk.cut()
            self._tell(f"{self.name}: power cut, unsynced: {lost}")
        else:
            self.disk.kill()
            self._tell(f"{self.name}: killed")

    async def lose_cache(self) -> None:
        """The cache is found damaged while an answer is in the air: set aside, with an empty one in its place."""
        while not self.network.reading:
            await Sleep(0.05)
        try:
            await self.cache.reopen(None, self._set_aside)
        except OSError as error:
            raise storage_error(error) from error
        self._tell(f"{self.name}: its cache was damaged and is begun anew")

    def _set_aside(self) -> None:
        for end in ("", "-wal", "-journal"):
            path = self.cache.path.with_name(self.cache.path.name + end)
            if self.disk.exists(path):
                self.disk.step(self.disk.boots)
                self.disk.delete(str(path), durable=True)

    async def _start(self) -> None:
        self._boots += 1
        clock = Clock(self._now, lambda: self.scheduler.now_s, boot_id=f"boot-{self._number}-{self.disk.boots}")
        self.cache = InlineCache(Path("/d/cache.db"), migrate_cache, connect=self.disk.connect)
        self.box = InlineCache(
            Path("/d/outbox.db"), migrate_outbox, self.synchronous, readers=1, connect=self.disk.connect
        )
        await self.cache.open()
        await self.box.open()
        await self._check_files()
        self.outbox = DeskOutbox(self.box, Journal(Path("/d/outbox.jsonl"), files=self.disk.files), clock)
        await self.outbox.open()
        self.network.device_id = self.outbox.device_id
        self.network.server.let_in(self.outbox.device_id, self.actor.id)
        self.store = Store(self.cache, self.box)
        self._puller = self.puller_of(
            self.cache, self.box, self.network, lambda _kind, _ids: None, clock=clock, begin=_Asked
        )
        self.end_check = EndCheck(
            self.cache, self.network, self._puller.rebuild, self._met_drift, lambda: self.scheduler.now_s
        )
        self._delivery = Delivery(self.box, self.network.push, lambda _code, _level, _params: None, clock)
        self.up = True
        self._tell(f"{self.name}: started")
        for work, name in ((self._pull(), "pulls"), (self._deliver(), "delivers"), (self._work(), "works")):
            self.scheduler.start(work, f"{self.name} {name}", self)

    def _now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.scheduler.now_s) + self.off_by

    async def _check_files(self) -> None:
        for file in (self.cache, self.box):
            found = await file.read(lambda db: db.conn.execute("PRAGMA integrity_check(1)").fetchone()[0])
            assert found == "ok", f"{self.name}: {file.path.name}: {found}"
        known = {row.action_id for row in await self.rows()}
        lost = [key for key in self.promised if key not in known]
        assert not lost, f"{self.name}: saved, shown as saved, and gone after the start: {lost}"

    async def rows(self) -> list[outbox.Row]:
        """Everything that was ever saved here."""
        states = (
            *outbox.UNSETTLED, *outbox.TROUBLED, outbox.SETTLED, outbox.WITHDRAWN, outbox.PUT_AWAY,
        )  # fmt: skip
        return await self.box.read(lambda db: outbox.in_states(db, states))

    def _met_drift(self, _types: frozenset[str]) -> None:
        self.drifted += 1
        self._tell(f"{self.name}: its copy was not the server's; fetched anew")

    async def drift(self) -> bool:
        """A record of the copy is lost, or stays at an earlier version; whether there was one."""
        change = self.scheduler.chance.choice(("DELETE FROM kept", "UPDATE kept SET version = version - 1"))
        which = self.scheduler.chance.random()

        def spoil(db: Any) -> bool:
            numbers = [row[0] for row in db.conn.execute("SELECT number FROM records ORDER BY number")]
            if numbers:
                db.conn.execute(f"{change} WHERE number = ?", (numbers[int(which * len(numbers))],))
            return bool(numbers)

        return await self.cache.write(spoil)

    # the loops of the program

    async def _pull(self) -> None:
        while True:
            more = False
            try:
                more = (await self._puller.pull(0.0, self.network.brought())).more
                if not more:
                    await self.end_check.look()
            except LinkError:
                await Sleep(self.scheduler.chance.uniform(*PULL_S))
            if not more:
                await Sleep(self.scheduler.chance.uniform(*PULL_S))

    async def _deliver(self) -> None:
        failures = 0
        while True:
            try:
                while (sent := await self._delivery.round()) is not None and not sent.again:
                    failures = 0
            except LinkError:
                failures += 1
                await Sleep(min(backoff_s(failures, self.scheduler.chance), 30.0))
            await Sleep(self.scheduler.chance.uniform(*DELIVER_S))

    # the operator

    async def _work(self) -> None:
        while True:
            await Sleep(self.scheduler.chance.uniform(*WORK_S))
            try:
                if not await self._decide() and self.working:
                    await self._act()
            except StorageError:
                raise
            except IocError:
                continue  # withdrawn too late, decided already: the screen says so

    async def _decide(self) -> bool:
        """What is in trouble is said anew or put away; whether there was any."""
        troubled = await self.box.read(lambda db: outbox.in_states(db, outbox.TROUBLED))
        if not troubled:
            return False
        row = troubled[0]
        if row.state == outbox.CONFLICT:
            self.contested.add(row.target_id)
        current = await self.store.incident(row.target_id)
        if (
            row.state in (outbox.CONFLICT, outbox.EXPIRED)
            and current is not None
            and self.scheduler.chance.random() < 0.6
        ):
            await self._save(actions.again(await self.outbox.trouble(row.action_id), current), row.action_id)
        else:
            await self.outbox.put_away(row.action_id)
            self._tell(f"{self.name}: puts away {row.type} of {row.target_id} ({row.state} {row.reason})")
        return True

    async def _act(self) -> None:
        chance = self.scheduler.chance
        if self.promised and chance.random() < 0.1:
            await self.outbox.withdraw(self.promised[-1])
            self._tell(f"{self.name}: withdraws its last action")
            return
        incidents = await self.store.incidents()
        if not incidents:
            return
        await self._save(self._chosen(chance.choice(incidents)), None)

    def _chosen(self, incident: Incident) -> actions.Action:
        chance = self.scheduler.chance
        verb = chance.choice(("note", "note", "acknowledge", "assign", "escalate", "resolve"))
        if verb == "acknowledge":
            return actions.acknowledge(incident)
        if verb == "assign":
            who = chance.choice(PEOPLE)
            return actions.assign(incident, Person(id=who, name=who))
        if verb == "escalate":
            return actions.escalate(incident, "leo thang")
        if verb == "resolve":
            return actions.resolve(incident, "xong")
        return actions.note(incident, f"ghi chú {len(self.promised)}")

    async def _save(self, action: actions.Action, instead_of: str | None) -> None:
        saved = await self.outbox.save(action, self.actor, instead_of)
        self.promised.append(saved.action_id)
        self._tell(f"{self.name}: saved {action.type} of {action.target_id} as {len(self.promised)}")


def drained(desk: SimDesk) -> bool:
    """Whether nothing waits on this desk any more, asked from outside of the simulation."""
    if not desk.up:
        return False
    left = desk.disk.connect(desk.box.path).execute(
        "SELECT count(*) FROM actions WHERE state IN (?, ?, ?, ?, ?, ?, ?)", (*outbox.UNSETTLED, *outbox.TROUBLED)
    )
    return left.fetchall() == [(0,)]


def run_now(work: Any) -> Any:
    """Run a simulated coroutine to its end at once: for the checker, when time stands still."""
    try:
        while True:
            work.send(None)
    except StopIteration as end:
        return end.value
