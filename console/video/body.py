"""What follows the head of an answer by HTTP, in the three ways of saying where it ends (RFC 9112, 6.3).

Ours and not the standard library's: the head is read as RTSP's is, and http.client with its mail headers would cost
every decoder process 2 MB for this.
"""

from __future__ import annotations

import re

from console.video.line import Answer, Line
from console.video.reasons import Failed

_MOST_LINE = 4096
_SIZE = re.compile(rb"^[0-9A-Fa-f]{1,12}$")


class Body:
    """What an answer over `line` brings. `read` raises `Failed`."""

    def __init__(self, line: Line, answer: Answer) -> None:
        self._line = line
        self._chunked = answer.get("transfer-encoding").lower().endswith("chunked")
        told = answer.get("content-length")
        self._left: int | None = int(told[:18]) if told.isdecimal() and not self._chunked else None
        """Bytes up to the end, or up to the end of this chunk; None: until the camera hangs up."""
        self._begun = self._ended = False

    def read(self, size: int) -> bytes:
        """What there is, `size` bytes at most; nothing at the end."""
        if self._ended:
            return b""
        if self._chunked and not self._left:
            self._left = self._next_chunk()
        if self._left == 0:
            self._ended = True
            return b""
        data = self._line.some(size if self._left is None else min(size, self._left))
        if data and self._left is not None:
            self._left -= len(data)
        if not data:
            if self._chunked:
                raise Failed("hung_up")
            self._ended = True
        return data

    def _next_chunk(self) -> int:
        """Its size in bytes; 0 after the last one."""
        if self._begun:
            self._line.read_line(_MOST_LINE)
        self._begun = True
        size = self._line.read_line(_MOST_LINE).partition(b";")[0].strip()
        if not _SIZE.match(size):
            raise Failed("hung_up")
        return int(size, 16)
