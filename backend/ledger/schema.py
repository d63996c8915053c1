"""Tables of the reference backend: plain SQL that SQLite and PostgreSQL both speak.

A record's row carries the sequence number of its last change, removed or not. The change feed is therefore the records
in the order of that number: a client that was away reads each record once, however often it changed meanwhile.

What changes here needs a file in `backend/migrations/versions/`; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from backend.ledger.audit_tables import audit_checkpoints, audit_lines, feed_credentials
from backend.ledger.evidence_tables import evidence, evidence_looks, evidence_pieces
from backend.ledger.key_tables import author_keys, bound_tokens, device_keys, enrolment_codes, kept_keys, tokens
from backend.ledger.message_tables import messages
from backend.ledger.people_tables import sign_in_sources, sign_in_tries, users, wall_codes
from backend.ledger.tables import metadata
from backend.ledger.web_tables import incident_pictures

__all__ = [
    "audit_checkpoints", "audit_lines", "author_keys", "bound_tokens", "device_keys", "enrolment_codes", "evidence",
    "evidence_looks", "evidence_pieces", "feed_credentials", "incident_pictures", "kept_keys", "messages", "metadata",
    "sign_in_sources", "sign_in_tries", "tokens", "users", "wall_codes",
]  # fmt: skip
"""Those that stand in a file of their own; the others are here."""
SCHEMA_VERSION = 1
"""What consoles and backends tell each other; the tables here have numbers of their own (`backend/migrations`)."""

meta = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

counters = Table(
    "counters", metadata, Column("name", String(40), primary_key=True), Column("value", BigInteger, nullable=False)
)

records = Table(
    "records",
    metadata,
    Column("type", String(40), primary_key=True),
    Column("id", String(120), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("reason", String(40)),
    Column("changed_ms", BigInteger, nullable=False),
    Column("data", JSON, nullable=False),
    Index("records_by_seq", "seq"),
    # Only what is removed stands in it, so that a record that changes each minute costs nothing here.
    Index("records_removed", "changed_ms", sqlite_where=text("removed IS 1"), postgresql_where=text("removed IS true")),
)

actions = Table(
    "actions",
    metadata,
    Column("action_id", String(40), primary_key=True),
    Column("device_id", String(64), nullable=False),
    Column("device_seq", BigInteger, nullable=False),
    Column("actor_id", String(64), nullable=False),
    Column("type", String(40), nullable=False),
    Column("target_type", String(40), nullable=False),
    Column("target_id", String(120), nullable=False),
    Column("base_version", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("occurred_at", String(40), nullable=False),
    Column("mono_ms", BigInteger, nullable=False),
    Column("boot_id", String(64), nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("received_at", String(40), nullable=False),
    Column("result", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("problem", JSON),
    Column("audit_seq", BigInteger, nullable=False),
    Column("audit_hash", String(64), nullable=False),
    Column("proof", String(10), nullable=False, server_default=""),
    Column("device_key", String(43), nullable=False, server_default=""),
    Column("signature", String(86), nullable=False, server_default=""),
    Column("author_key", String(43), nullable=False, server_default=""),
    Column("author_signature", String(86), nullable=False, server_default=""),
    UniqueConstraint("device_id", "device_seq"),
    Index("actions_by_audit", "audit_seq"),
    Index("actions_by_target", "target_id", "audit_seq"),
)
"""`proof` says how its author is known (`backend.actions.proofs`), empty where that was refused; the public keys stand
beside the signatures, so that a line can be looked at again when neither device nor person is there any more."""

devices = Table(
    "devices",
    metadata,
    Column("device_id", String(64), primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
)

device_people = Table(
    "device_people",
    metadata,
    Column("device_id", String(64), primary_key=True),
    Column("user_id", String(64), primary_key=True),
)

known_hashes = Table(
    "known_hashes",
    metadata,
    Column("device_id", String(64), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("skipped", String(20)),
    Column("done_ms", BigInteger),
)
"""The links of each device's chain. `done_ms`: when that was done, by the server's clock (`backend.actions.times`)."""

reporters = Table(
    "reporters",
    metadata,
    Column("incident_id", String(120), primary_key=True),
    Column("data", JSON, nullable=False),
    Column("phone_key", String(64), nullable=False, server_default=""),
    Column("kept_ms", BigInteger, nullable=False, server_default="0"),
    Index("reporters_by_phone", "phone_key", "kept_ms"),
)
"""`phone_key` finds a number without telling it (`backend.ledger.numbers`); empty where none was told. `kept_ms`: when
that was last told, 0 for what is older than the column."""

reveals = Table(
    "reveals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("incident_id", String(120), nullable=False),
    Column("user_id", String(64), nullable=False),
    Column("device_id", String(64), nullable=False),
    Column("action_id", String(40), nullable=False),
    Column("at", String(40), nullable=False),
    Index("reveals_by_person", "user_id", "at"),
)

erasures = Table(
    "erasures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String(40), nullable=False),
    Column("what", String(20), nullable=False),
    Column("incidents", JSON, nullable=False),
    Column("who", String(200), nullable=False),
    Column("why", Text, nullable=False),
)
"""That something which pointed to persons was erased: `reporter` or `free_text`, of which incidents, and why."""

layout_versions = Table(
    "layout_versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("layout_id", String(120), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    Column("actor_name", String(200), nullable=False),
    Column("data", JSON, nullable=False),
    Index("layout_versions_by_layout", "layout_id", "number"),
)

layout_pictures = Table(
    "layout_pictures",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("media_type", String(20), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sent_ms", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

wall_contents = Table(
    "wall_contents",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("tiles", JSON, nullable=False),
)
"""What a screen showed, once for each content: a tour comes back to the same ones for weeks."""

wall_content_refs = Table(
    "wall_content_refs",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("ref", String(120), primary_key=True),
    Column("hash", String(64), primary_key=True),
)

wall_recording = Table(
    "wall_recording",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("wall", String(120), nullable=False),
    Column("screen", String(64), nullable=False),
    Column("from_ms", BigInteger, nullable=False),
    Column("to_ms", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("still", Integer),
    Index("wall_recording_by_time", "wall", "from_ms"),
    Index("wall_recording_by_end", "to_ms"),
    Index("wall_recording_by_content", "hash"),
    UniqueConstraint("wall", "screen", "from_ms", "hash"),
)

wall_stills = Table(
    "wall_stills",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("wall", String(120), nullable=False),
    Column("screen", String(64), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("jpeg", LargeBinary, nullable=False),
    Index("wall_stills_by_time", "at_ms"),
)

past_incidents = Table(
    "past_incidents",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String(120), nullable=False),
    Column("version", Integer, nullable=False),
    Column("ended_ms", BigInteger, nullable=False),
    Column("words", Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
    Column("data", JSON, nullable=False),
    Column("masked", Boolean, nullable=False, server_default=false()),
    Index("past_incidents_by_end", "ended_ms"),
    Index("past_incidents_to_mask", "ended_ms", sqlite_where=text("NOT masked"), postgresql_where=text("NOT masked")),
    Index("past_incidents_by_words", "words", postgresql_using="gin").ddl_if(dialect="postgresql"),
    UniqueConstraint("id"),
)
"""Incidents that left the feed; `masked` once their texts hold no number of a person. `number` is when each began
(`backend.ledger.past`), so its order is that of time."""
PAST_WORDS = (
    """CREATE VIRTUAL TABLE past_words USING fts5 (words, content='', contentless_delete=1, detail=none,
        prefix='1 2 3 4 5 6 7', tokenize="unicode61 remove_diacritics 0 tokenchars '='")""",
    """CREATE TRIGGER past_words_come AFTER INSERT ON past_incidents
        BEGIN INSERT INTO past_words (rowid, words) VALUES (new.number, new.words); END""",
    """CREATE TRIGGER past_words_go AFTER DELETE ON past_incidents
        BEGIN DELETE FROM past_words WHERE rowid = old.number; END""",
)
"""SQLite's index of those words, which PostgreSQL keeps in the column itself. No syllable of Vietnamese is longer than
seven letters: each beginning of one is looked up, and none collected from all words that begin so."""
for _statement in PAST_WORDS:
    event.listen(past_incidents, "after_create", DDL(_statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]

archived_actions = Table(
    "archived_actions",
    metadata,
    Column("action_id", String(40), primary_key=True),
    Column("device_seq", BigInteger, nullable=False),
    Column("result", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("problem", JSON),
    sqlite_with_rowid=False,
)
"""What became of actions whose lines are in files by now (`backend.past.archive`): none is done twice for that."""

incident_lines = Table(
    "incident_lines",
    metadata,
    Column("incident_id", String(120), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("line", JSON, nullable=False),
)
"""Lines of an incident's history that its record does not carry any more (`backend.ledger.lines`)."""

