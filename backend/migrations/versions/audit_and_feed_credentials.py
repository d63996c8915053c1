"""One audit of everything, its signed checkpoints, and what lets each source in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables; the first line that is written tells where the log of actions stood before it."""
    op.create_table(
        "audit_lines",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("who", sa.String(length=130), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=170), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("parts", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("audit_lines_by_who", "audit_lines", ["who", "number"])
    op.create_index("audit_lines_by_about", "audit_lines", ["about", "number"])
    op.create_table(
        "audit_checkpoints",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=43), nullable=False),
        sa.Column("signature", sa.String(length=86), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "feed_credentials",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column("prefix", sa.String(length=120), nullable=False),
        sa.Column("per_minute", sa.Integer(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("ends_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
        sa.UniqueConstraint("name"),
    )
    op.create_index("feed_credentials_by_source", "feed_credentials", ["source"])
