"""The door as a session has it: shut unless a port is set, its secret in a file of our own, its port perhaps taken."""

from __future__ import annotations

import asyncio
import logging
import socket
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from console.base.settings import Settings
from console.calls.secret import NAME, secret_in
from console.session import Session
from tests.journeys.city import free_port


def _with_session(folder: Path, port: int, work: Callable[[Session], Awaitable[None]]) -> None:
    async def run() -> None:
        session = Session(Settings(credentials="file", calls_port=port), folder, with_video=False)
        await session.start()
        try:
            await work(session)
        finally:
            await session.stop()

    asyncio.run(run())


def test_without_a_port_there_is_neither_door_nor_secret(tmp_path: Path) -> None:
    async def work(session: Session) -> None:
        assert session._parcels._call_room._door._server is None

    _with_session(tmp_path, 0, work)
    assert not (tmp_path / NAME).exists()


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def work(session: Session) -> None:
        assert session._parcels._call_room._door._server is not None

    for _start in range(2):
        _with_session(tmp_path, free_port(), work)
        found = tmp_path / NAME
        assert stat.S_IMODE(found.stat().st_mode) == 0o600
    secret = found.read_text(encoding="ascii").strip()
    assert len(secret) == 43
    assert secret_in(tmp_path) == secret
    assert secret not in caplog.text


@pytest.mark.parametrize("odd", ["readable", "short", "link", "blank"])
def test_a_secret_that_somebody_may_know_is_none(tmp_path: Path, odd: str) -> None:
    path, before = tmp_path / NAME, "x" * 43
    path.write_text({"short": "abc", "blank": f"{'x' * 40} {'y' * 40}"}.get(odd, before), encoding="ascii")
    path.chmod(0o640 if odd == "readable" else 0o600)
    if odd == "link":
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")
    made = secret_in(tmp_path)
    assert made != before
    assert len(made) == 43
    assert not path.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if odd == "link":
        assert (tmp_path / "elsewhere").read_text(encoding="ascii") == before


def test_a_port_that_somebody_else_has_costs_the_calls_alone(tmp_path: Path, expected_noise: list[str]) -> None:
    expected_noise += ["no door for calls at port"]
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        async def work(session: Session) -> None:
            assert [one.code for one in session.notices.recent] == ["calls_shut"]

        _with_session(tmp_path, other.getsockname()[1], work)
