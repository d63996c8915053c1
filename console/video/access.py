"""Whom the decoders may ask for pictures, and with which sign-in: from the server, kept for the next outage.

Hosts stand in the cache, since they are no secret. Sign-ins stand in memory and where the desk's own sign-in is kept
(keyring, or a file of mode 0600), nowhere else: a wall that starts during an outage still has its cameras.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from console.base.errors import LinkError
from console.video.fleet import CameraAccess
from offline_cache import feeds
from offline_cache.cache import Cache

HOSTS_KEY = "camera_hosts"
SignIns = Mapping[str, tuple[str, str]]


async def remembered(cache: Cache, sign_ins: SignIns) -> CameraAccess | None:
    """What was known at the end of the last run; None where the server was never asked."""
    text = await cache.read(lambda db: feeds.get_meta(db, HOSTS_KEY))
    if not text:
        return None
    hosts = json.loads(text)
    return CameraAccess(None if hosts is None else frozenset(hosts), sign_ins)


async def remember(cache: Cache, access: CameraAccess) -> None:
    """Keep the hosts."""
    text = json.dumps(None if access.hosts is None else sorted(access.hosts))
    await cache.write(lambda db: feeds.set_meta(db, HOSTS_KEY, text))


def understood(answer: Mapping[str, Any]) -> CameraAccess:
    """The server's answer. Raises `LinkError` bad_answer where it is not the contract's."""
    try:
        sign_ins = {str(key): (str(one["user"]), str(one["password"])) for key, one in answer["sign_ins"].items()}
        return CameraAccess(frozenset(str(host) for host in answer["hosts"]), sign_ins)
    except (KeyError, TypeError, AttributeError) as error:
        raise LinkError("bad_answer", detail="camera access") from error


def without_list(error: LinkError) -> CameraAccess | None:
    """An older server has no list: its cameras' own addresses are then all there is. None for any other failure."""
    return CameraAccess() if error.params.get("status") == HTTPStatus.NOT_FOUND else None
