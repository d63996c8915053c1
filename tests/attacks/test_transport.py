"""Attempts to read along, and to stop a server that speaks TLS by not speaking it."""

from __future__ import annotations

import os
import socket
import ssl
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
import trustme

from backend.base.refusals import RefusedError
from backend.entrance import tls
from backend.entrance.tls import Certificate
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.program.configuration import Configuration
from backend.program.entering import entry_of, is_this_machine
from console.base.errors import LinkError
from console.base.settings import Settings
from console.net.api import Api
from console.net.plain import is_readable
from tests.backend.operations.server import Served, served
from tests.harness.waiting import until

ANSWER_S = 60.0


class Files:
    """A certificate and its key, as a server reads them, of an authority of the test's own."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self.authority = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.authority))
        self.certificate, self.key = folder / "certificate.pem", folder / "key.pem"
        self.renew()

    def renew(self) -> int:
        """Another one; its number."""
        issued = self._authority.issue_cert("127.0.0.1")
        self.key.unlink(missing_ok=True)
        os.close(os.open(self.key, os.O_CREAT | os.O_WRONLY, 0o600))
        self.key.write_bytes(issued.private_key_pem.bytes())
        self.certificate.write_bytes(issued.cert_chain_pems[0].bytes())
        return _number(issued.cert_chain_pems[0].bytes())


def _number(pem: bytes) -> int:
    return hash(ssl.PEM_cert_to_DER_cert(pem.decode()))


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.fixture
def there(tmp_path: Path, files: Files) -> Iterator[Served]:
    """A server that speaks TLS."""
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    with served(ledger, certificate=Certificate(files.certificate, files.key)) as running:
        yield running
    ledger.engine.dispose()


def _port(there: Served) -> tuple[str, int]:
    parts = urlsplit(there.url)
    return str(parts.hostname), int(parts.port or 0)


def _shown(there: Served) -> int:
    return _number(ssl.get_server_certificate(_port(there), timeout=ANSWER_S).encode())


def test_who_trusts_the_authority_is_served(there: Served, files: Files) -> None:
    """A server with a certificate, asked by who trusts its authority, and by who does not."""
    assert requests.get(there.url + "/v1/health", verify=str(files.authority), timeout=ANSWER_S).status_code == 200
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(there.url + "/v1/health", timeout=ANSWER_S)
    api = Api(there.url, Settings(ca_file=files.authority))
    assert api.health()["status"] == "ok"
    api.close()


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_an_old_version_is_not_spoken(there: Served, version: ssl.TLSVersion) -> None:
    """TLS 1.0 and 1.1, whose ciphers can be broken: refused."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # that it is old is the point
        context.minimum_version = context.maximum_version = version
    with socket.create_connection(_port(there), timeout=ANSWER_S) as sock, pytest.raises(OSError, match=r"(?i)ssl|tls"):
        context.wrap_socket(sock).close()


def test_half_a_handshake(there: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections that never agree on a secret, or speak plain HTTP: they are ended, and others are served."""
    monkeypatch.setattr(tls, "HEAD_S", 0.2)
    silent = [socket.create_connection(_port(there), timeout=ANSWER_S) for _number in range(20)]
    plain = socket.create_connection(_port(there), timeout=ANSWER_S)
    plain.sendall(b"GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b"200 OK" not in plain.recv(65536)
    for sock in (*silent, plain):
        sock.settimeout(ANSWER_S)
        while sock.recv(65536):
            """Until it hangs up."""
        sock.close()
    until(lambda: not len(there.doorway.connections), "nobody in the book")
    assert _shown(there)


def test_a_renewed_certificate_is_shown_without_a_restart(there: Served, files: Files) -> None:
    """A certificate that runs out while nobody dares to restart the server: a new one is taken from its files."""
    first = _shown(there)
    newer = files.renew()
    until(lambda: _shown(there) == newer, "the new one")
    assert first != newer


def test_a_broken_certificate_stops_nobody(
    files: Files, caplog: pytest.LogCaptureFixture, expected_noise: list[str]
) -> None:  # fmt: skip
    """A certificate of which half was written, or without its key: the one before is shown, and it is said once."""
    certificate = Certificate(files.certificate, files.key)
    before = certificate.context
    expected_noise.append("new certificate .* cannot be used")
    files.certificate.write_text("-----BEGIN CERTIFICATE-----\nhalf", encoding="ascii")
    certificate.look()
    certificate.look()
    assert certificate.context is before
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    files.renew()
    certificate.look()
    assert certificate.context is not before


@pytest.mark.parametrize(("host", "is_ours"), [
    ("127.0.0.1", True), ("127.3.2.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),  # noqa: S104
    ("10.20.0.11", False), ("127.0.0.1.example.vn", False), ("localhost.example.vn", False),
])  # fmt: skip
def test_plain_http_for_the_network(host: str, is_ours: bool) -> None:
    """A server told to serve other machines without TLS: it does not start."""
    assert is_this_machine(host) is is_ours
    said = Configuration(host=host, lang="en")
    if is_ours:
        assert entry_of(said).certificate is None
    else:
        with pytest.raises(RefusedError, match="passwords"):
            entry_of(said)


def test_plain_http_where_a_setting_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """The same with the setting that allows it: it starts, and warns."""
    assert entry_of(Configuration(host="0.0.0.0", allow_plain_http=True, lang="en")).certificate is None  # noqa: S104
    assert "WARNING" in capsys.readouterr().err


def test_a_key_that_others_can_read(files: Files) -> None:
    """A key of mode 0644, a key without its certificate, one of another certificate: the server does not start."""
    whole = Configuration(tls_certificate=files.certificate, tls_key=files.key, lang="en")
    assert entry_of(whole).certificate is not None
    files.key.chmod(0o644)
    with pytest.raises(RefusedError, match="0644"):
        entry_of(whole)
    with pytest.raises(RefusedError, match="both"):
        entry_of(Configuration(tls_key=files.key, lang="en"))
    files.key.chmod(0o600)
    other = trustme.CA().issue_cert("127.0.0.1")
    files.key.write_bytes(other.private_key_pem.bytes())
    with pytest.raises(RefusedError, match="its own key"):
        entry_of(whole)


@pytest.mark.parametrize(("url", "expected"), [
    ("http://10.0.0.1:8700", True), ("http://ioc.example.vn", True), ("HTTP://ioc.example.vn", True),
    ("https://10.0.0.1", False), ("http://127.0.0.1:1", False), ("http://localhost:1", False),
    ("http://[::1]:1", False), ("http://127.0.0.1.example.vn", True), ("http://[x", True),
])  # fmt: skip
def test_who_can_read_along(url: str, expected: bool) -> None:
    """Addresses that only look like this machine's."""
    assert is_readable(url) is expected


def test_a_console_sends_no_password_in_the_clear() -> None:
    """A console whose address was changed to plain http on another machine: it sends nothing, not even a name."""
    api = Api("http://192.0.2.1:9", Settings())
    for call in (
        lambda: api.sign_in({"user": "u", "password": "p", "device_id": "d"}),
        api.health,
        lambda: next(api.wakeups()),
    ):
        with pytest.raises(LinkError) as raised:
            call()
        assert raised.value.code == "plain_http"
    api.close()
