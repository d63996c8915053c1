"""Python's own `import` where PySide6 has put one of its own in its place.

That one reads the source of every module that is imported after Qt, to find out whether it speaks of Qt and so may ask
for other names of Qt's methods (`from __feature__ import snake_case`, which nothing here does): eight hundred files at
each start, which then stay in memory (docs/decisions/060-nothing-before-the-desk-is-painted.md).
"""

from __future__ import annotations

import builtins

_PYTHONS_OWN = builtins.__import__


def restore() -> None:
    """Import as Python does again. To be loaded before Qt is, and called after."""
    builtins.__import__ = _PYTHONS_OWN
