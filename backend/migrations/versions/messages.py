"""What goes out of the room, until it has arrived."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
_TEXTS = (
    ("id", 40), ("kind", 20), ("rule", 64), ("about_type", 40), ("about_id", 120), ("action_id", 40),
    ("receiver", 180), ("channel", 20),
)  # fmt: skip


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "messages",
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in _TEXTS),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_ms", sa.BigInteger(), nullable=False),
        sa.Column("lease_ms", sa.BigInteger(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("settled_ms", sa.BigInteger()),
        sa.Column("ref", sa.String(200), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    _index("messages_waiting", ["channel", "receiver", "next_ms", "lease_ms"], "state = 'waiting'")
    op.create_index("messages_by_about", "messages", ["about_id"])
    _index("messages_by_ref", ["channel", "ref"], "ref != ''")
    op.create_index("messages_by_end", "messages", ["settled_ms"])
    _index("messages_failed", ["settled_ms", "id"], "state = 'failed'")


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "messages", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
