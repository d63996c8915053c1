"""That something which pointed to persons was erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make what is not there yet."""
    op.create_table(
        "erasures",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("incidents", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        if_not_exists=True,
    )
    known = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("past_incidents")}
    if "masked" not in known:
        masked: sa.Column[bool] = sa.Column("masked", sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column("past_incidents", masked)
    op.create_index(
        "past_incidents_to_mask",
        "past_incidents",
        ["ended_ms"],
        if_not_exists=True,
        sqlite_where=sa.text("NOT masked"),
        postgresql_where=sa.text("NOT masked"),
    )
    op.create_index("reveals_by_person", "reveals", ["user_id", "at"], if_not_exists=True)
