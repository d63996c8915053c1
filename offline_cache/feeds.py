"""Applies what the server said: pages of changes with their cursor, and whole snapshots swapped in at once.

A record's number is its generation times 2⁴⁰ plus its place of arrival: the newest of a generation has the highest. A
snapshot is staged as a generation of its own, words indexed as they come, and swapped in by changing one number; what
it leaves behind is swept in small pieces. All functions here run inside one transaction of the writer (`Cache.write`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from offline_cache.errors import ReplacedError
from offline_cache.json_text import whole_letters, write_json

SearchText = Callable[[str, Mapping[str, Any]], str | None]
"""What of a record of a type is searched; None where nothing is. The cache itself knows no types."""
SHRINK = 0.2
"""A snapshot that loses more than this share is asked for a second time (docs/explanation/contract.md#reading)."""


GENERATION = 1 << 40
"""Numbers of one generation; see `kept` in schema.py."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Item:
    """One record as the server sent it; `data` None removes it.

    What is no object is kept as well, in a list: whoever reads it sees that it is none. Without a `version` it counts
    as newer than what is here, under the number of that.
    """

    type: str
    id: str
    version: int | None
    data: Mapping[str, Any] | list[Any] | None


def get_meta(database: Database, key: str, default: str = "") -> str:
    """A value of the file's own notes."""
    row = database.conn.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return default if row is None else str(row[0])


def set_meta(database: Database, key: str, value: str) -> None:
    """Change a value of the file's own notes."""
    database.conn.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
    )


def expect(database: Database, key: str, value: str) -> None:
    """Hold that a note of the file still says `value`, in the transaction that builds on it.

    A damaged file is set aside while answers are in the air. A page written behind a cursor that the new, empty file
    never had would make it seem whole. Raises `ReplacedError`.
    """
    if get_meta(database, key) != value:
        raise ReplacedError(key)


def fold(text: str) -> str:
    """Text as it is searched: đ is a letter of its own to Unicode, but nobody types it in a hurry."""
    return text.replace("đ", "d").replace("Đ", "D")


def plain(text: str) -> str:
    """Words as the index without marks has them, for what stands in no index: small letters, no marks."""
    marked = unicodedata.normalize("NFD", fold(text.replace("_", " ")).casefold())
    return " ".join(_WORD.findall("".join(sign for sign in marked if not unicodedata.combining(sign))))


def generation(database: Database) -> int:
    """The generation that screens read."""
    return int(get_meta(database, "generation", "0"))


# changes


def apply_page(database: Database, items: Iterable[Item], cursor: str, search_text: SearchText) -> dict[str, set[str]]:
    """Write `items` and the cursor behind them; which ids of which types changed.

    A record that is as new or newer here stays: pages may come twice or out of order.
    """
    connection = database.conn
    changed: dict[str, set[str]] = {}
    number = _last_number(database, generation(database))
    words: dict[int, Item] = {}
    for item in items:
        found = connection.execute(
            "SELECT number, version FROM records WHERE type = ? AND id = ?", (item.type, item.id)
        ).fetchone()
        if found is None:
            connection.execute("DELETE FROM forgotten WHERE type = ? AND id = ?", (item.type, item.id))
        if _is_old(item, None if found is None else int(found[1])):
            continue
        number += found is None
        place = number if found is None else int(found[0])
        version = item.version if item.version is not None else int(found[1]) if found is not None else 0
        words[place] = item
        if item.data is None:
            connection.execute("DELETE FROM kept WHERE number = ?", (place,))
        elif found is None:
            _insert(database, [(place, item)])
        else:
            text = write_json(item.data)
            connection.execute("UPDATE kept SET version = ?, data = ? WHERE number = ?", (version, text, place))
        changed.setdefault(item.type, set()).add(item.id)
    said = [place for place, item in words.items() if item.data is None or _words(item, search_text) is not None]
    _forget_words(database, said)
    _index(database, words.items(), search_text)
    set_meta(database, "cursor", cursor)
    return changed


def _is_old(item: Item, version: int | None) -> bool:
    if version is None:
        return item.data is None
    if item.version is None:
        return False
    return version > item.version or (version == item.version and item.data is not None)


def _last_number(database: Database, of: int) -> int:
    first, behind = of * GENERATION, (of + 1) * GENERATION
    query = "SELECT max(number) FROM kept WHERE number >= ? AND number < ?"
    found = database.conn.execute(query, (first, behind)).fetchone()[0]
    return first if found is None else int(found)


def _insert(database: Database, numbered: Iterable[tuple[int, Item]]) -> None:
    database.conn.executemany(
        "INSERT INTO kept (number, type, id, version, data) VALUES (?, ?, ?, ?, ?)",
        [(number, item.type, item.id, item.version or 0, write_json(item.data)) for number, item in numbered],
    )


