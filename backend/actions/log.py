"""Takes batches of operator actions into the append-only log: exactly once, in order, chained, each one atomic."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Protocol

from sqlalchemy import Connection, Row

from backend.actions import chains
from backend.actions.deed import Act, Deed, Outcome, RecordTuple
from backend.actions.engine import Rules, fold, kept_payload
from backend.actions.judging import link_ms, not_before_ms, refusal_of, skew_of
from backend.actions.proofs import Author, authors_of
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, document
from backend.ledger import past
from backend.ledger.ledger import Ledger, read_all
from backend.people.accounts import Accounts
from backend.people.roles import NOBODY, Caller, Person
from contract.wire import ActionIn, ActionResult, Batch, BatchAnswer


class Archive(Protocol):
    """Keeps more of a target than its newest record, in the transaction that changes it."""

    def __call__(self, connection: Connection, deed: Deed, data: Mapping[str, Any] | None, version: int) -> None: ...


Outgoing = Callable[[Connection, Deed, Outcome], list[RecordTuple]]
"""What a deed sends out of the room: put into the queue in the transaction of the deed; the records that tell of it."""


def nothing_goes_out(_connection: Connection, _deed: Deed, _outcome: Outcome) -> list[RecordTuple]:
    """Of a server that sends nothing."""
    return []


class ActionLog:
    """The one writer of actions. `rules` are the contract's (`backend.rules`), or those of a city with life cycles;
    `archives` keep more of a type of target than its newest record; `outgoing` makes what a deed sends out.
    """

    def __init__(
        self, ledger: Ledger, accounts: Accounts, rules: Rules, archives: Mapping[str, Archive],
        outgoing: Outgoing = nothing_goes_out,
    ) -> None:  # fmt: skip
        self._rules = rules
        self._outgoing = outgoing
        self._archives = archives
        self._ledger = ledger
        self._accounts = accounts

    def last_seq(self, device_id: str) -> int:
        """The number of the last action that a device's log holds; 0 for none."""
        with self._ledger.engine.connect() as connection:
            return chains.last_seq(connection, device_id)

    def take(self, caller: Caller, batch: Batch) -> BatchAnswer:
        """Answer every action of `batch`. Raises `ProblemError` device-mismatch; all else is an answer per action."""
        if batch.device_id != caller.device_id:
            raise ProblemError(403, "device-mismatch", "the token was given to another device")
        skew_s = skew_of(batch.sent_at)
        skipped = chains.Skipped(batch)
        restarted = False
        if batch.skipped or batch.restart is not None:
            with self._ledger.write() as connection:
                restarted, seq = chains.restart(self._ledger, connection, caller, batch)
                skipped.begin(connection)
            self._ledger.wakeups.announce(seq)
        with self._ledger.engine.connect() as connection:
            authors = authors_of(connection, caller, batch)
        results = [
            self._take_one(caller, skipped, batch, one, skew_s) for one in zip(authors, batch.actions, strict=True)
        ]
        with self._ledger.engine.connect() as connection:
            return BatchAnswer(
                epoch=self._ledger.epoch,
                results=results,
                last_device_seq=chains.last_seq(connection, batch.device_id),
                server_time=iso(now_ms()),
                audit_head=chains.newest(connection),
                chain_restarted=restarted,
            )

    def _take_one(
        self, caller: Caller, skipped: chains.Skipped, batch: Batch, signed: tuple[Author, ActionIn], skew_s: float
    ) -> ActionResult:
        device_id, (author, action) = batch.device_id, signed
        with self._ledger.write() as connection:
            found = chains.answered(connection, action.action_id)
            if found is not None:
                return _again(found)
            refusal = _out_of_order(connection, device_id, action)
            if refusal is not None:
                return refusal
            received_at = iso(now_ms())
            known = chains.known(connection, batch, action.prev_hash, action.hash)
            refused = refusal_of(author, device_id, action, known)
            if refused is not None:
                author = Author()  # nothing is proven of what is not even whole
                outcome, version, seq = refused, 0, self._ledger.wakeups.seq
                done_ms = link_ms(connection, device_id, action.prev_hash)
            else:
                called = {action.target_id} if action.target_type == "incident" else set[str]()
                with past.at_hand(connection, called):
                    deed = self._deed(connection, caller, action, received_at, skew_s)
                    outcome, version, seq = self._apply(connection, deed)
                    done_ms = deed.act.at_ms
            self._append(connection, device_id, action, author, (outcome, version, received_at))
            if action.hash not in known:
                # A refused action is a link as well: what is told of it is in the log, and those behind it are not to
                # blame.
                chains.remember(connection, device_id, action.hash, done_ms)
            skipped.follow(connection, action.hash)
        self._ledger.wakeups.announce(seq)
        return ActionResult(
            action_id=action.action_id,
            device_seq=action.device_seq,
            result=outcome.result,
            version=version,
            problem=outcome.problem,
        )

    def _apply(self, connection: Connection, deed: Deed) -> tuple[Outcome, int, int]:
        """The outcome, the version of the target afterwards, and the newest number of the feed."""
        target = (deed.target, deed.key)
        outcome = fold(self._rules, deed)
        stays = outcome.data is None or outcome.data == deed.data
        if stays and not outcome.removed and not outcome.beside:
            return outcome, deed.version, self._ledger.wakeups.seq
        changed = [*outcome.beside, *self._outgoing(connection, deed, outcome)]
        changed += [(*target, outcome.data)] if outcome.data is not None else []
        seq = self._ledger.put_done(connection, changed, [(*target, "deleted")] if outcome.removed else [])
        version = self._version(connection, deed, changes=outcome.removed or not stays)
        archive = self._archives.get(deed.target)
        if archive is not None:
            archive(connection, deed, outcome.data, version)
        return outcome, version, seq

    def _version(self, connection: Connection, deed: Deed, *, changes: bool) -> int:
        """That of the target now. One that was not there may have been before, and goes on from then."""
        if deed.version:
            return deed.version + int(changes)
        saved = self._ledger.read(connection, deed.target, deed.key)
        return saved[0] if saved is not None else 1

    def _deed(
        self, connection: Connection, caller: Caller, action: ActionIn, received_at: str, skew_s: float
    ) -> Deed:  # fmt: skip
        mine = action.actor_id == caller.id
        author = caller if mine else self._of_another(action.actor_id)
        found = self._ledger.read(connection, action.target_type, action.target_id)
        version, data = found or (0, {})
        act = Act(
            action_id=action.action_id,
            type=action.type,
            base_version=action.base_version,
            payload=action.payload,
            actor_id=action.actor_id,
            actor_name=author.name,
            role=str(author.role),
            occurred_at=action.occurred_at,
            received_at=received_at,
            skew_s=skew_s,
            limits=author.limits,
            not_before_ms=not_before_ms(connection, caller.device_id, action, found),
        )
        return Deed(
            act,
            action.target_type,
            action.target_id,
            version,
            data,
            look=partial(self._ledger.read, connection),
            every=partial(read_all, connection),
            device_id=caller.device_id,
            via=caller.name if caller.id != action.actor_id else "",
            hash=action.hash,
            number=partial(self._ledger.next_opened, connection),
        )

    def _of_another(self, actor_id: str) -> Person:
        """Somebody who acts where somebody else is signed in; nobody acts who is not known or shut out."""
        found = self._accounts.person(actor_id)
        return found if found is not None and not found.is_disabled else NOBODY

    def _append(
        self,
        connection: Connection,
        device_id: str,
        action: ActionIn,
        author: Author,
        judged: tuple[Outcome, int, str],
    ) -> None:
        outcome, version, received_at = judged
        values = {
            **action.model_dump(), "payload": kept_payload(action.type, action.payload), "device_id": device_id,
            "received_at": received_at, "result": outcome.result, "version": version, "problem": outcome.problem,
            "audit_seq": self._ledger.next_audit(connection), "proof": author.proof, "device_key": author.device_key,
            "author_key": author.key,
        }  # fmt: skip
        chains.append(connection, values)


