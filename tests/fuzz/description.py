"""Holds a server to its published description (`docs/openapi.json`), as everybody who could ask it.

`python -m tests.fuzz.description [--role NAME]… [--examples N] [--seed N]` starts a city of its own and lets
schemathesis ask every operation with N made-up requests, as every role there is, as a source and as nobody; it prints
what was found, and exits 1 where that was anything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import requests

from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.people.administration import Administration
from contract.evidence import digest_of
from contract.keys import public_text
from contract.roles import Role
from contract.signing import EVIDENCE, signature
from tests.harness.proven import key_of, signed_in
from tests.journeys.city import City, city

ROOT = Path(__file__).resolve().parents[2]
SOURCE, NOBODY = "source", "nobody"
ASKING = (*(str(role) for role in Role), SOURCE, NOBODY)
"""Everybody who could ask, by the name that `--role` knows them by."""
DEVICE, SPARE = "test", "spare"
AGENCY = "xay-dung"
"""Whose the agency's person is: without one they would see nothing."""
ENDLESS, LEAVING = "/v1/sync/stream", "/v1/sign-out"
"""Left out where they would be let in: the one never ends, the other would end the run's own token."""
STILL = b"a still"
INCIDENT = {
    "code": "F-1", "title": "Ngập", "severity": 2, "state": "new", "created_at": "2026-11-21T03:00:00.000Z",
    "ward": "Phường Bến Đá", "agency": "Sở Xây dựng", "channel": "sensor",
}  # fmt: skip
"""One that the agency's person sees as well."""
FORM = ROOT / "tests" / "backend" / "schemathesis.toml"


def people_let_in(town: City) -> None:
    """Somebody of each role, an agency's with its agency, and a device beside the fuzzer's that can be altered."""
    ledger = Ledger(open_engine(f"sqlite:///{town.database}"))
    try:
        accounts = Accounts(ledger)
        for role in Role:
            accounts.put(_name(role), f"Fuzz {role}", role, "Fuzz", town.password)
        Administration(ledger, accounts).change(_name(Role.AGENCY), {"limits": {"agencies": [AGENCY]}})
    finally:
        ledger.engine.dispose()
    signed_in(town.url, _name(Role.OPERATOR), town.password, SPARE)


def _name(role: Role) -> str:
    return f"fuzz.{role}"


def authorization(town: City, who: str) -> str:
    """The header that somebody of `ASKING` signs their requests with; empty for nobody."""
    if who == NOBODY:
        return ""
    if who == SOURCE:
        return f"Bearer {town.source_token()}"
    if who == Role.WALL:
        return f"DPoP {town.wall_token('fuzz', 'phong-truc')}"
    return f"DPoP {signed_in(town.url, _name(Role(who)), town.password, DEVICE, device_name=DEVICE).token}"


def piece_registered(town: City) -> str:
    """The digest of a still that was registered and sent, so that what lies behind it is tried as well."""
    manifest = json.dumps({
        "schema": 2, "kind": "still", "number": 1, "file": "a.png", "bytes": len(STILL),
        "sha256": hashlib.sha256(STILL).hexdigest(), "saved_at": "2026-11-21T07:00:00+00:00",
        "camera": {"id": "cam-02"}, "operator": {"id": _name(Role.OPERATOR)}, "incident_id": None, "previous": None,
        "device": {"id": DEVICE, "key": public_text(key_of(DEVICE))},
    })  # fmt: skip
    digest = digest_of(manifest.encode())
    said = {"manifest": manifest, "signature": signature(key_of(DEVICE), EVIDENCE, digest)}
    proven = signed_in(town.url, _name(Role.OPERATOR), town.password, DEVICE, device_name=DEVICE)
    with requests.Session() as http:
        http.trust_env, http.auth = False, proven
        http.post(f"{town.url}/v1/evidence", json=said, timeout=40).raise_for_status()
        octets = {"Content-Type": "application/octet-stream"}
        path = f"{town.url}/v1/evidence/{digest}/pieces/0"
        http.put(path, data=STILL, headers=octets, timeout=40).raise_for_status()
    return digest


def fuzzed(
    url: str, signs: str, *which: str, phases: str = "fuzzing", examples: int = 15, seed: int = 7,
    **environment: str,
) -> str | None:  # fmt: skip
    """What the fuzzer found at a server, asking with the header `signs`; None for nothing. `which` are options of its
    own that choose operations."""
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(FORM), "run"]
    command += ["docs/openapi.json", "--url", url, *(("-H", f"Authorization: {signs}") if signs else ()), *which]
    command += ["--max-examples", str(examples), "--seed", str(seed), "--phases", phases]
    command += ["--suppress-health-check", "all", "--warnings", "off", "--no-color"]
    known: dict[str, Any] = {"IOC_TEST_DEVICE": DEVICE, "IOC_TEST_EVIDENCE": "0" * 64}
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | known | environment
    )
    return done.stdout[-12000:] + done.stderr[-1000:] if done.returncode else None


@dataclass(frozen=True)
class Fuzzed:
    """A city with everybody of `ASKING`, let in before anybody is fuzzed: a fuzzer uses up the tries of its address."""

    town: City
    signs: Mapping[str, str]
    evidence: str
    """The digest of a piece that it has."""

    @classmethod
    def of(cls, town: City, asking: Sequence[str] = ASKING) -> Self:
        """A city that runs."""
        people_let_in(town)
        evidence = piece_registered(town)
        town.feed()(records=[{"type": "incident", "id": "fuzz-1", "data": INCIDENT}])
        return cls(town, {who: authorization(town, who) for who in asking}, evidence)

    def asked_by(self, who: str, *which: str, phases: str = "fuzzing", examples: int = 15, seed: int = 7) -> str | None:
        """What is found as one of `ASKING`; None for nothing."""
        endless = () if who in {SOURCE, NOBODY} else ("--exclude-path", ENDLESS, "--exclude-path", LEAVING)
        return fuzzed(
            self.town.url, self.signs[who], *endless, *which, phases=phases, examples=examples, seed=seed,
            IOC_TEST_EVIDENCE=self.evidence,
        )  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.description", description=__doc__)
    parser.add_argument("--role", action="append", choices=("all", *ASKING), help="once for each; all without it")
    parser.add_argument("--examples", type=int, default=100, help="made-up requests for each operation and role")
    parser.add_argument("--seed", type=int, default=7)
    said = parser.parse_args(arguments)
    chosen = ASKING if "all" in (said.role or ["all"]) else tuple(dict.fromkeys(said.role))
    found = 0
    with city(cameras=False) as town:
        room = Fuzzed.of(town, chosen)
        for who in chosen:
            wrong = room.asked_by(who, phases="coverage,fuzzing", examples=said.examples, seed=said.seed)
            found += wrong is not None
            sys.stdout.write(f"{who}: {'nothing found' if wrong is None else wrong}\n")
            sys.stdout.flush()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
