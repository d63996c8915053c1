"""What a server serves, and what may go on beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from backend.audit.auditing import Auditing
from backend.audit.keys import key_of
from backend.audit.messages import say
from backend.audit.syslog import LogServer, address_of
from backend.base.refusals import RefusedError
from backend.city.pack import CityPack
from backend.evidence.keeping import Keeping
from backend.ledger.ledger import Ledger
from backend.points.door import PointStore
from backend.program.configuration import Configuration
from backend.program.evidence import keeping_of
from backend.program.outgoing import post_of

__all__ = ["Beside", "Served", "kept_of", "post_of"]


@dataclass(frozen=True)
class Served:
    """One city: its records, its pack, and where its measured values are."""

    ledger: Ledger
    pack: CityPack
    points: PointStore


Beside = Callable[[Served], AbstractContextManager[object]]
"""What goes on while it is served."""


def kept_of(ledger: Ledger, said: Configuration) -> tuple[Auditing, Keeping]:
    """How the audit is kept, and how evidence is. Raises `RefusedError`."""
    return _auditing_of(ledger, said), keeping_of(said)


def _auditing_of(ledger: Ledger, said: Configuration) -> Auditing:
    """With its key and its log server, where they are named. Raises `RefusedError`."""
    key = key_of(said.audit_key_file, said.lang) if said.audit_key_file is not None else None
    if not said.syslog:
        return Auditing(ledger, key)
    try:
        address = address_of(said.syslog, said.syslog_ca_file)
    except ValueError:
        raise RefusedError(say(said.lang, "no_log_server", text=said.syslog)) from None
    return Auditing(ledger, key, LogServer(ledger, address))
