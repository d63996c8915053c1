"""Tables of the evidence that devices registered: what it is, its file in sealed pieces, who saw it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text, text

from backend.ledger.tables import metadata

evidence = Table(
    "evidence",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("device_id", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("camera_id", String(120), nullable=False),
    Column("incident_id", String(120)),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("manifest", Text, nullable=False),
    Column("signature", String(86), nullable=False),
    Column("receipt", Text, nullable=False),
    Column("registered_ms", BigInteger, nullable=False),
    Column("pieces", Integer, nullable=False),
    Column("complete_ms", BigInteger),
    Column("gone_ms", BigInteger),
    Column("held", Text, nullable=False),
    Column("time_stamp", LargeBinary),
    # Pages are the newest first, of whatever is asked for.
    Index("evidence_by_device", "device_id", "registered_ms", "digest"),
    Index("evidence_by_incident", "incident_id", "registered_ms", "digest"),
    Index("evidence_by_camera", "camera_id", "registered_ms", "digest"),
    Index("evidence_by_kind", "kind", "registered_ms", "digest"),
    Index("evidence_by_time", "registered_ms", "digest"),
    # The few that are held, and those alone whose file may still go: all others stay for ever.
    Index(
        "evidence_held",
        "registered_ms",
        "digest",
        sqlite_where=text("held != ''"),
        postgresql_where=text("held != ''"),
    ),
    Index(
        "evidence_with_files",
        "registered_ms",
        sqlite_where=text("gone_ms IS NULL"),
        postgresql_where=text("gone_ms IS NULL"),
    ),
)
"""A row stays for ever; `gone_ms` says when its file went. `held` is why it may not go, empty where it may."""

evidence_pieces = Table(
    "evidence_pieces",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""The files, in pieces of a MiB, each sealed by itself (`backend.backups.sealing`)."""

evidence_looks = Table(
    "evidence_looks",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("digest", String(64), nullable=False),
    Column("at", String(40), nullable=False),
    Column("user_id", String(64), nullable=False),
    Column("user_name", String(200), nullable=False),
    Column("device_id", String(64), nullable=False),
    Column("what", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Index("evidence_looks_by_piece", "digest", "number"),
)
"""Who saw, held or let go of what, and why; never removed."""
