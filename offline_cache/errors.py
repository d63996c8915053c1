"""Bad luck, told apart from our own bugs: every such error has a code that a person's sentence is made from.

IocError
├── StorageError       disk and database (here)
└── …                  link, sign-in, settings (console.errors)
"""

from __future__ import annotations

import errno

SQLITE_CODES = (
    ("disk is full", "full"),
    ("readonly database", "read_only"),
    ("read-only", "read_only"),
    ("unable to open database", "read_only"),
    ("disk I/O error", "io_error"),
    ("malformed", "corrupt"),
    ("not a database", "corrupt"),
    ("decode to UTF-8", "corrupt"),
    ("no such table", "corrupt"),
    ("already exists", "corrupt"),
    ("no such column", "corrupt"),
    ("locked", "busy"),
)


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
    for part, code in SQLITE_CODES:
        if part in text:
            return StorageError(code, detail=text)
    return StorageError("io_error", detail=text)
