"""A server's certificate that can be exchanged under it: the right one, or one that nobody should believe."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

HOST = "127.0.0.1"


class Certificates:
    """An authority of the test's own, and a TLS context that shows what `show` chose last to who connects then."""

    def __init__(self, folder: Path) -> None:
        ours, theirs = trustme.CA(), trustme.CA()
        self.authority = folder / "authority.pem"
        """What a client may be told to trust."""
        ours.cert_pem.write_to_path(str(self.authority))
        yesterday = datetime.now(UTC) - timedelta(days=1)
        self._shown = {
            "right": ours.issue_cert(HOST),
            "expired": ours.issue_cert(HOST, not_after=yesterday),
            "wrong_authority": theirs.issue_cert(HOST),
            "wrong_host": ours.issue_cert("elsewhere.test"),
        }
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.show("right")

    def show(self, name: str) -> None:
        """Of right, expired, wrong_authority, wrong_host."""
        self._shown[name].configure_cert(self.context)
