"""When what a device's chain names was done, and the evidence that devices registered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make them. Of links that were known before nobody says when they were done: they bound nothing."""
    op.add_column("known_hashes", sa.Column("done_ms", sa.BigInteger()))
    op.create_table(
        "evidence",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("device_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("camera_id", sa.String(120), nullable=False),
        sa.Column("incident_id", sa.String(120)),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(86), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("registered_ms", sa.BigInteger(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("complete_ms", sa.BigInteger()),
        sa.Column("gone_ms", sa.BigInteger()),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("time_stamp", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("evidence_by_device", "evidence", ["device_id", "registered_ms"])
    op.create_index("evidence_by_incident", "evidence", ["incident_id"])
    op.create_index("evidence_by_time", "evidence", ["registered_ms"])
    op.create_table(
        "evidence_pieces",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "number"),
    )
    op.create_table(
        "evidence_looks",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("user_id", sa.String(64), nullable=False),
        sa.Column("user_name", sa.String(200), nullable=False),
        sa.Column("device_id", sa.String(64), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("evidence_looks_by_piece", "evidence_looks", ["digest", "number"])
