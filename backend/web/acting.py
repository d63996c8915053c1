"""What somebody does in the pages, as actions of the one log: numbered, chained and signed in their name, once each."""

from __future__ import annotations

import random
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from backend.actions import chains
from backend.actions.log import ActionLog
from backend.base.clock import iso, now_ms
from backend.entrance.turns import overloaded
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, known_hashes
from backend.people.devices import WEB
from backend.web.sessions import Session, Sessions
from contract.chain import chain_hash
from contract.keys import public_text, thumbprint
from contract.signing import AUTHOR, DEVICE, signature
from contract.wire import ActionIn, ActionResult, Batch

AGAIN, PAUSE_S = 40, 0.02
"""So often another server may have been faster with the next number, and for so long at most is waited then."""
_LOCKS = 64


@dataclass(frozen=True)
class Wish:
    """One thing that somebody wants to be done: what a form said. `seen` is the version that they saw."""

    action_id: str
    verb: str
    incident: str
    seen: int
    payload: Mapping[str, Any]


class Acting:
    """In the name of sessions. Safe to call from several threads."""

    def __init__(self, ledger: Ledger, log: ActionLog, sessions: Sessions) -> None:
        self._ledger = ledger
        self._log = log
        self._sessions = sessions
        # One person in two browsers has one row of numbers.
        self._locks = tuple(threading.Lock() for _ in range(_LOCKS))

    def act(self, session: Session, wish: Wish) -> ActionResult:
        """What came of it; of one that was done before `duplicate`, or the refusal that it had.

        Raises `ProblemError` overloaded where other servers were faster each time: then nothing was done.
        """
        device_id = session.caller.device_id
        with self._locks[zlib.crc32(device_id.encode()) % _LOCKS]:
            for _ in range(AGAIN):
                batch = Batch(device_id=device_id, actions=[self._signed(session, wish)])
                result = self._log.take(session.caller, batch).results[0]
                if not _is_late(result):
                    return result
                time.sleep(random.uniform(0, PAUSE_S))  # the same wait for all would let them meet again
        raise overloaded()

    def _signed(self, session: Session, wish: Wish) -> ActionIn:
        device_id = session.caller.device_id
        with self._ledger.engine.connect() as connection:
            number, before = chains.last_seq(connection, device_id) + 1, _newest(connection, device_id)
        fields: dict[str, Any] = {
            "action_id": wish.action_id, "actor_id": session.caller.id, "type": wish.verb, "target_type": "incident",
            "target_id": wish.incident, "base_version": wish.seen, "payload": dict(wish.payload),
            "occurred_at": iso(now_ms()), "mono_ms": int(time.monotonic() * 1000), "boot_id": WEB.rstrip("."),
            "prev_hash": before,
        }  # fmt: skip
        digest, author = chain_hash({**fields, "device_id": device_id}), session.author
        return ActionIn(
            **fields, device_seq=number, hash=digest,
            signature=signature(self._sessions.device_key(device_id), DEVICE, digest),
            author_key=thumbprint(public_text(author)), author_signature=signature(author, AUTHOR, digest),
        )  # fmt: skip


def _is_late(result: ActionResult) -> bool:
    """Whether another server gave the number to another action meanwhile: then nothing was written."""
    return result.device_seq is None and (result.problem or {}).get("code") in {"sequence-used", "sequence-gap"}


def _newest(connection: Connection, device_id: str) -> str:
    """The link that a chain goes on from; any that is known where the newest line is in a file by now."""
    own = actions.c
    query = select(own.hash).where(own.device_id == device_id).order_by(own.device_seq.desc()).limit(1)
    found = connection.execute(query).scalar()
    if found is None:
        known = known_hashes.c
        newest = select(known.hash).where(known.device_id == device_id).order_by(known.done_ms.desc()).limit(1)
        found = connection.execute(newest).scalar()
    return str(found or chains.BEGINNING)
