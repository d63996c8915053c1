"""Files named by their content: what one thread writes, another that tidies up leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from offline_cache.digest_files import DigestFolder


def test_tidying_up_takes_what_was_left_half_written_and_nothing_that_is_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DigestFolder(tmp_path / "kept", 1000)
    folder.path.mkdir()
    left = folder.path / ".0123.part"
    left.touch()
    whole = os.fsync

    def meanwhile(number: int) -> None:
        folder.drop_parts()
        whole(number)

    monkeypatch.setattr(os, "fsync", meanwhile)
    digest = folder.keep(b"content", ".png")
    assert folder.read(digest) == b"content"
    assert not left.exists()
    assert [path.name for path in folder.path.iterdir()] == [f"{digest}.png"]