def _index(database: Database, numbered: Iterable[tuple[int, Item]], search_text: SearchText) -> None:
    """Index the words of what stands at these numbers; none of them may be indexed already."""
    spelt: list[tuple[int, str, str]] = []
    for number, item in sorted(numbered, key=_place):  # FTS5 writes a segment each time that a number is not higher
        text = _words(item, search_text)
        if text is not None and isinstance(item.data, Mapping):
            state = whole_letters(str(item.data.get("state") or "")).replace("_", "")
            spelt.append((number, unicodedata.normalize("NFC", whole_letters(text)), state))
    insert = "INSERT INTO {} (rowid, words, state) VALUES (?, ?, ?)"
    database.conn.executemany(insert.format("spelling"), spelt)
    database.conn.executemany(insert.format("search"), [(number, fold(text), state) for number, text, state in spelt])


def _words(item: Item, search_text: SearchText) -> str | None:
    return search_text(item.type, item.data) if isinstance(item.data, Mapping) else None


def _place(numbered: tuple[int, Item]) -> int:
    return numbered[0]


def _forget_words(database: Database, numbers: Iterable[int]) -> None:
    keys = [(number,) for number in sorted(numbers)]
    for table in ("search", "spelling"):
        database.conn.executemany(f"DELETE FROM {table} WHERE rowid = ?", keys)  # noqa: S608 - one of two names


# snapshots


