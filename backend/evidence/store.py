"""The files of registered evidence: taken in piece by piece, sealed, kept for as long as their kind says or as somebody
holds them, and shown to nobody of whom it is not written down who saw it and why."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from backend.audit.lines import note
from backend.backups.sealing import SealError, seal, unsealed
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError
from backend.evidence.keeping import NO_KEEPING, Keeping, KeptDays
from backend.evidence.register import Register
from backend.evidence.telling import DAY_MS, row_of
from backend.ledger.evidence_tables import evidence, evidence_looks, evidence_pieces
from backend.ledger.ledger import Ledger
from backend.people.roles import Caller
from contract.evidence import PIECE_BYTES, Look

__all__ = ["DAY_MS", "NO_KEEPING", "EvidenceStore", "Keeping"]

SERVER = "server"


class EvidenceStore:
    """Over one register."""

    def __init__(self, ledger: Ledger, register: Register, kept: KeptDays, clock: Callable[[], int] = now_ms) -> None:
        self._ledger = ledger
        self.register = register
        self._kept = kept
        self._clock = clock

    @classmethod
    def over(cls, ledger: Ledger, keeping: Keeping) -> EvidenceStore:
        """That of a ledger, with its register."""
        return cls(ledger, Register(ledger, keeping.keys, keeping.days), keeping.days)

    # what a device sends

    def take(self, caller: Caller, digest: str, number: int, content: bytes) -> int:
        """Take in one piece of a file; how many there are then. One that is there already is none.

        Raises `ProblemError` not-found, other-device, piece-gap, wrong-digest, too-large, gone.
        """
        sealed, key = io.BytesIO(), self.register.keys.seal
        seal([content], sealed, key)
        with self._ledger.aside() as connection:
            row = row_of(connection, digest, locked=True)
            if row.device_id != caller.device_id:
                raise ProblemError(403, "other-device", "another device registered this")
            if row.gone_ms is not None:
                raise ProblemError(410, "gone", "its retention has ended")
            if row.complete_ms is not None or number < row.pieces:
                return int(row.pieces)
            if number > row.pieces:
                raise ProblemError(409, "piece-gap", f"piece {row.pieces} comes next")
            least = min(PIECE_BYTES, row.size - number * PIECE_BYTES)
            if len(content) != least:
                raise ProblemError(422, "wrong-digest", f"piece {number} has {least} bytes")
            connection.execute(insert(evidence_pieces).values(digest=digest, number=number, sealed=sealed.getvalue()))
            _change(connection, digest, pieces=number + 1)
            if (number + 1) * PIECE_BYTES < row.size:
                return number + 1
            is_right = _sha256(self._opened(connection, digest, number + 1)) == row.sha256
            if is_right:
                _change(connection, digest, complete_ms=self._clock())
            else:
                _drop(connection, digest)
                _change(connection, digest, pieces=0)
        if not is_right:
            raise ProblemError(409, "wrong-digest", "the file is not the one that its manifest names")
        return number + 1

    # who looks

    def look(self, caller: Caller, digest: str, why: str) -> tuple[str, Iterator[bytes]]:
        """Kind and content of a file, after it was written down who sees it and why.

        Raises `ProblemError` not-found, and gone where there is no file, or not the whole of it.
        """
        with self._ledger.aside() as connection:
            row = row_of(connection, digest, caller)
            if row.complete_ms is None or row.gone_ms is not None:
                raise ProblemError(410, "gone", "the file is not here: its retention has ended, or it is on its way")
            self._note(connection, digest, caller, "look", why)
        return str(row.kind), self._content(digest, row.pieces)

    def hold(self, caller: Caller, digest: str, why: str, *, held: bool) -> None:
        """Nobody removes it from now on, or may again. Raises `ProblemError` not-found, and gone where the file that
        shall be held was removed."""
        with self._ledger.aside() as connection:
            row = row_of(connection, digest, caller, locked=True)
            if held and row.gone_ms is not None:
                raise ProblemError(410, "gone", "its retention has ended")
            _change(connection, digest, held=why if held else "")
            self._note(connection, digest, caller, "hold" if held else "let_go", why)

    def looks(self, caller: Caller, digest: str) -> list[Look]:
        """Who saw, held or let go of it. Raises `ProblemError` not-found."""
        table = evidence_looks.c
        with self._ledger.engine.connect() as connection:
            row_of(connection, digest, caller)
            rows = connection.execute(select(evidence_looks).where(table.digest == digest).order_by(table.number)).all()
        return [
            Look(at=row.at, who=row.user_id, name=row.user_name, device=row.device_id, what=row.what, why=row.why)
            for row in rows
        ]

    # by the clock

    def forget(self) -> int:
        """Remove the files whose time is over and that nobody holds; how many. What was registered stays."""
        gone = 0
        for kind, days in (("still", self._kept.stills), ("clip", self._kept.clips)):
            is_over = (
                (evidence.c.kind == kind)
                & (evidence.c.registered_ms < self._clock() - days * DAY_MS)
                & (evidence.c.held == "")
                & evidence.c.gone_ms.is_(None)
            )
            with self._ledger.engine.connect() as connection:
                digests = connection.execute(select(evidence.c.digest).where(is_over)).scalars().all()
            for digest in digests:
                with self._ledger.aside() as connection:
                    still = update(evidence).where(is_over & (evidence.c.digest == digest))
                    if not connection.execute(still.values(gone_ms=self._clock(), pieces=0)).rowcount:
                        continue  # somebody holds it since
                    _drop(connection, digest)
                    self._note(connection, digest, None, "forgotten", f"{kind}: {days} d")
                    gone += 1
        return gone

    def _note(self, connection: Connection, digest: str, caller: Caller | None, what: str, why: str) -> None:
        who = (caller.id, caller.name, caller.device_id) if caller is not None else (SERVER, "", "")
        values = dict(zip(("user_id", "user_name", "device_id"), who, strict=True))
        told = {"digest": digest, "at": iso(self._clock()), "what": what, "why": why}
        connection.execute(insert(evidence_looks).values(**told, **values))
        note(connection, f"evidence-{what.replace('_', '-')}", who[0], who[2], what={"digest": digest, "why": why})

    def _content(self, digest: str, pieces: int) -> Iterator[bytes]:
        for number in range(pieces):
            with self._ledger.engine.connect() as connection:
                yield from self._opened(connection, digest, number + 1, number)

    def _opened(self, connection: Connection, digest: str, until: int, begin: int = 0) -> Iterator[bytes]:
        """The pieces from `begin` on, each proven to be as it was sealed. Raises `ProblemError` evidence-damaged."""
        table = evidence_pieces.c
        for number in range(begin, until):
            query = select(table.sealed).where(table.digest == digest, table.number == number)
            sealed = connection.execute(query).scalar_one_or_none()
            try:
                yield b"".join(unsealed(io.BytesIO(bytes(sealed or b"")), self.register.keys.seal))
            except SealError as error:
                raise ProblemError(500, "evidence-damaged", f"piece {number} cannot be opened: {error.code}") from error


def _change(connection: Connection, digest: str, **values: Any) -> None:
    connection.execute(update(evidence).where(evidence.c.digest == digest).values(**values))


def _drop(connection: Connection, digest: str) -> None:
    connection.execute(delete(evidence_pieces).where(evidence_pieces.c.digest == digest))


def _sha256(parts: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest()
