"""What helps beside the shown incident, all of it."""

from __future__ import annotations

from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.guidance.bundle import Bundle
from views.guidance.guidance import GuidancePresenter
from views.guidance.place import PlacePresenter
from views.guidance.related import RelatedPresenter
from views.guidance.reveal import RevealPresenter


class GuidanceRoom(Parts):
    """Guidance, its place, what belongs to it, and who reported."""

    def __init__(self, at: Workplace) -> None:
        self.guidance = GuidancePresenter(at.context, at.desk, at.overlays, at.registry)
        self.reveal = RevealPresenter(at.context, at.desk, at.overlays)
        self.related = RelatedPresenter(at.context, at.desk, at.overlays, at.run)
        self.place = PlacePresenter(at.context, at.desk, at.overlays)
        super().__init__(self.bundle, self.guidance, self.reveal, self.related, self.place)

    @property
    def bundle(self) -> Bundle:
        """What belongs to the incident, brought together by one key."""
        return self.guidance.bundle
