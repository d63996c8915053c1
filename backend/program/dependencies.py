"""`check-dependencies`: hold what is installed here against a file of known weaknesses, without any network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from backend.base.messages import reason_of, say
from backend.base.plain_files import OddFileError
from backend.operations.advisories import ExportError, Finding, check, installed

FINE, AFFECTED, UNUSABLE = 0, 1, 2


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser(
        "check-dependencies",
        description="Hold the libraries that are installed here against an export of OSV (osv.dev) that somebody"
        " brought: all.zip of its ecosystem PyPI, or JSON of single advisories. Nothing is asked of any network.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a zip or JSON of advisories in the form of OSV")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of sentences")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Say what is affected, a line each; 0 where nothing is, 1 where something is, 2 where the file is of no use."""
    lang, libraries = options.lang, installed()
    try:
        report = check(options.file, libraries)
    except (ExportError, OSError) as error:
        code = error.code if isinstance(error, ExportError) else "unreadable"
        where = f" ({error.entry})" if isinstance(error, ExportError) and error.entry else ""
        reason = say(lang, "secret_no_file", file=options.file) if isinstance(error, OddFileError) else ""
        reason = reason or (reason_of(error, lang) if isinstance(error, OSError) else say(lang, f"advisories_{code}"))
        sys.stderr.write(say(lang, "advisories_unusable", file=options.file, reason=reason + where) + "\n")
        return UNUSABLE
    for finding in report.findings:
        sys.stdout.write(_line(finding, lang) + "\n")
    params = {"libraries": len(libraries), "advisories": report.advisories, "newest": report.newest[:10] or "?"}
    params["affected"] = len({one.library for one in report.findings})
    sys.stdout.write(say(lang, "advisories_checked", **params) + "\n")
    return AFFECTED if report.findings else FINE


def _line(one: Finding, lang: str) -> str:
    names = ", ".join((one.advisory, *one.aliases))
    mended = (
        say(lang, "advisory_fixed", versions=", ".join(one.fixed_in)) if one.fixed_in else say(lang, "advisory_open")
    )
    return f"{one.library} {one.version}: {names}: {one.summary or '–'} {mended}"
