"""What is shown before the desk: signing in, or the demo city getting ready."""

from __future__ import annotations

import asyncio
import json
import sys

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from console.base.errors import IocError, SignInError
from console.base.text_files import decoded
from console.demo import Demo, DemoError, DemoProgress, DemoReady
from console.net.plain import host_of, is_readable, is_this_machine
from console.people.browser import loopback, provider_of
from views.base.context import Context
from views.base.faults import worded
from views.shell.start_facts import StartFacts
from widgets.administration.words import role_word
from widgets.base.focus import within
from widgets.base.labels import label
from widgets.shell.sign_in_form import SignInForm

FORM_PX = 420
ASKS_NEW = frozenset({"password_change_needed", "password_too_short", "password_too_common", "password_unchanged"})
"""The password that was given is right; what is wanted is another."""
WANTS_CODE = frozenset({"device_unknown", "bad_enrolment_code"})
"""Name and password are right; a code from an administrator is what is missing."""

FIRST_ASKED = frozenset({"password_change_needed", "device_unknown"})
"""Nothing went wrong: it could not be known before."""


class StartView(QStackedWidget):
    """Two calm pages: the form beside the city's map, and how far a demo is. `entered`: somebody is signed in."""

    entered = Signal()
    cancelled = Signal()

    def __init__(self, context: Context, server: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.form = SignInForm(self)
        self.form.set_server(self._server_words(server), readable=bool(server) and is_readable(server))
        self.form.submitted.connect(self._on_submitted)
        self.form.changed.connect(lambda *said: context.start_task(self._change(*said)))
        self.facts = StartFacts(context, self)
        self.addWidget(self.facts.around(self.form))
        self.form.by_provider.connect(lambda: context.start_task(self._by_provider()))
        self.form.account_chosen.connect(self._on_account)
        self._asked_ways = False
        self._progress_text = label("", "text", self, wrap=True)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far the demonstration is"))
        self._demo = self._demo_page()
        self.addWidget(_centred(self._demo))

    def _server_words(self, server: str) -> str:
        """Where one signs in, as people call it: the name of the machine. An address that everybody on the way can
        read along is told as it is."""
        host = host_of(server)
        if not server or is_readable(server) or not host:
            return server
        return self.tr("on this machine") if is_this_machine(host) else host

    def _demo_page(self) -> QWidget:
        page = QWidget(self)
        page.setFixedWidth(FORM_PX)
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.setAccessibleName(self.tr("The demo city is getting ready"))
        box = QVBoxLayout(page)
        box.setSpacing(12)
        box.addWidget(label(self.tr("The demo city is getting ready"), "title", page))
        about = self.tr(
            "A fictional city. The first start draws a few camera clips now and the others behind the desk; later "
            "starts take seconds."
        )
        box.addWidget(label(about, "caption", page, wrap=True))
        box.addWidget(self._bar)
        box.addWidget(self._progress_text)
        cancel = QPushButton(self.tr("Cancel"), page)
        cancel.clicked.connect(self.cancelled)
        box.addWidget(cancel, 0, Qt.AlignmentFlag.AlignRight)
        return page

    def keyboard_after(self, gone: QWidget) -> QWidget:
        """The form, or the page of the demo: not its button, which would end it at the next key."""
        return self.form.keyboard_after(gone) if self.currentIndex() == 0 else self._demo

    def _turn_to(self, page: int) -> None:
        had = within(self)
        self.setCurrentIndex(page)
        if had:
            self.keyboard_after(self).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, step: DemoProgress | None) -> None:
        """The page of the demo, with how far it is."""
        self._turn_to(1)
        if step is None or step.total is None or step.done is None:
            self._bar.setRange(0, 0)
            self._progress_text.setText(self.tr("Starting the server and the cameras…"))
            return
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        text = self.tr("Drawing camera clips: {done} of {total}")
        self._progress_text.setText(text.format(done=step.done, total=step.total))

    def show_form(self, error: str = "") -> None:
        """The page to sign in on, with what went wrong."""
        self._turn_to(0)
        if error:
            self.form.set_error(error)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt names it
        """Ask once whether the city has an identity provider."""
        super().showEvent(event)
        if not self._asked_ways:
            self._asked_ways = True
            self._context.start_task(self._learn_ways())
        if self.currentIndex() == 0:
            self.facts.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt names it
        """Nobody looks: nothing is asked."""
        super().hideEvent(event)
        self.facts.stop()

    async def _learn_ways(self) -> None:
        try:
            self.form.offer_provider(is_there=await self._context.session.call(provider_of) is not None)
        except IocError:
            self._asked_ways = False  # asked again when the page is shown again; until then there are passwords

    async def _by_provider(self) -> None:
        """The browser asks; what it brings back signs in, or the form says why not."""
        self.form.set_busy(True)
        try:
            session = self._context.session
            provider = await session.call(provider_of)
            async with loopback(self.tr("You are signed in. This page can be closed.")) as here:
                if provider is not None and QDesktopServices.openUrl(QUrl((begun := await here.open(provider)).url)):
                    await session.people.sign_in_by_provider(begun.brought(await here.code()))
                else:
                    raise SignInError("no_browser")
        except IocError as error:
            self.form.set_busy(False)
            self.show_form(self._words(error))
            return
        self.form.forget()
        self.form.set_busy(False)
        self.entered.emit()

    async def sign_in(self, user: str, password: str, code: str = "") -> None:
        """Sign in and say `entered`, or show on the form why not; `code` lets a device in that the server does not
        know yet."""
        self.form.set_busy(True)
        try:
            await self._context.session.sign_in(user, password, code)
        except IocError as error:
            self.form.set_busy(False)
            if error.code in ASKS_NEW | WANTS_CODE:
                self._turn_to(0)
                ask = self.form.ask_new if error.code in ASKS_NEW else self.form.ask_code
                ask(self._words(error), wrong=error.code not in FIRST_ASKED)
            else:
                self.show_form(self._words(error))
            return
        self.form.forget()
        self.form.set_busy(False)
        self.entered.emit()

    async def _change(self, user: str, old: str, new: str) -> None:
        """Another password, then sign in with it."""
        self.form.set_busy(True)
        try:
            await self._context.session.change_password(user, old, new)
        except IocError as error:
            self.form.set_busy(False)
            self.form.ask_new(self._words(error)) if error.code in ASKS_NEW else self.show_form(self._words(error))
            return
        await self.sign_in(user, new)

    async def enter(self, demo: Demo | None) -> bool:
        """Come to be signed in: by the demo, by a line on standard input, or wait for the form. False where the demo
        city cannot be had.
        """
        if demo is not None:
            return await self._enter_demo(demo)
        if self._context.options.sign_in_stdin:
            line = await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.readline)
            said = json.loads(decoded(line))
            await self.sign_in(str(said["user"]), str(said["password"]), str(said.get("code", "")))
        return True

    async def _enter_demo(self, demo: Demo) -> bool:
        if self._context.session.actor is None:
            self.show_progress(None)
        try:
            async for step in demo.steps():
                if isinstance(step, DemoReady):
                    self.form.offer_accounts([(one.id, f"{one.name} · {role_word(one.role)}") for one in step.accounts])
                    await self.sign_in(step.user, step.password)
                elif isinstance(step, DemoProgress):
                    self.show_progress(step)
        except DemoError as error:
            self.show_form(worded(error)[1])
            self._context.faults.met(error)
            return False
        return True

    def _words(self, error: IocError) -> str:
        """Before anybody is signed in no work goes on that could be kept here, and nobody tries again by himself."""
        if error.code in ("unreachable", "timed_out"):
            return self.tr("The server does not answer. Check the network and the address above, then sign in again.")
        return worded(error)[1]

    def _on_account(self, user: str) -> None:
        demo = self._context.demo
        if demo is not None and demo.ready is not None:
            self._context.start_task(self.sign_in(user, demo.ready.password))

    def _on_submitted(self, user: str, password: str) -> None:
        self._context.start_task(self.sign_in(user, password, self.form.code()))


def _centred(inner: QWidget) -> QWidget:
    """In the middle of what there is. A row, since a column that centres asks how high something is at its own width
    instead of at the one that it gives, and wrapped words are then cut."""
    outer = QWidget()
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(inner)
    row.addStretch(1)
    box = QVBoxLayout(outer)
    box.addStretch(1)
    box.addLayout(row)
    box.addStretch(1)
    return outer
