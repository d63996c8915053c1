"""`serve`: the contract over HTTP on this machine, seeded from a city pack when its database is new."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import Any

from backend.app import SCHEMA_VERSION, build
from backend.base.messages import say
from backend.base.text_files import NotTextError, first_line
from backend.city.loading import DEFAULT_CITY, load
from backend.city.problems import CityPackError
from backend.demo.simulation.run import simulate
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.databases import DatabaseError, opened, refused
from backend.program.measuring import add_option, points_of
from backend.program.seeding import let_in, seed
from backend.program.server import Server, listen
from backend.ptz.camera_access import NO_ACCESS, CameraAccessError
from backend.ptz.camera_access import load as load_access

OK, FAILED, BAD_PACK = 0, 1, 3


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("serve")
    parser.add_argument("--database", required=True, metavar="URL", help="sqlite:///FILE or postgresql://…")
    parser.add_argument("--city", type=Path, default=DEFAULT_CITY, metavar="DIR", help="city pack to begin with")
    add_option(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--camera-base", default="rtsp://127.0.0.1:8554", metavar="URL", help="where cameras are")
    parser.add_argument(
        "--camera-access", type=Path, metavar="FILE", help="JSON of mode 0600: cameras' sign-ins and ONVIF addresses"
    )
    parser.add_argument("--simulate", action="store_true", help="let the city live")
    parser.add_argument("--seed", type=int, default=1, help="of the simulation")
    parser.add_argument("--speed", type=float, default=1.0, help="1 is real time, 60 an hour a minute")
    parser.add_argument(
        "--demo-password-stdin", action="store_true", help="one line: the password of the pack's people"
    )
    parser.add_argument(
        "--oldest-schema", type=int, default=SCHEMA_VERSION, metavar="N",
        help="consoles older than this may still deliver what they saved, and read no more",
    )  # fmt: skip
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        pack = load(options.city)
        access = load_access(options.camera_access) if options.camera_access else NO_ACCESS
        ledger = opened(options.database, options.lang, make=True)
        points = points_of(ledger, pack, options.points, options.lang)
        listener = listen(options.host, options.port)
        password = first_line(sys.stdin.buffer) if options.demo_password_stdin else ""
    except CityPackError as error:
        sys.stderr.write(error.text(options.lang) + "\n")
        return BAD_PACK
    except CameraAccessError as error:
        reason = error.text(options.lang)
        sys.stderr.write(say(options.lang, "bad_camera_access", file=options.camera_access, reason=reason) + "\n")
        return FAILED
    except NotTextError as error:
        sys.stderr.write(say(options.lang, "password_encoding", position=error.position) + "\n")
        return FAILED
    except DatabaseError as error:
        return refused(error)
    except OSError as error:
        sys.stderr.write(say(options.lang, "no_port", port=options.port, reason=error.strerror) + "\n")
        return FAILED
    access = access.with_hosts_of(pack.records(camera_base=options.camera_base))
    life_cycles = LifeCycles(pack)
    ledger.shape = life_cycles.shaped
    seed(ledger, pack, options.camera_base, options.seed, access, points=points)
    if options.demo_password_stdin:
        let_in(ledger, pack, password)
    simulation = simulate(ledger, points, pack, options.seed, options.speed) if options.simulate else None
    server = Server(ledger.wakeups, listener, build(ledger, access, options.oldest_schema, life_cycles, points))
    try:
        server.run(sockets=[listener])
    finally:
        if simulation is not None:
            simulation.stop()
        ledger.engine.dispose()
    return OK
