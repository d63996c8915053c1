"""Locks the desk after idle time or at once, and opens it again by PIN or password. Only alarms are seen meanwhile."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from console.base.errors import IocError, SignInError
from console.records.models import Incident, LinkChannel, LinkState
from console.verbs import actions
from views.arguments.desk import AcknowledgeUnderLock, SetPin, UnlockDesk
from views.arguments.reading import Arguments
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.faults import worded
from widgets.shell.lock_screen import Alarm, LockScreen, PinForm, lane_word

SHOWN_MOST = 200
UNDER_LOCK = frozenset({"unlock-desk", "acknowledge-under-lock", "lock-desk"})
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate,
    }
)  # fmt: skip


class Lock(QObject):
    """`changed(locked)`: the window shows `screen`, or the desk again. Refuses every other command meanwhile."""

    changed = Signal(bool)

    def __init__(
        self,
        context: Context,
        window: QWidget,
        *,
        incidents: Callable[[], Iterable[Incident]],
        run: Start,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._context, self._window, self._incidents, self._run = context, window, incidents, run
        self._steady = steady
        self._last = steady()
        self._native: QWindow | None = None
        self.locked = False
        self.screen = LockScreen(window)
        self.screen.unlock_tried.connect(self._on_unlock)
        self.screen.acknowledge_tried.connect(self._on_acknowledge)
        self.form = PinForm(window)
        self.form.submitted.connect(lambda values: run("set-pin", values))
        minutes = context.session.settings.lock_after_minutes
        self._after_s = 0.0 if context.options.demo else minutes * 60.0

    def bind(self, registry: Registry) -> None:
        """Tie the commands, and stand before all others."""

        def while_locked(_args: Arguments) -> str | None:
            return None if self.locked else "not_locked"

        registry.bind("lock-desk", lambda _args: self.lock(), self._why_not_lock)
        registry.bind(Taking.UNLOCK_DESK, self._unlock, while_locked)
        registry.bind(Taking.ACKNOWLEDGE_UNDER_LOCK, self._acknowledge, while_locked)
        registry.bind(Taking.SET_PIN, self._set_pin, self._why_no_pin)
        registry.guard(self._gate)

    def start(self) -> None:
        """The desk is there; it is locked where it was when the program ended, and where nobody can tell."""
        self._last = self._steady()
        if self._context.options.demo:
            return
        if self._context.arrangement.locked or not self._context.session.people.open_mark.fits():
            self.lock()

    def tick(self, now: datetime) -> None:
        """Once a second: count idle time, or keep the locked screen true."""
        self._watch()
        if self.locked:
            self._fill(now)
        elif self._after_s and self._steady() - self._last >= self._after_s:
            self.lock()

    def lock(self) -> None:
        """Lock at once."""
        if self.locked or self._context.session.actor is None:
            return
        self.locked = True
        self._context.remember(locked=True)
        self._context.start_task(self._context.session.people.open_mark.forget())
        self._fill(self._context.now())
        self.changed.emit(True)
        self.screen.open()
        self._context.start_task(self._choose_secret())

    def state(self) -> dict[str, Any]:
        """What is on the locked screen, as plain data."""
        return {"screen": "locked", "alarms": self.screen.shown(), "says": self.screen.text()}

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """A hand on keys or mouse. Only the native window is listened to: paints are few there."""
        if event.type() in _SIGNS_OF_LIFE:
            self._last = self._steady()
        return False

    def _watch(self) -> None:
        native = self._window.windowHandle()
        if native is not None and native is not self._native:
            native.installEventFilter(self)
            self._native = native

    def _gate(self, name: str) -> str | None:
        if self.locked:
            return None if name in UNDER_LOCK else "locked"
        self._last = self._steady()
        return None

    def _why_not_lock(self, _args: Arguments) -> str | None:
        return "sign_in_first" if self._context.session.actor is None else None

    def _why_no_pin(self, _args: Arguments) -> str | None:
        if self._context.session.actor is None:
            return "sign_in_first"
        return "offline" if self._is_down() else None

    def _is_down(self) -> bool:
        link = self._context.session.links.all().get(LinkChannel.INCIDENTS)
        return link is None or link.state == LinkState.DOWN

    async def _choose_secret(self) -> None:
        actor = self._context.session.actor
        has_pin = actor is not None and await self._context.session.pins.has(actor.id)
        self.screen.ask_password(not has_pin)

    def _fill(self, now: datetime) -> None:
        found = sorted(
            self._incidents(), key=lambda one: (one.severity, one.acknowledged_at is not None, one.created_at)
        )
        alarms = [
            Alarm(
                one.id, one.severity, lane_word(str(one.channel)), one.ward, one.created_at, bool(one.acknowledged_at)
            )
            for one in found[:SHOWN_MOST]
        ]
        self.screen.set_alarms(alarms, Counter(max(1, min(4, one.severity)) for one in found), now)

    # opening

    def _on_unlock(self, user: str, secret: str) -> None:
        by_password = self.screen.with_password
        said = UnlockDesk(user=user, password=secret) if by_password else UnlockDesk(user=user, pin=secret)
        self._context.start_task(self._try(self._unlock(said)))

    def _on_acknowledge(self, user: str, pin: str, incident: str) -> None:
        said = AcknowledgeUnderLock(user=user, pin=pin, incident=incident)
        self._context.start_task(self._try(self._acknowledge(said)))

    async def _try(self, work: Awaitable[object]) -> None:
        """What goes wrong is said on the locked screen itself: a notice could name somebody."""
        try:
            await work
        except (IocError, CommandRefusedError) as error:
            self.screen.say(worded(error)[1])

    async def _unlock(self, args: UnlockDesk) -> dict[str, str]:
        session = self._context.session
        here = session.actor
        user = args.user or (here.id if here is not None else "")
        if args.password:
            actor = await session.sign_in(user, args.password)
        else:
            author = await session.people.by_pin(user, args.pin)
            actor = author.actor
            if here is None or actor.id != here.id:
                if not self._is_down():
                    raise SignInError("password_online")
                await session.people.change_person(author)
            await session.people.open_mark.renew()
        self.locked = False
        self._last = self._steady()
        self._context.remember(locked=False)
        self.changed.emit(False)
        return {"actor": actor.id}

    async def _acknowledge(self, args: AcknowledgeUnderLock) -> dict[str, str]:
        session = self._context.session
        here = session.actor
        user = args.user or (here.id if here is not None else "")
        incident = await session.store.incident(args.incident)
        if incident is None:
            raise CommandRefusedError("unknown_incident")
        author = await session.people.by_pin(user, args.pin)
        reason = actions.allowed("acknowledge", incident, author.actor)
        if reason is not None:
            raise CommandRefusedError(reason)
        action = actions.acknowledge(incident).model_copy(update={"payload": {"under_lock": True}})
        saved = await session.act(action, by=author)
        self.screen.say("")
        return {"action_id": saved.action_id}

    async def _set_pin(self, args: SetPin) -> None:
        actor = self._context.session.actor
        if actor is None:
            raise CommandRefusedError("sign_in_first")
        if args.pin is None:
            self.form.open()
            return
        await self._context.session.people.set_pin(args.pin, args.password)
        self._context.faults.show_code("pin_kept", "info")
