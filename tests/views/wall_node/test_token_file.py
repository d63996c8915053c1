"""A wall's token in a file that some editor wrote."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from views.wall_node.entry import WallEntry


class _Session:
    """Takes down with which token somebody came."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.actor = None

    async def blocking(self, work: Callable[[], Any]) -> Any:
        return work()

    async def use_token(self, token: str) -> None:
        self.tokens.append(token)


def _come_in(path: Path) -> tuple[list[str], str]:
    session = _Session()
    options = SimpleNamespace(token_file=path, wall="hall", node="")
    entry = WallEntry(SimpleNamespace(session=session, options=options))  # type: ignore[arg-type]
    asyncio.run(entry._come_in(path))
    return session.tokens, entry.refused


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            b"\xef\xbb\xbfw_7Yq-3\r\n",
            marks=pytest.mark.kind("formats", "A token file with a BOM", "The wall comes in."),
        ),
        pytest.param(
            "w_7Yq-3\r\n".encode("utf-16"),
            marks=pytest.mark.kind("formats", "A token file in UTF-16 (PowerShell's >)", "The wall comes in."),
        ),
        pytest.param(
            "\t w_7Yq-3\u00a0\u200b \n\n".encode(),
            marks=pytest.mark.kind("formats", "A token with spaces around it that nobody sees", "The wall comes in."),
        ),
        b"w_7Yq-3",
    ],
)
def test_a_token_is_read_as_it_was_meant(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hall.token"
    path.write_bytes(content)
    assert _come_in(path) == (["w_7Yq-3"], "")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"one two", "mã".encode(), b"a\nb", b"\x93w\x94"])
@pytest.mark.kind(
    "formats", "A token file with nothing, or more than a token in it", "The wall says so and asks nobody."
)
def test_what_is_no_token_is_told_and_never_sent(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hall.token"
    path.write_bytes(content)
    tokens, refused = _come_in(path)
    assert tokens == []
    assert "hall.token" in refused
