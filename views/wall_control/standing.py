"""How far the wall is heard of: two facts for the desk's strips, and what makes doubtful whatever is seen of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.records.models import LinkChannel, LinkState
from views.base.context import Context
from views.wall_control.watch import WallWatch
from views.wall_control.words import ages_words, ending_words
from views.words.sentences import sentence


class WallStanding:
    """Each is asked for whenever it is shown."""

    def __init__(self, context: Context, watch: WallWatch) -> None:
        self._context, self._watch = context, watch

    def strip(self, now: datetime) -> str:
        """For the bottom strip: the age board as far as it is known; the last minute of one's own control before it."""
        translate = QCoreApplication.translate
        wall = self._watch.wall
        if wall is None:
            return ""
        ending = ending_words(wall, self._context.session.actor, now)
        board = ages_words(self._watch.ages(now), known=True)[0] if self._watch.is_heard else ""
        return translate("wall_control", "Wall: {board}").format(board=ending or board) if ending or board else ""

    def channel(self) -> tuple[str, str, str] | None:
        """The wall's own truth for the top strip: words, level, tooltip; None where there is no wall."""
        translate = QCoreApplication.translate
        if self._watch.wall is None:
            return None
        if not self._watch.is_heard:
            trouble = self._watch.trouble
            reason = sentence(trouble) if trouble else translate("wall_control", "No screen was heard of yet")
            return translate("wall_control", "Wall –"), "late" if trouble else "ok", reason
        there, count = self._watch.alive()
        words = translate("wall_control", "Wall {n}/{of}").format(n=there, of=count)
        tip = translate("wall_control", "Screens of the wall that are there and heard of; Ctrl+W opens wall control")
        return words, "ok" if there == count else "late", tip

    def doubt(self) -> str:
        """Why what is seen of the wall may be no longer so; empty where it is so."""
        translate = QCoreApplication.translate
        link = self._context.session.links.all().get(LinkChannel.ORDERS)
        if link is not None and link.state == LinkState.DOWN:
            return translate(
                "wall_control",
                "No connection: this is the wall as it was last known. An order waits for one minute at most.",
            )
        return sentence(self._watch.trouble) if self._watch.trouble else ""
