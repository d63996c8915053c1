"""Cuts the power of a saving desk again and again: what was promised is in the server's log exactly once at the end.

Outbox, journal and delivery are the product's, and so is the server; the disk is one that loses what was not synced.
`python -m tests.soak.power --cuts 1000` prints its figures as JSON; 1 where anything was lost, doubled or damaged.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from console.base.errors import LinkError, StorageError
from console.base.settings import Settings
from console.net.api import Api
from console.people.device_key import DeviceKey
from console.records.models import Actor
from console.storage.desk_outbox import DeskOutbox
from console.sync.delivery import Delivery
from console.verbs.actions import Action
from offline_cache import outbox
from offline_cache.cache import Cache
from offline_cache.health import quick_check
from offline_cache.journal import Journal
from offline_cache.schema import migrate_outbox
from tests.harness.power_cut import Disk
from tests.journeys.city import City, city

FOLDER = Path("/disk")
MOST_STEPS, FEW_STEPS = 160, 16
"""Operations of the disk until the next cut, at most; a third of the cuts come while the files are being opened."""
SAVED_AT_ONCE = 4


@dataclass
class Figures:
    """What a run came to."""

    cuts: int = 0
    cuts_while_opening: int = 0
    losses: dict[str, int] = field(default_factory=dict)
    promised: int = 0
    promised_and_not_in_database: int = 0
    in_the_log: int = 0
    lost: int = 0
    doubled: int = 0
    damaged: int = 0
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether nothing was lost, doubled or damaged."""
        return not (self.lost or self.doubled or self.damaged or self.promised_and_not_in_database)


class Desk:
    """One boot of a desk on the disk."""

    def __init__(self, disk: Disk, api: Api, incident: tuple[str, int], key: DeviceKey) -> None:
        self.box = Cache(FOLDER / "outbox.db", migrate_outbox, synchronous="FULL", readers=1, connect=disk.connect)
        self.saver = DeskOutbox(self.box, Journal(FOLDER / "outbox.jsonl", files=disk.files))
        self._delivery = Delivery(self.box, self._push, lambda _code, _level, _params: None)
        self._api = api
        self._incident, self._key = incident, key
        self.disk = disk

    async def _push(self, batch: Mapping[str, Any]) -> dict[str, Any]:
        return dict(await asyncio.to_thread(self._api.push, batch))

    async def open(self) -> bool:
        """Open; whether the file is sound."""
        await self.box.open()
        sound = await self.box.maintain(quick_check)
        await self.saver.open()
        await self.saver.take_up(self._key)
        return sound

    async def save(self, actor: Actor, text: str) -> str:
        """Save a note; its id is a promise."""
        target, version = self._incident
        action = Action(
            type="note", target_type="incident", target_id=target, base_version=version, payload={"text": text}
        )
        return (await self.saver.save(action, actor)).action_id

    async def deliver(self) -> bool:
        """Send a batch; whether there was one. What is answered counts as pulled."""
        sent = await self._delivery.round()
        await self.box.write(
            lambda db: outbox.settle(db, {(row.target_type, row.target_id): 2**62 for row in _answered(db)}, 0)
        )
        return sent is not None

    async def known(self) -> set[str]:
        """Every action that the database has."""
        return {row[0] for row in await self.box.read(lambda db: db.conn.execute("SELECT action_id FROM actions"))}

    def close(self) -> None:
        """The process is gone."""
        self.box.close()
        self.saver.journal.close()


def _answered(database: Any) -> list[outbox.Row]:
    return outbox.in_states(database, (outbox.ANSWERED,))


async def cut_again_and_again(town: City, cuts: int, seed: int = 24) -> Figures:
    """Cut the power `cuts` times at random operations of the disk, then send the rest."""
    figures = Figures()
    chance = random.Random(seed)
    promised: set[str] = set()
    disk = Disk(seed)
    key = DeviceKey.made("desk-power")
    api = Api(town.url, Settings(backend_url=town.url), key.prove)
    began = time.monotonic()
    try:
        desk = Desk(disk, api, ("", 0), key)
        await desk.open()
        actor = _sign_in(api, key.device_id, town)
        incident = _an_incident(api)
        desk.close()
        for _number in range(cuts):
            desk = Desk(disk, api, incident, key)
            disk.cut_in(chance.randint(1, FEW_STEPS if chance.random() < 1 / 3 else MOST_STEPS))
            await _work_until_cut(desk, actor, chance, promised, figures)
            assert disk.off
            desk.close()
            loss = disk.cut()
            figures.losses[loss] = figures.losses.get(loss, 0) + 1
            figures.cuts += 1
        desk = Desk(disk, api, incident, key)
        figures.damaged += not await desk.open()
        figures.promised_and_not_in_database = len(promised - await desk.known())
        while await desk.deliver():
            pass
        desk.close()
    finally:
        disk.close()
        api.close()
    log = [row["action_id"] for row in town.log()]
    figures.promised, figures.in_the_log = len(promised), len(log)
    figures.lost, figures.doubled = len(promised - set(log)), len(log) - len(set(log))
    figures.seconds = round(time.monotonic() - began, 1)
    return figures


async def _work_until_cut(
    desk: Desk, actor: Actor, chance: random.Random, promised: set[str], figures: Figures
) -> None:
    opened = False
    try:
        figures.damaged += not await desk.open()
        opened = not desk.disk.off  # the journal's failure alone does not keep a desk from opening
        while True:
            for _number in range(chance.randint(0, SAVED_AT_ONCE)):
                promised.add(await desk.save(actor, f"{len(promised)}"))
            await desk.deliver()
    except (StorageError, OSError):
        figures.cuts_while_opening += not opened


def _sign_in(api: Api, device_id: str, town: City) -> Actor:
    answer = api.sign_in({"user": "ha.le", "password": town.password, "device_id": device_id})
    api.set_token(str(answer["token"]), bound=True)
    return Actor.model_validate(answer["actor"])


def _an_incident(api: Api) -> tuple[str, int]:
    page: str | None = None
    while True:
        answer = api.snapshot(page)
        for item in answer["items"]:
            if item["type"] == "incident":
                return item["id"], item["version"]
        page = answer["next_page"]
        if page is None:
            raise LinkError("bad_answer", detail="no incident")


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=24)
    asked = parser.parse_args(arguments)
    with city(cameras=False) as town:
        figures = asyncio.run(cut_again_and_again(town, asked.cuts, asked.seed))
    print(json.dumps(asdict(figures)))
    return 0 if figures.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
