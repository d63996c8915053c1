"""Devices that may be signed in at: each has a name and a key, and the first key under a name is the one that stays."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, false, insert, select, update

from backend.audit.lines import note
from backend.base import caller_address
from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.ledger.history import History
from backend.ledger.key_tables import device_keys, enrolment_codes
from backend.ledger.schema import bound_tokens, device_people, devices, tokens
from backend.ledger.upsert import upsert
from backend.people.author_keys import Kind

WALL = "wall."
"""So begin the names of walls' nodes, which have tokens and no sign-ins."""
WEB = "web."
"""So begin the names under which people work in the server's own pages: the server has their keys, and no console is
let in under one."""
CODE_LIFE_MS = 24 * 3600 * 1000
_CODE_BYTES = 10
"""80 bits: nobody comes upon one, nor upon what its hash was made of."""
_READ_WRONG = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""Signs that no code has and people read into it."""


@dataclass(frozen=True)
class Admission:
    """What a city decides about who comes in from where.

    `by_code`: a device without a key needs a code of an administrator's; otherwise a good password lets it in.
    `proof_required`: who comes without a device's key is refused.
    """

    by_code: bool = False
    proof_required: bool = True


AT_SIGN_IN = Admission()
"""As it is where nothing is said."""


@dataclass(frozen=True)
class Seat:
    """What a sign-in tells of the device, whose key was proven, and of the key that its author signs with there."""

    public: str
    thumbprint: str
    name: str = ""
    author_key: str = ""
    code: str = ""
    kind: Kind = Kind.SESSION
    """Of the author's key: a console's, or one of the server's own pages."""


@dataclass(frozen=True)
class Device:
    """One that was let in, and who signed in there."""

    id: str
    name: str
    enrolled_ms: int
    disabled: bool
    people: Sequence[str]


