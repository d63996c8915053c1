"""Seals a stream with a key, so that who finds a backup reads nothing and changes nothing unnoticed.

AES-256-GCM in pieces, each with its number and whether it is the last (the STREAM construction): none can be left out,
moved, or cut off at the end. Each file has a key of its own, derived from ours and 32 random bytes, so that the numbers
may begin anew in each.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.backups.messages import say
from backend.base.refusals import RefusedError
from backend.base.secret_files import secret_of

MAGIC = b"IOC-SEALED-1\n"
SALT, KEY, TAG = 32, 32, 16
PIECE = 2**20


class SealError(Exception):
    """It cannot be opened; `code` is one of not_sealed, wrong_key_or_changed, cut."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def make_key(path: Path) -> None:
    """A new key in a new file that only its owner can read. Raises OSError, FileExistsError too."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY) + "\n")
        file.flush()
        os.fsync(file.fileno())


def key_of(path: Path, lang: str) -> bytes:
    """The key in a file that `make_key` made. Raises `RefusedError`."""
    try:
        found = bytes.fromhex(secret_of(path, lang))
    except ValueError:
        found = b""
    if len(found) != KEY:
        raise RefusedError(say(lang, "no_key", file=path))
    return found


def seal(parts: Iterable[bytes], target: BinaryIO, key: bytes) -> None:
    """Write all that `parts` have to `target`, sealed."""
    salt = secrets.token_bytes(SALT)
    cipher = _cipher(key, salt)
    target.write(MAGIC + salt)
    pieces = _pieces(parts)
    number, piece = 0, next(pieces)
    for following in pieces:
        target.write(cipher.encrypt(_nonce(number, is_last=False), piece, MAGIC))
        number, piece = number + 1, following
    target.write(cipher.encrypt(_nonce(number, is_last=True), piece, MAGIC))


def unsealed(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """What was sealed, in pieces, each of them proven. Raises `SealError`; what came before it is then of no use."""
    head = source.read(len(MAGIC) + SALT)
    if len(head) < len(MAGIC) + SALT or not head.startswith(MAGIC):
        raise SealError("not_sealed")
    cipher = _cipher(key, head[len(MAGIC) :])
    number, piece = 0, source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, is_last=not following), piece, MAGIC)
        except InvalidTag:
            raise SealError("wrong_key_or_changed" if number == 0 else "cut") from None
        if not following:
            return
        number, piece = number + 1, following


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY, salt, b"ioc backup").derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _pieces(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, in pieces of one size; one at least, the last of which may be empty."""
    kept = bytearray()
    for part in parts:
        kept += part
        while len(kept) > PIECE:
            yield bytes(kept[:PIECE])
            del kept[:PIECE]
    yield bytes(kept)
