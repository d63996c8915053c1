"""For how long the oldest action that is not sent has waited, as a console tells those who watch over all of them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from console.base.clock import SYSTEM_CLOCK, Clock
from console.records.models import Actor
from console.storage.desk_outbox import DeskOutbox
from console.sync.delivery import waiting_for_s
from console.verbs.actions import Action
from offline_cache import outbox
from offline_cache.cache import Cache
from offline_cache.journal import Journal
from offline_cache.schema import migrate_outbox

HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator")


def _later(seconds: float, boot_id: str = SYSTEM_CLOCK.boot_id) -> Clock:
    return Clock(
        now=lambda: SYSTEM_CLOCK.now() + timedelta(seconds=seconds),
        monotonic_s=lambda: SYSTEM_CLOCK.monotonic_s() + seconds,
        boot_id=boot_id,
    )


async def _ages(folder: Path) -> list[float]:
    box = Cache(folder / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
    await box.open()
    journal = Journal(folder / "outbox.jsonl")
    desk = DeskOutbox(box, journal)
    await desk.open()
    ages = [await box.read(waiting_for_s)]
    note = Action(type="note", target_id="i1", base_version=1, payload={"text": "ghi chú"})
    saved = await desk.save(note, HA)
    ages += [await box.read(lambda db: waiting_for_s(db, _later(600))) for _ in range(1)]
    ages.append(await box.read(lambda db: waiting_for_s(db, _later(600, "another boot"))))
    await box.write(lambda db: outbox.set_state(db, saved.action_id, outbox.ANSWERED))
    ages.append(await box.read(lambda db: waiting_for_s(db, _later(600))))
    box.close()
    journal.close()
    return ages


def test_the_oldest_counts_until_it_was_answered_also_over_a_new_start(tmp_path: Path) -> None:
    nothing, waits, after_a_start, answered = asyncio.run(_ages(tmp_path))
    assert (nothing, answered) == (0.0, 0.0)
    assert 600 <= waits < 700
    assert 600 <= after_a_start < 700
