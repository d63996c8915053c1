"""`serve`: the contract over HTTP on this machine: what a city pack says and what sources report."""

from __future__ import annotations

import argparse
import gc
import sys
from contextlib import nullcontext
from typing import Any

from backend.app import build
from backend.base.messages import say
from backend.city.loading import load
from backend.city.problems import CityPackError
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.databases import RefusedError, refused
from backend.program.identity import accounts_of, policy_of
from backend.program.operating import add_options, configured, served_ledger
from backend.program.served import Beside, Served, kept_of, post_of
from backend.program.server import SWITCH_S, Ending, Server, entry_of, listen
from backend.program.structure import in_place
from backend.ptz.camera_access import NO_ACCESS, CameraAccessError
from backend.ptz.camera_access import load as load_access

OK, FAILED, BAD_PACK = 0, 1, 3


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("serve")
    add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    return serve(options, lambda _served: nullcontext())


def serve(options: argparse.Namespace, beside: Beside) -> int:
    """The same, with something that goes on beside it."""
    try:
        said = configured(options)
        pack = load(options.city)
        access = load_access(options.camera_access) if options.camera_access else NO_ACCESS
        policy = policy_of(said)
        ledger, points, operations = served_ledger(said, pack)
        entry = entry_of(said)
        auditing, keeping = kept_of(ledger, said)
        post = post_of(ledger, pack, said)
        listener = listen(options.host, options.port)
    except CityPackError as error:
        sys.stderr.write(error.text(options.lang) + "\n")
        return BAD_PACK
    except CameraAccessError as error:
        reason = error.text(options.lang)
        sys.stderr.write(say(options.lang, "bad_camera_access", file=options.camera_access, reason=reason) + "\n")
        return FAILED
    except RefusedError as error:
        return refused(error)
    except OSError as error:
        sys.stderr.write(say(options.lang, "no_port", port=options.port, reason=error.strerror) + "\n")
        return FAILED
    access = access.with_hosts_of(pack.records(options.camera_base))
    life_cycles = LifeCycles(pack)
    ledger.shape = life_cycles.shaped
    try:
        with in_place(ledger, pack, options.camera_base, access, options.lang):
            accounts, oldest = accounts_of(ledger, said, policy), options.oldest_schema
            app = build(
                ledger, access, oldest, life_cycles, points, operations=operations, accounts=accounts,
                auditing=auditing, keeping=keeping, post=post,
            )  # fmt: skip
            app.state.doorway = entry.doorway
            ending = Ending(operations.draining, said.drain_s, said.finish_s)
            server = Server(ledger.wakeups, listener, app, ending, entry.certificate)
            # All that is there now stays: without this a full collection stops everybody for a quarter of a second
            # (`python -m tests.bench.feeds`).
            gc.collect()
            gc.freeze()
            sys.setswitchinterval(SWITCH_S)
            with beside(Served(ledger, pack, points)):
                server.run(sockets=[listener])
    finally:
        ledger.engine.dispose()
    return OK
