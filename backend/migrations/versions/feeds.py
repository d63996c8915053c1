"""What sources sent and could not be taken, and the keys of their requests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make what is not there yet."""
    op.create_table(
        "dead_letters",
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "type", "id"),
        if_not_exists=True,
    )
    op.create_index("dead_letters_by_record", "dead_letters", ["type", "id"], if_not_exists=True)
    op.create_index("dead_letters_by_time", "dead_letters", ["at_ms"], if_not_exists=True)
    op.create_table(
        "feed_keys",
        sa.Column("caller", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("digest", sa.String(length=80), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("answer", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("caller", "key"),
        if_not_exists=True,
    )
    op.create_index("feed_keys_by_time", "feed_keys", ["at_ms"], if_not_exists=True)
