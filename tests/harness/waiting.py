"""Waiting for a condition: the bound only ends a test that would never end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from tests.harness.patience import Patience


def until(condition: Callable[[], object], what: str, timeout_s: float = 30.0) -> None:
    """Poll until `condition` holds. Raises AssertionError naming `what` never came."""
    patience = Patience(timeout_s)
    while not condition():
        assert not patience.is_over, f"not within {timeout_s} s: {what}"
        time.sleep(0.02)


async def comes(condition: Callable[[], object], what: str, timeout_s: float = 30.0) -> None:
    """The same for what happens in the loop that asks. Raises AssertionError naming `what` never came."""
    patience = Patience(timeout_s)
    while not condition():
        assert not patience.is_over, f"not within {timeout_s} s: {what}"
        await asyncio.sleep(0.02)


async def rests(others: set[asyncio.Task[object]], timeout_s: float = 2.0) -> None:
    """Let everything end that was begun in this loop, but for `others`; what runs for longer goes on."""
    patience, quiet = Patience(timeout_s), 0
    while quiet < 3 and not patience.is_over:
        await asyncio.sleep(0.01)
        quiet = 0 if asyncio.all_tasks() - others - {asyncio.current_task()} else quiet + 1
