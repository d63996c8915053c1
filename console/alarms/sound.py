"""Alarm sounds by priority: bursts of 10, 3 and 1 pulses for high, medium and low (the design's domain words), written
as WAV when first needed and played by a program of the system, so that neither the screen nor this process waits.

Pulses of 0.15 s, the high ones 0.1 s apart and the others 0.2 s; 880 Hz with two harmonics, so that it is heard over a
room's noise. A burst is never cut and never queued: what comes while one plays, or too soon after, is only told in
words.
"""

from __future__ import annotations

import shutil
import subprocess
import wave
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import numpy as np

from offline_cache.plain_files import create, is_own

RATE_HZ = 22_050
TONE_HZ = 880.0
PULSE_S = 0.15
PULSES: Mapping[str, int] = MappingProxyType({"high": 10, "medium": 3, "low": 1})
GAPS_S: Mapping[str, float] = MappingProxyType({"high": 0.1, "medium": 0.2, "low": 0.2})
RANK = ("high", "medium", "low")
PAUSE_S: Mapping[str, float] = MappingProxyType({"high": 10.0, "medium": 20.0, "low": 60.0})
"""The burst limit: so long after one burst before another of the same priority."""
MUTE_MOST = timedelta(minutes=30)
PLAYERS: Sequence[tuple[str, ...]] = (("pw-play",), ("paplay",), ("aplay", "-q"))


def samples(priority: str) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """One burst, 16 bits, mono; each pulse swells and fades within 15 ms so that it does not click."""
    at = np.arange(round(PULSE_S * RATE_HZ)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * TONE_HZ * number * at) / number for number in (1, 2, 3))
    edge = np.minimum(1.0, np.minimum(at, PULSE_S - at) / 0.015)
    pulse = np.asarray(tone * edge / 1.9 * 0.8 * 32_767).astype(np.int16)
    gap = np.zeros(round(GAPS_S[priority] * RATE_HZ), dtype=np.int16)
    return np.concatenate([pulse, gap] * PULSES[priority])


def write_bursts(folder: Path) -> dict[str, Path]:
    """The three bursts as files in `folder`, written where they are missing. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for priority in RANK:
        path = folder / f"{priority}.wav"
        if not (is_own(path) and path.exists()):
            fresh = path.with_suffix(".new")
            with create(fresh) as raw, wave.open(raw, "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE_HZ)
                file.writeframes(samples(priority).tobytes())
            fresh.replace(path)
        found[priority] = path
    return found


def player() -> tuple[str, ...] | None:
    """The program that plays, with its options; None where the system has none."""
    for command in PLAYERS:
        found = shutil.which(command[0])
        if found is not None:
            return (found, *command[1:])
    return None


@dataclass(frozen=True)
class Heard:
    """What was, or would have been, heard: a priority, how many asked for it, and why it stayed silent."""

    priority: str
    count: int
    at: datetime
    silent: str = ""
    """Empty where it was played, else `muted`, `limited`, `no_player`, `off`."""


class Sounder:
    """Plays at most one burst at a time. `spawn` starts a player; times are handed in (the time of day for people,
    and a steady clock for the limit)."""

    def __init__(
        self,
        folder: Path,
        *,
        on: bool = True,
        command: tuple[str, ...] | None = None,
        spawn: Callable[[Sequence[str]], subprocess.Popen[bytes]] | None = None,
    ) -> None:
        self._folder = folder
        self._on = on
        self.is_wanted = True
        """Whether who sits here wants to hear anything."""
        self._command = command
        self._spawn = spawn or _spawn
        self._playing: subprocess.Popen[bytes] | None = None
        self._last: dict[str, float] = {}
        self.muted_until: datetime | None = None

    def mute(self, now: datetime, span: timedelta) -> datetime:
        """Silence until then; never for longer than 30 minutes."""
        self.muted_until = now + min(span, MUTE_MOST)
        return self.muted_until

    def unmute(self) -> None:
        """Let it be heard again."""
        self.muted_until = None

    def is_muted(self, now: datetime) -> bool:
        """Whether the mute still lasts."""
        return self.muted_until is not None and now < self.muted_until

    def sound(self, priority: str, count: int, now: datetime, steady_s: float) -> Heard:
        """Play the burst of `priority` unless something forbids it; what came of it."""
        silent = self._why_silent(priority, now, steady_s)
        if not silent and self._command is not None:
            try:
                path = write_bursts(self._folder)[priority]
                self._playing = self._spawn((*self._command, str(path)))
                self._last[priority] = steady_s
            except OSError:
                silent = "no_player"
        return Heard(priority, count, now, silent)

    def close(self) -> None:
        """End what still plays."""
        if self._playing is not None and self._playing.poll() is None:
            self._playing.kill()
            self._playing.wait(1)
        self._playing = None

    def _why_silent(self, priority: str, now: datetime, steady_s: float) -> str:
        if not self._on or not self.is_wanted:
            return "off"
        if self.is_muted(now):
            return "muted"
        if self._command is None:
            return "no_player"
        if self._playing is not None and self._playing.poll() is None:
            return "limited"
        last = self._last.get(priority)
        return "limited" if last is not None and steady_s - last < PAUSE_S[priority] else ""


def _spawn(command: Sequence[str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, close_fds=True)
