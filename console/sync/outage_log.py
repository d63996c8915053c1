"""Which outages this console has lived through: kept in the cache's own notes, for reports of what happened then."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from offline_cache import feeds

KEY = "outages"
KEPT_MOST = 400
"""Some years of a desk; a few kilobytes."""


@dataclass(frozen=True)
class Outage:
    """From the last answer before it until everything missed was here; `until` is None while it lasts."""

    since: datetime
    until: datetime | None = None


def kept(database: Database) -> list[Outage]:
    """All that are remembered, the oldest first; what cannot be read is passed over."""
    try:
        rows = json.loads(feeds.get_meta(database, KEY, "[]"))
        return [Outage(datetime.fromisoformat(since), datetime.fromisoformat(until)) for since, until in rows]
    except (ValueError, TypeError):
        return []


def keep(database: Database, since: datetime, until: datetime) -> None:
    """Remember one; the oldest goes where there are too many."""
    rows = [[one.since.isoformat(), one.until.isoformat()] for one in kept(database) if one.until is not None]
    rows.append([since.isoformat(), until.isoformat()])
    feeds.set_meta(database, KEY, json.dumps(rows[-KEPT_MOST:]))
