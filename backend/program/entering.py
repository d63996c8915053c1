"""How a server is come to: encrypted or not, through which proxies, by how many at once."""

from __future__ import annotations

import ipaddress
import resource
import ssl
import sys
from dataclasses import dataclass

from backend.base.messages import reason_of, say
from backend.base.refusals import RefusedError
from backend.base.secret_files import secret_of
from backend.entrance.doorway import Doorway
from backend.entrance.tls import Certificate
from backend.operations.scraping import networks_of
from backend.program.configuration import Configuration

RED, PLAIN = "\x1b[1;31m", "\x1b[0m"
SPARE_FILES = 512
"""Descriptors beside those of connections: the database, the log, the workers' pipes."""


class EntryError(RefusedError):
    """The server cannot be come to as it was told; telling it again the same way is of no use."""

    code = 2


@dataclass(frozen=True)
class Entry:
    """What a server is given at its start; without a `certificate` it speaks plain HTTP."""

    doorway: Doorway
    certificate: Certificate | None


def entry_of(said: Configuration) -> Entry:
    """As it was configured; what everybody on the way could read is told in red. Raises `EntryError`."""
    certificate = _certificate(said)
    if certificate is None and not is_this_machine(said.host):
        if not said.allow_plain_http:
            raise EntryError(say(said.lang, "plain_http_refused", host=said.host))
        _warn(say(said.lang, "plain_http_allowed", host=said.host))
    _make_room(said.connections + SPARE_FILES)
    doorway = Doorway(
        networks_of(said.trusted_proxies),
        connections=said.connections,
        connections_per_source=said.connections_per_source,
        sign_ins_a_minute=said.sign_ins_a_minute,
    )
    return Entry(doorway, certificate)


def is_this_machine(host: str) -> bool:
    """Whether only programs of this machine come to this address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _certificate(said: Configuration) -> Certificate | None:
    if said.tls_certificate is None and said.tls_key is None:
        return None
    if said.tls_certificate is None or said.tls_key is None:
        raise EntryError(say(said.lang, "tls_half"))
    secret_of(said.tls_key, said.lang)  # refuses a key that others can read
    try:
        return Certificate(said.tls_certificate, said.tls_key, said.tls_least)
    except ssl.SSLError as error:
        reason = say(said.lang, "tls_unfit", detail=error.reason or "")
    except OSError as error:
        reason = reason_of(error, said.lang)
    raise EntryError(say(said.lang, "tls_unusable", file=said.tls_certificate, reason=reason))


def _warn(text: str) -> None:
    sys.stderr.write(f"{RED}{text}{PLAIN}\n" if sys.stderr.isatty() else f"{text}\n")


def _make_room(files: int) -> None:
    """As many descriptors as connections may need, as far as the machine lets this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = files if hard == resource.RLIM_INFINITY else min(files, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
