"""Indexes for what an auditor asks of a year's lines, for pages of evidence, and for that whose file may still go.

Without them the lines of a kind, a device or a while were looked for among all that there are
(docs/decisions/065-indexes-are-proven.md).
"""

from __future__ import annotations

from types import MappingProxyType

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
OF_PAGES = MappingProxyType(
    {
        "evidence_by_device": ["device_id"],
        "evidence_by_incident": ["incident_id"],
        "evidence_by_camera": ["camera_id"],
        "evidence_by_kind": ["kind"],
        "evidence_by_time": [],
    }
)
BEFORE = ("evidence_by_device", "evidence_by_incident", "evidence_by_time")
"""Those that were there with fewer columns."""


def upgrade() -> None:
    """Make them; with the audit of a year this takes a minute, once."""
    op.create_index("audit_lines_by_device", "audit_lines", ["device", "number"])
    op.create_index("audit_lines_by_kind", "audit_lines", ["kind", "number"])
    op.create_index("audit_lines_by_time", "audit_lines", ["at", "number"])
    for name, columns in OF_PAGES.items():
        if name in BEFORE:
            op.drop_index(name, "evidence")
        op.create_index(name, "evidence", [*columns, "registered_ms", "digest"])
    op.create_index(
        "evidence_held", "evidence", ["registered_ms", "digest"],
        sqlite_where=sa.text("held != ''"), postgresql_where=sa.text("held != ''"),
    )  # fmt: skip
    op.create_index(
        "evidence_with_files", "evidence", ["registered_ms"],
        sqlite_where=sa.text("gone_ms IS NULL"), postgresql_where=sa.text("gone_ms IS NULL"),
    )  # fmt: skip
