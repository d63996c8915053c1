"""`python -m backend`: the reference backend's command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from backend import accounts_command, demo, restored_command, serve
from backend.cameras import command as cameras_command
from backend.city import command as city_command

EPILOG = """examples:
  python -m backend demo                                     the demo city, cameras and all
  python -m backend serve --database sqlite:///city.db       one machine, embedded database
  python -m backend serve --database postgresql://host/ioc   a city's server
  python -m backend check-city resources/cities/song-may     is this city pack in order?
  python -m backend restored --database sqlite:///city.db    say that a backup was restored, before serving it
  python -m backend token --database sqlite:///city.db --name wall-1 > wall.token

Every sub-command tells more with --help. Exit codes: 0 well, 1 failed, 2 wrong command line, 3 city pack not in order.
"""


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask for; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m backend",
        description="The reference backend of IOC Console: contract, demo city, cameras.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in (serve, demo, cameras_command, city_command, accounts_command, restored_command):
        module.add_parser(subparsers)
    options = parser.parse_args(list(arguments))
    code: int = options.run(options)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
