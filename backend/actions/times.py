"""What the server knows that an action came after, whatever the clock of its device says.

A device's actions are chained in the order in which their people acted: none happened before the one that it goes on
from. Who acted on a record as it still stands had seen it, and saw it after it came to be so. Nobody's first contact,
pull or wake-up says anything here: a console that comes back hears before it sends.
"""

from __future__ import annotations

from sqlalchemy import Connection, and_, bindparam, select

from backend.actions.deed import Found
from backend.ledger.schema import known_hashes, records
from contract.instants import parse_ms
from contract.wire import ActionIn

_DONE = select(known_hashes.c.done_ms).where(
    and_(known_hashes.c.device_id == bindparam("device_id"), known_hashes.c.hash == bindparam("link"))
)
_CHANGED = select(records.c.changed_ms).where(
    and_(records.c.type == bindparam("kind"), records.c.id == bindparam("key"), records.c.removed.is_(False))
)


def link_ms(connection: Connection, device_id: str, link: str) -> int | None:
    """When what has this hash in the chain of the device was done (ms since 1970); None where nobody knows."""
    return connection.execute(_DONE, {"device_id": device_id, "link": link}).scalar_one_or_none() if link else None


def not_before_ms(connection: Connection, device_id: str, action: ActionIn, found: Found | None) -> int | None:
    """The earliest moment at which `action` can have been done on what was `found`; None where nothing speaks for one.

    The record's last change counts only where its author had seen it (`base_version`). A time that stands in it may be
    its source's, and the row's that of a move (`backend.ledger.past`): the earlier of both is the later bound to trust.
    """
    after = [link_ms(connection, device_id, action.prev_hash)]
    if found is not None and action.base_version >= found[0]:
        asked = {"kind": action.target_type, "key": action.target_id}
        changed = connection.execute(_CHANGED, asked).scalar_one_or_none()
        after.append(_earlier(changed, found[1].get("updated_at")) if changed else None)
    return max((at for at in after if at is not None), default=None)


def _earlier(changed_ms: int, told: object) -> int:
    try:
        return min(changed_ms, parse_ms(told)) if isinstance(told, str) else changed_ms
    except (ValueError, OverflowError):
        return changed_ms
