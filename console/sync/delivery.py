"""Brings the outbox to the server: exactly once, in order, and never held up by one action that cannot pass."""

from __future__ import annotations

import itertools
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from console.base.clock import SYSTEM_CLOCK, Clock
from console.base.errors import LinkError
from console.verbs import VALID_FOR
from offline_cache import outbox
from offline_cache.cache import Cache
from offline_cache.feeds import get_meta

_log = logging.getLogger(__name__)
MISNUMBERED = frozenset({"sequence-gap", "sequence-used"})
WHOLE_REFUSED = frozenset({400, 413, 422})
"""The server could not read the batch at all; nothing of it was taken."""
BATCH, LINKS = 100, 1000
"""At most so many actions, and links of others, in one batch (the contract's own limits)."""
FIRST_WAIT_S, LAST_WAIT_S = 1.0, 60.0
WIRE_FIELDS = ("action_id", "device_seq", "actor_id", "type", "target_type", "target_id", "base_version", "payload",
               "occurred_at", "mono_ms", "boot_id", "prev_hash", "hash", *outbox.PROOFS)  # fmt: skip

Push = Callable[[Mapping[str, Any]], Awaitable[dict[str, Any]]]
Tell = Callable[[str, str, Mapping[str, object]], None]
"""Hears of `(code, level, params)`."""


def backoff_s(failures: int, chance: random.Random) -> float:
    """Full jitter: anything up to a ceiling that doubles from 1 to 60 s, so that consoles do not return in step."""
    return chance.uniform(0.0, min(LAST_WAIT_S, FIRST_WAIT_S * 2 ** min(failures, 10))) + 0.05


@dataclass(frozen=True)
class Sent:
    """How many actions were answered, and whether the server wants any of them once more."""

    count: int
    again: bool


