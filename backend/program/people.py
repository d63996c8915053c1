"""`user`: looking after people from the server's own machine. Passwords come on standard input, never as arguments."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from backend.base import messages
from backend.base.clock import iso
from backend.base.problems import ProblemError
from backend.base.text_files import NotTextError, first_line
from backend.ledger.databases import RefusedError, refused
from backend.people.accounts import Accounts
from backend.people.administration import LIMITS, Administration
from backend.people.messages import say
from backend.people.policy import Policy
from backend.people.roles import Person, Role
from backend.program.database import add_database, opened_by

BAD = 2


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    user = subparsers.add_parser("user")
    user.add_argument("what", choices=tuple(_DEEDS))
    add_database(user)
    user.add_argument("--id", help="name to sign in with")
    user.add_argument("--name", default="", help="name to show")
    user.add_argument("--role", choices=[str(role) for role in Role], help="operator where none is said")
    user.add_argument("--desk", default="")
    for name, of in (("area", "areas or wards"), ("domain", "domains"), ("agency", "agencies")):
        user.add_argument(
            f"--{name}", action="append", help=f"of the {of} that they may see and act for, one each; '' for all"
        )
    user.add_argument("--make", action="store_true", help="make a password, to be changed at the first sign-in")
    user.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Do what was said; the exit code."""
    try:
        ledger, said = opened_by(options)
    except RefusedError as error:
        return refused(error)
    accounts = Accounts(ledger, policy=Policy(said.password_letters, said.password_days))
    room = Administration(ledger, accounts)
    if options.what != "list" and not options.id:
        sys.stderr.write(say(said.lang, "no-id") + "\n")
        return BAD
    try:
        sys.stdout.write(_DEEDS[options.what](room, options, said.lang))
    except NotTextError as error:
        sys.stderr.write(messages.say(said.lang, "password_encoding", position=error.position) + "\n")
        return BAD
    except _NothingSaidError as error:
        sys.stderr.write(error.text + "\n")
        return BAD
    except ProblemError as error:
        sys.stderr.write(say(said.lang, error.code, user=options.id, least=accounts.policy.least) + "\n")
        return BAD
    return 0


class _NothingSaidError(Exception):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def _password(options: argparse.Namespace, lang: str) -> str | None:
    """The first line of standard input; None where one is to be made."""
    if options.make:
        return None
    password = first_line(sys.stdin.buffer)
    if not password:
        raise _NothingSaidError(messages.say(lang, "no_password"))
    return password


def _limits(options: argparse.Namespace) -> dict[str, list[str]] | None:
    """What was said of them; None where nothing was."""
    given = dict(zip(LIMITS, (options.area, options.domain, options.agency), strict=True))
    if all(value is None for value in given.values()):
        return None
    return {name: [one for one in value or () if one] for name, value in given.items()}


def _add(room: Administration, options: argparse.Namespace, lang: str) -> str:
    role = Role(options.role or Role.OPERATOR)
    person = Person(options.id, options.name or options.id, role, options.desk)
    given = room.add(person, _password(options, lang), _limits(options))
    text = say(lang, "account-added", user=options.id, role=role) + "\n"
    return text + _made(options, lang, given)


def _made(options: argparse.Namespace, lang: str, password: str) -> str:
    return say(lang, "password-made", user=options.id, password=password) + "\n" if options.make else ""


def _role(room: Administration, options: argparse.Namespace, lang: str) -> str:
    limits = _limits(options)
    what: dict[str, Any] = {"role": options.role} if options.role else {}
    what |= {"limits": limits} if limits is not None else {}
    if not what:
        raise _NothingSaidError(say(lang, "nothing-said"))
    room.change(options.id, what)
    return say(lang, "account-changed", user=options.id) + "\n"


def _disable(room: Administration, options: argparse.Namespace, lang: str) -> str:
    room.shut_out(options.id, is_disabled=True)
    return say(lang, "account-disabled", user=options.id) + "\n"


def _enable(room: Administration, options: argparse.Namespace, lang: str) -> str:
    room.shut_out(options.id, is_disabled=False)
    return say(lang, "account-enabled", user=options.id) + "\n"


def _new_password(room: Administration, options: argparse.Namespace, lang: str) -> str:
    given = room.reset_password(options.id, _password(options, lang))
    return say(lang, "password-reset", user=options.id) + "\n" + _made(options, lang, given)


def _unlock(room: Administration, options: argparse.Namespace, lang: str) -> str:
    room.unlock(options.id)
    return say(lang, "account-unlocked", user=options.id) + "\n"


def _sessions(room: Administration, options: argparse.Namespace, _lang: str) -> str:
    room.one(options.id)
    found = room.sessions(options.id)
    return "".join(f"{one.id}\t{one.device_id}\t{iso(one.expires_ms)}\t{one.wall}\t{one.node}\n" for one in found)


def _end_sessions(room: Administration, options: argparse.Namespace, lang: str) -> str:
    return say(lang, "sessions-ended", user=options.id, ended=room.end_sessions(options.id)) + "\n"


def _list(room: Administration, _options: argparse.Namespace, _lang: str) -> str:
    lines = []
    for one in room.everybody():
        state = "disabled" if one.is_disabled else ""
        limits = "; ".join(f"{name}: {', '.join(value)}" for name, value in one.limits.items())
        lines.append("\t".join((one.id, one.name, one.role, one.desk, state, limits)).rstrip("\t") + "\n")
    return "".join(lines)


_DEEDS: Mapping[str, Callable[[Administration, argparse.Namespace, str], str]] = MappingProxyType({
    "add": _add, "disable": _disable, "enable": _enable, "role": _role, "password": _new_password, "unlock": _unlock,
    "sessions": _sessions, "end-sessions": _end_sessions, "list": _list,
})  # fmt: skip
