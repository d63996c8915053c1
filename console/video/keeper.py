"""Has stills and clips made beside the playing, a few at a time, and answers each request whatever happens."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from typing import Any

from console.video import keeping, masks
from console.video.player import Player

AT_ONCE = 4
"""A clip that is encoded anew takes some 100 MB for as long as it lasts."""

Answer = Callable[[dict[str, Any]], None]


class Keeper:
    """Used by the thread that reads orders; `answer` is called from threads of its own."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._room = threading.BoundedSemaphore(AT_ONCE)

    def take(self, order: dict[str, Any], fd: int, player: Player | None, masked: Sequence[masks.Mask]) -> None:
        """Begin what is ordered; `fd` stays the caller's. Raises `CannotKeepError` and what the system raises."""
        if player is None:
            raise keeping.CannotKeepError("no_picture")
        if not self._room.acquire(blocking=False):
            raise keeping.CannotKeepError("too_many")
        own = -1
        try:
            own = os.dup(fd)
            # Encoding takes its time; the control thread has to beat.
            arguments = (order, own, player, masked)
            threading.Thread(target=self._keep, args=arguments, daemon=True, name=str(order["do"])).start()
        except BaseException:
            self._room.release()
            if own >= 0:
                os.close(own)
            raise

    def _keep(self, order: dict[str, Any], fd: int, player: Player, masked: Sequence[masks.Mask]) -> None:
        answer: dict[str, Any] = {"answer": order["request"]}
        try:
            if order["do"] == "still":
                answer["facts"] = keeping.write_still(fd, getattr(player.reader, "last", None), masked)
            else:
                answer["facts"] = keeping.write_clip(fd, player.recent, order["seconds"], masked)
        except Exception as error:  # noqa: BLE001 - whatever a stranger's stream breaks, somebody waits for the answer
            answer["error"] = keeping.code_of(error)
        finally:
            self._room.release()
            os.close(fd)
            self._answer(answer)
