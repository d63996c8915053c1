"""Python's own threads for what the loop has done aside.

Those that qasync would make are Qt's. As it starts, such a thread asks its own class for its name, without the lock of
Python; where a class of Qt comes into being elsewhere at that moment (a module is loaded), PySide finds nothing under
Python 3.11, and the process ends (docs/decisions/079-no-thread-of-qt.md).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

MOST = 4


def threads() -> ThreadPoolExecutor:
    """For one loop, which ends them with itself."""
    return ThreadPoolExecutor(MOST, thread_name_prefix="aside")
