"""Who is blamed for a worker's growth: the stream whose call lasts while it grows, and nobody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from console.video.player import Player
from console.video.watch import MOST_GROWTH, Watch


class Grows(Watch):
    """A watch that is told how much is in use."""

    used = 100 << 20

    def resident(self) -> int:
        """As told."""
        return self.used


class Streams(Player):
    """A player that is in a call since `touched_s`, or waits until `retry_s`."""

    def __init__(self, touched_s: float, retry_s: float = 0.0) -> None:
        self.reader = None
        self.playing: Any = SimpleNamespace(
            touched_s=touched_s, ring=SimpleNamespace(retry_s=retry_s), is_stuck=lambda _now: False
        )

    def is_alive(self) -> bool:
        """It plays."""
        return True


@pytest.fixture
def watch() -> Any:
    return Grows()


@pytest.mark.kind(
    "bounds", "Memory that grows while one call lasts", "That stream is blamed, and none that plays or waits."
)
def test_who_is_blamed(watch: Any) -> None:
    players = {1: Streams(99.9), 2: Streams(97.0), 3: Streams(50.0, retry_s=160.0), 4: Streams(98.0)}
    assert watch.guilty(players, 100.0) == []
    watch.used += MOST_GROWTH + 1
    players[1].playing.touched_s = 100.4
    assert watch.guilty(players, 100.5) == [2]
    players[2].playing.touched_s = players[4].playing.touched_s = 100.9
    watch.used += MOST_GROWTH
    assert watch.guilty(players, 101.0) == []


def test_what_is_in_use_is_known(watch: Any) -> None:
    assert 1 << 20 < Watch.resident(watch) < 4 << 30
