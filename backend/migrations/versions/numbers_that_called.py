"""What finds a number among those who told of incidents, without telling it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.ledger.numbers import hashed, key_of

revision = "0016"
down_revision = "0015"
SLICE = 500


def upgrade() -> None:
    """Make it, and fill it for those who are known."""
    op.create_table(
        "kept_keys",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
    )
    op.add_column("reporters", sa.Column("phone_key", sa.String(64), nullable=False, server_default=""))
    op.add_column("reporters", sa.Column("kept_ms", sa.BigInteger(), nullable=False, server_default="0"))
    connection = op.get_bind()
    names = ("incident_id", "phone_key")
    known = sa.table("reporters", *(sa.column(name) for name in names), sa.column("data", sa.JSON()))
    secret, after = key_of(connection), ""
    while True:
        asked = sa.select(known.c.incident_id, known.c.data).where(known.c.incident_id > after)
        found = connection.execute(asked.order_by(known.c.incident_id).limit(SLICE)).all()
        for row in found:
            phone = hashed(secret, str((row.data or {}).get("phone", "")))
            where = known.c.incident_id == row.incident_id
            connection.execute(sa.update(known).where(where).values(phone_key=phone))
        if len(found) < SLICE:
            break
        after = found[-1].incident_id
    op.create_index("reporters_by_phone", "reporters", ["phone_key", "kept_ms"])
