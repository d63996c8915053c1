"""What leaves a desk as a file is told to the server's log: no file without its line, no line without a file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from console.base.errors import SignInError
from console.base.settings import Settings
from console.exporting import NAME_MOST, Leaving, export, told
from console.measures.exports import ExportError, Progress
from console.session import Session
from contract.verbs import BY_NAME
from contract.verbs.export import MEASURES, REPORT
from offline_cache.errors import StorageError
from tests.harness.patience import Patience
from tests.harness.waiting import comes
from tests.journeys.city import city

T = TypeVar("T")
LEAVING = Leaving(MEASURES, 12, "2026-11-01/2026-11-30")


class Desk:
    """As a session writes and acts; what it is told to save is kept, or refused with `trouble`."""

    def __init__(self, folder: Path, trouble: Exception | None = None) -> None:
        self.folder, self.trouble = folder, trouble
        self.saved: list[tuple[Any, list[str]]] = []

    async def blocking(self, work: Callable[[], T]) -> T:
        return work()

    async def act(self, action: Any) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.saved.append((action, sorted(path.name for path in self.folder.iterdir() if path.is_file())))


def written(desk: Desk, write: Callable[[Path, Progress], object]) -> None:
    asyncio.run(export(desk, desk.folder / "so-lieu.csv", write, LEAVING))  # type: ignore[arg-type]


def test_the_line_is_saved_before_the_file_stands_in_its_place(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    written(desk, lambda fresh, _tell: fresh.write_text("a;b"))
    [(action, files)] = desk.saved
    assert files == []
    assert [path.name for path in tmp_path.iterdir()] == ["so-lieu.csv"]
    assert (tmp_path / "so-lieu.csv").read_text() == "a;b"
    assert (action.type, action.target_type, action.target_id) == ("export", "export", "measures")
    assert action.payload == {"file": "so-lieu.csv", "count": 12, "about": "2026-11-01/2026-11-30"}
    BY_NAME["export"].payload.model_validate(action.payload)


@pytest.mark.parametrize("trouble", [StorageError("disk_full"), SignInError("expired")])
def test_nothing_leaves_that_cannot_be_told(tmp_path: Path, trouble: Exception) -> None:
    desk = Desk(tmp_path, trouble)
    with pytest.raises(type(trouble)):
        written(desk, lambda fresh, _tell: fresh.write_text("a;b"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("trouble", [ExportError("cancelled"), OSError(28, "No space left on device")])
def test_what_was_not_written_is_not_told(tmp_path: Path, trouble: Exception) -> None:
    def fail(fresh: Path, _tell: Progress) -> None:
        fresh.write_text("half")
        raise trouble

    desk = Desk(tmp_path)
    with pytest.raises(ExportError) as refused:
        written(desk, fail)
    assert refused.value.code == ("cancelled" if isinstance(trouble, ExportError) else "not_written")
    assert desk.saved == []
    assert list(tmp_path.iterdir()) == []


def test_a_long_name_is_told_as_far_as_it_is_taken() -> None:
    action = told(Path("/x") / ("ố" * 240), LEAVING)
    taken = BY_NAME["export"].payload.model_validate(action.payload).model_dump()
    assert taken["file"] == "ố" * NAME_MOST


def test_what_left_during_an_outage_is_in_the_audit_when_the_server_is_back(tmp_path: Path) -> None:
    async def story(town: Any) -> None:
        session = Session(Settings(backend_url=town.url, credentials="file"), tmp_path, with_video=False)
        await session.start()
        try:
            await session.sign_in("ha.le", town.password)
            town.kill_backend()
            path = tmp_path / "bao-cao.txt"
            await export(session, path, lambda fresh, _tell: fresh.write_text("x"), Leaving(REPORT, 7, "incident:sc-1"))
            assert path.exists()
            assert await session.store.pending_count() == 1
            town.start_backend()
            await comes(lambda: [one for one in town.log() if one["type"] == "export"], "the line")
            [line] = [one for one in town.log() if one["type"] == "export"]
            assert (line["actor_id"], line["target_id"], line["result"]) == ("ha.le", "report", "applied")
            patience = Patience(30)
            while await session.store.pending_count():
                assert not patience.is_over, "it waits for ever"
                await asyncio.sleep(0.05)
        finally:
            await session.stop()

    with city(cameras=False) as town:
        asyncio.run(story(town))
