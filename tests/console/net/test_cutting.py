"""Whoever reads from a connection that is cut gets its end; where a session is over, also from one that comes late."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from console.net.sockets import Cutter

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    mine, theirs = socket.socketpair()
    mine.settimeout(30)
    yield mine, theirs
    mine.close()
    theirs.close()


def test_what_is_open_ends(pair: Pair) -> None:
    cutter = Cutter()
    cutter.add(pair[0])
    cutter.cut()
    assert pair[0].recv(1) == b""


def test_after_a_cut_the_next_one_is_read_as_ever(pair: Pair) -> None:
    cutter = Cutter()
    cutter.cut()
    cutter.add(pair[0])
    pair[1].send(b"x")
    assert pair[0].recv(1) == b"x"


def test_one_that_was_being_opened_when_the_session_ended_ends_too(pair: Pair) -> None:
    cutter = Cutter()
    cutter.cut(for_good=True)
    cutter.add(pair[0])
    assert pair[0].recv(1) == b""