class Delivery:
    """One console's sending. `push` is the network, `tell` hears what the operator must know, `own` says in whose name
    is sent: what its author did not sign goes in theirs alone (None: nobody asks)."""

    def __init__(
        self,
        box: Cache,
        push: Push,
        tell: Tell,
        clock: Clock = SYSTEM_CLOCK,
        own: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._own = own
        self._box = box
        self._push = push
        self._tell = tell
        self._clock = clock
        self._disagreed = False
        self._most = BATCH

    async def round(self) -> Sent | None:
        """Send one batch and write down its answers; None where there was nothing to send.

        Raises `LinkError` where the outcome is unknown: the same numbers and keys go again next time. Raises
        `SignInError` where the whole queue is parked until somebody has signed in.
        """
        expired = await self._box.write(lambda db: _expire(db, self._clock))
        for row in expired:
            self._tell("action_expired", "warning", {"type": row.type, "action_id": row.action_id})
        batch, declared = await self._box.write(lambda db: _prepare(db, self._most, self._own()))
        if not batch["actions"] and not declared:
            return None
        batch["sent_at"] = self._clock.now().isoformat(timespec="milliseconds")
        try:
            answer = await self._push(batch)
        except LinkError as error:
            # A page of somebody else's (`not_json`) says nothing about our actions.
            if error.code != "bad_answer" or error.params.get("status") not in WHOLE_REFUSED:
                raise
            return await self._refused_whole(batch["actions"], error)
        self._most = min(self._most * 2, BATCH)
        results = answer.get("results")
        if not isinstance(results, list) or len(results) != len(batch["actions"]):
            raise LinkError("bad_answer", detail="results")
        last_seq = int(answer.get("last_device_seq") or 0)
        epoch = str(answer.get("epoch"))
        again, disagreed = await self._box.write(lambda db: _write_down(db, epoch, results, declared, last_seq))
        # Once agreed on the numbers, what is left goes at once; a server that disagrees again is not stormed.
        again = again or (disagreed and self._disagreed)
        self._disagreed = disagreed
        if answer.get("chain_restarted") is True:
            self._tell("chain_restarted_here", "error", {})
        for result in results:
            self._announce(result)
        return Sent(len(results), again)

    async def _refused_whole(self, actions: list[dict[str, Any]], error: LinkError) -> Sent:
        """One of `actions` cannot even be read by the server: find it by halves, then set it aside, so that no action
        blocks the others. Raises `error` where there is none to blame."""
        if not actions:
            raise error
        if len(actions) > 1:
            self._most = len(actions) // 2
            return Sent(0, again=False)
        key, seq = str(actions[0]["action_id"]), int(actions[0]["device_seq"])
        reason = f"refused-whole {error.params.get('detail', '')}".strip()

        def set_aside(database: Any) -> None:
            outbox.set_state(database, key, outbox.REJECTED, reason)
            outbox.agree_on(database, seq - 1)  # the server has not taken its number

        await self._box.write(set_aside)
        self._most = BATCH
        self._tell("action_rejected", "warning", {"reason": str(error.params.get("detail", "")), "action_id": key})
        return Sent(1, again=False)

    def _announce(self, result: Mapping[str, Any]) -> None:
        problem = result.get("problem") or {}
        told = {"rejected": "action_rejected", "conflict": "action_conflict", "superseded": "action_superseded"}
        code = told.get(str(result.get("result")))
        if code is not None and (problem or code != "action_superseded"):
            _log.info("action %s: %s %s", result.get("action_id"), result.get("result"), problem.get("code"))
            code = "layout_conflict" if problem.get("code") == "layout-changed" else code
            self._tell(code, "warning", {"reason": problem.get("detail", ""), "action_id": result.get("action_id")})


def _expire(database: Any, clock: Clock) -> list[outbox.Row]:
    """Set aside orders to people that are too old to be replayed (docs/explanation/contract.md#merge-rules)."""
    late = [row for row in outbox.waiting_of(database, VALID_FOR) if _age(row, clock) > VALID_FOR[row.type]]
    for row in late:
        outbox.set_state(database, row.action_id, outbox.EXPIRED, "outlived")
    return late


def waiting_for_s(database: Any, clock: Clock = SYSTEM_CLOCK) -> float:
    """For how long the oldest action that is not sent has waited (s); 0 where nothing waits."""
    unsent = outbox.in_states(database, outbox.UNSENT)
    return max((_age(row, clock).total_seconds() for row in unsent), default=0.0)


def _age(row: outbox.Row, clock: Clock) -> timedelta:
    """How long ago it was done: by the clock that nobody sets, and by the time of day only since before this boot."""
    if row.boot_id == clock.boot_id:
        return timedelta(seconds=clock.monotonic_s() - row.mono_ms / 1000)
    return clock.now() - datetime.fromisoformat(row.occurred_at)


def _prepare(database: Any, most: int, own: str | None) -> tuple[dict[str, Any], list[str]]:
    """The next batch as the wire wants it, numbered and saved before anything is sent."""
    rows = outbox.next_batch(database, most, own)
    links = outbox.undeclared_links(database, max((row.number for row in rows), default=0))
    if len(links) > LINKS:
        # Those links first, with the actions that need no more of them; the rest goes with the next batch.
        first_left_out = links[LINKS][0]
        links = links[:LINKS]
        rows = list(itertools.takewhile(lambda row: row.number < first_left_out, rows))
    batch: dict[str, Any] = {
        "device_id": get_meta(database, "device_id"),
        "actions": [{name: getattr(row, name) for name in WIRE_FIELDS} for row in rows],
        "skipped": [
            {"action_id": key, "prev_hash": before, "hash": own, "reason": reason}
            for _number, key, before, own, reason in links
        ],
    }
    if "" in {*(row.prev_hash for row in rows), *(before for _number, _key, before, _own, _reason in links)}:
        # Ours begins here. A server that knows a chain of this device is told why: what it had of it is not here.
        batch["restart"] = "outbox-lost"
    return batch, [link[1] for link in links]


def _write_down(
    database: Any, epoch: str, results: list[Mapping[str, Any]], declared: list[str], last_seq: int
) -> tuple[bool, bool]:
    """Write the answers; whether any action must go again as it is, and whether the numbers were others.

    Raises `LinkError` epoch_changed for an answer that may speak of a history that was set back since.
    """
    if not outbox.is_epoch(database, epoch):
        raise LinkError("epoch_changed")
    outbox.declare(database, declared)
    again = disagreed = False
    for result in results:
        key, verdict = str(result.get("action_id")), str(result.get("result"))
        problem = result.get("problem") or {}
        reason = f"{problem.get('code', '')} {problem.get('detail', '')}".strip()
        version, seq = int(result.get("version") or 0), result.get("device_seq")
        if isinstance(seq, int):
            disagreed = outbox.known_as(database, key, seq) or disagreed
        if verdict in ("applied", "duplicate", "superseded"):
            outbox.set_state(database, key, outbox.ANSWERED, reason if verdict == "superseded" else "", version)
        elif verdict == "conflict":
            outbox.set_state(database, key, outbox.CONFLICT, reason)
        elif problem.get("code") in MISNUMBERED:
            disagreed = True
        elif verdict == "rejected":
            forbidden = problem.get("status") == 403
            outbox.set_state(database, key, outbox.NEEDS_ATTENTION if forbidden else outbox.REJECTED, reason)
        else:
            again = True
    if disagreed:
        outbox.agree_on(database, last_seq)
    return again, disagreed
