"""A server as its configuration wants it: what it says of itself, and to whom."""

from __future__ import annotations

import argparse
import logging
import sys

from backend.base.log import install
from backend.city.pack import CityPack
from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.operations.operations import Operations
from backend.points.door import PointStore
from backend.program.configuration import Configuration, add_options, settled
from backend.program.database import address_of
from backend.program.measuring import points_of
from backend.program.watched import operations_of

__all__ = ["add_options", "configured", "served_ledger"]

_log = logging.getLogger(__name__)


def configured(options: argparse.Namespace) -> Configuration:
    """What holds for this server, put into `options` as well; from now on it logs so. Raises `RefusedError`."""
    said = settled(options)
    for name, value in said:
        setattr(options, name, value)
    install(said.log_format or ("text" if sys.stderr.isatty() else "json"), said.log_level)
    return said


def served_ledger(said: Configuration, pack: CityPack) -> tuple[Ledger, PointStore, Operations]:
    """The ledger, made where there is none, the store of measured values, and what the server tells of itself.

    Raises `RefusedError`.
    """
    ledger = opened(address_of(said), said.lang, make=True)
    return ledger, points_of(ledger, pack, said.points, said.lang), operations_of(ledger, said)
