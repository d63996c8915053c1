"""Tables of what is over: incidents that left the feed, with an index of their words, filled by the first round; what
became of actions whose lines went into files; and the older lines of incidents' histories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0005"
down_revision = "0004"
WORDS = (
    """CREATE VIRTUAL TABLE past_words USING fts5 (words, content='', contentless_delete=1, detail=none,
        prefix='1 2 3 4 5 6 7', tokenize="unicode61 remove_diacritics 0 tokenchars '='")""",
    """CREATE TRIGGER past_words_come AFTER INSERT ON past_incidents
        BEGIN INSERT INTO past_words (rowid, words) VALUES (new.number, new.words); END""",
    """CREATE TRIGGER past_words_go AFTER DELETE ON past_incidents
        BEGIN DELETE FROM past_words WHERE rowid = old.number; END""",
)


def upgrade() -> None:
    """Make it, and on SQLite its index with what keeps that up to date."""
    op.create_table(
        "past_incidents",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ended_ms", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "archived_actions",
        sa.Column("action_id", sa.String(length=40), nullable=False),
        sa.Column("device_seq", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("problem", sa.JSON()),
        sa.PrimaryKeyConstraint("action_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_lines",
        sa.Column("incident_id", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("incident_id", "number"),
    )
    op.create_index("past_incidents_by_end", "past_incidents", ["ended_ms"])
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("past_incidents_by_words", "past_incidents", ["words"], postgresql_using="gin")
    else:
        for statement in WORDS:
            op.get_bind().exec_driver_sql(statement)
