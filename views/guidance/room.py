"""What helps beside the shown incident, all of it."""

from __future__ import annotations

from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.guidance.bundle import Bundle
from views.guidance.checklist import ChecklistPresenter
from views.guidance.contacts import ContactPresenter
from views.guidance.nearby import NearbyPresenter
from views.guidance.pane import Pane
from views.guidance.place import PlacePresenter
from views.guidance.related import RelatedPresenter
from views.guidance.reveal import RevealPresenter
from views.guidance.saved_pictures import PicturePresenter
from views.guidance.step_marking import StepMarking


class GuidanceRoom(Parts):
    """Its checklist and whom to call, its place and what is near or belongs to it, its pictures, and who reported."""

    def __init__(self, at: Workplace) -> None:
        desk = at.desk
        self.contacts = ContactPresenter(at)
        self.checklist = ChecklistPresenter(at, self.contacts)
        self.marking = StepMarking(at, self.checklist)
        self.nearby = NearbyPresenter(at)
        self.bundle = Bundle(
            desk.cameras, desk.indicators, at.shown, lambda: self.nearby.near, self.checklist.open_beside
        )  # fmt: skip
        """What belongs to the incident, brought together by one key."""
        self.reveal = RevealPresenter(at)
        self.place = PlacePresenter(at)
        super().__init__(
            self.bundle, self.contacts, self.checklist, self.marking, self.nearby, self.reveal,
            Pane(at, self.nearby),
            PicturePresenter(at.context, desk, at.run), RelatedPresenter(at), self.place,
        )  # fmt: skip
