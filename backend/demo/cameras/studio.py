"""The demo city's cameras at work: serves a few clips as soon as they are drawn, and draws the others meanwhile."""

from __future__ import annotations

import json
import os
import select
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from backend.base.messages import reason_of, say
from backend.base.stopping import Stopping
from backend.demo.cameras import clips, serving, store
from backend.demo.cameras.drawing import Drawing, DrawingError
from backend.demo.cameras.scenes import Sight

RETRY_S = 20.0
"""Behind an open desk, what could not be drawn is tried again so often: somebody may have made room on the disk."""


class Studio:
    """All cameras of a city, with the clips that `cache` keeps, or all with the one clip `own`."""

    def __init__(self, sights: Sequence[Sight], cache: Path, lang: str, own: Path | None = None) -> None:
        self._sights = sights
        self._cache = cache
        self._lang = lang
        self._bases = clips.bases(sights, cache) if own is None else dict.fromkeys((one.path for one in sights), own)
        self._drawing = Drawing([one for one in sights if not store.complete(self._bases[one.path])], self._bases)

    def run(self, stopping: Stopping, port: int, first: int | None = None) -> int:
        """Draw the clips of the first cameras (of all, where no number is given), serve, and draw the rest meanwhile.

        The server's exit code. Raises `OSError`, `DrawingError` and `CameraServerError` where nothing can be served,
        `SystemExit` where the end was asked for.
        """
        try:
            playable = self._until_drawn({one.path for one in self._sights[:first]}, stopping)
            server = serving.CameraServer(_mounts(playable), port)
            try:
                ready = {"ready": True, "base": server.base, "cameras": len(self._sights)}
                _tell(ready | {"to_draw": len(self._drawing.missing)}, sys.stdout)
                return self._until_ended(server, stopping)
            finally:
                server.stop()
        finally:
            self._drawing.stop()

    def _until_drawn(self, first: set[str], stopping: Stopping) -> Mapping[str, Path]:
        """What to play at each path once all of `first` are drawn: the clip, or a card that says that it is to come."""
        if not self._drawing.missing:
            return self._bases
        total = len(self._of(first))
        tell_progress(0, total)
        self._drawing.start()
        card = self._card() if total < len(self._drawing.missing) else None
        while self._of(first):
            _wait(stopping, self._drawing.fileno())
            if self._drawing.news():
                tell_progress(total - len(self._of(first)), total)
        missing = {one.path for one in self._drawing.missing}
        return {path: card if card is not None and path in missing else base for path, base in self._bases.items()}

    def _of(self, paths: set[str]) -> list[Sight]:
        return [one for one in self._drawing.missing if one.path in paths]

    def _card(self) -> Path:
        text = say(self._lang, "clip_is_being_drawn")
        card = clips.card_base(text, self._cache)
        clips.draw_card(text, card)
        return card

    def _until_ended(self, server: serving.CameraServer, stopping: Stopping) -> int:
        """Play what gets whole, until the server ends; its exit code."""
        ended = server.process()
        total = len(self._drawing.missing)
        self._drawing.step_back()
        again_at: float | None = None
        try:
            while True:
                wait_s = None if again_at is None else max(0.0, again_at - time.monotonic())
                ready = _wait(stopping, ended, self._drawing.fileno(), timeout_s=wait_s)
                if ended in ready:
                    return server.wait()
                if again_at is not None and time.monotonic() >= again_at:
                    again_at = None
                    self._drawing.start()
                    self._drawing.step_back()
                elif self._drawing.fileno() in ready:
                    again_at = None if self._play_news(server, total) else time.monotonic() + RETRY_S
        finally:
            os.close(ended)

    def _play_news(self, server: serving.CameraServer, total: int) -> bool:
        """Play what got whole; false, after saying why, where the rest cannot be drawn at present."""
        try:
            for sight in self._drawing.news():
                server.play(serving.mounts_of(sight.path, self._bases[sight.path]))
                tell_progress(total - len(self._drawing.missing), total)
        except (DrawingError, OSError) as error:
            reason = reason_of(error, self._lang) if isinstance(error, OSError) else say(self._lang, "drawers_died")
            sys.stderr.write(say(self._lang, "no_clips", folder=self._cache, reason=reason) + "\n")
            sys.stderr.flush()
            self._drawing.stop()
            return False
        if not self._drawing.missing:
            self._drawing.stop()
            _tell({"all_drawn": True}, sys.stdout)
        return True


def _wait(stopping: Stopping, *numbers: int, timeout_s: float | None = None) -> list[int]:
    """Which of the file descriptors became readable. Raises `SystemExit` where the end was asked for."""
    ready, _, _ = select.select([stopping.fileno(), *numbers], [], [], timeout_s)
    if stopping.fileno() in ready:
        raise SystemExit(0)
    return ready


def _mounts(bases: Mapping[str, Path]) -> dict[str, Path]:
    return {name: file for path, base in bases.items() for name, file in serving.mounts_of(path, base).items()}


def tell_progress(done: int, total: int) -> None:
    """Say on standard error how many clips are drawn."""
    _tell({"progress": f"drawing clip {done}/{total}"}, sys.stderr)


def _tell(what: dict[str, Any], where: TextIO) -> None:
    where.write(json.dumps(what) + "\n")
    where.flush()
