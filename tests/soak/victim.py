"""A console without a screen that is there to be killed: it saves as fast as it can and says each promise aloud.

`python -m tests.soak.victim` imports everything once and then, for each line `{data_dir, url, user, password, most,
words}` on its standard input, lets a child live from `Session.start` on. What the child says goes to the pipe `words`,
line by line: `ready`, then `saved` or `opened` with the ids of each action and its target after it was saved, `sent`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from console.base.settings import Settings
from console.incidents.reporters import FOLDER
from console.session import Session
from console.verbs.actions import note
from contract.records.incident import Severity
from contract.reporters import ReporterIn
from contract.verbs.incident import Open

OPENS_EACH = 3
"""Of so many actions one opens an incident."""
SAVED, OPENED = "saved", "opened"
CALLER = ReporterIn(name="Bác Tư", phone="0900 000 417")


def _new(words: str) -> Open:
    return Open(title=f"Cây đổ {words}", severity=Severity.MEDIUM, place="Hẻm 12 Lê Thánh Tôn")


async def _waits(session: Session) -> bool:
    """Whether an action is to be sent, or who told of an incident."""
    return bool(await session.store.pending_count()) or any((session.data_dir / FOLDER).glob("*.json"))


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
        words = f"{os.getpid()} {number}"
        opens = number % OPENS_EACH == 0
        saved = await (session.opening.open(_new(words), CALLER) if opens else session.act(note(incident, words)))
        _say(f"{OPENED if opens else SAVED} {saved.action_id} {saved.target_id}")
    while await _waits(session):  # noqa: ASYNC110 - nobody announces that nothing waits
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
