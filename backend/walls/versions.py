"""Every version of a layout that was ever saved: nothing of one is lost by saving over it, or by removing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select

from backend.actions.deed import Deed
from backend.ledger.schema import layout_versions


def keep(connection: Connection, layout_id: str, version: int, *, at: str, by: str, data: dict[str, Any]) -> None:
    """Write down a version, unless it is there."""
    where = and_(layout_versions.c.layout_id == layout_id, layout_versions.c.version == version)
    newest = select(func.max(layout_versions.c.number)).where(where).scalar_subquery()
    same = select(layout_versions.c.data).where(layout_versions.c.number == newest)
    known = connection.execute(same).first()
    if known is None or dict(known.data) != data:
        values = {"layout_id": layout_id, "version": version, "at": at, "actor_name": by, "data": data}
        connection.execute(insert(layout_versions).values(**values))


def archive(connection: Connection, deed: Deed, data: Mapping[str, Any] | None, version: int) -> None:
    """What a layout was before an action, and what it is by it from `version` on; None for one that is gone."""
    if deed.version:
        keep(connection, deed.key, deed.version, at="", by="", data=dict(deed.data))
    if data is not None:
        act = deed.act
        keep(connection, deed.key, version, at=act.received_at, by=act.actor_name, data=dict(data))


def of_layout(connection: Connection, layout_id: str, most: int) -> list[dict[str, Any]]:
    """Versions, the newest first."""
    query = select(layout_versions).where(layout_versions.c.layout_id == layout_id)
    rows = connection.execute(query.order_by(layout_versions.c.number.desc()).limit(most))
    return [
        {"version": row.version, "at": row.at, "actor_name": row.actor_name,
         "name": str(row.data.get("name", "")), "body": row.data.get("body") or {}}
        for row in rows
    ]  # fmt: skip
