"""What somebody types to find what was on the wall: a time of day, a day and a time, and the words beside them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.views.wall_control.wall_room import WallRoom, at_wall
from views.wall_control.recorder_search import WINDOW, asked_at, understood

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
"""20:00 in the city."""


@pytest.mark.parametrize(
    ("text", "at", "rest"),
    [
        ("19:30", datetime(2026, 11, 21, 12, 30, tzinfo=UTC), ""),
        ("21:30", datetime(2026, 11, 20, 14, 30, tzinfo=UTC), ""),
        ("Cầu Bến Đá 08:05", datetime(2026, 11, 21, 1, 5, tzinfo=UTC), "Cầu Bến Đá"),
        ("20/11 08:00 t1", datetime(2026, 11, 20, 1, 0, tzinfo=UTC), "t1"),
        ("31/12 23:59", datetime(2025, 12, 31, 16, 59, tzinfo=UTC), ""),
        ("1/2/2026 7:00", datetime(2026, 2, 1, 0, 0, tzinfo=UTC), ""),
        ("31/02 10:00", None, "31/02 10:00"),
        ("25:00", None, "25:00"),
        ("SC-2026-467779", None, "SC-2026-467779"),
    ],
)  # fmt: skip
def test_times_are_of_the_past_and_leave_the_words(text: str, at: datetime | None, rest: str) -> None:
    assert asked_at(text, NOW) == (at, rest)


def test_words_are_a_screen_a_camera_or_nothing_that_is_known(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.wall()
        found = wall.control.watch.wall
        assert found is not None
        store = wall.room.session.store
        screen = await understood("trai", store, found, NOW)
        assert (screen.screen, screen.camera, screen.incident, screen.since) == ("t1", "", "", None)
        camera = await understood("ben da 19:30", store, found, NOW)
        assert (camera.screen, camera.camera) == ("", "c1")
        assert camera.since is not None
        assert camera.until is not None
        assert camera.until - camera.since == WINDOW
        unknown = await understood("Cống Rạch Lá", store, found, NOW)
        assert unknown.camera == "Cống Rạch Lá", "it finds nothing, instead of everything"

    at_wall(qapp, tmp_path, story)
