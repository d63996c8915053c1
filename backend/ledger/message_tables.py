"""Tables of what goes out of the room: each message with its text, to whom, by what, and when it is tried next."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Text, text

from backend.ledger.tables import metadata

WAITING, FAILED, NAMED = text("state = 'waiting'"), text("state = 'failed'"), text("ref != ''")
"""As the indexes of some rows alone have them: a database takes such an index for a question with the same words."""

messages = Table(
    "messages",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("rule", String(64), nullable=False),
    Column("about_type", String(40), nullable=False),
    Column("about_id", String(120), nullable=False),
    Column("action_id", String(40), nullable=False),
    Column("receiver", String(180), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("others", JSON, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_ms", BigInteger, nullable=False),
    Column("lease_ms", BigInteger, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
    Column("settled_ms", BigInteger),
    Column("ref", String(200), nullable=False),
    Column("drill", Boolean, nullable=False),
    # Those that wait alone, so that a month of what went out costs the next look nothing.
    Index(
        "messages_waiting",
        "channel",
        "receiver",
        "next_ms",
        "lease_ms",
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    ),
    Index("messages_by_about", "about_id"),
    Index("messages_by_ref", "channel", "ref", sqlite_where=NAMED, postgresql_where=NAMED),
    Index("messages_by_end", "settled_ms"),
    Index("messages_failed", "settled_ms", "id", sqlite_where=FAILED, postgresql_where=FAILED),
)
"""`receiver` says who, as `agency:ID`, `contact:ID`, `reporter` or `public`, and never an address: that is looked up
when it is sent. `others` are the channels that are tried after this one, `ref` what the other side calls it. Whoever
sends it has it until `lease_ms` (`backend.messages`)."""
