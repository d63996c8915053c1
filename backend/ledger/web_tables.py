"""The table of pictures that came by the server's own pages (`backend.ledger.schema` has all the others)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table

from backend.ledger.tables import metadata

incident_pictures = Table(
    "incident_pictures",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("incident_id", String(120), primary_key=True),
    Column("media_type", String(20), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sent_ms", BigInteger, nullable=False),
    Column("sent_by", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("incident_pictures_by_time", "sent_ms"),
)
"""One row for each incident that a picture was sent to: what is seen of one says nothing of another. `sent_by` is empty
where a citizen sent it."""
