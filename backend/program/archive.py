"""`archive`: what is older than the city keeps at hand goes out of the database and into files, by month."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from backend.audit.checkpoints import sign
from backend.audit.keys import key_of
from backend.base.clock import iso, now_ms
from backend.base.messages import reason_of, say
from backend.base.refusals import RefusedError
from backend.ledger.databases import DatabaseError, opened, refused
from backend.past.archive import archive
from backend.past.archive_files import UnlikeError

OK, FAILED, WRONG = 0, 1, 2


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser(
        "archive",
        description="Writes actions, looks at who reported and incidents of the past to files by month, reads them "
        "back and removes them from the database: what is from before DATE and older than the city keeps (retention in "
        "city.yaml). Each run makes a folder of its own.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the run's folder is made")
    parser.add_argument("--database", required=True, metavar="URL")
    parser.add_argument(
        "--before", required=True, metavar="DATE", help="such as 2026-01-01; the day begins at 00:00 UTC"
    )
    parser.add_argument(
        "--audit-key-file", type=Path, metavar="FILE", help="the audit's key: it signs where the audit stands, before"
    )
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Archive and say what; the exit code."""
    lang = options.lang
    try:
        day = date.fromisoformat(options.before)
    except ValueError:
        return _failed(say(lang, "archive_date", text=options.before), WRONG)
    before_ms = round(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
    try:
        ledger = opened(options.database, lang)
    except DatabaseError as error:
        return refused(error)
    try:
        if options.audit_key_file is not None:
            sign(ledger, key_of(options.audit_key_file, lang), now=True)
        done = archive(ledger, options.folder, before_ms, now_ms())
    except UnlikeError as error:
        return _failed(say(lang, "archive_unlike", folder=options.folder, what=error.what), FAILED)
    except RefusedError as error:
        return refused(error)
    except OSError as error:
        return _failed(say(lang, "archive_disk", folder=options.folder, reason=reason_of(error, lang)), FAILED)
    finally:
        ledger.engine.dispose()
    if done.folder is None:
        log, past = (iso(limit)[:10] for limit in (done.limits.log_ms, done.limits.past_ms))
        sys.stdout.write(say(lang, "archive_nothing", log=log, past=past) + "\n")
        return OK
    told = {"actions": done.actions, "reveals": done.reveals, "incidents": done.incidents}
    sys.stdout.write(say(lang, "archived", folder=done.folder, **told) + "\n")
    return OK


def _failed(sentence: str, code: int) -> int:
    sys.stderr.write(sentence + "\n")
    return code
