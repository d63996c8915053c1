"""The published description: equal to the code, and held to it by a fuzzer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from backend.program.accounts import openapi_text
from tests.journeys.city import City, city

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_description_is_that_of_the_code() -> None:
    assert (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8") == openapi_text()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("user", ["ha.le", "quan.tri"])
def test_the_server_keeps_to_its_description(user: str) -> None:
    """Left out: the stream, which never ends, and signing out, which would end the run's own token."""
    with city(cameras=False) as town:
        said = _fuzzed(town, town.token(user), "--exclude-path", "/v1/sync/stream", "--exclude-path", "/v1/sign-out")
    assert said is None, said


@pytest.mark.timeout(900)
def test_the_server_keeps_to_its_description_of_walls() -> None:
    """As a wall, which alone may say what it shows."""
    with city(cameras=False) as town:
        said = _fuzzed(town, town.wall_token("phong-truc"), "--include-path-regex", "walls|layouts")
    assert said is None, said


def _fuzzed(town: City, token: str, *which: str) -> str | None:
    """What the fuzzer found; None for nothing."""
    tool = Path(sys.executable).with_name("schemathesis")
    command = [str(tool), "--config-file", "tests/backend/schemathesis.toml", "run", "docs/openapi.json"]
    command += ["--url", town.url, "-H", f"Authorization: DPoP {token}", *which]
    command += ["--max-examples", "15", "--seed", "7", "--phases", "examples,fuzzing,coverage"]
    command += ["--suppress-health-check", "all", "--no-color"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=550, check=False)
    return done.stdout[-4000:] + done.stderr[-1000:] if done.returncode else None
