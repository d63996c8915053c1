"""Secrets of channels: read from their files for each message, so that a new one holds at once."""

from __future__ import annotations

from pathlib import Path

from backend.base.secret_files import SecretFileError, secret_of
from backend.messages.letter import NotSentError


def secret_in(path: Path) -> str:
    """The first line of the file. Raises `NotSentError` where it cannot be read, or others may read it."""
    try:
        return secret_of(path, "en")
    except SecretFileError as error:
        raise NotSentError("secret") from error
