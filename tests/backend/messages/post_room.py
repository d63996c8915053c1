"""A server's messages over a ledger of its own: a city's rules, the channels that a test sets up, deeds that make them.

The address of every receiver is this machine's: channels of tests may call it, and say so (`networks`).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backend.actions.deed import Act, Deed, Outcome
from backend.base.clock import iso, now_ms
from backend.city.loading import DEFAULT_CITY, load
from backend.following import scribe_of
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger, read_all
from backend.ledger.schema import messages
from backend.messages.channel_file import channels_from
from backend.messages.channel_models import ChannelsFile
from backend.messages.post import Post, post_over
from tests.harness.waiting import until

HERE = ["127.0.0.0/8", "::1/128"]
INCIDENT: Mapping[str, Any] = {
    "code": "PA-0001", "title": "Ngập hẻm 12 Trần Phú", "place": "Hẻm 12 Trần Phú", "ward": "Rạch Lá", "severity": 2,
    "state": "in_progress", "channel": "field_report", "created_at": "2026-11-21T05:00:00.000Z", "agency": "Thoát nước",
    "assignee_name": "Thoát nước",
}  # fmt: skip
SHIFT: Mapping[str, Any] = {
    "name": "Ca sáng", "starts_at": "2026-11-21T00:00:00.000Z", "ends_at": "2026-11-21T12:00:00.000Z", "people": [],
}  # fmt: skip


def secret_file(folder: Path, name: str, secret: str) -> str:
    """A secret as a server has it."""
    path = folder / name
    path.touch(mode=0o600)
    path.write_text(f"{secret}\n", encoding="utf-8")
    return str(path)


class PostRoom:
    """One ledger; its database may be another room's as well, which is another server then."""

    def __init__(self, folder: Path, said: Mapping[str, Any], database: str = "") -> None:
        self.folder = folder
        self.database = database or f"sqlite:///{folder / 'ledger.db'}"
        self.ledger = Ledger(open_engine(self.database))
        self.channels = channels_from(ChannelsFile.model_validate(said))
        self.post: Post = post_over(self.ledger, load(DEFAULT_CITY), self.channels)
        scribe_of(self.ledger, self.post)

    def open(self, key: str = "i1", **more: Any) -> None:
        """An incident, in a watch that runs."""
        self.ledger.publish([("shift", "current", dict(SHIFT)), ("incident", key, {**INCIDENT, **more})])

    def do(self, verb: str, key: str = "i1", action_id: str = "", **payload: Any) -> list[str]:
        """A deed at an incident that was accepted, as the log of actions has it done; ids of what it sends."""
        with self.ledger.write() as connection:
            found = self.ledger.read(connection, "incident", key)
            assert found is not None
            version, data = found
            at = iso(now_ms())
            act = Act(
                action_id or str(uuid.uuid4()), verb, version, payload, "ha.le", "Lê Thu Hà", "operator", at, at,
            )  # fmt: skip
            deed = Deed(act, "incident", key, version, data)
            made = self.post.making(connection, deed, Outcome("applied", {**data, "updated_at": at}))
            seq = self.ledger.put(connection, made)
        self.ledger.wakeups.announce(seq)
        return [key for _kind, key, _data in made]

    def forward(self, agency: str = "Thoát nước", key: str = "i1") -> str:
        """The id of the message that tells an agency."""
        (made,) = self.do("forward", key, agency=agency)
        return made

    def row(self, key: str) -> Any:
        """The message in the queue."""
        with self.ledger.engine.connect() as connection:
            return connection.execute(messages.select().where(messages.c.id == key)).one()

    def record(self, key: str) -> dict[str, Any]:
        """The same as the room sees it."""
        found = self.ledger.current("message", key)
        assert found is not None
        return found[1]

    def due(self) -> None:
        """What rests, rests no more."""
        self.post.sender._resting.clear()
        with self.ledger.aside() as connection:
            connection.execute(messages.update().values(next_ms=0))

    def step(self) -> None:
        """Send what is due, and see it to its end."""
        self.post.sender.step()
        assert self.post.sender.rest(60)

    def until(self, key: str, state: str) -> dict[str, Any]:
        """Send until a message stands so."""

        def stands() -> bool:
            self.due()
            self.step()
            return bool(self.record(key)["state"] == state)

        until(stands, f"{key} is {state}")
        return self.record(key)

    def log(self) -> list[dict[str, Any]]:
        """The lines of the shift's log that tell of messages."""
        with self.ledger.engine.connect() as connection:
            lines = read_all(connection, "log_entry").values()
        return [line for line in lines if line["event"] == "message_failed"]

    def close(self) -> None:
        self.post.sender.close()
        self.ledger.engine.dispose()
