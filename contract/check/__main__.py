"""`python -m contract.check URL`: holds a backend against the contract by the golden vectors.

By standard input come the token of a source, which may write all that a source may under ids that begin with `check-`,
and on the next line somebody's name and password with a blank between, who acts (role operator). Nothing of them is
written down. The check makes records of its own, whose ids begin so, and removes them; two incidents that it opens
stay, resolved where the city's life cycle lets it, for nobody removes what people opened. Ends with 0 where everything
was as the contract says, 1 where something was not, 2 where the backend cannot be asked.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from urllib.parse import urlsplit

from contract.check import looks
from contract.check.client import Client, Feeder, UnreachableError


def main() -> int:
    """Look at everything, and say what was not as it should be."""
    parser = argparse.ArgumentParser(
        prog="python -m contract.check", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url", help="the backend, such as http://127.0.0.1:8700")
    url = parser.parse_args().url
    if urlsplit(url).scheme not in {"http", "https"}:
        parser.error("the address begins with http:// or https://")
    try:
        feeder = Feeder(url, _token())
        acting = _sign_in("acts (operator)")
        actor = Client(url, *acting)
        found = [*looks.door(feeder, actor), *looks.merges(feeder, actor), *looks.ownership(feeder, actor)]
        found += looks.exports(actor)
        found += looks.informant(actor, Client(url, *acting))
        found += looks.chain(Client(url, *acting))
        found += looks.identity(Client(url, *acting))
    except UnreachableError as error:
        sys.stderr.write(f"the backend cannot be asked: {error}\n")
        return 2
    for what, wrong in found:
        sys.stdout.write(f"{'NOT ' if wrong else 'ok  '} {what}{': ' if wrong else ''}{wrong}\n")
    bad = sum(bool(wrong) for _what, wrong in found)
    sys.stdout.write(f"{len(found)} looked at, {bad} not as the contract says\n")
    return 1 if bad else 0


def _token() -> str:
    return getpass.getpass("the source's token: ") if sys.stdin.isatty() else sys.stdin.readline().strip()


def _sign_in(who: str) -> tuple[str, str]:
    if sys.stdin.isatty():
        return input(f"who {who}: "), getpass.getpass("password: ")
    user, _blank, password = sys.stdin.readline().strip().partition(" ")
    return user, password


if __name__ == "__main__":
    sys.exit(main())
