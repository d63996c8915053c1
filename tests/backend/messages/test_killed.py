"""kill -9 in the middle of sending: nothing is lost, and what comes twice comes with the same key."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from backend.messages.queue import LEASE_MS
from tests.backend.messages.peer import Peer, Taken
from tests.backend.messages.post_room import HERE, PostRoom, secret_file
from tests.harness.end_with_us import end_with_us
from tests.harness.waiting import until

ROOT = Path(__file__).resolve().parents[3]
AGENCIES = ("thoat-nuoc", "cong-an", "pccc")
KILLS = 6


class Killing(Peer):
    """Kills whoever sends to it at its third request: before it answers, or right after that."""

    def __init__(self) -> None:
        super().__init__()
        self.victim: subprocess.Popen[bytes] | None = None
        self.answers_first = False
        self.count = 0

    def answer(self, handler: BaseHTTPRequestHandler, taken: Taken) -> None:
        """As `Peer`, or the end of the other side."""
        with self._lock:
            self.count += 1
            kills = self.count == 3
        if kills and not self.answers_first and self.victim is not None:
            self.taken.append(taken)
            self.victim.kill()
            return
        super().answer(handler, taken)
        if kills and self.victim is not None:
            handler.wfile.flush()
            self.victim.kill()


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is not None


def test_nothing_is_lost_and_what_comes_twice_has_the_same_key(tmp_path: Path) -> None:
    end_with_us()
    with Killing() as peer:
        hook = {"webhook": {"url": f"{peer.url}/", "secret_file": secret_file(tmp_path, "hook", "s")}}
        said = {"webhook": {"networks": HERE, "a_minute": 6000}, "agencies": dict.fromkeys(AGENCIES, hook)}
        (tmp_path / "said.json").write_text(json.dumps(said), encoding="utf-8")
        room = PostRoom(tmp_path, said)
        room.open()
        database = room.ledger.engine.url.render_as_string(hide_password=False)
        keys = [room.forward(AGENCIES[number % 3]) for number in range(24)]

        def waiting() -> int:
            return sum(room.record(key)["state"] == "waiting" for key in keys)

        for number in range(KILLS + 1):
            peer.count, peer.answers_first = (0, number % 2 == 1) if number < KILLS else (100, False)
            command = [sys.executable, "-m", "tests.backend.messages.sending_process", str(tmp_path), database]
            later = number * (LEASE_MS + 60_000)
            with (tmp_path / "process.log").open("ab") as log:
                peer.victim = subprocess.Popen(
                    [*command, str(tmp_path / "said.json"), str(later)], cwd=ROOT, stderr=log, stdout=log
                )
            victim = peer.victim
            try:
                if number < KILLS:
                    until(partial(_has_ended, victim), "it was killed", 120)
                    assert victim.returncode == -9, (tmp_path / "process.log").read_text(encoding="utf-8")[-2000:]
                else:
                    until(lambda: not waiting(), "all of it went out", 120)
            finally:
                victim.kill()
                victim.wait(60)
        counted = Counter(peer.keys)
        assert set(counted) == set(keys), "none was lost, and none was made up"
        assert sum(counted.values()) - len(keys) <= KILLS * len(AGENCIES), "what was on its way at a kill, and no more"
        assert {room.record(key)["state"] for key in keys} == {"delivered"}
        room.close()
