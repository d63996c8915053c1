"""Keys of devices and of authors, and with each action what proves who did it.

Devices from before have none and get one at the next sign-in; tokens from before are bound to none, and people sign in
once more; lines of the log from before keep an empty `proof`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
_OF_ACTIONS = (
    ("proof", 10), ("device_key", 43), ("signature", 86), ("author_key", 43), ("author_signature", 86),
)  # fmt: skip


def upgrade() -> None:
    """Make them."""
    for name, length in _OF_ACTIONS:
        op.add_column("actions", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    op.add_column("tokens", sa.Column("key", sa.String(43), nullable=False, server_default=""))
    op.create_table(
        "device_keys",
        sa.Column("device_id", sa.String(64), nullable=False),
        sa.Column("key", sa.String(43), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("enrolled_ms", sa.BigInteger(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("device_id"),
    )
    op.create_table(
        "enrolment_codes",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("device_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_table(
        "author_keys",
        sa.Column("thumbprint", sa.String(43), nullable=False),
        sa.Column("user_id", sa.String(64), nullable=False),
        sa.Column("device_id", sa.String(64), nullable=False),
        sa.Column("key", sa.String(43), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("ends_ms", sa.BigInteger()),
        sa.PrimaryKeyConstraint("thumbprint", "user_id", "device_id"),
    )
    op.create_index("author_keys_by_person", "author_keys", ["user_id", "device_id"])
