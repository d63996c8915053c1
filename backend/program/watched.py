"""What a server tells of itself as its configuration wants it: to whom, and from when it says that something is off."""

from __future__ import annotations

from pathlib import Path

from backend.base.secret_files import secret_of
from backend.ledger.ledger import Ledger
from backend.operations.operations import Operations, operations_over
from backend.operations.readiness import MIB, Limits
from backend.operations.scraping import Scraping, networks_of
from backend.program.configuration import Configuration


def operations_of(ledger: Ledger, said: Configuration) -> Operations:
    """Its health and measures. Raises `RefusedError` where the token of who scrapes cannot be read."""
    token = secret_of(said.metrics_token_file, said.lang) if said.metrics_token_file is not None else ""
    limits = Limits(
        disk_low_bytes=said.disk_low_mib * MIB,
        disk_full_bytes=said.disk_full_mib * MIB,
        lag_s=said.replication_lag_s,
        folders=tuple(map(Path, said.disk_folders)),
    )
    return operations_over(ledger.engine, limits, Scraping(token, networks_of(said.metrics_networks)), said.lang)
