"""HAProxy with the configuration that is shipped, in front of the servers of a test."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
import requests
import trustme

from tests.ha.laid_out import filled
from tests.ha.replicas import Door, Replicas
from tests.harness.end_with_us import end_with_us
from tests.harness.waiting import until
from tests.journeys.city import free_port

HOST = "127.0.0.1"
PROGRAM = shutil.which("haproxy", path="/usr/sbin:/usr/bin")
needs_haproxy = pytest.mark.skipif(PROGRAM is None, reason="HAProxy is not installed (apt install haproxy)")


class Balancer:
    """One HAProxy that shows a certificate of the test's own. A context manager."""

    def __init__(self, folder: Path, replicas: Replicas) -> None:
        ours = trustme.CA()
        authority, certificate = folder / "authority.pem", folder / "certificate.pem"
        ours.cert_pem.write_to_path(str(authority))
        ours.issue_cert(HOST).private_key_and_cert_chain_pem.write_to_path(str(certificate))
        self._conf = folder / "haproxy.cfg"
        self._log = folder / "haproxy.log"
        self._admin = folder / "haproxy.sock"
        self._process: subprocess.Popen[bytes] | None = None
        port = free_port()
        conf = _conf(replicas.ports, port, certificate, self._admin)
        self._conf.write_text(conf, encoding="utf-8")
        self.door = Door(f"https://{HOST}:{port}", replicas.password, str(authority))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Until a server answers behind it."""
        end_with_us()
        command = [str(PROGRAM), "-db", "-f", str(self._conf)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        until(self.answers, f"HAProxy passes something on; see {self._log}", 30)

    def kill(self) -> None:
        """No goodbye."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(60)
            self._process = None

    def takes_in(self, number: int) -> None:
        """Wait until this server gets requests again."""
        until(lambda: self._state(number) == "UP", f"HAProxy takes server {number} in; see {self._log}", 60)

    def takes_out(self, number: int) -> None:
        """Wait until this server does not pass its checks any more."""
        until(lambda: self._state(number) == "DOWN", f"HAProxy takes server {number} out; see {self._log}", 60)

    def _state(self, number: int) -> str:
        """As HAProxy has it: UP, DOWN, or on the way to either."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
            asked.connect(str(self._admin))
            asked.sendall(b"show stat\n")
            said = b"".join(iter(lambda: asked.recv(65536), b"")).decode()
        rows = [line.split(",") for line in said.removeprefix("# ").splitlines() if line]
        status = rows[0].index("status")
        return next(row[status] for row in rows if row[:2] == ["servers", "ab"[number]])

    def answers(self) -> bool:
        """Whether a server answers behind it."""
        with contextlib.suppress(requests.RequestException):
            return requests.get(f"{self.door.url}/v1/health", verify=self.door.authority, timeout=10).ok
        return False


def _conf(ports: Sequence[int], port: int, certificate: Path, admin: Path) -> str:
    return filled(
        "haproxy.cfg", LISTEN_CONSOLES=HOST, PORT_CONSOLES=str(port), CERTIFICATE=str(certificate), NAME=HOST,
        ADMIN=str(admin),
        SERVER_A=f"{HOST}:{ports[0]}", SERVER_B=f"{HOST}:{ports[1]}",
    )  # fmt: skip
