"""Runs a program to its end, however busy the machine: as `subprocess.run`, with patience in place of seconds."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.harness.patience import Patience

STEP_S = 1.0


def run_patiently(
    command: Sequence[str | Path], *, patience_s: float = 60, check: bool = False, input: str | bytes | None = None,
    capture_output: bool = False, **options: Any,
) -> subprocess.CompletedProcess[Any]:  # fmt: skip
    """Its end and what it said. Raises `subprocess.TimeoutExpired` where it goes on after so many seconds of a machine
    that keeps nobody waiting, and `CalledProcessError` with `check` where it failed; it is killed then."""
    if capture_output:
        options |= {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    if input is not None:
        options["stdin"] = subprocess.PIPE
    patience, said = Patience(patience_s), input
    with subprocess.Popen(list(map(str, command)), **options) as process:
        while True:
            try:
                out, err = process.communicate(said, timeout=STEP_S)
                break
            except subprocess.TimeoutExpired:
                if patience.is_over:
                    process.kill()
                    raise
                said = None  # what was handed over is on its way
            except BaseException:
                process.kill()
                raise
    done = subprocess.CompletedProcess(process.args, process.returncode, out, err)
    if check:
        done.check_returncode()
    return done
