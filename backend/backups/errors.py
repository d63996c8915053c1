"""Why a backup was not made, or not put back."""

from __future__ import annotations


class BackupError(Exception):
    """`code` and `params` are a sentence of `backend.backups.messages`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
