"""A server that sends, as a process to be killed.

`python -m tests.backend.messages.sending_process FOLDER DATABASE SAID LATER`: `DATABASE` is an address, `SAID` the file
of channels as JSON; `LATER` says by how many milliseconds its clock is ahead, so that what a process before it had
taken is free.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from backend.base import clock
from backend.messages import queue
from tests.backend.messages.post_room import PostRoom


def main(folder: str, database: str, said: str, later: str) -> None:
    """Send for ever."""
    queue.now_ms = lambda: clock.now_ms() + int(later)  # type: ignore[attr-defined]
    room = PostRoom(Path(folder), json.loads(Path(said).read_text(encoding="utf-8")), database)
    while True:
        room.post.sender.step()
        time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
