"""Kills a saving console again and again: what was promised is in the server's log exactly once at the end.

`python -m tests.soak.kills --kills 1000` prints its figures as JSON; 1 where anything was lost, doubled or damaged.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

import pysqlite3

from tests.faults.room import read_only
from tests.harness.end_with_us import end_with_us
from tests.journeys.city import ROOT, City, city
from tests.soak.victim import OPENED

FILES = ("cache.db", "outbox.db")
MOST = 12
"""Actions a life may save: the server has to take them all in the end."""
LIFE_S = 0.35
EARLY = 0.25
"""Share of the kills that come while the console is still opening its files."""


@dataclass
class Figures:
    """What a run came to."""

    kills: int = 0
    kills_while_opening: int = 0
    promised: int = 0
    in_the_log: int = 0
    lost: int = 0
    doubled: int = 0
    checks: int = 0
    damaged: int = 0
    seconds_per_kill: float = 0.0
    opened: int = 0
    """Incidents that were promised to be opened."""
    not_there: int = 0
    there_twice: int = 0
    numbers_twice: int = 0
    without_reporter: int = 0
    seconds: float = 0.0
    promises: set[str] = field(default_factory=set, repr=False)
    openings: set[str] = field(default_factory=set, repr=False)

    def told(self) -> dict[str, float]:
        """Without the promises themselves."""
        return {name: value for name, value in asdict(self).items() if name not in {"promises", "openings"}}

    @property
    def good(self) -> bool:
        """Whether nothing was lost, doubled or damaged."""
        of_incidents = self.not_there or self.there_twice or self.numbers_twice or self.without_reporter
        return not (self.lost or self.doubled or self.damaged or of_incidents) and self.promised > 0


class Nursery:
    """Lets consoles live, one after the other."""

    def __init__(self, data_dir: Path, town: City) -> None:
        self._pipe = data_dir.parent / "words"
        os.mkfifo(self._pipe)
        data_dir.mkdir(exist_ok=True)
        self._told = {"data_dir": str(data_dir), "url": town.url, "user": "ha.le", "password": town.password}
        end_with_us()
        with (data_dir.parent / "victim.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.soak.victim"],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip

    def live(self, most: int) -> tuple[int, Iterator[str]]:
        """A new life: its process id and its words; they end with it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({**self._told, "most": most, "words": str(self._pipe)}) + "\n")
        self._process.stdin.flush()
        words = self._pipe.open(encoding="ascii")  # returns once the other end is open: before there is a life
        child = int(self._process.stdout.readline())
        return child, self._said(words)

    def _said(self, words: TextIO) -> Iterator[str]:
        with words:
            for line in words:
                if line.endswith("\n"):
                    yield line.strip()
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == "ended"

    def close(self) -> None:
        """No more."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


@contextmanager
def nursery(folder: Path, town: City) -> Iterator[Nursery]:
    """One that is gone afterwards."""
    made = Nursery(folder / "desk", town)
    try:
        yield made
    finally:
        made.close()


def kill_again_and_again(folder: Path, town: City, kills: int, check_every: int, seed: int = 23) -> Figures:
    """Kill `kills` consoles at random moments, then let one live until all is sent."""
    chance = random.Random(seed)
    figures = Figures()
    began = time.monotonic()
    with nursery(folder, town) as home:
        _until_sent(home)  # it signs in and fetches the city
        for number in range(1, kills + 1):
            _one_kill(home, chance, figures)
            if number % check_every == 0 or number == kills:
                figures.checks += 1
                figures.damaged += not _sound(folder / "desk")
        figures.seconds_per_kill = round((time.monotonic() - began) / kills, 3)
        _until_sent(home)
    log = [row["action_id"] for row in town.log()]
    figures.promised, figures.in_the_log = len(figures.promises), len(log)
    figures.lost = len(figures.promises - set(log))
    figures.doubled = len(log) - len(set(log))
    _look_at_opened(town, figures)
    figures.seconds = round(time.monotonic() - began, 1)
    return figures


def _look_at_opened(town: City, figures: Figures) -> None:
    """Every incident that was promised is there once, under a number of its own, and who told of it is known."""
    query = "SELECT id, data FROM records WHERE type = 'incident' AND NOT removed AND id LIKE 'd-%'"
    there = {key: json.loads(data) for key, data in read_only(town.database, query)}
    told = {key for (key,) in read_only(town.database, "SELECT incident_id FROM reporters")}
    titles = Counter(data["title"] for data in there.values())
    codes = Counter(data["code"] for data in there.values())
    figures.opened = len(figures.openings)
    figures.not_there = len(figures.openings - there.keys())
    figures.there_twice = sum(count - 1 for count in titles.values())
    figures.numbers_twice = sum(count - 1 for count in codes.values())
    figures.without_reporter = len(there.keys() - told)


def _until_sent(home: Nursery) -> None:
    _child, words = home.live(0)
    assert list(words)[-1] == "sent"


def _one_kill(home: Nursery, chance: random.Random, figures: Figures) -> None:
    child, words = home.live(MOST)
    early = chance.random() < EARLY
    delay_s = chance.uniform(0.0, 0.12) if early else chance.uniform(0.0, LIFE_S)
    killer = threading.Timer(delay_s, os.kill, (child, signal.SIGKILL))
    if early:
        killer.start()
    ready = False
    for word in words:
        if word == "ready":
            ready = True
            if not early:
                killer.start()
        elif word != "sent":
            what, action_id, target_id = word.split()
            figures.promises.add(action_id)
            if what == OPENED:
                figures.openings.add(target_id)
    killer.join()
    figures.kills += 1
    figures.kills_while_opening += not ready


def _sound(data_dir: Path) -> bool:
    """Whether SQLite finds copies of both files whole: the files themselves are the next console's to recover."""
    with tempfile.TemporaryDirectory(dir=data_dir.parent) as folder:
        for name in FILES:
            for part in (name, f"{name}-wal"):
                if (data_dir / part).exists():
                    shutil.copy(data_dir / part, folder)
            connection = pysqlite3.connect(Path(folder) / name)
            try:
                if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                    return False
            except pysqlite3.DatabaseError:
                return False
            finally:
                connection.close()
    return True


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=23)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="ioc-kills-") as folder, city(cameras=False) as town:
        figures = kill_again_and_again(Path(folder), town, asked.kills, max(1, asked.kills // 100), asked.seed)
    print(json.dumps(figures.told()))
    return 0 if figures.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
