"""Drafts: kept while somebody types, whole or not at all, each for one person, verb and incident."""

from __future__ import annotations

import asyncio
import json
import os
import stat
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console.storage.drafts import PAUSE_S, Drafts, text_of
from offline_cache.drafts import MOST, Draft, DraftFile
from offline_cache.errors import StorageError


async def _blocking(work: Callable[[], Any]) -> Any:
    return await asyncio.to_thread(work)


class Desk:
    """Drafts of a desk whose person can change."""

    def __init__(self, folder: Path) -> None:
        self.file = DraftFile(folder / "drafts.json")
        self.who = "ha.le"
        self.now = datetime.now(UTC)
        self.drafts = Drafts(self.file, self.block, lambda: self.who, lambda: self.now)

    def block(self, work: Callable[[], Any]) -> Awaitable[Any]:
        return _blocking(work)


def _draft(number: int, text: str = "x") -> Draft:
    return Draft("ha.le", f"inc-{number}", "add-note", {"0": text}, number)


def test_a_file_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    file = DraftFile(tmp_path / "drafts.json")
    drafts = [_draft(2, "Đã gọi tổ tuần tra\nhai dòng"), _draft(1)]
    file.save(drafts)
    assert DraftFile(file.path).load() == drafts
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_no_more_than_the_newest_are_kept(tmp_path: Path) -> None:
    file = DraftFile(tmp_path / "drafts.json")
    file.save(_draft(number) for number in range(MOST + 5))
    kept = file.load()
    assert len(kept) == MOST
    assert min(draft.at_ms for draft in kept) == 5


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'[{"owner": "a"}]', b"\xff\xfe", b'[{"fields": []}]', b"null"])
def test_a_damaged_file_goes_aside_and_blocks_nobody(tmp_path: Path, damage: bytes) -> None:
    file = DraftFile(tmp_path / "drafts.json")
    file.path.write_bytes(damage)
    assert file.load() == []
    assert (tmp_path / "drafts.damaged").read_bytes() == damage
    file.save([_draft(1)])
    assert file.load() == [_draft(1)]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = DraftFile(tmp_path / "drafts.json")
    file.save([_draft(1)])

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="full"):
        file.save([_draft(2)])
    assert file.load() == [_draft(1)]


def test_what_is_typed_is_on_the_disk_within_a_second(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        await desk.drafts.start()
        for end in range(1, 20):
            desk.drafts.keep("inc-1", "add-note", {"0": "Đã gọi tổ tuần tra"[:end]})
        await asyncio.sleep(PAUSE_S + 0.4)
        rows = json.loads(desk.file.path.read_bytes())
        assert [row["fields"] for row in rows] == [{"0": "Đã gọi tổ tuần tra"}], "one row, the newest text"
        await desk.drafts.stop()

    asyncio.run(work())


def test_stopping_in_the_middle_of_a_pause_loses_nothing(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        await desk.drafts.start()
        desk.drafts.keep("inc-1", "add-note", {"0": "nửa câu"})
        await desk.drafts.stop()
        again = Desk(tmp_path)
        await again.drafts.start()
        found = again.drafts.get("inc-1", "add-note")
        assert found is not None
        assert text_of(found) == "nửa câu"
        await again.drafts.stop()

    asyncio.run(work())


def test_each_person_verb_and_incident_has_its_own(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        await desk.drafts.start()
        desk.drafts.keep("inc-1", "add-note", {"0": "của Hà"})
        assert desk.drafts.get("inc-2", "add-note") is None
        assert desk.drafts.get("inc-1", "escalate-incident") is None
        desk.who = "an.nguyen"
        assert desk.drafts.get("inc-1", "add-note") is None, "nobody reads another's half sentences"
        desk.drafts.drop("inc-1", "add-note")
        desk.who = "ha.le"
        assert desk.drafts.get("inc-1", "add-note") is not None
        await desk.drafts.stop()

    asyncio.run(work())


def test_blanks_and_what_is_saved_are_no_drafts(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        await desk.drafts.start()
        desk.drafts.keep("inc-1", "add-note", {"0": "  \n"})
        assert desk.drafts.get("inc-1", "add-note") is None
        desk.drafts.keep("inc-1", "add-note", {"0": "một câu"})
        await desk.drafts.settled()
        desk.drafts.drop("inc-1", "add-note")
        await desk.drafts.settled()
        assert desk.file.load() == []
        await desk.drafts.stop()

    asyncio.run(work())


def test_old_ones_are_forgotten_at_the_next_start(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        await desk.drafts.start()
        desk.now -= timedelta(days=31)
        desk.drafts.keep("inc-1", "add-note", {"0": "cũ"})
        desk.now += timedelta(days=31)
        desk.drafts.keep("inc-2", "add-note", {"0": "mới"})
        await desk.drafts.stop()
        again = Desk(tmp_path)
        await again.drafts.start()
        assert again.drafts.get("inc-1", "add-note") is None
        assert again.drafts.get("inc-2", "add-note") is not None
        await again.drafts.stop()

    asyncio.run(work())


def test_a_full_disk_is_tried_again_and_nothing_typed_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_noise: list[str]
) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        await desk.drafts.start()
        right, fails = desk.file.save, [True]

        def save(drafts: Any) -> None:
            if fails[0]:
                raise StorageError("full")
            right(drafts)

        monkeypatch.setattr(desk.file, "save", save)
        desk.drafts.keep("inc-1", "add-note", {"0": "giữ lấy"})
        await asyncio.sleep(PAUSE_S + 0.2)
        assert desk.drafts.trouble == "full"
        fails[0] = False
        async with asyncio.timeout(5):
            await desk.drafts.settled()
        assert not desk.drafts.trouble
        assert [draft.fields["0"] for draft in desk.file.load()] == ["giữ lấy"]
        await desk.drafts.stop()

    expected_noise.append("drafts cannot be kept")
    asyncio.run(work())
