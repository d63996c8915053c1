"""Tables of people and of how they come in (`backend.ledger.schema` has all the others)."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text, false

from backend.ledger.tables import metadata

users = Table(
    "users",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("desk", String(120), nullable=False),
    Column("salt", String(64), nullable=False),
    Column("password_hash", String(128), nullable=False),
    Column("is_disabled", Boolean, nullable=False, server_default=false()),
    Column("must_change", Boolean, nullable=False, server_default=false()),
    Column("password_ms", BigInteger, nullable=False, server_default="0"),
    Column("last_ms", BigInteger, nullable=False, server_default="0"),
    Column("last_device", String(64), nullable=False, server_default=""),
    Column("limits", JSON, nullable=False, server_default="{}"),
    Column("subject", String(255), nullable=False, server_default=""),
    Index("users_by_subject", "subject"),
)
"""`limits`: `areas`, `domains` and `agencies` as an administrator wrote them; `last_*`: the last sign-in; `subject`:
who the identity provider says this is, empty for an account of ours."""

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("user_id", String(64), primary_key=True),
    Column("source", String(128), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_ms", BigInteger, nullable=False),
    Column("until_ms", BigInteger, nullable=False),
    Index("sign_in_tries_by_age", "last_ms"),
)
"""Passwords that were tried and not right (`backend.people.tries`)."""

sign_in_sources = Table(
    "sign_in_sources",
    metadata,
    Column("user_id", String(64), primary_key=True),
    Column("source", String(128), primary_key=True),
    Column("last_ms", BigInteger, nullable=False),
)
"""From where a person signed in."""

wall_codes = Table(
    "wall_codes",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("key", String(43), nullable=False),
    Column("wall", String(64), nullable=False),
    Column("node", String(64), nullable=False),
    Column("source", String(128), nullable=False),
    Column("sealed", Text, nullable=False),
    Column("interval_s", Integer, nullable=False),
    Column("next_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Index("wall_codes_by_end", "expires_ms"),
)
"""Walls that wait for somebody to let them in (`backend.people.wall_codes`). `sealed` is what the provider is asked
with: the wall alone has what opens it."""