point_tail = Table(
    "point_tail",
    metadata,
    Column("indicator_id", String(120), primary_key=True),
    Column("at_ms", BigInteger, primary_key=True),
    Column("value", Float, nullable=False),
)
"""Measured values of the last hour or so, a row each, until they go to their day (`backend/points/database.py`)."""

point_days = Table(
    "point_days",
    metadata,
    Column("indicator_id", String(120), primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("rolled", Boolean, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("point_days_by_day", "day"),
    Index("point_days_to_roll", "day", sqlite_where=text("rolled = 0"), postgresql_where=text("NOT rolled")),
)
"""An indicator's values of one day since 1970 (UTC), packed; `rolled` once they are in `point_rollups` as they are."""

point_rollups = Table(
    "point_rollups",
    metadata,
    Column("indicator_id", String(120), primary_key=True),
    Column("step_s", Integer, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Index("point_rollups_by_day", "step_s", "day"),
)
"""What spans of `step_s` seconds came to, packed for some days from `day` on."""

ptz_leases = Table(
    "ptz_leases",
    metadata,
    Column("camera_id", String(120), primary_key=True),
    Column("holder_id", String(64), nullable=False),
    Column("holder_name", String(200), nullable=False),
    Column("holder_role", String(20), nullable=False),
    Column("until_ms", BigInteger, nullable=False),
)

turning_cameras = Table("turning_cameras", metadata, Column("camera_id", String(120), primary_key=True))
"""Those that may be turning: a server that finds one whose lease has ended stops it."""

node_reports = Table(
    "node_reports",
    metadata,
    Column("wall", String(120), primary_key=True),
    Column("node", String(64), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("said", JSON, nullable=False),
)

wall_looks = Table(
    "wall_looks", metadata, Column("wall", String(120), primary_key=True), Column("at_ms", BigInteger, nullable=False)
)

screen_stills = Table(
    "screen_stills",
    metadata,
    Column("wall", String(120), primary_key=True),
    Column("screen", String(64), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("jpeg", LargeBinary, nullable=False),
)

duties = Table(
    "duties",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("server", String(40), nullable=False),
    Column("until_ms", BigInteger, nullable=False),
)
"""Which of several servers does what one alone shall do, and until when unless it says so again."""

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("source", String(120), primary_key=True),
    Column("type", String(40), primary_key=True),
    Column("id", String(120), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("faults", JSON, nullable=False),
    Column("raw", Text, nullable=False),
    Index("dead_letters_by_record", "type", "id"),
    Index("dead_letters_by_time", "at_ms"),
)
"""What sources sent and could not be taken, once for each record (`backend.feeds.letters`)."""

feed_keys = Table(
    "feed_keys",
    metadata,
    Column("caller", String(64), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("digest", String(80), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("status", Integer),
    Column("answer", LargeBinary),
    Index("feed_keys_by_time", "at_ms"),
)
"""Keys of requests with what was answered; no answer yet where one is being worked on (`backend.feeds.keys`)."""
