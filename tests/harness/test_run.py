"""A program that is run patiently ends as `subprocess.run` has it: with what it said, its failure, or a kill."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.harness.run import run_patiently


def test_what_it_is_told_and_says_is_as_ever() -> None:
    code = "import sys, time; time.sleep(1.5); print(sys.stdin.read().upper()); print('x', file=sys.stderr)"
    done = run_patiently([sys.executable, "-c", code], input="chào", capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "CHÀO\n", "x\n")


def test_a_failure_is_told_where_it_is_asked_for() -> None:
    command = [sys.executable, "-c", "raise SystemExit(3)"]
    assert run_patiently(command).returncode == 3
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run_patiently(command, check=True)
    assert failed.value.returncode == 3


def test_one_that_does_not_end_is_ended() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run_patiently([sys.executable, "-c", "import time; time.sleep(600)"], patience_s=0.1)
