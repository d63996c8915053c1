"""What a test leaves in cycles is collected at its end, by the thread that made its widgets.

Python collects in whichever thread happens to allocate. A widget or timer that a thread of a later test sweeps up with
its own things ends in the wrong thread, and takes the whole run with it. The console itself does the same
(`views/program/collector.py`).
"""

from __future__ import annotations

import gc
import itertools

import pytest

EVERYTHING_EACH = 100
"""Tests; between two of them the younger half is looked through."""
_ended = itertools.count(1)


def pytest_configure() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """What the modules hold lives as long as the process: to walk all of it took up to half a second each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> object:
    try:
        return (yield)
    finally:
        gc.collect(2 if next(_ended) % EVERYTHING_EACH == 0 else 1)
