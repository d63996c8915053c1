"""A password that was hashed once in a process of tests is not hashed again there.

Each hash costs some 40 ms on purpose (`backend.people.passwords`), and hundreds of rooms give the same few people the
same few passwords. With one salt for all of them what was computed serves the next room as well: what stands in the
database is what a server computes. Tests of hashing itself ask for `dear_hashes`.
"""

from __future__ import annotations

import functools
import secrets
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from backend.people import passwords, policy

_known = functools.lru_cache(maxsize=4096)(passwords.hashed)


@pytest.fixture(autouse=True, scope="session")
def known_hashes() -> Iterator[None]:
    """For the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policy, "hashed", _known)
        patch.setattr(policy, "secrets", SimpleNamespace(token_hex=lambda count: "5a" * count))
        yield


@pytest.fixture
def dear_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs what it costs at a server, and has a salt of its own."""
    monkeypatch.setattr(policy, "hashed", passwords.hashed)
    monkeypatch.setattr(policy, "secrets", secrets)
