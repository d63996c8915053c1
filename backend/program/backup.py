"""`backup`, `restore`, `check`: a copy that can be put back, putting it back, and whether a database is sound."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from backend.backups.backup import make
from backend.backups.errors import BackupError
from backend.backups.messages import say
from backend.backups.restore import restore
from backend.backups.sealing import key_of, make_key
from backend.backups.soundness import faults_of, looked_through
from backend.base.messages import reason_of
from backend.ledger.databases import RefusedError, opened, refused
from backend.operations.messages import size
from backend.program.configuration import Configuration, settled
from backend.program.database import add_database, address_of
from contract.secrets import redacted

OK, FAILED = 0, 1


def add_parser(subparsers: Any) -> None:
    """Add the sub-commands to `python -m backend`."""
    backup = subparsers.add_parser("backup")
    backup.add_argument(
        "backup_folder", nargs="?", default=argparse.SUPPRESS, metavar="DIR", help="where backups are put"
    )
    add_database(backup)
    _add_key(backup)
    backup.add_argument(
        "--keep", dest="backup_keep", default=argparse.SUPPRESS, metavar="WISH",
        help="which ones stay, such as daily=7,weekly=4,monthly=12; `all` removes none",
    )  # fmt: skip
    backup.add_argument("--new-key", type=Path, metavar="FILE", help="only make a key, in a file that is not there yet")
    backup.set_defaults(run=run_backup)
    back = subparsers.add_parser("restore")
    back.add_argument("file", type=Path, metavar="FILE", help="the backup")
    add_database(back)
    _add_key(back)
    back.add_argument("--replace", action="store_true", help="put aside what is in the database")
    back.set_defaults(run=run_restore)
    check = subparsers.add_parser("check")
    add_database(check)
    check.set_defaults(run=run_check)


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--key-file", dest="backup_key_file", default=argparse.SUPPRESS, metavar="FILE",
        help="the key that backups are sealed with; a file of mode 0600",
    )  # fmt: skip


def run_backup(options: argparse.Namespace) -> int:
    """Take one and prove it, or make a key."""
    return _done(options, _new_key if options.new_key is not None else _backup)


def run_restore(options: argparse.Namespace) -> int:
    """Put one back, and begin a new epoch."""
    return _done(options, _restore)


def run_check(options: argparse.Namespace) -> int:
    """Tell of everything in a database that cannot be so; 1 where there is anything."""
    return _done(options, _check)


def _done(options: argparse.Namespace, work: Callable[[argparse.Namespace, Configuration], int]) -> int:
    try:
        said = settled(options)
    except RefusedError as error:
        return refused(error)
    try:
        return work(options, said)
    except RefusedError as error:
        return refused(error)
    except BackupError as error:
        words = say(said.lang, error.code, **error.params)
    except SQLAlchemyError as error:
        reason = redacted(str(error.__cause__ or error).strip().partition("\n")[0])
        words = say(said.lang, "database_failed", reason=reason)
    except OSError as error:
        words = say(said.lang, "backup_os", file=error.filename or "", reason=reason_of(error, said.lang))
    sys.stderr.write(words + "\n")
    return FAILED


def _new_key(options: argparse.Namespace, said: Configuration) -> int:
    try:
        make_key(options.new_key)
    except FileExistsError:
        sys.stderr.write(say(said.lang, "key_there", file=options.new_key) + "\n")
        return FAILED
    sys.stdout.write(say(said.lang, "key_made", file=options.new_key) + "\n")
    return OK


def _backup(_options: argparse.Namespace, said: Configuration) -> int:
    if said.backup_folder is None:
        raise RefusedError(say(said.lang, "no_folder_named"))
    key = _key(said)
    with _database(said) as engine:
        said.backup_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = make(engine, said.backup_folder, key, said.keep)
    facts = made.manifest.facts
    told = {"rows": sum(facts.counts.values()), "actions": facts.audit_seq, "size": size(made.file.stat().st_size)}
    sys.stdout.write(say(said.lang, "made", file=made.file, **told) + "\n")
    for old in made.pruned:
        sys.stdout.write(say(said.lang, "pruned", file=old) + "\n")
    return OK


def _restore(options: argparse.Namespace, said: Configuration) -> int:
    done = restore(options.file, address_of(said), _key(said), replace=options.replace)
    sys.stdout.write(say(said.lang, "restored", made_at=done.manifest.made_at, epoch=done.epoch) + "\n")
    if done.aside:
        sys.stdout.write(say(said.lang, "put_aside", aside=done.aside) + "\n")
    return OK


def _check(_options: argparse.Namespace, said: Configuration) -> int:
    with _database(said) as engine:
        found = 0
        for fault in faults_of(engine):
            found += 1
            sys.stdout.write(say(said.lang, fault.code, **fault.params) + "\n")
        if found:
            return FAILED
        counts = looked_through(engine)
    sys.stdout.write(say(said.lang, "check_ok", **counts) + "\n")
    return OK


@contextmanager
def _database(said: Configuration) -> Iterator[Engine]:
    """The database that is there, until we have done with it. Raises `RefusedError`."""
    engine = opened(address_of(said), said.lang).engine
    try:
        yield engine
    finally:
        engine.dispose()


def _key(said: Configuration) -> bytes:
    if said.backup_key_file is None:
        raise RefusedError(say(said.lang, "no_key_named"))
    return key_of(said.backup_key_file, said.lang)
