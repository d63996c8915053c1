"""What citizens report by a page, and what they are told of it: through the door of every source, under a code that
they alone have.

The code is nowhere here: a report has an id that is made of it, so that whoever has the code finds the report, and
whoever has the report not the code.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError
from backend.feeds.credentials import Scope
from backend.feeds.sources import Sources
from backend.ledger import past
from backend.ledger.ledger import Ledger
from backend.ledger.schema import past_incidents
from contract.records.incident import CITIZEN_RATED, Channel, IncidentState, Severity
from contract.texts import refused_sign
from contract.wire import FeedIn, RecordIn

SOURCE, PREFIX = "cong-dan", "cd-"
REPORTS_A_MINUTE = 120
"""Of all citizens together: whoever has many addresses buries the room under no more than that."""
SCOPE = Scope(SOURCE, frozenset({"incident"}), PREFIX, REPORTS_A_MINUTE, "web")
"""As that of any source's credential; there is none, for the server itself reports."""
CODE_BYTES = 10
"""80 bits: nobody comes upon a code by trying."""
_READ_WRONG = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""Signs that no code has and people read into it."""
TITLE_MOST, CITIZEN = 80, "Người dân"
RATED = frozenset({str(IncidentState.RESOLVED), str(IncidentState.CLOSED)})
STARS = range(1, 6)
Change = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Told:
    """What somebody reports."""

    what: str
    where: str
    phone: str = ""


def code_of(drawn: bytes) -> str:
    """A code in groups of four, as it is read aloud and typed."""
    text = base64.b32encode(drawn[:CODE_BYTES]).decode()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def id_of(code: str) -> str:
    """The incident that a code leads to, however it was typed."""
    letters = "".join(one for one in code.upper().translate(_READ_WRONG) if one.isascii() and one.isalnum())
    return PREFIX + hashlib.sha256(f"citizen\n{letters}".encode()).hexdigest()[:32]


def plain(text: str) -> str:
    """A text without the signs that no record may have."""
    return "".join(one for one in text if one == "\n" or refused_sign(one) is None).strip()


class Citizens:
    """Over one ledger and its sources. All methods block."""

    def __init__(self, ledger: Ledger, feeds: Sources) -> None:
        self._ledger = ledger
        self._feeds = feeds

    def report(self, code: str, told: Told) -> str:
        """Let it be known as an incident; its id. Told again under the same code it is one.

        Raises `ProblemError` as the door does, too-many-requests where all citizens together report too much.
        """
        key = id_of(code)
        if self.found(key) is not None:
            return key
        at, (first, _, _rest) = iso(now_ms()), told.what.partition("\n")
        title = first if len(first) <= TITLE_MOST else f"{first[: TITLE_MOST - 1].rstrip()}…"
        data: dict[str, Any] = {
            "code": f"PA-{key[len(PREFIX) :][:6].upper()}", "title": title, "description": told.what,
            "channel": str(Channel.FIELD_REPORT), "source_name": self._name(), "severity": int(Severity.MEDIUM),
            "state": str(IncidentState.NEW), "place": told.where, "created_at": at, "updated_at": at,
        }  # fmt: skip
        data |= {"reporter": {"phone": told.phone}} if told.phone else {}
        body = FeedIn(source=SOURCE, records=[RecordIn(type="incident", id=key, data=data)])
        self._feeds.report(SCOPE, body, partial=False, request=None)
        return key

    def _name(self) -> str:
        found = self._ledger.current("source", SOURCE)
        return str(found[1].get("name")) if found is not None else "Trang phản ánh của người dân"

    def found(self, key: str) -> dict[str, Any] | None:
        """A citizen's report as it stands, also when it is past; None where there is none."""
        known = self._ledger.current("incident", key)
        if known is not None:
            return known[1]
        query = select(past_incidents.c.data).where(past_incidents.c.id == key)
        with self._ledger.engine.connect() as connection:
            data = connection.execute(query).scalar_one_or_none()
        return None if data is None else dict(data)

    def attach(self, key: str, name: str, digest: str) -> None:
        """A picture that came with it."""

        def change(data: Mapping[str, Any]) -> Mapping[str, Any]:
            kept = [one for one in data.get("attachments") or () if one.get("sha256") != digest]
            return {**data, "attachments": [*kept, {"name": name, "sha256": digest, "action_id": ""}]}

        self._change(key, change)

    def rate(self, key: str, stars: int, text: str) -> None:
        """How content they are, once. Raises `ProblemError` bad-payload, not-resolved, and already-rated."""
        if stars not in STARS:
            raise ProblemError(422, "bad-payload", "one to five stars")
        at = iso(now_ms())

        def change(data: Mapping[str, Any]) -> Mapping[str, Any]:
            if data.get("rated_at"):
                raise ProblemError(409, "already-rated", "this was rated before")
            if data.get("state") not in RATED:
                raise ProblemError(409, "not-resolved", "this is not dealt with yet")
            line = {
                "at": at, "received_at": at, "verb": CITIZEN_RATED, "actor_name": CITIZEN, "action_id": None,
                "text": f"{stars}/5{f' — {text}' if text else ''}", "offline": False,
            }  # fmt: skip
            rated = {"satisfaction": stars, "rated_at": at, "rating_text": text, "updated_at": at}
            return {**data, **rated, "history": [*(data.get("history") or ()), line]}

        self._change(key, change)

    def _change(self, key: str, change: Change) -> None:
        """Change what is there, in one transaction. Raises `ProblemError` not-found."""
        with self._ledger.write() as connection, past.at_hand(connection, {key}):
            known = self._ledger.read(connection, "incident", key)
            if known is None:
                raise ProblemError(404, "unknown-code", "there is no such report")
            seq = self._ledger.put_done(connection, [("incident", key, dict(change(known[1])))])
        self._ledger.wakeups.announce(seq)
