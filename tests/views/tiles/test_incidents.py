"""The queue and the count on a wall: the most urgent first, overdue and not acknowledged told, drills not counted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from offline_cache.errors import StorageError
from tests.views.cache_room import failing, words
from tests.views.stage_room import StageRoom, on_stage
from views.tiles.incidents import COUNT, QUEUE


def test_the_queue_shows_the_most_urgent_first_and_says_how_many_more_are_open(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(stage: StageRoom) -> None:
        for key, severity in (("low", 4), ("grave", 1), ("middle", 3)):
            await stage.incident(key, severity=severity)
        tile, _binding = await stage.bind(QUEUE.name, most=2)
        assert tile.shown() == 2
        assert [one.id for one in tile.table.incidents()] == ["grave", "middle"]
        assert "1 more incidents are open" in words(tile)
        await stage.room.write("incident", "grave")
        await stage.room.until(lambda: [one.id for one in tile.table.incidents()] == ["middle", "low"], "it has gone")
        assert "more incidents" not in words(tile)

    on_stage(qapp, tmp_path, story)


def test_the_count_tells_overdue_and_new_ones_and_leaves_drills_out(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        late = (stage.room.now - timedelta(minutes=1)).isoformat()
        await stage.incident("late", deadline=late)
        await stage.incident("known", acknowledged_at=late, state="acknowledged")
        await stage.incident("drill", drill=True, deadline=late)
        tile, _binding = await stage.bind(COUNT.name)
        assert "2 / 1" in words(tile)
        assert "1 not acknowledged" in words(tile)
        await stage.incident("next")
        await stage.room.until(lambda: "3 / 1" in words(tile), "one more")

    on_stage(qapp, tmp_path, story)


@pytest.mark.parametrize("kind", [QUEUE.name, COUNT.name])
def test_what_could_not_be_read_is_not_told_as_none(qapp: QApplication, tmp_path: Path, kind: str) -> None:
    async def story(stage: StageRoom) -> None:
        store = stage.room.session.store
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "incidents", failing(StorageError("full")))
            tile, _binding = await stage.bind(kind)
            assert [type(one) for one in stage.met] == [StorageError]
            assert "0" not in words(tile)
        await stage.incident("one")
        await stage.room.until(lambda: stage.incidents.index.known, "it is read again")
        await stage.room.settle()
        assert tile.shown() == 1 if kind == QUEUE.name else "1 / 0" in words(tile)

    on_stage(qapp, tmp_path, story)