def begin_snapshot(database: Database) -> str:
    """Open a generation for a snapshot; what the note `staging` says of it. What screens read stays as it is."""
    newest = database.conn.execute("SELECT max(number) FROM kept").fetchone()[0]
    staging = str(max(int(newest or 0) // GENERATION, generation(database)) + 1)
    set_meta(database, "staging", staging)
    return staging


def _staging(database: Database) -> int:
    return int(get_meta(database, "staging", "0"))


def stage(database: Database, items: Iterable[Item], search_text: SearchText) -> None:
    """Put a page of a snapshot on the stage, its words with it. A record that comes twice stays as it came first."""
    staging = _staging(database)
    number = _last_number(database, staging)
    known = "SELECT 1 FROM kept WHERE generation = ? AND type = ? AND id = ?"
    fresh: dict[tuple[str, str], Item] = {}
    for item in items:
        if item.data is not None and not database.conn.execute(known, (staging, item.type, item.id)).fetchone():
            fresh.setdefault((item.type, item.id), item)
    numbered = list(enumerate(fresh.values(), start=number + 1))
    _insert(database, numbered)
    _index(database, numbered, search_text)


def has_staged(database: Database) -> bool:
    """Whether anything is on the stage."""
    return bool(database.conn.execute("SELECT 1 FROM kept WHERE generation = ?", (_staging(database),)).fetchone())


def shrinks(database: Database) -> bool:
    """Whether the staged snapshot is empty, or loses more than a fifth of any type that is here now."""
    count = "SELECT type, count(*) FROM kept WHERE generation = ? GROUP BY type"
    now = dict(database.conn.execute(count, (generation(database),)).fetchall())
    then = dict(database.conn.execute(count, (_staging(database),)).fetchall())
    return bool(now) and any(then.get(kind, 0) < number * (1 - SHRINK) for kind, number in now.items())


def swap(database: Database, epoch: str, cursor: str) -> None:
    """Let the staged snapshot be the truth from now on."""
    set_meta(database, "generation", str(_staging(database)))
    database.conn.execute("DELETE FROM forgotten")
    set_meta(database, "epoch", epoch)
    set_meta(database, "cursor", cursor)


def sweep(database: Database, most: int) -> int:
    """Delete up to `most` records of generations that nobody reads or stages any more; how many there were."""
    living = (generation(database), _staging(database))
    following = "SELECT min(generation) FROM kept WHERE generation > ?"
    found = -1
    while (found := database.conn.execute(following, (found,)).fetchone()[0]) is not None:
        if found not in living:
            dead = "SELECT number FROM kept WHERE number >= ? AND number < ? LIMIT ?"
            span = (found * GENERATION, (found + 1) * GENERATION)
            numbers = [int(row[0]) for row in database.conn.execute(dead, (*span, most))]
            _drop(database, numbers)
            return len(numbers)
    return 0


def ended(database: Database, kind: str, states: Iterable[str], before: str) -> list[str]:
    """Ids of records of `kind` in one of `states` that did not change since `before` (ISO 8601, UTC), oldest first."""
    wanted = tuple(states)
    query = f"""SELECT id FROM records WHERE type = ? AND state IN ({", ".join("?" * len(wanted))})
        AND json_type(data, '$.updated_at') = 'text' AND json_extract(data, '$.updated_at') < ? ORDER BY number"""  # noqa: S608 - only marks are put in
    return [str(row[0]) for row in database.conn.execute(query, (kind, *wanted, before))]


def older(database: Database, kind: str, at: str, before: str, but: Iterable[str] = ()) -> list[str]:
    """Ids of records of `kind` whose moment at the JSON path `at` is before `before` (ISO 8601, UTC), oldest first;
    without those in a state of `but`. A record without that moment stays."""
    kept = tuple(but)
    query = f"""SELECT id FROM records WHERE type = ? AND json_type(data, ?) = 'text' AND json_extract(data, ?) < ?
        AND coalesce(state, '') NOT IN ({", ".join("?" * len(kept))}) ORDER BY number"""  # noqa: S608 - only marks
    return [str(row[0]) for row in database.conn.execute(query, (kind, at, at, before, *kept))]


def forget(database: Database, kind: str, ids: Iterable[str]) -> None:
    """Keep records no longer that the server still has; they come back if they change."""
    query = "SELECT number, type, id, version FROM records WHERE type = ? AND id = ?"
    found = [database.conn.execute(query, (kind, key)).fetchone() for key in ids]
    gone = [row for row in found if row is not None]
    database.conn.executemany("INSERT OR REPLACE INTO forgotten VALUES (?, ?, ?)", [tuple(row[1:]) for row in gone])
    _drop(database, [int(row[0]) for row in gone])


def _drop(database: Database, numbers: list[int]) -> None:
    _forget_words(database, numbers)
    database.conn.executemany("DELETE FROM kept WHERE number = ?", [(number,) for number in numbers])


# reading


def rows(
    database: Database, kind: str, ids: Iterable[str] | None = None, not_in: Iterable[str] | None = None
) -> list[tuple[str, int, str]]:
    """Id, version and JSON of the records of a type, or of some of them, or of those that are in none of the states
    `not_in`: one that nobody here knows is shown rather than hidden."""
    query = "SELECT id, version, data FROM records WHERE type = ?"
    if ids is not None:
        one = query + " AND id = ?"
        found = [database.conn.execute(one, (kind, key)).fetchone() for key in ids]
    elif not_in is not None:
        hidden = frozenset(not_in)
        wanted = [state for state in _states(database, kind) if state not in hidden]
        # Two questions: with an OR between them SQLite would walk the whole type.
        stated = query + f" AND state IN ({', '.join('?' * len(wanted))})"
        found = database.conn.execute(stated, (kind, *wanted)).fetchall()
        found += database.conn.execute(query + " AND state IS NULL", (kind,)).fetchall()
        found += database.conn.execute(query + " AND state = ''", (kind,)).fetchall()
    else:
        found = database.conn.execute(query, (kind,)).fetchall()
    return [(row[0], row[1], row[2]) for row in found if row is not None]


def versions(database: Database) -> Iterator[tuple[str, str, int]]:
    """Type, id and version of everything that the server has as far as it was heard here: what was forgotten too."""
    query = "SELECT type, id, version FROM records UNION ALL SELECT type, id, version FROM forgotten"
    return ((str(row[0]), str(row[1]), int(row[2])) for row in database.conn.execute(query))


def _states(database: Database, kind: str) -> list[str]:
    """Every state that a record of a type is in: one step of the index for each, however many records there are."""
    found: list[str] = []
    following = "SELECT min(state) FROM records WHERE type = ? AND state > ?"
    while (state := database.conn.execute(following, (kind, found[-1] if found else "")).fetchone()[0]) is not None:
        found.append(str(state))
    return found


def search(database: Database, kind: str, text: str, limit: int, not_in: Iterable[str] | None = None) -> list[str]:
    """Ids of records whose text holds every word of `text` as a beginning and that are in none of the states `not_in`.

    The exact spelling first, where somebody took the trouble of marks; then the newest first.
    """
    spelt = unicodedata.normalize("NFC", text)
    ids: list[str] = []
    if fold(spelt) != spelt or unicodedata.normalize("NFD", spelt) != spelt:
        ids = _matching(database, "spelling", kind, _wanted(spelt, not_in), limit)
    if len(ids) < limit:
        ids += _matching(database, "search", kind, _wanted(fold(spelt), not_in), limit)
    return list(dict.fromkeys(ids))[:limit]


def _wanted(text: str, not_in: Iterable[str] | None) -> str:
    """What FTS5 is asked for; empty where `text` has no words."""
    words = " AND ".join(f'"{word}"*' for word in _WORD.findall(text.replace("_", " ")))
    if not words or not_in is None:
        return words and f"words : ({words})"
    return f"words : ({words}) NOT state : ({' OR '.join(state.replace('_', '') for state in not_in)})"


def _matching(database: Database, table: str, kind: str, wanted: str, limit: int) -> list[str]:
    if not wanted:
        return []
    first = generation(database) * GENERATION
    query = f"""SELECT records.id FROM {table} JOIN records ON records.number = {table}.rowid
        WHERE {table} MATCH ? AND {table}.rowid BETWEEN ? AND ? AND records.type = ?
        ORDER BY {table}.rowid DESC LIMIT ?"""  # noqa: S608 - one of two names
    matched = database.conn.execute(query, (wanted, first, first + GENERATION - 1, kind, limit))
    return [str(row[0]) for row in matched]
