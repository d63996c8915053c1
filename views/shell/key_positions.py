"""What a key press means on whatever keyboard: as a keyboard of the United States would have given it.

Commands are named by what is printed on such a keyboard. A layout prints other characters: a Vietnamese one has ă â ê ô
and tones in the row of digits, a French one & é " ' (, a Russian one has no Latin letter at all, and + - / = stand
behind Shift or AltGr on many. So a press has up to two meanings: what the layout says, then what stands at its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

NOTHING = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
HELD = CHORD | SHIFT
NAMED = 0x01000000
"""Keys from here on have a name and no character (Qt::Key_Escape is the first)."""
DEAD = range(0x01001250, 0x010012B0)
"""Dead keys (Qt::Key_Dead_Grave and what follows): they wait for a letter, and stand where a digit is printed."""
_ROWS = ((10, "1234567890-="), (24, "QWERTYUIOP[]"), (38, "ASDFGHJKL;'`"), (51, "\\ZXCVBNM,./"))
PLACES: Mapping[int, str] = MappingProxyType({first + at: char for first, row in _ROWS for at, char in enumerate(row)})
"""Key code to character. X11 and Wayland give the kernel's code + 8 (linux/input-event-codes.h, xkb keycodes/evdev)."""
OWN = frozenset("+-=/_")
"""Characters that mean something to panels: there they are taken as the layout says."""


def keys_of(written: str) -> int:
    """`Ctrl+Shift+I` as a number that `meanings` can be looked up by."""
    combination: QKeyCombination = QKeySequence(written)[0]  # type: ignore[index]  # the stubs of PySide6 leave it out
    return combination.toCombined()


def place_of(event: QKeyEvent) -> str:
    """The character that stands at the pressed key's place on a US keyboard; empty for any other key."""
    return PLACES.get(event.nativeScanCode(), "")


def printed(event: QKeyEvent) -> str:
    """The character that the layout gives for the press; empty for named and dead keys, and for Space."""
    text = event.text()
    if len(text) == 1 and text.isprintable() and text != " ":
        return text
    key = int(event.key())
    return chr(key) if Qt.Key.Key_Space < key < NAMED else ""


def meanings(event: QKeyEvent) -> tuple[int, ...]:
    """What the press can mean, as `keys_of` numbers, the likeliest first.

    A Latin letter is taken as the layout says, with Shift where it is held and whatever Caps Lock does. Shift that only
    serves to reach a digit or a sign does not count. The place counts for what is no ASCII, and for signs where it is
    no letter's: so a comma is never taken for the M that stands there on a US keyboard.
    """
    held = event.modifiers() & HELD
    key, char = int(event.key()), printed(event)
    if key >= NAMED and key not in DEAD:
        key = int(Qt.Key.Key_Return) if key == Qt.Key.Key_Enter else key
        return (_sum(key, held),)
    if not char and key not in DEAD:
        return (_sum(key, held),)
    if char.isascii() and char.isalpha():
        return (_sum(ord(char.upper()), held),)
    found = [_sum(ord(char), held & ~SHIFT)] if char.isascii() and char else []
    place = place_of(event)
    digit = char.isascii() and char.isdigit()
    if place and not digit and not event.modifiers() & KEYPAD and not (char.isascii() and char and place.isalpha()):
        found.append(_sum(ord(place), held))
    return tuple(dict.fromkeys(found)) or (_sum(key, held),)


def as_on_us(event: QKeyEvent) -> QKeyEvent | None:
    """The press as a US keyboard would give it, for parts that ask for keys themselves; None where it is that."""
    char, found = printed(event), meanings(event)
    by_place = len(found) > 1 and char not in OWN
    wanted = QKeyCombination.fromCombined(found[1] if by_place else found[0])
    key, held = int(wanted.key()), wanted.keyboardModifiers()
    if key >= NAMED or (key, held) == (int(event.key()), event.modifiers() & HELD):
        return None
    text = "" if held & CHORD else chr(key) if held & SHIFT else chr(key).lower()
    return QKeyEvent(
        event.type(), key, held | (event.modifiers() & KEYPAD), event.nativeScanCode(), event.nativeVirtualKey(),
        int(event.nativeModifiers()), text, event.isAutoRepeat(), event.count(),
    )  # fmt: skip


def _sum(key: int, held: Qt.KeyboardModifier) -> int:
    return QKeyCombination(held, Qt.Key(key)).toCombined() if key in _KNOWN else key | int(held.value)


_KNOWN = frozenset(int(key) for key in Qt.Key)
