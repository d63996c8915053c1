"""The pure parts: addresses, liveness, pauses, and the ring that never tears."""

import os
import threading

import pytest

from console.video import addresses, frames, liveness, reconnect

HOSTILE = (
    "file:///etc/passwd", "/etc/passwd", "concat:a|b", "http://a/demux=dump", "rtsp://", "rtsp://a:99999/x", "tcp://a/x",
    "rtsp://a b/x", "rtsp://a/x\n:sout=#file", "rtsp://elsewhere/x", "rtsp://a/../x", "pipe:0", "ftp://a/x", "rtsp://a/`x`",
    "rtsp://u:p@a/x",
)  # fmt: skip


@pytest.mark.parametrize("url", [url for url in HOSTILE if "demux" not in url])
def test_refuses_hostile_addresses(url: str) -> None:
    with pytest.raises(addresses.AddressError):
        addresses.checked(url, frozenset({"a"}))


def test_rebuilds_and_redacts() -> None:
    assert addresses.checked("rtsp://a:554/s/1?c=1&s=2", frozenset({"a"})) == "rtsp://a:554/s/1?c=1&s=2"
    assert addresses.signed_in("rtsp://a:554/s", "u", "p@:/") == "rtsp://u:p%40%3A%2F@a:554/s"
    assert "secret" not in addresses.redacted("rtsp://u:secret@a/s?token=secret")


def test_liveness() -> None:
    assert liveness.judge("live", 10.0, 9.9, 9.0) == "live"
    assert liveness.judge("live", 10.0, 8.5, 9.0) == "late"
    assert liveness.judge("live", 10.0, 7.0, 9.0) == "no_frames"
    assert liveness.judge("live", 10.0, 9.9, 5.0) == "frozen"


def test_at_most_three_reconnects_in_three_seconds() -> None:
    fd = reconnect.create()
    gate = reconnect.Turnstile(fd)
    assert [gate.wait_s(100.0 + n) > 0 for n in (0, 0.1, 0.2, 0.3)] == [False, False, False, True]
    assert gate.wait_s(103.1) == 0.0
    os.close(fd)


def test_no_picture_is_torn() -> None:
    fd = frames.create(64, 64)
    writer, reader = frames.Ring(fd, 64, 64), frames.Ring(fd, 64, 64)
    os.close(fd)
    end = threading.Event()

    def write() -> None:
        number = 0
        while not end.is_set():
            number += 1
            writer.publish(memoryview(bytes([number % 256]) * 16384), 64, 64, 256, number, number)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        seen = set()
        for _ in range(20_000):
            frame = reader.newest()
            if frame is not None:
                first = bytes(frame.buffer)
                assert len(set(first)) == 1
                assert bytes(frame.buffer) == first
                seen.add(frame.seq)
        assert len(seen) > 10
    finally:
        end.set()
        thread.join()
