"""Takes batches of operator actions into the append-only log: exactly once, in order, chained, each one atomic."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Protocol

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from backend.actions.deed import Act, Deed, Outcome
from backend.actions.engine import Rules, fold
from backend.actions.judging import refusal_of, skew_of
from backend.actions.proofs import Author, authors_of
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, document
from backend.ledger import past
from backend.ledger.ledger import Ledger, read_all
from backend.ledger.schema import actions, archived_actions, devices, known_hashes
from backend.people.accounts import Accounts
from backend.people.roles import NOBODY, Caller, Person
from contract.wire import ActionIn, ActionResult, Batch, BatchAnswer

# Made once: to put such a statement together costs as much as to execute it, and each action needs ten of them.
_ANSWERED = select(actions).where(actions.c.action_id == bindparam("action_id"))
_ARCHIVED = select(archived_actions).where(archived_actions.c.action_id == bindparam("action_id"))
_AUDITED = select(actions.c.audit_hash).where(actions.c.audit_seq == bindparam("audit_seq"))
_NEWEST = select(actions.c.audit_hash).order_by(actions.c.audit_seq.desc()).limit(1)
_APPEND = insert(actions)
_COUNTED = select(devices.c.last_seq).where(devices.c.device_id == bindparam("device_id"))
_COUNT_ON = update(devices).where(devices.c.device_id == bindparam("at_device")).values(last_seq=bindparam("last_seq"))
_COUNT = insert(devices)
_LINKS = select(known_hashes.c.hash).where(
    known_hashes.c.device_id == bindparam("device_id"), known_hashes.c.hash.in_(bindparam("links", expanding=True))
)
_REMEMBER = insert(known_hashes)


class Archive(Protocol):
    """Keeps more of a target than its newest record, in the transaction that changes it."""

    def __call__(self, connection: Connection, deed: Deed, data: Mapping[str, Any] | None, version: int) -> None: ...


class ActionLog:
    """The one writer of actions. `rules` are the contract's (`backend.rules`), or those of a city with life cycles;
    `archives` keep more of a type of target than its newest record.
    """

    def __init__(self, ledger: Ledger, accounts: Accounts, rules: Rules, archives: Mapping[str, Archive]) -> None:
        self._rules = rules
        self._archives = archives
        self._ledger = ledger
        self._accounts = accounts

    def last_seq(self, device_id: str) -> int:
        """The number of the last action that a device's log holds; 0 for none."""
        with self._ledger.engine.connect() as connection:
            return _last_seq(connection, device_id)

    def take(self, caller: Caller, batch: Batch) -> BatchAnswer:
        """Answer every action of `batch`. Raises `ProblemError` device-mismatch; all else is an answer per action."""
        if batch.device_id != caller.device_id:
            raise ProblemError(403, "device-mismatch", "the token was given to another device")
        skew_s = skew_of(batch.sent_at)
        skipped = _Skipped(batch)
        if batch.skipped:
            with self._ledger.write() as connection:
                skipped.begin(connection)
        with self._ledger.engine.connect() as connection:
            authors = authors_of(connection, caller, batch)
        results = [
            self._take_one(caller, skipped, batch.device_id, one, skew_s)
            for one in zip(authors, batch.actions, strict=True)
        ]
        with self._ledger.engine.connect() as connection:
            head = connection.execute(_NEWEST).scalar()
            return BatchAnswer(
                epoch=self._ledger.epoch,
                results=results,
                last_device_seq=_last_seq(connection, batch.device_id),
                server_time=iso(now_ms()),
                audit_head=head or "",
            )

    def _take_one(
        self, caller: Caller, skipped: _Skipped, device_id: str, signed: tuple[Author, ActionIn], skew_s: float
    ) -> ActionResult:
        author, action = signed
        with self._ledger.write() as connection:
            found = _answered(connection, action.action_id)
            if found is not None:
                return _again(found)
            refusal = _out_of_order(connection, device_id, action)
            if refusal is not None:
                return refusal
            received_at = iso(now_ms())
            known = _known(connection, device_id, action.prev_hash, action.hash)
            refused = refusal_of(author, device_id, action, known)
            if refused is not None:
                author = Author()  # nothing is proven of what is not even whole
                outcome, version, seq = refused, 0, self._ledger.wakeups.seq
            else:
                called = {action.target_id} if action.target_type == "incident" else set[str]()
                with past.at_hand(connection, called):
                    outcome, version, seq = self._apply(connection, caller, action, received_at, skew_s)
            self._append(connection, device_id, action, author, (outcome, version, received_at))
            if action.hash not in known:
                # A refused action is a link as well: what is told of it is in the log, and those behind it are not to
                # blame.
                connection.execute(_REMEMBER, {"device_id": device_id, "hash": action.hash, "skipped": None})
            skipped.follow(connection, action.hash)
        self._ledger.wakeups.announce(seq)
        return ActionResult(
            action_id=action.action_id,
            device_seq=action.device_seq,
            result=outcome.result,
            version=version,
            problem=outcome.problem,
        )

    def _apply(
        self, connection: Connection, caller: Caller, action: ActionIn, received_at: str, skew_s: float
    ) -> tuple[Outcome, int, int]:
        """The outcome, the version of the target afterwards, and the newest number of the feed."""
        target = (action.target_type, action.target_id)
        deed = self._deed(connection, caller, action, received_at, skew_s)
        outcome = fold(self._rules, deed)
        stays = outcome.data is None or outcome.data == deed.data
        if stays and not outcome.removed and not outcome.beside:
            return outcome, deed.version, self._ledger.wakeups.seq
        changed = list(outcome.beside)
        changed += [(*target, outcome.data)] if outcome.data is not None else []
        seq = self._ledger.put_done(connection, changed, [(*target, "deleted")] if outcome.removed else [])
        version = self._version(connection, deed, changes=outcome.removed or not stays)
        archive = self._archives.get(action.target_type)
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
        )
        version, data = self._ledger.read(connection, action.target_type, action.target_id) or (0, {})
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
        audit_seq = self._ledger.next_audit(connection)
        head = connection.execute(_AUDITED, {"audit_seq": audit_seq - 1}).scalar_one_or_none()
        audit_hash = hashlib.sha256(f"{head or ''}{action.hash}{outcome.result}{received_at}".encode()).hexdigest()
        values = {
            **action.model_dump(), "device_id": device_id, "received_at": received_at, "result": outcome.result,
            "version": version, "problem": outcome.problem, "audit_seq": audit_seq, "audit_hash": audit_hash,
            "proof": author.proof, "device_key": author.device_key, "author_key": author.key,
        }  # fmt: skip
        connection.execute(_APPEND, values)
        last = {"at_device": device_id, "last_seq": action.device_seq}
        if not connection.execute(_COUNT_ON, last).rowcount:
            connection.execute(_COUNT, {"device_id": device_id, "last_seq": action.device_seq})


