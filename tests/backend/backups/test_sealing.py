"""What was sealed comes back whole or not at all."""

from __future__ import annotations

import io
import os
import secrets
from pathlib import Path

import pytest

from backend.backups.sealing import MAGIC, PIECE, SALT, TAG, SealError, key_of, make_key, seal, unsealed
from backend.base.refusals import RefusedError

KEY = bytes(range(32))
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5)


def _sealed(content: bytes) -> bytes:
    target = io.BytesIO()
    seal([content[:10], content[10:]], target, KEY)
    return target.getvalue()


def _opened(sealed: bytes, key: bytes = KEY) -> bytes:
    return b"".join(unsealed(io.BytesIO(sealed), key))


@pytest.mark.parametrize("size", SIZES)
def test_it_comes_back(size: int) -> None:
    content = secrets.token_bytes(size)
    sealed = _sealed(content)
    assert _opened(sealed) == content
    assert sealed != _sealed(content), "the same twice is not seen to be the same"
    if size > 100:
        assert content[:64] not in sealed


@pytest.mark.parametrize("size", SIZES)
def test_one_that_was_cut_off_or_changed_does_not(size: int) -> None:
    sealed = _sealed(secrets.token_bytes(size))
    head = len(MAGIC) + SALT
    for end in {len(sealed) - 1, head + PIECE + TAG, head, 5}:
        if end < len(sealed):
            with pytest.raises(SealError):
                _opened(sealed[:end])
    for place in (len(MAGIC) + 3, head, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealError):
            _opened(bytes(changed))
    with pytest.raises(SealError):
        _opened(sealed + b"x")


def test_pieces_cannot_change_places() -> None:
    sealed = _sealed(secrets.token_bytes(3 * PIECE))
    head, piece = len(MAGIC) + SALT, PIECE + TAG
    swapped = sealed[:head] + sealed[head + piece : head + 2 * piece] + sealed[head : head + piece]
    with pytest.raises(SealError):
        _opened(swapped + sealed[head + 2 * piece :])


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealError) as refused:
        _opened(_sealed(b"x"), bytes(32))
    assert refused.value.code == "wrong_key_or_changed"
    with pytest.raises(SealError) as refused:
        _opened(b"SQLite format 3\0" + bytes(100))
    assert refused.value.code == "not_sealed"


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(key_of(path, "en")) == 32
    with pytest.raises(FileExistsError):
        make_key(path)
    os.chmod(path, 0o644)
    with pytest.raises(RefusedError, match="Others can read"):
        key_of(path, "en")
    os.chmod(path, 0o600)
    path.write_text("no key\n")
    with pytest.raises(RefusedError, match="holds no key"):
        key_of(path, "en")
