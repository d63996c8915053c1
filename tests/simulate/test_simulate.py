"""The short form of `python -m tests.simulate`: some stories hold, and a fault put in on purpose is found."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.harness.run import run_patiently
from tests.simulate.mutations import MUTATIONS

pytestmark = pytest.mark.timeout(900)


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    return run_patiently(
        [sys.executable, "-m", "tests.simulate", *options], capture_output=True, text=True, check=False, patience_s=200
    )


def test_every_promise_is_kept_in_sixty_stories() -> None:
    done = _run("--seeds", "60", "--first", "5000")
    assert done.returncode == 0, done.stdout[-6000:]


@pytest.mark.parametrize("mutation", sorted(MUTATIONS))
def test_a_fault_put_in_on_purpose_is_found(mutation: str) -> None:
    done = _run("--seeds", "20", "--mutation", mutation)
    assert done.returncode == 0, f"the checker did not notice: {done.stdout[-2000:]}"


def test_a_story_can_be_told_again() -> None:
    first, second = (_run("--story", "17").stdout for _turn in range(2))
    assert first == second
    assert "every promise kept" in first
