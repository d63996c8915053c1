"""Where an answer by HTTP ends, and what is not taken for one."""

from __future__ import annotations

import socket

import pytest

from console.video.body import Body
from console.video.line import Line, head_of
from console.video.reasons import Failed
from tests.harness.stopwatch import from_now

MOST = 7
"""Small, so that what is wanted at once ends amid chunks and lines."""


def whole(answer: bytes, pieces: int = 1) -> tuple[bytes, bytes]:
    """The body of an answer that comes in so many pieces, after which the camera hangs up; and what is left after."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        size = -(-len(answer) // pieces)
        for at in range(0, len(answer), size):
            theirs.sendall(answer[at : at + size])
        theirs.shutdown(socket.SHUT_WR)
        line = Line(ours, from_now(60))
        body = Body(line, head_of(line.read_head()))
        read = b""
        while data := body.read(MOST):
            assert len(data) <= MOST
            read += data
        assert body.read(MOST) == b""
        return read, line.read_all(99)


@pytest.mark.parametrize("pieces", [1, 3, 200])
@pytest.mark.parametrize(
    ("head", "sent", "read"),
    [
        (b"Content-Length: 12", b"twelve bytesand more", b"twelve bytes"),
        (b"Content-Length: 99", b"cut off amid", b"cut off amid"),
        (b"Content-Length: 0", b"nothing is meant", b""),
        (b"Content-Type: video/mp2t", b"until the end", b"until the end"),
        (b"Content-Length: " + b"9" * 5000, b"more digits than Python reads", b"more digits than Python reads"),
        (b"Content-Length: minus one", b"until the end", b"until the end"),
        (b"Transfer-Encoding: chunked", b"3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n", b"abc0123456789"),
        (b"Transfer-Encoding: Chunked\r\nContent-Length: 2", b"3\nabc\n0\n\n", b"abc"),
    ],
)
def test_it_ends_where_the_answer_says(head: bytes, sent: bytes, read: bytes, pieces: int) -> None:
    assert whole(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + sent, pieces)[0] == read


def test_what_follows_an_answer_is_not_its_own() -> None:
    assert whole(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef") == (b"abc", b"def")


@pytest.mark.parametrize("sent", [b"zz\r\nabc", b"5\r\nabc", b"-3\r\nabc", b"3\r\nabc\r\n", b"", b"f" * 9000])
def test_chunks_that_are_none_end_it(sent: bytes) -> None:
    with pytest.raises(Failed):
        whole(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + sent)


@pytest.mark.kind("sign-in", "A challenge that goes on in the next row", "It is read whole.")
def test_a_header_may_go_on_in_the_next_row() -> None:
    answer = head_of(b'HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm="a",\r\n\t nonce="b"\r\nServer: c')
    assert answer.headers == [("www-authenticate", 'Digest realm="a", nonce="b"'), ("server", "c")]
