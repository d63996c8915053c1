"""Bad luck, told apart from our own bugs: every such error has a code that a person's sentence is made from.

IocError
├── StorageError       disk and database (here)
└── …                  link, sign-in, settings (console.base.errors)
"""

from __future__ import annotations

import errno
from types import MappingProxyType

SQLITE_CODES = MappingProxyType(
    {
        "FULL": "full",
        "READONLY": "read_only",
        "CANTOPEN": "read_only",
        "IOERR": "io_error",
        "CORRUPT": "corrupt",
        "NOTADB": "corrupt",
        "BUSY": "busy",
        "LOCKED": "busy",
    }
)
"""What SQLite's result codes mean for us (sqlite.org/rescode.html); an extended one begins with its primary one."""

NOT_OURS = ("no such table", "no such column", "already exists", "decode to UTF-8")
"""Words for what is not as we made it: SQLite has one code for every wrong statement, and none for a wrong text."""


class IocError(Exception):
    """Something outside of us went wrong; `code` names it, `params` fill the sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, *params.values())
        self.code = code
        self.params = params


class ReplacedError(Exception):
    """The file that this work began with is gone, and another one stands in its place: begin anew.

    No trouble to tell anybody, and no `IocError`: whoever works in several transactions catches it.
    """


class StorageError(IocError):
    """Nothing was saved.

    `full`, `read_only`, `io_error`, `corrupt`, `busy`, `sqlite_too_old`, `cache_too_new`, `outbox_too_new`, `in_use`.
    """


def storage_error(error: Exception) -> StorageError:
    """What a failure of SQLite or the file system means for the operator."""
    if isinstance(error, StorageError):
        return error
    if isinstance(error, OSError):
        codes = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EFBIG: "full", errno.EROFS: "read_only"}
        codes |= {errno.EACCES: "read_only", errno.EPERM: "read_only"}
        return StorageError(codes.get(error.errno or 0, "io_error"), detail=error.strerror or "")
    text = str(error)
    name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
    code = SQLITE_CODES.get(name.partition("_")[0])
    if code is None:
        code = "corrupt" if any(words in text for words in NOT_OURS) else "io_error"
    return StorageError(code, detail=text)
