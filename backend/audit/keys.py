"""The audit's key: who has the database alone cannot sign with it, for it is in a file of the server's own."""

from __future__ import annotations

import os
import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.audit.messages import say
from backend.base.refusals import RefusedError
from backend.base.secret_files import secret_of
from contract.keys import PUBLIC_KEY, bytes_of, public_key, text_of


def make_key(path: Path) -> Ed25519PrivateKey:
    """A new key in a file that only its owner reads. Raises `FileExistsError` where there is one, and `OSError`."""
    key = Ed25519PrivateKey.generate()
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(text_of(key.private_bytes_raw()) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def key_of(path: Path, lang: str) -> Ed25519PrivateKey:
    """The key in the file at `path`. Raises `RefusedError` where it cannot be used; nothing of it is told."""
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes_of(secret_of(path, lang)))
    except ValueError:
        raise RefusedError(say(lang, "no_key", file=path)) from None


def public_of(text: str, lang: str) -> str:
    """A public key as it is told, which `text` is or which is the first line of the file that it names.

    Raises `RefusedError` where it is none.
    """
    try:
        is_key = re.fullmatch(PUBLIC_KEY, text) is not None and not Path(text).exists()
        told = text if is_key else Path(text).read_text(encoding="ascii").split("\n", 1)[0].strip()
        public_key(told)
    except (ValueError, OSError):
        raise RefusedError(say(lang, "no_public_key", file=text)) from None
    return told
