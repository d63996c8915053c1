"""What a server does by the clock, beside answering: it looks for what did not come, and forgets what it may."""

from __future__ import annotations

from collections.abc import Callable

from backend.audit.auditing import Auditing
from backend.base.clock import now_ms
from backend.base.log import sum_up
from backend.incidents import agencies
from backend.ledger.duty import Duty
from backend.operations.beats import Beat, Beats
from backend.past import moving
from backend.privacy import erasing
from backend.services import Services
from backend.walls import pictures

FORGET_EVERY_S = 24 * 3600.0
LOOK_EVERY_S = 60.0
DUTY = "rounds"
STOP_EVERY_S = 10.0
"""A camera that the server which turned it left turning: nobody else stops it."""
POINTS_EVERY_S = 3600.0
KEEP_EVERY_S = 10.0
"""A duty that is not said for 30 s is another server's."""


def duty_of(services: Services) -> Duty:
    """Which of several servers makes the rounds that one alone shall make."""
    return Duty(services.ledger, DUTY)


def rounds_of(services: Services, duty: Duty, auditing: Auditing | None = None) -> Beats:
    """Looking for what did not come, each minute; stopping cameras that a killed server left turning; forgetting what
    need not be kept, at once and daily.

    Each thing is a beat of its own, so that one that fails keeps no other from being done. Of several servers the one
    that has the `duty` does it; for the others it is done.
    """

    def alone(work: Callable[[], object]) -> Callable[[], object]:
        return lambda: duty.is_mine() and work()

    ledger, reports, recorder, scribe = services.ledger, services.feeds.reports, services.recorder, services.scribe
    return Beats((
        Beat("keep-duty", KEEP_EVERY_S, duty.is_mine, at_once=True),
        Beat("look-for-silence", LOOK_EVERY_S, alone(reports.look)),
        Beat("look-for-agencies", LOOK_EVERY_S, alone(lambda: agencies.look(ledger))),
        Beat("look-at-plans", LOOK_EVERY_S, alone(lambda: scribe.look(reports.shift_log.silent()))),
        Beat("stop-cameras", STOP_EVERY_S, alone(services.ptz.look)),
        Beat("keep-points", POINTS_EVERY_S, alone(lambda: reports.points.upkeep(now_ms()))),
        Beat("sum-up-log", LOOK_EVERY_S, sum_up),
        *(auditing or Auditing(ledger)).beats(alone),
        *(services.post.beats(alone) if services.post is not None else ()),
        Beat("move-the-past", FORGET_EVERY_S, alone(lambda: moving.move(ledger, now_ms())), at_once=True),
        Beat("erase-persons", FORGET_EVERY_S, alone(lambda: erasing.erase_due(ledger, now_ms())), at_once=True),
        Beat("forget-removals", FORGET_EVERY_S, alone(ledger.forget_removals), at_once=True),
        Beat("forget-answers", FORGET_EVERY_S, alone(services.feeds.forget), at_once=True),
        Beat("forget-recordings", FORGET_EVERY_S, alone(lambda: recorder.forget(now_ms())), at_once=True),
        Beat("forget-evidence", FORGET_EVERY_S, alone(services.evidence.forget), at_once=True),
        Beat("forget-incident-pictures", FORGET_EVERY_S, alone(lambda: services.web.pictures.forget(now_ms()))),
        Beat("forget-pictures", FORGET_EVERY_S, alone(lambda: pictures.forget(ledger, now_ms())), at_once=True),
    ))  # fmt: skip
