"""What tells of what was: figures of a period, and the report of one incident."""

from __future__ import annotations

from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.measures.after_action import AfterActionPresenter
from views.measures.measures import MeasuresPresenter
from widgets.base.overlay import Overlay


class MeasuresRoom(Parts):
    """Both reports at one desk."""

    def __init__(self, at: Workplace) -> None:
        self.measures = MeasuresPresenter(at.context, at.window, at.run, at.overlays.drafts)
        self.after_action = AfterActionPresenter(at.context, at.window, at.run, at.shown)
        super().__init__(self.measures, self.after_action)

    def overlays(self) -> dict[str, Overlay]:
        """Their boards."""
        return {"measures": self.measures.board, "after-action": self.after_action.board}