class _Skipped:
    """The declared links of a batch; each is written down as soon as the chain up to it is known."""

    def __init__(self, batch: Batch) -> None:
        self._device_id = batch.device_id
        self._after = {link.prev_hash: link for link in batch.skipped}

    def begin(self, connection: Connection) -> None:
        """Write down what follows links that were known before."""
        for link in _known(connection, self._device_id, *self._after) & self._after.keys():
            self.follow(connection, link)

    def follow(self, connection: Connection, link: str) -> None:
        """Write down what comes after `link`, which is known now."""
        while (skipped := self._after.pop(link, None)) is not None:
            link = skipped.hash
            if link not in _known(connection, self._device_id, link):
                values = {"device_id": self._device_id, "hash": link, "skipped": skipped.reason}
                connection.execute(_REMEMBER, values)


def _last_seq(connection: Connection, device_id: str) -> int:
    return connection.execute(_COUNTED, {"device_id": device_id}).scalar_one_or_none() or 0


def _known(connection: Connection, device_id: str, *links: str) -> frozenset[str]:
    """Those of `links` that the chain of the device may go on from: what was heard of it, and its beginning."""
    asked = {"device_id": device_id, "links": links}
    return frozenset(connection.execute(_LINKS, asked).scalars()) | {""}


def _answered(connection: Connection, action_id: str) -> Row[Any] | None:
    """What became of an action that was taken before, though its line be in a file by now."""
    for query in (_ANSWERED, _ARCHIVED):
        found = connection.execute(query, {"action_id": action_id}).first()
        if found is not None:
            return found
    return None


def _again(row: Row[Any]) -> ActionResult:
    """The answer that was given before, told as `duplicate`; a refusal stays one, so that nobody takes it for done."""
    result = "duplicate" if row.result in {"applied", "superseded"} else row.result
    return ActionResult(
        action_id=row.action_id, device_seq=row.device_seq, result=result, version=row.version, problem=row.problem
    )


def _out_of_order(connection: Connection, device_id: str, action: ActionIn) -> ActionResult | None:
    last = _last_seq(connection, device_id)
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
