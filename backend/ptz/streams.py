"""Whether two addresses are streams of the same channel: of hosts with many, only what is sure counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_SIGN_INS = frozenset({"user", "username", "usr", "password", "pwd", "pass", "passwd"})
_CHANNELS = (
    # Each as one family of recorders writes it; numbers of different families may count from 0 or from 1.
    re.compile(r"[/?&_;](?:channel|channelid|chid|ch|cam|camera)=0*(\d+)"),
    re.compile(r"/streaming/(?:\w+/)?channels/0*(\d+?)0\d(?:[/?]|$)"),
    re.compile(r"/(?:ch|channel|cam|camera)[_-]?0*(\d+)(?:[/?_.]|$)"),
    re.compile(r"/c0*(\d+)/s\d+(?:[/?]|$)"),
    re.compile(r"^/0*(\d+)/profile\d+(?:[/?]|$)"),
)


def owner(ours: Iterable[str], theirs: Mapping[str, tuple[str, str]]) -> str | None:
    """Whose stream `ours` are: `theirs` holds for each profile whose it is and its address. None where that is unclear.

    By path and query in full; else by a path with a query that does not contradict; else by the channel in it. Several
    owners that are alike in that are told apart by host and port, or by the port alone where hosts are other names.
    """
    mine = [one for one in map(parts_of, ours) if one.geturl()]
    rules: tuple[Callable[[str, str], bool], ...] = (_same, _alike, _same_channel)
    for rule in rules:
        found = [
            (who, one, parts_of(address))
            for who, address in theirs.values()
            for one in mine
            if parts_of(address).geturl() and rule(one.geturl(), address)
        ]
        places: tuple[Callable[[SplitResult], object], ...] = (_anywhere, _place, _port)
        for place in places:
            owners = {who for who, one, other in found if place(one) == place(other)}
            if len(owners) == 1:
                return owners.pop()
    return None


def parts_of(address: str) -> SplitResult:
    """As urlsplit; nothing at all for what is no address."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return urlsplit("")


def of_channel(address: str) -> bool:
    """Whether the address says in a known way which channel it is."""
    return any(family.search(_whole(address)) for family in _CHANNELS)


def another_channel(one: str, other: str) -> bool:
    """Whether two addresses of the same make are of different channels."""
    shapes = {re.sub(r"\d+", "#", _path(address)) for address in (one, other)}
    return len(shapes) == 1 and of_channel(one) and of_channel(other) and not _same_channel(one, other)


def _anywhere(_parts: SplitResult) -> None:
    return None


def _place(parts: SplitResult) -> tuple[str | None, int | None]:
    return parts.hostname, _port(parts)


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port or {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None


def _path(address: str) -> str:
    return unquote(parts_of(address).path).rstrip("/").lower()


def _query(address: str) -> dict[str, str]:
    pairs = parse_qsl(parts_of(address).query, keep_blank_values=True)
    return {name.lower(): value.lower() for name, value in pairs if name.lower() not in _SIGN_INS}


def _same(one: str, other: str) -> bool:
    return _path(one) == _path(other) and _query(one) == _query(other)


def _alike(one: str, other: str) -> bool:
    mine, theirs = _query(one), _query(other)
    if of_channel(one) != of_channel(other) or (of_channel(one) and not _same_channel(one, other)):
        return False
    return _path(one) == _path(other) and all(mine[name] == theirs[name] for name in mine.keys() & theirs.keys())


def _whole(address: str) -> str:
    return f"{_path(address)}?{parts_of(address).query.lower()}"


def _same_channel(one: str, other: str) -> bool:
    for family in _CHANNELS:
        found = family.search(_whole(one)), family.search(_whole(other))
        if found[0] is not None and found[1] is not None:
            return found[0][1] == found[1][1]
    return False