def _again(row: Row[Any]) -> ActionResult:
    """The answer that was given before, told as `duplicate`; a refusal stays one, so that nobody takes it for done."""
    result = "duplicate" if row.result in {"applied", "superseded"} else row.result
    return ActionResult(
        action_id=row.action_id, device_seq=row.device_seq, result=result, version=row.version, problem=row.problem
    )


def _out_of_order(connection: Connection, device_id: str, action: ActionIn) -> ActionResult | None:
    last = chains.last_seq(connection, device_id)
    if action.device_seq == last + 1:
        return None
    if action.device_seq <= last:
        problem, result = document(409, "sequence-used", f"number {action.device_seq} is another action's"), "rejected"
    else:
        problem, result = document(409, "sequence-gap", f"number {last + 1} has not arrived"), "retry"
    return ActionResult(action_id=action.action_id, result=result, version=0, problem=problem)


def audit(rows: Iterable[Row[Any]], head: str = "") -> str | None:
    """Walk the server's own chain over log rows in `audit_seq` order; the action id where it breaks, else None.

    `head` is the hash before the first of them: that of the checkpoint (`backend.past.archive`) where older lines went
    into files.
    """
    for row in rows:
        expected = hashlib.sha256(f"{head}{row.hash}{row.result}{row.received_at}".encode()).hexdigest()
        if expected != row.audit_hash:
            return str(row.action_id)
        head = row.audit_hash
    return None
