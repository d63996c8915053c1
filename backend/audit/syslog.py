"""Tells a log server every line of the audit: RFC 5424 messages over TLS (RFC 5425), so that a copy is out of reach.

The database is the spool: what was told is noted there, and after an outage it goes on from that. Nobody who acts waits
for it. Of a connection that breaks the last lines may come twice; each has its number.
"""

from __future__ import annotations

import logging
import os
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from backend.ledger.ledger import Ledger
from backend.ledger.schema import audit_lines, meta
from backend.ledger.upsert import upsert

_log = logging.getLogger(__name__)
PORT = 6514
"""IANA's for syslog over TLS."""
AT_ONCE = 500
PATIENCE_S = 5.0
AGAIN_S = 15.0
"""A log server that did not answer is left alone for so long."""
AUDIT_NOTICE, AUDIT_WARNING = 13 * 8 + 5, 13 * 8 + 4
"""Facility 13 is what RFC 5424 calls log audit."""
OURS = "ioc@32473"
"""RFC 5612's number for documents: a city that has one of its own maps it at its log server."""
LONGEST = 8000
TOLD_NOTE = "syslog_told"


@dataclass(frozen=True)
class Address:
    """Where a log server listens, and who vouches for it; the system's own authorities where no file is named."""

    host: str
    port: int = PORT
    authorities: Path | None = None


def address_of(text: str, authorities: Path | None) -> Address:
    """What HOST:PORT means. Raises ValueError where it means nothing."""
    host, _colon, port = text.rpartition(":") if ":" in text.strip("[]") else (text, "", str(PORT))
    number = int(port)
    if not host or not 0 < number < 65536:
        raise ValueError(text)
    return Address(host.strip("[]"), number, authorities)


@dataclass
class LogServer:
    """One, as this server speaks with it. From one thread at a time."""

    ledger: Ledger
    address: Address
    clock: Callable[[], float] = time.monotonic
    _connection: ssl.SSLSocket | None = field(default=None, init=False)
    _not_before: float = field(default=float("-inf"), init=False)
    _is_away: bool = field(default=False, init=False)

    def tell(self) -> int:
        """Tell what is new, a part at a time; how many lines. What cannot be told now is told later."""
        if self.clock() < self._not_before:
            return 0
        count = 0
        try:
            while lines := self._new():
                self._send(b"".join(framed(message(line)) for line in lines))
                self._note(lines[-1]["number"])
                count += len(lines)
                if len(lines) < AT_ONCE:
                    break
        except (OSError, ValueError) as error:
            self.close()
            self._not_before = self.clock() + AGAIN_S
            if not self._is_away:
                _log.warning("the log server %s is not told of the audit: %s", self.address.host, error)
            self._is_away = True
            return count
        if count and self._is_away:
            self._is_away = False
            _log.warning("the log server %s is told of the audit again", self.address.host)
        return count

    def close(self) -> None:
        """Let the connection go."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _new(self) -> list[Mapping[str, Any]]:
        with self.ledger.engine.connect() as connection:
            told = connection.execute(select(meta.c.value).where(meta.c.key == TOLD_NOTE)).scalar_one_or_none()
            where = audit_lines.c.number > int(told or 0)
            query = select(audit_lines).where(where).order_by(audit_lines.c.number).limit(AT_ONCE)
            return [dict(row) for row in connection.execute(query).mappings()]

    def _note(self, number: int) -> None:
        with self.ledger.aside() as connection:
            upsert(connection, meta, {"key": TOLD_NOTE, "value": str(number)})

    def _send(self, content: bytes) -> None:
        if self._connection is None:
            context = ssl.create_default_context(cafile=self.address.authorities)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            raw = socket.create_connection((self.address.host, self.address.port), PATIENCE_S)
            try:
                self._connection = context.wrap_socket(raw, server_hostname=self.address.host)
            except BaseException:
                raw.close()
                raise
        self._connection.sendall(content)


def message(line: Mapping[str, Any]) -> bytes:
    """A line as RFC 5424 writes it: its fields as structured data, what it says as the message."""
    priority = AUDIT_WARNING if line["kind"].startswith("refused") else AUDIT_NOTICE
    fields = ("number", "hash", "who", "device", "source", "about", "ref")
    data = " ".join(f'{name}="{_escaped(str(line[name]))}"' for name in fields)
    head = f"<{priority}>1 {line['at']} {socket.gethostname() or '-'} ioc-backend {os.getpid()} {line['kind'][:32]}"
    return f"{head} [{OURS} {data}] \ufeff{line['what']}".encode("utf-8", "replace")[:LONGEST]


def framed(told: bytes) -> bytes:
    """With its length before it (RFC 6587 calls this octet counting)."""
    return str(len(told)).encode() + b" " + told


def _escaped(text: str) -> str:
    for sign in ("\\", '"', "]"):
        text = text.replace(sign, f"\\{sign}")
    return "".join(one if one.isprintable() else " " for one in text)
