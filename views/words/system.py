"""What the operating system says of a file or a disk, in words of the house: it speaks English and names no way out."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

SAID_BY_THE_SYSTEM = frozenset({"not_written", "bad_luck", "layout_file_unreadable", "settings_unreadable"})
"""Sentences with a reason that the system gave."""
_OTHER = QT_TRANSLATE_NOOP("sentences", "the computer cannot do it now; ask your IT staff")
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        os.strerror(number): words
        for numbers, words in (
            ((errno.ENOSPC, errno.EDQUOT), QT_TRANSLATE_NOOP("sentences", "the disk is full")),
            ((errno.EROFS,), QT_TRANSLATE_NOOP("sentences", "the disk can only be read")),
            ((errno.EACCES, errno.EPERM), QT_TRANSLATE_NOOP("sentences", "you may not do that in this folder")),
            ((errno.ENOENT, errno.ENOTDIR), QT_TRANSLATE_NOOP("sentences", "there is no such file or folder")),
            ((errno.EISDIR,), QT_TRANSLATE_NOOP("sentences", "a folder has this name")),
            ((errno.ENAMETOOLONG,), QT_TRANSLATE_NOOP("sentences", "the name is too long")),
            ((errno.EIO,), QT_TRANSLATE_NOOP("sentences", "the disk reports an error")),
        )
        for number in numbers
    }
)


def with_system_words(
    code: str, params: Mapping[str, object], translate: Callable[[str, str], str]
) -> Mapping[str, object]:
    """`params` with what the system said in our words, where the sentence of `code` gives its reason."""
    if code not in SAID_BY_THE_SYSTEM:
        return params
    told = {name: str(params[name]) for name in ("what", "hint") if params.get(name)}
    said = {name: translate("sentences", _WORDS.get(text, _OTHER)) for name, text in told.items()}
    return {**params, **said}
