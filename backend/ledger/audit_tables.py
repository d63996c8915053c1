"""Tables of the audit, and of what lets sources in; all the others are in `backend.ledger.schema`, of one metadata."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, Text, UniqueConstraint

from backend.ledger.tables import metadata

audit_lines = Table(
    "audit_lines",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("who", String(130), nullable=False),
    Column("device", String(64), nullable=False),
    Column("source", String(64), nullable=False),
    Column("about", String(170), nullable=False),
    Column("ref", String(40), nullable=False),
    Column("what", Text, nullable=False),
    Column("parts", String(80), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("audit_lines_by_who", "who", "number"),
    Index("audit_lines_by_about", "about", "number"),
    Index("audit_lines_by_device", "device", "number"),
    Index("audit_lines_by_kind", "kind", "number"),
    Index("audit_lines_by_time", "at", "number"),
)
"""Everything that anybody did or was refused, in one chain (`backend.audit.lines`); `ref` is an action's id."""

audit_checkpoints = Table(
    "audit_checkpoints",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("at", String(40), nullable=False),
    Column("before", BigInteger, nullable=False),
    Column("key", String(43), nullable=False),
    Column("signature", String(86), nullable=False),
)
"""Where the chain stood, signed by the server's audit key; `before` is the number of the checkpoint before."""

feed_credentials = Table(
    "feed_credentials",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("name", String(16), nullable=False),
    Column("source", String(120), nullable=False),
    Column("types", JSON, nullable=False),
    Column("prefix", String(120), nullable=False),
    Column("per_minute", Integer, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("ends_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger, nullable=False, server_default="0"),
    Column("refused_ms", BigInteger, nullable=False, server_default="0"),
    Column("refused_why", String(40), nullable=False, server_default=""),
    UniqueConstraint("name"),
    Index("feed_credentials_by_source", "source"),
)
"""What lets a source in, and what it may write (`backend.feeds.credentials`); `used_ms` and `refused_ms`: when it
last came, and when it was last refused, to the minute; 0 for never."""
