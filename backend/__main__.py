"""`python -m backend`: the reference backend's command line."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import MappingProxyType

from backend.base.hardening import harden
from backend.base.messages import say
from backend.program.seen_secrets import seen_secret

COMMANDS = MappingProxyType({
    "serve": ("backend.program.serve", "serve the contract over HTTP"),
    "demo": ("backend.demo.command", "run the demo city: its cameras and its backend"),
    "demo-serve": ("backend.demo.serve", "serve the demo city without its cameras; a part of demo"),
    "cameras": ("backend.demo.cameras.command", "serve the city's cameras over RTSP"),
    "check-city": ("backend.city.command", "check a city pack and name file, line and field of each fault"),
    "city": ("backend.program.city", "compare a city pack with a database, and apply what changed"),
    "user": ("backend.program.people", "look after people: add, disable, roles, passwords, who is signed in"),
    "token": ("backend.program.accounts", "make a token for a wall node or a source; printed once"),
    "device": ("backend.program.devices", "let a device in, shut it out, or list them"),
    "evidence": ("backend.program.evidence_command", "print what evidence is checked with where there is no server"),
    "openapi": ("backend.program.accounts", "print the published description of the contract"),
    "backup": ("backend.program.backup", "copy the database while it is in use, sealed and proven by restoring it"),
    "restore": ("backend.program.backup", "put a backup back and begin a new epoch"),
    "check": ("backend.program.backup", "walk through a database and tell of all that cannot be so"),
    "archive": ("backend.program.archive", "take what is older than the city keeps out of the database, into files"),
    "audit": ("backend.program.audit", "prove that the audit is as it was written, export it signed, make its key"),
    "personal": (
        "backend.program.personal",
        "tell what is held of a person, erase it, and list what was erased",
    ),
    "check-dependencies": ("backend.program.dependencies", "hold what is installed against a file of known weaknesses"),
    "restored": (
        "backend.program.restored",
        "begin a new epoch after a backup was restored: consoles offer again what the backup lacks",
    ),
})  # fmt: skip
"""Every sub-command: the module that adds its parser, loaded where it is asked for alone, and what it does."""

EPILOG = """examples:
  python -m backend demo                                     the demo city, cameras and all
  python -m backend serve --database sqlite:///city.db       one machine, embedded database
  python -m backend serve --database postgresql://host/ioc   a city's server
  python -m backend check-city resources/cities/song-may     is this city pack in order?
  python -m backend city apply ~/my-city --database URL      what changed in the pack? then: apply it
  python -m backend backup DIR --database URL --key-file KEY      a backup that is proven to come back
  python -m backend restore FILE --database URL --key-file KEY    put it back
  python -m backend restored --database sqlite:///city.db    say that another tool restored one, before serving it
  python -m backend archive /srv/ioc/archive --database postgresql://host/ioc --before 2026-01-01
  python -m backend audit verify --database URL --key PUBLIC-KEY --heads FILE    was anything altered?
  python -m backend token --database sqlite:///city.db --name wall-1 > wall.token
  python -m backend token --database URL --role feed --source kttv --types indicator,incident --prefix kttv. > FILE
  python -m backend device code --database URL               a code that lets one new device in, good for a day
  python -m backend personal extract --database URL < number.txt   what is held of whoever has this number

Every sub-command tells more with --help. Exit codes: 0 well, 1 failed, 2 wrong command line, 3 city pack not in order
or the demo's folder of no use, 4 changes of a city wait for a yes, 130 stopped by Ctrl+C. Only serve, demo and
demo-serve make a database; the others want one that is there.
"""

STOPPED = 130
"""As a shell says it of SIGINT."""


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask for; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m backend",
        description="The reference backend of IOC Console: contract, demo city, cameras.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = next((one for one in arguments if not one.startswith("-")), "")
    if asked in COMMANDS:
        importlib.import_module(COMMANDS[asked][0]).add_parser(subparsers)
    else:
        for name, (_module, what) in COMMANDS.items():
            subparsers.add_parser(name, help=what)
    options = parser.parse_args(list(arguments))
    try:
        code: int = options.run(options)
    except KeyboardInterrupt:
        return STOPPED
    return code


if __name__ == "__main__":
    harden()
    for stream in (sys.stdout, sys.stderr):
        # Who reads our lines expects UTF-8, whatever the locale says; sentences are Vietnamese.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    if option := seen_secret(sys.argv[1:]):
        lang = "en" if "en" in sys.argv else "vi"
        sys.stderr.write(say(lang, "password_seen", option=option) + "\n")
        sys.exit(2)
    sys.exit(main(sys.argv[1:]))
