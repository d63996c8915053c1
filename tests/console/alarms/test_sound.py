"""Alarm sounds: the pulses of the standard, a burst limit, a mute that ends, and never a wait."""

from __future__ import annotations

import subprocess
import sys
import wave
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from console.alarms.sound import (
    GAPS_S,
    MUTE_MOST,
    PULSE_S,
    PULSES,
    RATE_HZ,
    Sounder,
    samples,
    write_bursts,
)
from tests.harness.patience import Patience

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)


def _pulses(sound: np.ndarray[tuple[int], np.dtype[np.int16]]) -> int:
    """How often it rises out of silence: a hundredth of a second without a swing is silence."""
    quiet = round(0.01 * RATE_HZ)
    loud = np.abs(sound.astype(int)) > 1500
    parts = loud[: len(loud) // quiet * quiet].reshape(-1, quiet).any(axis=1)
    return int(parts[0]) + int(np.sum(parts[1:] & ~parts[:-1]))


@pytest.mark.parametrize(("priority", "count"), [("high", 10), ("medium", 3), ("low", 1)])
def test_bursts_have_the_pulses_of_their_priority(priority: str, count: int, tmp_path: Path) -> None:
    assert PULSES[priority] == count
    assert _pulses(samples(priority)) == count
    with wave.open(str(write_bursts(tmp_path / "sounds")[priority])) as file:
        seconds = file.getnframes() / file.getframerate()
    assert seconds == pytest.approx(count * (PULSE_S + GAPS_S[priority]), abs=0.01)
    assert seconds < 3


class _Players:
    """Stands for the player: real processes that end by themselves, or do not."""

    def __init__(self, for_s: float) -> None:
        self.for_s = for_s
        self.started: list[Sequence[str]] = []
        self.running: list[subprocess.Popen[bytes]] = []

    def __call__(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        self.started.append(command)
        sleeper = [sys.executable, "-c", f"import time; time.sleep({self.for_s})"]
        self.running.append(subprocess.Popen(sleeper))
        return self.running[-1]


def test_one_burst_at_a_time_and_not_too_often(tmp_path: Path) -> None:
    players = _Players(30)
    sounder = Sounder(tmp_path, command=("play",), spawn=players)
    patience = Patience(5)
    assert sounder.sound("high", 2, NOW, 0.0).silent == ""
    assert players.started[0][-1].endswith("high.wav")
    assert sounder.sound("medium", 1, NOW, 1.0).silent == "limited", "one plays"
    sounder.close()
    assert not patience.is_over, "nobody waited for the burst"
    assert players.running[0].poll() is not None
    players.for_s = 0
    assert sounder.sound("medium", 1, NOW, 2.0).silent == ""
    players.running[-1].wait(60)
    assert sounder.sound("high", 1, NOW, 9.9).silent == "limited", "too soon after the last of its kind"
    assert sounder.sound("high", 1, NOW, 10.0).silent == ""
    players.running[-1].wait(60)
    sounder.close()


def test_a_mute_ends_by_itself_after_thirty_minutes_at_most(tmp_path: Path) -> None:
    sounder = Sounder(tmp_path, command=("play",), spawn=_Players(0))
    until = sounder.mute(NOW, timedelta(hours=5))
    assert until == NOW + MUTE_MOST
    assert sounder.sound("high", 1, NOW, 0.0).silent == "muted"
    assert not sounder.is_muted(until)
    heard = sounder.sound("high", 3, until, 1800.0)
    assert (heard.silent, heard.count, heard.at) == ("", 3, until)
    sounder.close()


def test_without_a_player_or_a_place_it_is_told_and_nothing_breaks(tmp_path: Path) -> None:
    assert Sounder(tmp_path, command=None).sound("low", 1, NOW, 0.0).silent == "no_player"
    assert Sounder(tmp_path, on=False, command=("play",)).sound("low", 1, NOW, 0.0).silent == "off"
    (tmp_path / "file").touch()
    assert Sounder(tmp_path / "file", command=("play",)).sound("low", 1, NOW, 0.0).silent == "no_player"
    assert Sounder(tmp_path, command=("/none/such",)).sound("low", 1, NOW, 0.0).silent == "no_player"
