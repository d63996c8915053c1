"""`serve`: the contract over HTTP on this machine, seeded from a city pack when its database is new."""

from __future__ import annotations

import argparse
import json
import logging
import signal
import socket
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from backend.app import build
from backend.base.messages import say
from backend.base.text_files import NotTextError, first_line
from backend.city.pack import DEFAULT_CITY, CityPack, load
from backend.city.problems import CityPackError
from backend.demo.simulation.run import Simulation
from backend.feeds.reports import Reports
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.databases import DatabaseError, opened, refused
from backend.ledger.ledger import Ledger
from backend.ledger.schema import SCHEMA_VERSION
from backend.people.auth import Accounts, Role
from backend.ptz import camera_access
from backend.ptz.camera_access import NO_ACCESS, CameraAccess, CameraAccessError
from backend.walls.upkeep import learnt

_log = logging.getLogger(__name__)
OK, FAILED, BAD_PACK = 0, 1, 3
BATCH = 400


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("serve")
    parser.add_argument("--database", required=True, metavar="URL", help="sqlite:///FILE or postgresql://…")
    parser.add_argument("--city", type=Path, default=DEFAULT_CITY, metavar="DIR", help="city pack to begin with")
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
        access = camera_access.load(options.camera_access) if options.camera_access else NO_ACCESS
        ledger = opened(options.database, options.lang, make=True)
        listener = _listen(options.host, options.port)
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
    seed(ledger, pack, options.camera_base, options.seed, access)
    if options.demo_password_stdin:
        _let_in(Accounts(ledger), pack, password)
    simulation = _simulation(ledger, pack, options) if options.simulate else None
    server = _Server(ledger, listener, build(ledger, access, options.oldest_schema, life_cycles))
    try:
        server.run(sockets=[listener])
    finally:
        if simulation is not None:
            simulation.stop()
        ledger.engine.dispose()
    return OK


def _listen(host: str, port: int) -> socket.socket:
    # asyncio sends small answers at once only on sockets that say TCP by name; others wait 40 ms for the client's ACK.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


class _Server(uvicorn.Server):
    """Tells that it is ready by one line on standard output, and lets waiting requests go before it ends."""

    def __init__(self, ledger: Ledger, listener: socket.socket, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=1,
                timeout_keep_alive=75,
                h11_max_incomplete_event_size=65536,
            )
        )
        self._ledger = ledger
        self._listener = listener

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        host, port = self._listener.getsockname()[:2]
        ready = {"ready": True, "url": f"http://{f'[{host}]' if ':' in host else host}:{port}", "port": port}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._ledger.wakeups.close()
        super().handle_exit(sig, frame)
        # uvicorn raises the signal again once it is down; a requested end is no failure.
        self._captured_signals = [one for one in self._captured_signals if one not in {signal.SIGTERM, signal.SIGINT}]


def seed(ledger: Ledger, pack: CityPack, camera_base: str, number: int, access: CameraAccess = NO_ACCESS) -> None:
    """Fill an empty ledger from `pack`; one that has lived only learns what may have moved: where cameras are and which
    of them turn, which way incidents go, and what hangs on which wall."""
    ledger.note("centre", pack.city.short_name)
    now = datetime.now(UTC)
    records = [
        (kind, key, data | {"ptz": access.steerable(key)} if kind == "camera" else data)
        for kind, key, data in pack.records(now, camera_base, number)
    ]
    records += LifeCycles(pack).records()
    if not ledger.is_empty():
        moved = [record for record in records if record[0] in {"camera", "life_cycle"}]
        ledger.publish([*moved, *learnt(ledger, records)])
        return
    ledger.publish([*records, *pack.initial_incidents(now, number)])
    for part in _chunks(pack.history(now, number), 4):
        ledger.publish((), points=part)


def _chunks(items: Iterable[Any], size: int) -> Iterable[list[Any]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part


def _let_in(accounts: Accounts, pack: CityPack, password: str) -> None:
    """Give the people of a demo pack one password. It came over a pipe and is kept as a salted hash only."""
    if not password:
        return
    for person in pack.people:
        accounts.put(person.id, person.name, Role(person.role), person.desk, password)


def _simulation(ledger: Ledger, pack: CityPack, options: argparse.Namespace) -> Simulation:
    def current(kind: str, key: str) -> Mapping[str, Any] | None:
        found = ledger.current(kind, key)
        return None if found is None else found[1]

    simulation = Simulation(pack, Reports(ledger).publish, options.seed, options.speed, current=current)
    simulation.start()
    return simulation
