"""Which database a command means, and its password, which is in a file."""

from __future__ import annotations

import argparse

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from backend.base.secret_files import secret_of
from backend.city.problems import Problem
from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.program.configuration import Configuration, ConfigurationError, add_options, settled

OPTIONS = ("database", "database_password_file", "lang")


def add_database(parser: argparse.ArgumentParser, *more: str) -> None:
    """The options of a command that uses a database, and `more` of the configuration."""
    add_options(parser, *OPTIONS, *more)


def address_of(configuration: Configuration) -> str:
    """The address with its password. Raises `RefusedError` where none is named or the password cannot be read."""
    if not configuration.database:
        unnamed = Problem("missing_field", "--database", params={"name": "database"})
        raise ConfigurationError([unnamed], configuration.lang)
    if configuration.database_password_file is None:
        return configuration.database
    try:
        password = secret_of(configuration.database_password_file, configuration.lang)
        return make_url(configuration.database).set(password=password).render_as_string(hide_password=False)
    except (ArgumentError, ValueError):
        return configuration.database  # `opened` says what is wrong with it


def opened_by(options: argparse.Namespace, *, make: bool = False) -> tuple[Ledger, Configuration]:
    """The ledger that a command line means, and all that it says. Raises `RefusedError`."""
    configuration = settled(options)
    return opened(address_of(configuration), configuration.lang, make=make), configuration
