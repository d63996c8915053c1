"""Response plans at a desk, all of it."""

from __future__ import annotations

from typing import Any

from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.guidance.bundle import Bundle
from views.plans.activating import Activating
from views.plans.command_view import CommandViewPresenter
from views.plans.forms import PlanForms
from views.plans.known_plans import KnownPlans
from views.plans.list import PlanListPresenter
from views.plans.running import RunningPlans
from views.plans.verbs import PlanVerbs


class PlanRoom(Parts):
    """What is known of plans, what runs, their list, the command view, and their verbs with their forms."""

    def __init__(self, at: Workplace, bundle: Bundle) -> None:
        self.known = KnownPlans(at.context, at.window)
        self.forms = PlanForms(at)
        self.view = CommandViewPresenter(at, self.known, bundle)
        self.list = PlanListPresenter(at, self.known, self.view)
        self.running = RunningPlans(at, self.known)
        super().__init__(
            self.known, self.forms, self.view, self.list, self.running,
            Activating(at, self.known, self.forms), PlanVerbs(at, self.known, self.view, self.forms),
        )  # fmt: skip

    def state(self) -> dict[str, Any]:
        """All that they know as one."""
        return {"plans": super().state()}
