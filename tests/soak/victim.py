"""A console without a screen that is there to be killed: it saves as fast as it can and says each promise aloud.

`python -m tests.soak.victim` imports everything once and then, for each line `{data_dir, url, user, password, most,
words}` on its standard input, lets a child live from `Session.start` on. What the child says goes to the pipe `words`,
line by line: `ready`, then every action_id after `act` returned, then `sent`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from console.base.settings import Settings
from console.session import Session
from console.verbs.actions import note


def _say(words: str) -> None:
    os.write(1, words.encode() + b"\n")


async def live(told: dict[str, Any]) -> None:
    """One life, until it is killed or nothing is left to send."""
    settings = Settings(backend_url=told["url"], credentials="file", device_name="victim")
    session = Session(settings, Path(told["data_dir"]), with_video=False)
    await session.start()
    if session.actor is None:
        await session.sign_in(told["user"], told["password"])
    incidents = await session.store.incidents()
    while not incidents:
        await asyncio.sleep(0.05)
        incidents = await session.store.incidents()
    _say("ready")
    for number in range(told["most"]):
        incident = incidents[number % len(incidents)]
        saved = await session.act(note(incident, f"{os.getpid()} {number}"))
        _say(saved.action_id)
    while await session.store.pending_count():  # noqa: ASYNC110 - nobody announces an empty outbox
        await asyncio.sleep(0.1)
    _say("sent")
    if told["most"]:
        await asyncio.sleep(60)
    await session.stop()


def main() -> int:
    """Fork a life for each line, and say its process id first."""
    for line in sys.stdin:
        told = json.loads(line)
        # A pipe that ends with this life: what a killed one said last is not to be taken for another's.
        words = os.open(told["words"], os.O_WRONLY)
        child = os.fork()
        if child == 0:
            os.dup2(words, 1)
            os.close(words)
            asyncio.run(live(told))
            os._exit(0)
        os.close(words)
        _say(str(child))
        os.waitpid(child, 0)
        _say("ended")
    return 0


if __name__ == "__main__":
    sys.exit(main())
