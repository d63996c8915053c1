"""Walls that show a code and wait to be let in at the city's identity provider; when sources' tokens were used."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the table. Of tokens of before nobody says when they were last used until they come again."""
    op.add_column("feed_credentials", sa.Column("used_ms", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("feed_credentials", sa.Column("refused_ms", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("feed_credentials", sa.Column("refused_why", sa.String(40), nullable=False, server_default=""))
    op.create_table(
        "wall_codes",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=43), nullable=False),
        sa.Column("wall", sa.String(length=64), nullable=False),
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=128), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("interval_s", sa.Integer(), nullable=False),
        sa.Column("next_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("wall_codes_by_end", "wall_codes", ["expires_ms"])
