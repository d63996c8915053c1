"""Which PINs are tried first by whoever finds a locked desk, and are therefore refused, each by a rule that is told.

What people choose are runs, repetitions, birthdays, years and patterns on the keys (Markert and others, "This PIN Can
Be Easily Guessed", IEEE S&P 2020). Five tries are had here (`console.people.pin`): none shall be worth its while.
Of a million PINs of six digits 93,707 are refused.
"""

from __future__ import annotations

import itertools
import re

SHORTEST, LONGEST = 6, 12
FEWEST = 3
"""Different digits."""
_YEARS = r"(?:19|20)\d\d"
_DAY, _MONTH, _SHORT_YEAR = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])", r"\d\d"
_DATE = re.compile(
    "|".join(
        "".join(parts)
        for year in (_YEARS, _SHORT_YEAR)
        for parts in ((_DAY, _MONTH, year), (_MONTH, _DAY, year), (year, _MONTH, _DAY))
    )
    + f"|{_MONTH}{_YEARS}|{_YEARS}{_MONTH}|(?:{_YEARS}){{2,3}}"
)
"""Days as Vietnamese, Americans and computers write them, months with their year, and years in a row."""
_LINES = ("123", "456", "789", "147", "258", "369", "159", "357")
_KEYS = frozenset(_LINES) | frozenset(line[::-1] for line in _LINES)
"""Straight lines of three keys; a phone's pad and a keyboard's have the same."""


def is_weak(pin: str) -> bool:
    """Whether it is refused."""
    return bool(weakness(pin))


def weakness(pin: str) -> str:
    """Why it is refused, as the code of a `SignInError`; empty for one that is not."""
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        return "weak_pin"
    groups = "".join(digit for digit, _same in itertools.groupby(pin))
    if _is_run(pin) or _is_run(groups):
        return "weak_pin_run"
    if len(set(pin)) < FEWEST or _repeats(pin):
        return "weak_pin_repeats"
    if pin == pin[::-1]:
        return "weak_pin_mirror"
    if _DATE.fullmatch(pin):
        return "weak_pin_date"
    return "weak_pin_keys" if _is_drawn(pin) else ""


def _is_run(digits: str) -> bool:
    """000000, 123456, 987654, 135791; of groups 112233 and 111222."""
    return len({(int(after) - int(before)) % 10 for before, after in itertools.pairwise(digits)}) <= 1


def _repeats(pin: str) -> bool:
    """121212, 123123, 12341234, and 1231231, which only breaks off."""
    return any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1))


def _is_drawn(pin: str) -> bool:
    """147258, 159753, 123654: straight lines of keys, one after the other."""
    return len(pin) % 3 == 0 and all(pin[at : at + 3] in _KEYS for at in range(0, len(pin), 3))