class Devices:
    """Those of a ledger's database; `by_code` as `Admission` has it."""

    def __init__(self, history: History, *, by_code: bool = False) -> None:
        self._history = history
        self._by_code = by_code

    @staticmethod
    def told(
        connection: Connection, kind: str, who: str, device: str = "", what: Mapping[str, Any] | None = None,
        *, about: str = "",
    ) -> None:  # fmt: skip
        """Write down in the audit what became of an account, a sign-in or a device; `who` is empty for whoever asks."""
        note(connection, kind, who or caller_address.acting(), device, what=what, about=about)

    def admit(self, connection: Connection, device_id: str, seat: Seat) -> bool:
        """Let somebody, whose password was good, sit down; whether the device was let in just now. Nobody shuts it out
        until the commit. Raises `ProblemError` other-device, device-disabled, device-unknown, bad-enrolment-code."""
        here = select(device_keys).where(device_keys.c.device_id == device_id)
        found = connection.execute(here.with_for_update(read=True)).first()
        if device_id.startswith(WALL):
            raise ProblemError(403, "other-device", "this is the name of a wall's node, at which nobody signs in")
        if device_id.startswith(WEB) is not (seat.kind is Kind.WEB):
            raise ProblemError(403, "other-device", "this is the name of somebody's pages, which is no console's")
        if found is None:
            self._enrol(connection, device_id, seat)
        elif found.key != seat.public:
            raise _another()
        elif found.disabled:
            raise ProblemError(403, "device-disabled", "an administrator shut this device out")
        return found is None

    def told_of_new(self, connection: Connection, who: str, device_id: str, seat: Seat) -> None:
        """Write down in the audit that `who` brought a device that was let in. Apart from `admit`: all lines of all
        servers wait for one another, so that they are written last."""
        self.told(connection, "device-enrolled", who, device_id, {"name": seat.name}, about=f"device:{device_id}")

    @staticmethod
    def used(connection: Connection, device_id: str, user_id: str) -> None:
        """Somebody signs in there; at another server they may, or somebody else, at the same moment."""
        upsert(connection, device_people, {"device_id": device_id, "user_id": user_id})
        upsert(connection, devices, {"device_id": device_id, "last_seq": 0}, false())

    def check_keyless(self, connection: Connection, device_id: str) -> None:
        """A sign-in that proves no key is none of a device that has one. Raises `ProblemError` other-device."""
        if device_id.startswith(WEB):
            raise ProblemError(403, "other-device", "this is the name of somebody's pages, which is no console's")
        if connection.execute(select(device_keys).where(device_keys.c.device_id == device_id)).first() is not None:
            raise ProblemError(403, "other-device", "the device of this name has a key, and this sign-in proved none")

    def _enrol(self, connection: Connection, device_id: str, seat: Seat) -> None:
        if self._by_code:
            if not seat.code:
                raise ProblemError(403, "device-unknown", "this device needs a code from an administrator")
            self._use_code(connection, device_id, seat.code)
        values = {"device_id": device_id, "key": seat.public, "name": seat.name, "enrolled_ms": now_ms()}
        # Two may come at once under one name; whose key is written first has it.
        if not upsert(connection, device_keys, {**values, "disabled": False}, device_keys.c.key == seat.public):
            raise _another()

    def _use_code(self, connection: Connection, device_id: str, code: str) -> None:
        codes = enrolment_codes.c
        is_good = (codes.hash == _hash(code)) & (codes.device_id == "") & (codes.expires_ms > now_ms())
        if not connection.execute(update(enrolment_codes).where(is_good).values(device_id=device_id)).rowcount:
            raise ProblemError(403, "bad-enrolment-code", "this code is unknown, was used, or is too old")

    # for an administrator

    def new_code(self) -> str:
        """A code for one device, good for a day; only its hash is kept."""
        text = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode()
        code = "-".join(text[start : start + 4] for start in range(0, len(text), 4))
        with self._history.aside() as connection:
            connection.execute(delete(enrolment_codes).where(enrolment_codes.c.expires_ms < now_ms()))
            values = {"hash": _hash(code), "expires_ms": now_ms() + CODE_LIFE_MS, "device_id": ""}
            connection.execute(insert(enrolment_codes).values(**values))
            self.told(connection, "enrolment-code-made", "")
        return code

    def all(self) -> list[Device]:
        """Every device that was let in, by name of its id."""
        with self._history.engine.connect() as connection:
            people: dict[str, list[str]] = {}
            for row in connection.execute(select(device_people).order_by(device_people.c.user_id)):
                people.setdefault(row.device_id, []).append(row.user_id)
            rows = connection.execute(select(device_keys).order_by(device_keys.c.device_id)).all()
        return [
            Device(row.device_id, row.name, row.enrolled_ms, row.disabled, tuple(people.get(row.device_id, ())))
            for row in rows
        ]

    def disable(self, device_id: str) -> bool:
        """Shut it out, and end all that is signed in there; false for a device that nobody knows."""
        return self._change(device_id, disabled=True)

    def enable(self, device_id: str) -> bool:
        """Let it in again; people have to sign in anew."""
        return self._change(device_id, disabled=False)

    def forget(self, device_id: str) -> bool:
        """Forget its key, so that the next one under its name counts; what is signed in there ends."""
        with self._history.aside() as connection:
            gone = connection.execute(delete(device_keys).where(device_keys.c.device_id == device_id)).rowcount
            end_tokens(self._history, connection, tokens.c.device_id == device_id)
            if gone:
                self.told(connection, "device-forgotten", "", about=f"device:{device_id}")
        return bool(gone)

    def _change(self, device_id: str, *, disabled: bool) -> bool:
        with self._history.aside() as connection:
            changing = update(device_keys).where(device_keys.c.device_id == device_id)
            changed = connection.execute(changing.values(disabled=disabled)).rowcount
            if changed and disabled:
                end_tokens(self._history, connection, tokens.c.device_id == device_id)
            if changed:
                kind = "device-disabled" if disabled else "device-enabled"
                self.told(connection, kind, "", about=f"device:{device_id}")
        return bool(changed)


def name_of(connection: Connection, device_id: str) -> str:
    """What people call a device; empty where nobody said."""
    query = select(device_keys.c.name).where(device_keys.c.device_id == device_id)
    return connection.execute(query).scalar_one_or_none() or ""


def end_tokens(history: History, connection: Connection, which: ColumnElement[bool]) -> None:
    """Those tokens are worth nothing from now on, at every server, and what bound them to walls is gone."""
    ending = select(tokens.c.hash).where(which)
    connection.execute(delete(bound_tokens).where(bound_tokens.c.hash.in_(ending)))
    connection.execute(delete(tokens).where(which))
    history.ended(connection)


def _another() -> ProblemError:
    return ProblemError(403, "other-device", "another device has this name, with another key")


def _hash(code: str) -> str:
    """Of a code, however it was typed."""
    letters = "".join(one for one in code.upper().translate(_READ_WRONG) if one.isascii() and one.isalnum())
    return hashlib.sha256(f"enrolment\n{letters}".encode()).hexdigest()
