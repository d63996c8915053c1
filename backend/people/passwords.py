"""What a password is kept as: a salted hash that costs so much that nobody tries many."""

from __future__ import annotations

import hashlib

# Cost of scrypt as RFC 7914 recommends for interactive use: 16 MiB, some 50 ms.
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**14, 8, 1


def hashed(password: str, salt: str) -> str:
    """Scrypt over the password, in hex; `salt` is hex as well."""
    return hashlib.scrypt(
        password.encode(), salt=bytes.fromhex(salt), n=_SCRYPT_N, r=_SCRYPT_R, p=_SCRYPT_P, maxmem=2**26
    ).hex()
