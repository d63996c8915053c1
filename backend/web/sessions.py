"""Who is signed in at the server's own pages, and what proves it: one cookie, and two keys that come of it.

The cookie has a token, of which the database keeps the hash, and a seed, which nobody keeps. Of the seed come the key
that its person's actions are signed with and the seals of the forms that they are given, as each request comes; without
that browser nobody signs for them, whoever has the database (docs/explanation/web-sessions.md).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.ledger.ledger import Ledger
from backend.ledger.schema import meta
from backend.ledger.upsert import upsert
from backend.people.accounts import Accounts
from backend.people.author_keys import Kind
from backend.people.devices import WEB, Seat
from backend.people.roles import Caller, Role
from backend.people.tries import Source
from contract.keys import bytes_of, public_text, text_of, thumbprint

DEVICE_NAME = "Trang web của cơ quan"
SECRET = "web-secret"  # noqa: S105 - the name of the ledger's note that holds it
NONCE_BYTES = 16
FORM_LIFE_MS = 12 * 3_600_000
"""So long somebody may leave a form open before they sign in."""
_SALT, _BYTES = b"ioc web", 32
_ID_MOST = 64
"""Letters of a device's id (`backend.ledger.key_tables`)."""


def derived(secret: bytes, use: str) -> bytes:
    """A key for one use alone."""
    return HKDF(SHA256(), _BYTES, _SALT, use.encode()).derive(secret)


def seal(key: bytes, *told: str) -> str:
    """What says that the server wrote these into a form."""
    return text_of(hmac.digest(key, "\n".join(told).encode(), "sha256"))


@dataclass(frozen=True)
class Session:
    """One person in one browser."""

    caller: Caller
    token: str = field(repr=False)
    seed: bytes = field(repr=False)

    @property
    def author(self) -> Ed25519PrivateKey:
        """What they sign with."""
        return Ed25519PrivateKey.from_private_bytes(derived(self.seed, "author"))

    def seal(self, *told: str) -> str:
        """Of a form that this session alone was given."""
        return seal(derived(self.seed, "forms"), *told)

    def check(self, told: str, *sealed: str) -> None:
        """Raise `ProblemError` bad-form where a form is not one that this session was given."""
        if not hmac.compare_digest(told.encode(), self.seal(*sealed).encode()):
            raise ProblemError(403, "bad-form", "this form was not given to this session")


class Sessions:
    """Those of one server. All methods block but `known`."""

    def __init__(self, ledger: Ledger, accounts: Accounts) -> None:
        self._accounts = accounts
        self._secret = secret_of(ledger)

    def sign_in(self, user_id: str, password: str, address: str, code: str = "") -> str:
        """The value of the cookie of somebody who works for an agency.

        Raises `ProblemError`: what `Accounts.proven` and `Devices.admit` do, password-change-needed, and forbidden for
        everybody else: whoever has more to do works at a desk, which proves more.
        """
        accounts = self._accounts
        row = accounts.proven(user_id, password, Source(address, "web"))
        if row.role != Role.AGENCY:
            raise ProblemError(403, "forbidden", "these pages are for people of agencies")
        if row.must_change or accounts.policy.is_expired(row.password_ms, now_ms()):
            raise ProblemError(403, "password-change-needed", "the password is right, and has to be changed first")
        seed, device_id = secrets.token_bytes(_BYTES), device_of(row.id)
        author = Ed25519PrivateKey.from_private_bytes(derived(seed, "author"))
        public = public_text(self.device_key(device_id))
        seat = Seat(public, thumbprint(public), DEVICE_NAME, public_text(author), code, Kind.WEB)
        token, _caller = accounts.issue(row.id, device_id, seat, row.password_hash)
        return f"{token}.{text_of(seed)}"

    def known(self, cookie: str) -> Session | None:
        """Whose cookie this is, where that was looked up a moment ago; asks no database."""
        token, seed = parts_of(cookie)
        caller = self._accounts.known(token)
        return None if caller is None else _session(caller, token, seed)

    def of(self, cookie: str) -> Session:
        """Whose cookie this is. Raises `ProblemError` bad-token, token-expired."""
        token, seed = parts_of(cookie)
        return _session(self._accounts.caller(token), token, seed)

    def sign_out(self, session: Session) -> None:
        """Its cookie is worth nothing from now on."""
        self._accounts.sign_out(session.token)

    def device_key(self, device_id: str) -> Ed25519PrivateKey:
        """The server's, for one person's pages: it says where an action was done, and never by whom."""
        return Ed25519PrivateKey.from_private_bytes(derived(self._secret, f"device\n{device_id}"))

    # forms of nobody yet

    def open_form(self, use: str) -> str:
        """What goes into a form that is given to whoever asks: when, and once."""
        told = f"{now_ms()}.{text_of(secrets.token_bytes(NONCE_BYTES))}"
        return f"{told}.{self._seal(use, told)}"

    def check_form(self, use: str, told: str) -> str:
        """What makes this form another than all others. Raises `ProblemError` bad-form where it is none of ours, or too
        old."""
        said, _, sealed = told.rpartition(".")
        if not hmac.compare_digest(sealed.encode(), self._seal(use, said).encode()):
            raise ProblemError(403, "bad-form", "this form is none of this server's")
        if int(said.partition(".")[0]) < now_ms() - FORM_LIFE_MS:
            raise ProblemError(403, "bad-form", "this form is too old")
        return said

    def drawn(self, use: str, told: str) -> bytes:
        """32 bytes that this server alone draws from what was told, the same each time."""
        return hmac.digest(derived(self._secret, use), told.encode(), "sha256")

    def _seal(self, use: str, told: str) -> str:
        return seal(derived(self._secret, "forms"), use, told)


def parts_of(cookie: str) -> tuple[str, bytes]:
    """Token and seed. Raises `ProblemError` bad-token where it is no cookie of ours."""
    token, _, seed = cookie.partition(".")
    try:
        found = bytes_of(seed)
    except ValueError:
        found = b""
    if len(found) != _BYTES:
        raise ProblemError(401, "bad-token", "this is no cookie of a sign-in")
    return token, found


def device_of(user_id: str) -> str:
    """The name under which somebody works in the pages, in whichever browser."""
    name = f"{WEB}{user_id}"
    return name if len(name) <= _ID_MOST else f"{WEB}{hashlib.sha256(user_id.encode()).hexdigest()[:48]}"


def _session(caller: Caller, token: str, seed: bytes) -> Session:
    """Raises `ProblemError` bad-token for a token that is a console's: without its key it is worth nothing here."""
    if not caller.device_id.startswith(WEB) or caller.role != Role.AGENCY:
        raise ProblemError(401, "bad-token", "this is no cookie of a sign-in")
    return Session(caller, token, seed)


def secret_of(ledger: Ledger) -> bytes:
    """That of a database's pages, made where there is none; two servers that start at once have the same."""
    query = select(meta.c.value).where(meta.c.key == SECRET)
    with ledger.aside() as connection:
        # Whose comes first stays, for no secret is empty.
        upsert(connection, meta, {"key": SECRET, "value": text_of(secrets.token_bytes(_BYTES))}, meta.c.value == "")
        return bytes_of(connection.execute(query).scalar_one())
