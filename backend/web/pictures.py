"""Pictures that come with a form, kept by the SHA-256 of what is kept of them, for the incident that they were sent to.

They are in the database, as layouts' pictures are: every server over it has them, and so has each backup.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from sqlalchemy import delete, func, select

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.entrance.caps import MIB, PICTURE_MOST
from backend.ledger.ledger import Ledger
from backend.ledger.schema import incident_pictures, past_incidents
from backend.ledger.upsert import upsert
from backend.past.moving import DAY_MS
from backend.past.retention import retention_of
from backend.privacy.purposes import purposes_of
from backend.walls.images import BadPictureError, media_type
from backend.web.bare_pictures import bare

STORE_BYTES = 20_000 * MIB
"""Of all together."""
NAMELESS_BYTES, NAMELESS_MS = 2_000 * MIB, 24 * 3_600_000
"""Of citizens together within a day: whoever fills that takes nothing from the agencies."""
UNNAMED_MS = 24 * 3_600_000
"""One that no incident names stays for so long: the step that it came with may still be sent again."""


class Kept(NamedTuple):
    """A picture as it is kept."""

    digest: str
    media_type: str
    content: bytes


class Pictures:
    """Those of one ledger. All methods block."""

    def __init__(
        self, ledger: Ledger, most_bytes: int = STORE_BYTES, nameless_bytes: int = NAMELESS_BYTES
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._nameless_bytes = nameless_bytes
        self._most_bytes = most_bytes

    def keep(self, sent: bytes, incident_id: str, sent_by: str = "") -> Kept:
        """Keep a picture without what points to who made it. Raises `ProblemError` not-picture, too-large, no-room."""
        if len(sent) > PICTURE_MOST:
            raise ProblemError(413, "too-large", f"a picture may have {PICTURE_MOST} bytes")
        try:
            content = bare(sent)
            kind = media_type(content)
        except BadPictureError as error:
            raise ProblemError(422, "not-picture", str(error)) from error
        kept, table = Kept(hashlib.sha256(content).hexdigest(), kind, content), incident_pictures.c
        row = {
            "digest": kept.digest, "incident_id": incident_id, "media_type": kind, "size": len(content),
            "sent_ms": now_ms(), "sent_by": sent_by, "content": content,
        }  # fmt: skip
        with self._ledger.aside() as connection:
            held = select(func.coalesce(func.sum(table.size), 0))
            lately = held.where(table.sent_by == "", table.sent_ms > now_ms() - NAMELESS_MS)
            bounds = [(held, self._most_bytes), *([] if sent_by else [(lately, self._nameless_bytes)])]
            if any(connection.execute(of).scalar_one() + len(content) > most for of, most in bounds):
                raise ProblemError(507, "no-room", "there is no room for more pictures")
            upsert(connection, incident_pictures, row)
        return kept

    def find(self, digest: str, incident_id: str) -> Kept | None:
        """A picture of an incident; None where none was sent to it."""
        table = incident_pictures.c
        query = select(incident_pictures).where(table.digest == digest, table.incident_id == incident_id)
        with self._ledger.engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else Kept(row.digest, row.media_type, bytes(row.content))

    def of(self, incident_id: str) -> frozenset[str]:
        """The SHA-256 of all that were sent to an incident."""
        query = select(incident_pictures.c.digest).where(incident_pictures.c.incident_id == incident_id)
        with self._ledger.engine.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def forget(self, at_ms: int) -> int:
        """Drop what no incident names any more, and what is of an incident that ended so long ago that the city keeps
        nothing that points to persons of it (`personal_data` of its pack); how many."""
        table, gone = incident_pictures.c, self._forget_old(at_ms)
        query = select(table.digest, table.incident_id).where(table.sent_ms < at_ms - UNNAMED_MS)
        with self._ledger.engine.connect() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            if not self._is_named(row.digest, row.incident_id):
                where = (table.digest == row.digest) & (table.incident_id == row.incident_id)
                with self._ledger.aside() as connection:
                    gone += connection.execute(delete(incident_pictures).where(where)).rowcount
        return gone

    def _forget_old(self, at_ms: int) -> int:
        days = max(purposes_of(self._ledger).free_text.days, retention_of(self._ledger).incident_days)
        over = select(past_incidents.c.id).where(past_incidents.c.ended_ms < at_ms - days * DAY_MS)
        with self._ledger.aside() as connection:
            old = delete(incident_pictures).where(incident_pictures.c.incident_id.in_(over))
            return connection.execute(old).rowcount

    def _is_named(self, digest: str, incident_id: str) -> bool:
        found = self._ledger.current("incident", incident_id)
        if found is None:
            query = select(past_incidents.c.data).where(past_incidents.c.id == incident_id)
            with self._ledger.engine.connect() as connection:
                past = connection.execute(query).scalar_one_or_none()
            found = None if past is None else (0, dict(past))
        return found is not None and any(one.get("sha256") == digest for one in found[1].get("attachments") or ())
