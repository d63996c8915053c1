"""Pictures that agencies and citizens send with a form of the server's own pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "incident_pictures",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("incident_id", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sent_ms", sa.BigInteger(), nullable=False),
        sa.Column("sent_by", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "incident_id"),
    )
    op.create_index("incident_pictures_by_time", "incident_pictures", ["sent_ms"])
