"""Tables of tokens and of the keys that prove who did something (`backend.ledger.schema` has all the others)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table

from backend.ledger.tables import metadata

device_keys = Table(
    "device_keys",
    metadata,
    Column("device_id", String(64), primary_key=True),
    Column("key", String(43), nullable=False),
    Column("name", String(120), nullable=False),
    Column("enrolled_ms", BigInteger, nullable=False),
    Column("disabled", Boolean, nullable=False),
)
"""The public key of each device that was let in (`backend.people.devices`)."""

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("expires_ms", BigInteger, nullable=False),
    Column("device_id", String(64), nullable=False),
)
"""Codes that let a device in; `device_id` is the one that it was used for, empty as long as it was not."""

author_keys = Table(
    "author_keys",
    metadata,
    Column("thumbprint", String(43), primary_key=True),
    Column("user_id", String(64), primary_key=True),
    Column("device_id", String(64), primary_key=True),
    Column("key", String(43), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("ends_ms", BigInteger),
    Index("author_keys_by_person", "user_id", "device_id"),
)
"""The public keys that people sign with at a device (`backend.people.author_keys`)."""

tokens = Table(
    "tokens",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("user_id", String(64), nullable=False),
    Column("device_id", String(64), nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("key", String(43), nullable=False, server_default=""),
    Index("tokens_by_end", "expires_ms"),
    Index("tokens_by_person", "user_id"),
)
"""`key` is the thumbprint of the one that has to prove each request; empty for a token that is bound to none."""

bound_tokens = Table(
    "bound_tokens",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("wall", String(64), nullable=False),
    Column("node", String(64), nullable=False),
)
"""Tokens that speak for one wall alone, or for one node of it where `node` is not empty."""

kept_keys = Table(
    "kept_keys", metadata, Column("name", String(40), primary_key=True), Column("key", String(64), nullable=False)
)
"""Secrets of this database and of no person, in hex: what numbers are found by (`backend.ledger.numbers`)."""
