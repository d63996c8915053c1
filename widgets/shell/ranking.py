"""Which of all that can be found stands first: what was used last, what begins as it was typed, what can be done now.
Pure: thousands of things are gone through at every letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from widgets.base.fold import folded

Entry = tuple[str, str, str, str]
"""Name, words, key, and why it is off now (empty where it is not)."""
Rank = tuple[bool, int, int, bool]
"""The lowest first: whether it is off, when it was used, how it fits, whether it is no command."""
THINGS_FROM = 2
"""Letters from which things are looked for beside commands."""
KIND_MOST = 12
"""Of each kind no more are listed: forty cameras must not hide the one incident."""
BEGINS, IN_ORDER, BY_WORDS, WITHIN = 0, 1, 2, 3
_BREAKS = str.maketrans(dict.fromkeys("-/·.,()", " "))


@dataclass(frozen=True)
class Thing:
    """Something that can be opened: a camera, an incident, a person. `searched` is what is compared, as `searchable`
    has it."""

    name: str
    """`kind:id`."""
    words: str
    beside: str
    searched: str


@dataclass(frozen=True)
class Found:
    """What is listed, best first, and how many more there are that fit."""

    entries: tuple[Entry, ...] = ()
    more: int = 0


def searchable(*texts: str) -> str:
    """In the form in which it is compared: no marks, words parted by single blanks, one before the first."""
    return " " + " ".join(folded(" ".join(texts)).translate(_BREAKS).split())


def fit(searched: str, asked: Sequence[str]) -> int | None:
    """How well `searched` fits all words of `asked`: it begins with them (`BEGINS`), has them side by side
    (`IN_ORDER`), has words that begin so (`BY_WORDS`), or has them `WITHIN` its words; None where one is not in it."""
    if not all(word in searched for word in asked):
        return None
    whole = f" {' '.join(asked)}"
    if whole in searched:
        return BEGINS if searched.startswith(whole) else IN_ORDER
    return BY_WORDS if all(f" {word}" in searched for word in asked) else WITHIN


class Finder:
    """Commands and things, made ready once, looked through at each letter."""

    def __init__(self) -> None:
        self._commands: list[tuple[Entry, str]] = []
        self._things: Sequence[Thing] = ()
        self._by_name: dict[str, Thing] = {}
        self._used: dict[str, int] = {}

    def set_entries(self, entries: Iterable[Entry]) -> None:
        """The commands there are now."""
        self._commands = [(one, searchable(one[1], one[0])) for one in entries]

    def set_things(self, things: Sequence[Thing]) -> None:
        """What can be opened besides."""
        self._things = things
        self._by_name = {one.name: one for one in things}

    def set_used(self, names: Iterable[str]) -> None:
        """What was chosen before, the last one first."""
        self._used = {name: place for place, name in enumerate(names)}

    def find(self, query: str) -> Found:
        """What fits; without a query the things that were used, and every command."""
        asked = searchable(query).split()
        fitting: list[tuple[Rank, Entry]] = []
        for entry, searched in self._commands:
            how = fit(searched, asked)
            if how is not None:
                fitting.append((self._rank(entry[0], how, off=bool(entry[3])), entry))
        if len(query.strip()) >= THINGS_FROM:
            found = ((one, fit(one.searched, asked)) for one in self._things)
            fitting += [(self._rank(one.name, how, thing=True), _entry(one)) for one, how in found if how is not None]
        elif not asked:
            used = [self._by_name[name] for name in self._used if name in self._by_name]
            fitting += [(self._rank(one.name, BEGINS, thing=True), _entry(one)) for one in used]
        fitting.sort(key=_rank_of)
        return _few(fitting)

    def _rank(self, name: str, how: int, *, off: bool = False, thing: bool = False) -> Rank:
        """What is off comes last; what was used comes first, unless it fits by chance alone."""
        used = self._used.get(name, len(self._used)) if how != WITHIN else len(self._used)
        return off, used, how, thing


def _rank_of(ranked: tuple[Rank, Entry]) -> Rank:
    return ranked[0]


def _few(ranked: Iterable[tuple[Rank, Entry]]) -> Found:
    """Every command, and of each kind of thing no more than can be looked over."""
    listed: list[Entry] = []
    counts: dict[str, int] = {}
    more = 0
    for (_off, _used, _how, is_thing), entry in ranked:
        kind = entry[0].partition(":")[0]
        counts[kind] = counts.get(kind, 0) + is_thing
        if counts[kind] > KIND_MOST:
            more += 1
        else:
            listed.append(entry)
    return Found(tuple(listed), more)


def _entry(one: Thing) -> Entry:
    return one.name, one.words, one.beside, ""
