"""A database as it is after months: rows put in by the database itself, some hundred thousand of them in seconds.

What stands in them is like what a city writes in length and in kind, and the same in each row but for its number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, text

DESKS = 50
BEGAN_MS = 1_790_000_000_000
_HEX = "0" * 54
"""With ten digits behind it: as long as a SHA-256."""
_AT = "2026-11-21T05:00:00.000Z"
_NOTE = json.dumps({"text": "Tổ tuần tra đang trên đường tới, dự kiến mười lăm phút."}, ensure_ascii=False)


def grow_log(engine: Engine, count: int) -> None:
    """So many actions of `DESKS` devices, each with its known hash, audited in order; nothing was in the log before."""
    with engine.begin() as connection:
        _insert(
            connection, "devices", "device_id, last_seq", "'desk-' || i, :last", DESKS, last=count // DESKS,
        )  # fmt: skip
        _insert(
            connection,
            "actions",
            "action_id, device_id, device_seq, actor_id, type, target_type, target_id, base_version, payload,"
            " occurred_at, mono_ms, boot_id, prev_hash, hash, received_at, result, version, audit_seq, audit_hash",
            "'grown-' || (1000000000 + i), 'desk-' || (1 + i % :desks), 1 + (i - 1) / :desks, 'ha.le', 'note',"
            f" 'incident', 'old-' || (i % 50000), 1, '{_NOTE}', '{_AT}', i, 'boot',"
            f" '{_HEX}' || (1000000000 + i - :desks), '{_HEX}' || (1000000000 + i), '{_AT}', 'applied', 1, i,"
            f" '{_HEX}' || (2000000000 + i)",
            count,
            desks=DESKS,
        )
        _insert(
            connection, "known_hashes", "device_id, hash",
            f"'desk-' || (1 + i % :desks), '{_HEX}' || (1000000000 + i)", count, desks=DESKS,
        )  # fmt: skip
        connection.execute(text("UPDATE counters SET value = :count WHERE name = 'audit'"), {"count": count})


def grow_records(engine: Engine, kind: str, count: int, data: Mapping[str, Any]) -> None:
    """So many records of a type with this data, called `old-1` and so on, after all that was published."""
    with engine.begin() as connection:
        seq = connection.execute(text("SELECT value FROM counters WHERE name = 'seq'")).scalar_one()
        _insert(
            connection,
            "records",
            "type, id, version, seq, removed, changed_ms, data",
            f":kind, 'old-' || i, 1, :seq + i, {'false' if _is_server(connection) else '0'}, :now, {_json(connection)}",
            count,
            kind=kind, seq=seq, now=BEGAN_MS, data=json.dumps(dict(data), ensure_ascii=False, separators=(",", ":")),
        )  # fmt: skip
        connection.execute(text("UPDATE counters SET value = :new WHERE name = 'seq'"), {"new": seq + count})


def grow_walls(engine: Engine, count: int) -> None:
    """So many entries of the recording of one wall, a tenth as many contents, and stills without a picture."""
    with engine.begin() as connection:
        tiles = json.dumps([{"place": "0.0", "type": "camera", "ref": "cam-01"}])
        _insert(connection, "wall_contents", "hash, tiles", f"'{_HEX}' || (1000000000 + i), '{tiles}'", count // 10)
        _insert(
            connection, "wall_content_refs", "kind, ref, hash",
            f"'camera', 'cam-' || (i % 500), '{_HEX}' || (1000000000 + i)", count // 10,
        )  # fmt: skip
        _insert(
            connection, "wall_recording", "wall, screen, from_ms, to_ms, hash",
            f"'w', 's' || (i % 4), :began + i * 5000, :began + i * 5000 + 4000,"
            f" '{_HEX}' || (1000000000 + 1 + i % :contents)", count, began=BEGAN_MS, contents=count // 10,
        )  # fmt: skip
        _insert(
            connection, "wall_stills", "wall, screen, at_ms, digest, jpeg",
            f"'w', 's1', :began + i * 60000, '{_HEX}' || (1000000000 + i), {_blob(connection)}", count // 10,
            began=BEGAN_MS,
        )  # fmt: skip
        _insert(
            connection, "layout_versions", "layout_id, version, at, actor_name, data",
            f"'layout-' || (i % 50), i / 50, '{_AT}', 'Lê Thị Hà', '{{}}'", count // 10,
        )  # fmt: skip


def grow_points(engine: Engine, count: int) -> None:
    """So many days of 500 indicators without a value in them, rolled up, and as many values of the last hour."""
    with engine.begin() as connection:
        blob, own = _blob(connection), "'old-' || (i % 500)"
        _insert(connection, "point_days", "indicator_id, day, rolled, data", f"{own}, i / 500, true, {blob}", count)
        _insert(
            connection, "point_rollups", "indicator_id, step_s, day, data", f"{own}, 300, i / 500, {blob}", count
        )  # fmt: skip
        _insert(
            connection, "point_tail", "indicator_id, at_ms, value", f"{own}, :began + i / 500 * 60000, 1.5", count,
            began=BEGAN_MS,
        )  # fmt: skip


def grow_people(engine: Engine, count: int) -> None:
    """So many tokens that are valid for long, keys of requests, who reported so many incidents, and how often somebody
    asked for that."""
    with engine.begin() as connection:
        _insert(
            connection, "feed_keys", "caller, key, digest, at_ms", f"'quan.tri', 'key-' || i, '{_HEX}', :began + i",
            count, began=BEGAN_MS,
        )  # fmt: skip
        _insert(
            connection, "tokens", "hash, user_id, device_id, expires_ms",
            f"'{_HEX}' || (1000000000 + i), 'ha.le', 'desk-1', :far + i", count, far=2 * BEGAN_MS,
        )  # fmt: skip
        _insert(connection, "reporters", "incident_id, data", "'old-' || i, '{}'", count)
        _insert(
            connection, "reveals", "incident_id, user_id, device_id, action_id, at",
            f"'old-' || i, 'ha.le', 'desk-1', 'grown-' || i, '{_AT}'", count,
        )  # fmt: skip


def settle(engine: Engine) -> None:
    """Let the database learn what is in its tables, as one that serves a city has long done."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not _is_server(connection):
            connection.execute(text("ANALYZE"))
            return
        # Its own schema alone: others of this database are somebody else's, who may be filling them.
        names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"))
        connection.execute(text(f"VACUUM ANALYZE {', '.join(names.scalars())}"))


