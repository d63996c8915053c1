"""Servers that are no camera, or a broken one: each answers every request with what `answer` makes of it."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Callable
from typing import Self

Answer = Callable[[bytes], bytes | None]


class OddServer(socketserver.ThreadingTCPServer):
    """Listens on loopback until its block is left. An answer of None: none comes; of nothing: it hangs up."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, answer: Answer, greeting: bytes = b"") -> None:
        self.answer, self.greeting = answer, greeting
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.port = int(self.server_address[1])
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name="odd-server")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self.shutdown()
        self._thread.join(5)
        self.server_close()


class _Conversation(socketserver.BaseRequestHandler):
    server: OddServer

    def handle(self) -> None:
        try:
            self.request.sendall(self.server.greeting)
            while request := self.request.recv(65_536):
                answer = self.server.answer(request)
                if answer == b"":
                    return
                self.request.sendall(answer or b"")
        except OSError:
            return


def describing(body: str, content_type: str = "application/sdp") -> Answer:
    """A camera by RTSP that describes itself so."""

    def answer(request: bytes) -> bytes:
        number = re.search(rb"CSeq: (\d+)", request)
        head = f"RTSP/1.0 200 OK\r\nCSeq: {int(number.group(1)) if number else 0}\r\n"
        if request.startswith(b"DESCRIBE"):
            head += f"Content-Type: {content_type}\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}"
        else:
            head += "\r\n"
        return head.encode()

    return answer
