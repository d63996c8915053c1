"""Every code that the backend refuses with stands in the contract, and none stands there that nobody uses."""

from __future__ import annotations

import re
from pathlib import Path

from contract.problems import CODES, OF_ACTIONS, OF_REQUESTS

BACKEND = Path(__file__).resolve().parents[2] / "backend"
REFUSAL = re.compile(r"(?:document|rejected|response|refusal|ProblemError|__init__)\(\s*\d{3},\s*\"([a-z-]+)\"")
HTTP = {"method-not-allowed", "content-too-large", "bad-request", "not-found", "internal-server-error"}
"""Named by HTTP itself."""


def test_the_codes_are_those_of_the_backend() -> None:
    used = set()
    for path in BACKEND.rglob("*.py"):
        used |= set(REFUSAL.findall(path.read_text(encoding="utf-8")))
    assert used - HTTP == CODES.keys() - HTTP


def test_a_code_means_one_thing() -> None:
    assert not OF_ACTIONS.keys() & OF_REQUESTS.keys()
