"""Indexes for what is asked at every action, every sign-in and every start, however long the past is.

Without them an action read the whole log: 373 ms of it after 30 days (docs/decisions/065-indexes-are-proven.md).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make them; on a log of a year this takes seconds, once."""
    op.create_index("actions_by_audit", "actions", ["audit_seq"])
    op.create_index("actions_by_target", "actions", ["target_id", "audit_seq"])
    op.create_index(
        "records_removed", "records", ["changed_ms"],
        sqlite_where=sa.text("removed IS 1"), postgresql_where=sa.text("removed IS true"),
    )  # fmt: skip
    op.create_index("tokens_by_end", "tokens", ["expires_ms"])
    op.create_index("wall_recording_by_content", "wall_recording", ["hash"])
