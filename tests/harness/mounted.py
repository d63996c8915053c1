"""A file system of a test's own, in memory."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def in_memory(folder: Path, options: str) -> Iterator[Path]:
    """Mounted at `folder`, which is made, with mount's `options` (size=40m). Skips the test where nobody may mount."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount")
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=False)
    if mounted.returncode != 0:
        pytest.skip("this machine does not let us mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
