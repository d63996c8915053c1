"""What one server kept in its memory and all servers over a database must know."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
_TURNING = "turning-cameras"


def upgrade() -> None:
    """Make the tables; cameras that a server before this one left turning are stopped by the next."""
    op.create_table(
        "ptz_leases",
        sa.Column("camera_id", sa.String(120), primary_key=True),
        sa.Column("holder_id", sa.String(64), nullable=False),
        sa.Column("holder_name", sa.String(200), nullable=False),
        sa.Column("holder_role", sa.String(20), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
    )
    turning = op.create_table("turning_cameras", sa.Column("camera_id", sa.String(120), primary_key=True))
    op.create_table(
        "node_reports",
        sa.Column("wall", sa.String(120), primary_key=True),
        sa.Column("node", sa.String(64), primary_key=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
    )
    op.create_table(
        "wall_looks",
        sa.Column("wall", sa.String(120), primary_key=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "screen_stills",
        sa.Column("wall", sa.String(120), primary_key=True),
        sa.Column("screen", sa.String(64), primary_key=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "wrong_sign_ins",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("user_id", sa.String(64), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
    )
    op.create_index("wrong_sign_ins_by_user", "wrong_sign_ins", ["user_id", "at_ms"])
    op.create_table(
        "duties",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("server", sa.String(40), nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
    )
    _move(turning)


def _move(turning: sa.Table) -> None:
    meta = sa.table("meta", sa.column("key"), sa.column("value"))
    connection = op.get_bind()
    noted = connection.execute(sa.select(meta.c.value).where(meta.c.key == _TURNING)).scalar()
    if noted:
        connection.execute(sa.insert(turning), [{"camera_id": one} for one in sorted(set(json.loads(noted)))])
    connection.execute(sa.delete(meta).where(meta.c.key == _TURNING))