def _is_server(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _blob(connection: Connection) -> str:
    return "decode('00', 'hex')" if _is_server(connection) else "x'00'"


def _json(connection: Connection) -> str:
    return "CAST(:data AS json)" if _is_server(connection) else ":data"


def _insert(connection: Connection, table: str, columns: str, values: str, count: int, **given: object) -> None:
    numbers = "WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < :count)"
    if _is_server(connection):
        numbers = "WITH numbers(i) AS (SELECT generate_series(1, CAST(:count AS integer)))"
        values = _typed(values)
    statement = f"{numbers} INSERT INTO {table} ({columns}) SELECT {values} FROM numbers"  # noqa: S608 - all our own
    connection.execute(text(statement), {"count": count, **given})


def _typed(values: str) -> str:
    """PostgreSQL wants to know what a number is before it counts with it, and that a text is JSON."""
    for name in ("desks", "seq", "now", "began", "contents", "far", "last"):
        values = values.replace(f":{name}", f"CAST(:{name} AS bigint)")
    for literal in (_NOTE, "{}", json.dumps([{"place": "0.0", "type": "camera", "ref": "cam-01"}])):
        values = values.replace(f"'{literal}'", f"CAST('{literal}' AS json)")
    return values.replace(":kind", "CAST(:kind AS varchar)")
