"""Faults put into the product on purpose: each must be found, or the checker proves nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from console.sync.pull import Puller
from contract.chain import chain_hash
from offline_cache import feeds
from tests.simulate.story import Bend, Figures, Story, tell


def keys_ignored(story: Story) -> None:
    """The server takes what comes again for something new."""
    push = story.server.push

    def forgetful(person: str, batch: Any) -> Any:
        known = {row.action_id for row in story.server.actions()}
        device_id = str(batch["device_id"])
        fresh, own = [], {}
        for action in batch["actions"]:
            if action["action_id"] not in known:
                fresh.append(action)
                continue
            seq = story.server.log.last_seq(device_id) + 1
            anew = {**action, "action_id": str(uuid.uuid4()), "device_seq": seq}
            own[anew["action_id"]] = action["action_id"]
            fresh.append({**anew, "hash": chain_hash({**anew, "device_id": device_id})})
        answer = push(person, {**batch, "actions": fresh})
        for result in answer["results"]:
            result["action_id"] = own.get(result["action_id"], result["action_id"])
        return answer

    story.server.push = forgetful  # type: ignore[method-assign]


def normal_instead_of_full(story: Story) -> None:
    """A commit of the outbox does not wait for the disk."""
    for desk in story.desks:
        desk.synchronous = "NORMAL"


class _CursorFirst(Puller):
    """Remembers where to go on before it has written what came."""

    async def _apply(self, cursor: str, page: Mapping[str, Any]) -> int:
        if page["cursor"] != cursor:
            return await super()._apply(cursor, page)
        ahead = str(page["next_cursor"])
        await self._cache.write(lambda db: feeds.set_meta(db, "cursor", ahead))
        return await super()._apply(ahead, {**page, "cursor": ahead})


def cursor_before_page(story: Story) -> None:
    """The cursor is saved before its page."""
    for desk in story.desks:
        desk.puller_of = _CursorFirst


class _AnyFile(Puller):
    """Writes what it was answered into whatever file is there by then."""

    async def _apply(self, cursor: str, page: Mapping[str, Any]) -> int:
        await self._cache.write(lambda db: feeds.set_meta(db, "cursor", cursor))
        return await super()._apply(cursor, page)


def page_into_another_file(story: Story) -> None:
    """A page that was asked for by a damaged file is written into the new, empty one."""
    for desk in story.desks:
        desk.puller_of = _AnyFile


def digests_ignored(story: Story) -> None:
    """The end check compares nothing: a copy that has drifted stays so."""

    async def unheard(cursor: str) -> dict[str, Any]:
        return {"cursor": cursor, "behind": True, "types": {}}

    for desk in story.desks:
        desk.network.digest = unheard  # type: ignore[method-assign]


MUTATIONS: Mapping[str, Bend] = MappingProxyType(
    {
        "keys-ignored": keys_ignored,
        "normal-instead-of-full": normal_instead_of_full,
        "cursor-before-page": cursor_before_page,
        "page-into-another-file": page_into_another_file,
        "digests-ignored": digests_ignored,
    }
)


def told(mutation: str | None, seed: int) -> tuple[Figures, str]:
    """Tell one story, with a fault of ours in it where one is named; its figures and what broke."""
    return tell(seed, MUTATIONS[mutation] if mutation else None)
