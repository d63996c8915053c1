"""How a desk stands with its server: what it has said, what is in conflict, what it missed and could not read."""

from __future__ import annotations

from typing import Any

from views.arguments.desk import EditLayouts
from views.base.commands import NOTHING
from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.sync.catch_up import CatchUpPresenter
from views.sync.chain_news import ChainNews
from views.sync.conflict import ConflictPresenter
from views.sync.misread import MisreadPresenter
from views.sync.outbox import OutboxPresenter
from widgets.base.overlay import Overlay


class SyncRoom(Parts):
    """Our actions, conflicts, the summary after an outage, and unreadable records."""

    def __init__(self, at: Workplace) -> None:
        context, window, run = at.context, at.window, at.run
        self.outbox = OutboxPresenter(context, window, run)
        self.conflict = ConflictPresenter(
            context, window, at.shown, at.overlays.drafts,
            open_layout=lambda layout: run("edit-layouts", EditLayouts(layout=layout)),
        )  # fmt: skip
        self.catch_up = CatchUpPresenter(context, window, run)
        self.catch_up.told.connect(at.desk.strips.set_news)
        at.desk.bottom.pressed.connect(lambda: run("show-catch-up", NOTHING))
        self.misread = MisreadPresenter(context, window, run)
        super().__init__(self.outbox, self.conflict, self.catch_up, self.misread, ChainNews(context, window))

    def go_back(self) -> bool:
        """The summary that nobody has read yet leaves the strip."""
        return self.catch_up.dismiss()

    def overlays(self) -> dict[str, Overlay]:
        """Their lists, and the desk on which a conflict is decided."""
        return {
            "conflict": self.conflict.desk, "outbox": self.outbox.list, "catch-up": self.catch_up.list,
            "misread": self.misread.list,
        }  # fmt: skip

    def state(self) -> dict[str, Any]:
        """What they show."""
        return {
            "conflict": self.conflict.state(),
            "outbox_list": self.outbox.state(),
            "catch_up": self.catch_up.state(),
        } | self.misread.state()
