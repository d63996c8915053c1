"""Clips that this machine has drawn already, for tests whose point is something else: each takes seconds to draw."""

from __future__ import annotations

import shutil
from pathlib import Path

import platformdirs

from backend.city.loading import DEFAULT_CITY, load
from backend.demo.cameras import clips, store
from backend.demo.cameras.command import sights_of

KEPT = Path(platformdirs.user_cache_dir("ioc-console")) / "clips"
"""As it is before a test moves the cache for itself."""


def lend(cache: Path, count: int) -> None:
    """Put the clips of the demo city's first `count` cameras into `cache`; those that nobody drew are left out."""
    sights = sights_of(load(DEFAULT_CITY))[:count]
    cache.mkdir(parents=True, exist_ok=True)
    for base in clips.bases(sights, KEPT).values():
        if store.complete(base):
            for form in store.FORMATS:
                for file in store.paths(base, form.name):
                    shutil.copy(file, cache)
