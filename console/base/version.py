"""The console's own version, from the one place that states it, and the version of the contract that it speaks."""

from __future__ import annotations

import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
SCHEMA = 1
"""Of the contract's records; said with every request, so that a newer server can tell us to update."""
OLDEST_SERVER_SCHEMA = 1
"""Records of an older server are not understood here."""


def console_version() -> str:
    """Such as 0.1.0; empty where the project's file is not there."""
    try:
        return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, KeyError, ValueError):
        return ""
