"""What a page of the feed says, entry by entry: what cannot be taken as a record costs itself, never the page. One that
does not say what it is a page of is none.

A record is known by its type and its id. Without them it is kept as it came under `NAMELESS`, where a person can look
it up; one whose version cannot be read is taken as the newest, since that it came last is all that is known.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.base.errors import LinkError
from console.base.version import OLDEST_SERVER_SCHEMA, SCHEMA
from console.records.misread import NAMELESS
from console.records.reading import shown
from contract.cursors import place
from offline_cache.feeds import Item
from offline_cache.json_text import whole_letters, write_json

_log = logging.getLogger(__name__)
LONGEST_KEY = 200
"""Letters of a type or an id; the contract's longest has 120."""
SAID_MOST = 2_000
"""Letters of what came that are kept where it is no record."""
MOST_VERSION = 2**62
"""SQLite counts in 64 bits."""


@dataclass(frozen=True)
class ChangesPage:
    """Changes, and where the next page begins."""

    items: list[Item]
    next_cursor: str
    epoch: str
    last_seq: int
    """The highest number of an action of this device that the server has."""


@dataclass(frozen=True)
class SnapshotPage:
    """A part of everything."""

    items: list[Item]
    next_page: str | None
    epoch: str
    as_of_cursor: str
    """From where on changes follow the whole, as the first page says; empty on all others."""


def page_of_changes(answer: Mapping[str, Any], cursor: str, now: datetime, unread: frozenset[str]) -> ChangesPage:
    """The page after `cursor`; `unread` are the ids under `NAMELESS` that stand until their record is mended.

    Raises `LinkError` bad_page, bad_answer where it answers another question, schema_too_new, server_too_old.
    """
    try:
        items = _changes_of(answer["changes"], now, unread)
        next_cursor, epoch, asked = _text(answer["next_cursor"]), _text(answer["epoch"]), _text(answer["cursor"])
        schema, last_seq = _number(answer["schema"]), _number(answer["last_device_seq"])
    except (KeyError, TypeError, ValueError) as error:
        raise LinkError("bad_page", detail="changes") from error
    if asked != cursor:
        # An answer to another question: its next cursor would leave a hole behind.
        raise LinkError("bad_answer", detail="cursor")
    if schema > SCHEMA:
        raise LinkError("schema_too_new", found=schema)
    if schema < OLDEST_SERVER_SCHEMA:
        raise LinkError("server_too_old", found=schema)
    return ChangesPage(items, next_cursor, epoch, last_seq)


def brought(page: Mapping[str, Any], cursor: str) -> Mapping[str, Any] | None:
    """The part of a page that a wake-up brought which is new to a cache at `cursor`; None where there is a gap before
    it, or it is of another history.

    What the page says of a record is newer than this cache exactly where its number is: all up to `cursor` is in it.
    """
    if page.get("cursor") == cursor:
        return page
    begins, here, ends = place(page.get("cursor")), place(cursor), place(page.get("next_cursor"))
    entries = page.get("changes")
    if begins is None or here is None or ends is None or not isinstance(entries, list):
        return None
    if not begins.epoch == here.epoch == ends.epoch or not begins.seq <= here.seq <= ends.seq:
        return None
    new = [one for one in entries if not (isinstance(one, Mapping) and _is_known(one.get("seq"), here.seq))]
    return {**page, "cursor": cursor, "changes": new}


def _is_known(seq: object, here: int) -> bool:
    return isinstance(seq, int) and seq <= here


def page_of_snapshot(
    answer: Mapping[str, Any], asked: str | None, seen: Collection[str], now: datetime
) -> SnapshotPage:
    """The page that was `asked` for, none of those `seen`. Raises `LinkError` bad_page."""
    try:
        items = _items_of(answer["items"], now)
        if answer["page"] != asked or asked in seen:
            raise ValueError(asked)
        following = answer["next_page"]
        next_page = None if following is None else _text(following)
        as_of = _text(answer["as_of_cursor"]) if asked is None else ""
        return SnapshotPage(items, next_page, _text(answer["epoch"]), as_of)
    except (KeyError, TypeError, ValueError) as error:
        raise LinkError("bad_page", detail="snapshot") from error


def skew_s(server_time: object, now: datetime) -> float | None:
    """How far off our clock is by what a page says, in seconds, server minus us; None where it does not say."""
    try:
        return (datetime.fromisoformat(str(server_time)) - now).total_seconds()
    except (ValueError, TypeError):
        return None


def _changes_of(entries: object, now: datetime, unread: frozenset[str]) -> list[Item]:
    """Raises `ValueError` where it is no list at all."""
    found: list[Item] = []
    for entry in _entries(entries):
        if not isinstance(entry, Mapping):
            found.append(_nameless(entry, "", "no_record", now))
            continue
        op = entry.get("op")
        if op != "remove" and entry.get("data") is None and op != "upsert":
            _log.info("an operation that is not known here: %s", shown(op))  # what is not understood removes nothing
            if not isinstance(op, str):
                found.append(_nameless(entry, "op", "not_understood", now))
            continue
        found += _items(entry, removes=op == "remove", now=now, unread=unread)
    return found


def _items_of(entries: object, now: datetime) -> list[Item]:
    """Raises `ValueError` where it is no list at all."""
    found: list[Item] = []
    for entry in _entries(entries):
        if isinstance(entry, Mapping):
            found += _items(entry, removes=False, now=now, unread=frozenset())
        else:
            found.append(_nameless(entry, "", "no_record", now))
    return found


def _entries(entries: object) -> list[Any]:
    if not isinstance(entries, list):
        raise ValueError("entries")
    return entries


def _items(entry: Mapping[str, Any], *, removes: bool, now: datetime, unread: frozenset[str]) -> Iterable[Item]:
    kind, key = _key(entry.get("type")), _key(entry.get("id"))
    if kind is None or key is None or kind == NAMELESS:
        yield _nameless(entry, "type" if kind is None else "id", "not_understood", now)
        return
    version, said = _version(entry.get("version")), entry.get("data")
    place = f"{kind}/{key}"
    if version is None:
        fact = {"of": kind, "field": "version", "why": "no_number", "said": shown(entry.get("version"))}
        yield Item(NAMELESS, place, None, {**fact, "at": now.isoformat()})
    elif place in unread:
        yield Item(NAMELESS, place, None, None)
    # What is no object is kept all the same: that there is such an incident is worth more than its form.
    yield Item(kind, key, version, None if removes else said if isinstance(said, dict) else [said])


def _key(said: object) -> str | None:
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said) if abs(said) < MOST_VERSION else ""
    if not isinstance(said, str) or not said.strip() or len(said) > LONGEST_KEY or whole_letters(said) != said:
        return None
    return said


def _version(said: object) -> int | None:
    written = isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 20
    if isinstance(said, str | float) and (written or (isinstance(said, float) and said.is_integer())):
        said = int(said)
    if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said < MOST_VERSION:
        return None
    return said


def _nameless(entry: object, field: str, why: str, now: datetime) -> Item:
    text = write_json(entry)
    of = entry.get("type") if isinstance(entry, Mapping) else None
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    fact = {"of": shown(of) if isinstance(of, str) else "", "field": field, "why": why, "said": shown(text)}
    return Item(NAMELESS, digest, 1, {**fact, "raw": text[:SAID_MOST], "at": now.isoformat()})


def _text(said: object) -> str:
    if not isinstance(said, str) or not said or whole_letters(said) != said:
        raise ValueError("no text")
    return said


def _number(said: object) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said < MOST_VERSION:
        raise ValueError("no number")
    return said
