"""Behind HAProxy two servers keep to the contract as one does: golden vectors, and a fuzzer by the description."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backend.device import Device
from tests.fuzz.description import ENDLESS, LEAVING, fuzzed
from tests.ha.balancer import Balancer, needs_haproxy
from tests.ha.postgres import database, needs_database
from tests.ha.replicas import OFFICERS, OPERATORS, Door, Replicas
from tests.harness.run import run_patiently

pytestmark = [pytest.mark.timeout(900), needs_haproxy, needs_database]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, str]]:
    """The one address of two servers, and what a source reports with."""
    folder = tmp_path_factory.mktemp("ha")
    with (
        database("conform") as address,
        Replicas(folder, address) as replicas,
        Balancer(folder, replicas) as balancer,
    ):
        yield balancer.door, replicas.source_token


@pytest.fixture
def door(town: tuple[Door, str]) -> Door:
    return town[0]


def test_the_golden_vectors(town: tuple[Door, str]) -> None:
    """As `python -m contract.check` asks them, of whichever server comes next."""
    door, token = town
    command = [sys.executable, "-m", "contract.check", door.url]
    said = f"{token}\n{OPERATORS[0]} {door.password}\n"
    done = run_patiently(
        command, cwd=ROOT, input=said, capture_output=True, text=True, patience_s=550, check=False,
        env=os.environ | {"SSL_CERT_FILE": str(door.authority)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 not as the contract says" in done.stdout


@pytest.mark.parametrize("user", [OPERATORS[0], OFFICERS[0]])
def test_the_description(door: Door, user: str) -> None:
    """Left out: the stream, which never ends, and signing out. Reports are fuzzed in tests/fuzz: who sends eight
    megabytes in vain hears nothing here, for HAProxy does not wait until they are all sent."""
    device = f"fuzz-{user}"
    said = fuzzed(
        door.url, f"DPoP {Device(door, user, device).proven.token}", "--tls-verify", str(door.authority),
        "--exclude-path", ENDLESS, "--exclude-path", LEAVING,
        "--exclude-path", "/v1/feeds/records", phases="coverage,fuzzing", examples=8,
        IOC_TEST_DEVICE=device,
    )  # fmt: skip
    assert said is None, said
