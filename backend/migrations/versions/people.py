"""People with a state, limits and an expiring password; tries of passwords by person and source."""

from __future__ import annotations

import time

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Who is there stays as they are; their passwords are as old as this change."""
    for column in (
        sa.Column("is_disabled", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("password_ms", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("last_ms", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("last_device", sa.String(64), nullable=False, server_default=""),
        sa.Column("limits", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("subject", sa.String(255), nullable=False, server_default=""),
    ):
        op.add_column("users", column)
    op.create_index("users_by_subject", "users", ["subject"])
    op.create_index("tokens_by_person", "tokens", ["user_id"])
    users = sa.table("users", sa.column("password_ms"))
    op.get_bind().execute(sa.update(users).values(password_ms=round(time.time() * 1000)))
    op.drop_index("wrong_sign_ins_by_user", "wrong_sign_ins")
    op.drop_table("wrong_sign_ins")
    op.create_table(
        "sign_in_tries",
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("source", sa.String(128), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
    )
    op.create_index("sign_in_tries_by_age", "sign_in_tries", ["last_ms"])
    op.create_table(
        "sign_in_sources",
        sa.Column("user_id", sa.String(64), primary_key=True),
        sa.Column("source", sa.String(128), primary_key=True),
        sa.Column("last_ms", sa.BigInteger(), nullable=False),
    )
