"""Keeps where the server's audit stood when it was last looked at, so that no server can begin another past.

The newest signed head is kept beside the outbox, which is never rebuilt. From it the server's lines have to lead to the
head of today; where they do not, its log is not the one that this desk has seen, and the desk is told that. A head that
did not fit stays written down: `python -m backend audit verify --heads` reads it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from console.base.errors import LinkError
from console.net.api import Api
from console.sync.host import Host
from contract.audit import Head, reached
from offline_cache.feeds import get_meta, set_meta

_log = logging.getLogger(__name__)
NOTE, DOUBTED_NOTE = "audit_head", "audit_heads_doubted"
DOUBTED_MOST = 50
STEPS_MOST = 100
"""Heads from one to the next until the newest, after a long absence."""


def head_of(api: Api, since: int) -> dict[str, Any]:
    """Where the audit stands, and the way to it from line `since`. Blocks; raises `LinkError`."""
    return api.call("GET", "/v1/audit/head", {"since": since})


class AuditHeads:
    """One session's."""

    def __init__(self, session: Host) -> None:
        self._session = session

    async def look(self) -> None:
        """Ask where the audit stands, and hold it against what was kept. Raises `LinkError`, `SignInError`.

        A server that knows no audit, of before or of another make, says so by 404 and is believed as long as it never
        had one.
        """
        _cache, box = self._session.caches
        for _step in range(STEPS_MOST):
            kept = _read(await box.read(lambda db: get_meta(db, NOTE)))
            try:
                since = kept.number if kept is not None else 0
                answer = await self._session.call(lambda api, since=since: head_of(api, since))  # type: ignore[misc]
            except LinkError as error:
                if error.params.get("status") == 404 and kept is None:
                    return
                raise
            head, fault = judged(kept, answer)
            if fault and kept is not None:
                await box.write(lambda db, kept=kept: _doubt(db, kept))  # type: ignore[misc]
                now = head.number if head is not None else 0
                _log.warning("the server's audit is not the one that was kept: %s, %d, %d", fault, kept.number, now)
                self._session.notices.post("audit_broken", "error", kept=kept.number, at=kept.at)
            if head is None or head == kept:
                if fault:
                    await box.write(lambda db: set_meta(db, NOTE, ""))  # told once; the doubted one stays
                return
            await box.write(lambda db, head=head: set_meta(db, NOTE, json.dumps(asdict(head))))  # type: ignore[misc]


def judged(kept: Head | None, answer: Mapping[str, Any]) -> tuple[Head | None, str]:
    """The head to keep from now on, and what is wrong with it seen from the one that was kept; empty for nothing.

    Of a head that nobody signed, or that cannot be read, there is none to keep.
    """
    head = _head(answer.get("head"))
    if head is None or not head.is_signed:
        return None, "unsigned" if kept is not None or answer.get("head") is not None else ""
    if kept is None:
        return head, ""
    since, links = answer.get("since"), answer.get("links")
    if head.key != kept.key:
        return head, "another key"
    if since == "archived" and head.number > kept.number:
        return head, ""
    if since != "follows" or head.number < kept.number or not isinstance(links, list):
        return head, "shorter"
    if len(links) != head.number - kept.number or reached(kept.hash, map(str, links)) != head.hash:
        return head, "another past"
    return head, ""


def _head(said: object) -> Head | None:
    if not isinstance(said, dict):
        return None
    try:
        return Head(
            int(said["number"]), str(said["hash"]), str(said["at"]), int(said["before"]), str(said["key"]),
            str(said["signature"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return None


def _read(text: str) -> Head | None:
    try:
        return _head(json.loads(text)) if text else None
    except ValueError:
        return None


def _doubt(database: Any, head: Head) -> None:
    """Write down the head that the server's audit does not lead from."""
    try:
        told = json.loads(get_meta(database, DOUBTED_NOTE, "[]"))
    except ValueError:
        told = []
    kept = [one for one in told if isinstance(one, dict) and one != asdict(head)] if isinstance(told, list) else []
    set_meta(database, DOUBTED_NOTE, json.dumps([*kept, asdict(head)][-DOUBTED_MOST:]))
