"""Which step of a checklist a command means."""

from __future__ import annotations

from console.records.checklist import Progress, StepState
from views.base.commands import CommandRefusedError


def wanted_step(found: Progress, which: int | str | None) -> StepState:
    """The step named by its id or numbered from 1, still to be done; the next one for None.

    Raises `CommandRefusedError` checklist_done, no_step, step_done with `name`.
    """
    if which is None:
        state = found.next
        if state is None:
            raise CommandRefusedError("checklist_done")
        return state
    if isinstance(which, int):
        state = found.numbered(which)
    else:
        state = next((one for one in found.steps if one.step.id == which), None)
    if state is None:
        raise CommandRefusedError("no_step")
    if state.done is not None:
        raise CommandRefusedError("step_done", name=state.done.actor_name)
    return state
