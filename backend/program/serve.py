"""`serve`: the contract over HTTP on this machine: what a city pack says and what sources report."""

from __future__ import annotations

import argparse
import logging
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from backend.app import SCHEMA_VERSION, build
from backend.base.messages import say
from backend.city.loading import DEFAULT_CITY, load
from backend.city.problems import CityPackError
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.databases import DatabaseError, opened, refused
from backend.program.measuring import add_option, points_of
from backend.program.served import Beside, Served
from backend.program.server import Server, listen
from backend.program.structure import in_place
from backend.ptz.camera_access import NO_ACCESS, CameraAccessError
from backend.ptz.camera_access import load as load_access

OK, FAILED, BAD_PACK = 0, 1, 3


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("serve")
    add_options(parser)
    parser.set_defaults(run=run)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What every server is told."""
    parser.add_argument("--database", required=True, metavar="URL", help="sqlite:///FILE or postgresql://…")
    parser.add_argument("--city", type=Path, default=DEFAULT_CITY, metavar="DIR", help="city pack, read at each start")
    add_option(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument(
        "--camera-base", default="rtsp://127.0.0.1:8554", metavar="URL",
        help="where cameras are that have a path in the pack and no address of their own",
    )  # fmt: skip
    parser.add_argument(
        "--camera-access", type=Path, metavar="FILE", help="JSON of mode 0600: cameras' sign-ins and ONVIF addresses"
    )
    parser.add_argument(
        "--oldest-schema", type=int, default=SCHEMA_VERSION, metavar="N",
        help="consoles older than this may still deliver what they saved, and read no more",
    )  # fmt: skip
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    return serve(options, lambda _served: nullcontext())


def serve(options: argparse.Namespace, beside: Beside) -> int:
    """The same, with something that goes on beside it."""
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        pack = load(options.city)
        access = load_access(options.camera_access) if options.camera_access else NO_ACCESS
        ledger = opened(options.database, options.lang, make=True)
        points = points_of(ledger, pack, options.points, options.lang)
        listener = listen(options.host, options.port)
    except CityPackError as error:
        sys.stderr.write(error.text(options.lang) + "\n")
        return BAD_PACK
    except CameraAccessError as error:
        reason = error.text(options.lang)
        sys.stderr.write(say(options.lang, "bad_camera_access", file=options.camera_access, reason=reason) + "\n")
        return FAILED
    except DatabaseError as error:
        return refused(error)
    except OSError as error:
        sys.stderr.write(say(options.lang, "no_port", port=options.port, reason=error.strerror) + "\n")
        return FAILED
    access = access.with_hosts_of(pack.records(options.camera_base))
    life_cycles = LifeCycles(pack)
    ledger.shape = life_cycles.shaped
    try:
        with in_place(ledger, pack, options.camera_base, access, options.lang):
            server = Server(ledger.wakeups, listener, build(ledger, access, options.oldest_schema, life_cycles, points))
            with beside(Served(ledger, pack, points)):
                server.run(sockets=[listener])
    finally:
        ledger.engine.dispose()
    return OK
