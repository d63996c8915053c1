"""What an administrator does with people, sign-ins and devices: asked first where it cannot be taken back lightly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from console.base.errors import IocError
from console.people import administration
from console.people.administration import Accounts, Caller
from contract.administration import DeviceOut, LimitsOut, PersonOut, SessionOut
from contract.roles import Role
from views.administration import rows
from views.base.context import Context
from views.base.later import Later
from views.desk.workplace import Workplace
from widgets.administration.forms import AddForm, RoleForm
from widgets.administration.secret_box import SecretBox
from widgets.base.confirm import ConfirmBox
from widgets.base.overlay import Overlay

T = TypeVar("T")
Opened = TypeVar("Opened", bound=Overlay)


class Deeds(QObject):
    """`read` shows anew what the server says, after each of them; `added(id)` hears of a new person."""

    def __init__(self, at: Workplace, read: Callable[[], Awaitable[Accounts]], added: Callable[[str], None]) -> None:
        super().__init__(at.window)
        self._context: Context = at.context
        self._read, self._added = read, added
        self._overlays = at.overlays
        self.confirm = Later(lambda: self._known("confirm", ConfirmBox(at.window)))
        self.secret = Later(lambda: self._known("secret", SecretBox(at.window)))
        self.add_form = Later(lambda: self._known("add", AddForm(at.window)))
        self.role_form = Later(lambda: self._known("role", RoleForm(at.window)))
        self._agreed: Callable[[], object] = lambda: None
        self._asked_for = ""

    def _known(self, name: str, overlay: Opened) -> Opened:
        """Let Esc and the lock close it, and hear what it says."""
        self._overlays.add(f"administration-{name}", overlay)
        if isinstance(overlay, ConfirmBox):
            overlay.confirmed.connect(self._on_agreed)
        if isinstance(overlay, AddForm):
            overlay.submitted.connect(lambda said: self._start(self._add(said)))
        if isinstance(overlay, RoleForm):
            overlay.submitted.connect(self._on_role)
        return overlay

    @property
    def shows_secret(self) -> bool:
        """Whether something is shown that is shown once."""
        return any(box.isVisible() for box in self.secret.made)

    # which

    def add(self, accounts: Accounts) -> None:
        """Ask who comes."""
        self.add_form().offer(accounts.choices, Role.OPERATOR, LimitsOut())
        self.add_form().open()

    def new_code(self) -> None:
        """Make a code for a device."""
        self._start(self._new_code())

    def at_session(self, name: str, session: SessionOut) -> None:
        """The button `name` at a sign-in."""
        if name == "end":
            self._start(self._end(session.user, session.id))

    def at_person(self, name: str, person: PersonOut, accounts: Accounts) -> None:
        """The button `name` at somebody; nothing where it is off."""
        buttons, danger = rows.person_buttons(person, "")
        if not any(one.enabled for one in (*buttons, danger) if one.name == name):
            return
        if name == "role":
            self._asked_for = person.id
            self.role_form().set_person(person, accounts.choices)
            self.role_form().open()
        elif name == "password":
            about = self.tr("{name} is signed out everywhere and gets another password, which is shown once.")
            self._ask(self.tr("New password?"), about.format(name=person.name), self.tr("Make a password"),
                      partial(self._reset, person))  # fmt: skip
        elif name == "end":
            self._start(self._end(person.id))
        elif name == "unlock":
            self._start(self._do(lambda api: administration.unlock(api, person.id)))
        elif person.disabled:
            self._start(self._change(person.id, {"disabled": False}))
        else:
            about = self.tr("{name} is signed out everywhere and cannot sign in until the account is enabled again.")
            self._ask(self.tr("Disable the account?"), about.format(name=person.name), self.tr("Disable"),
                      partial(self._change, person.id, {"disabled": True}))  # fmt: skip

    def at_device(self, name: str, device: DeviceOut) -> None:
        """The button `name` at a device."""
        called = device.name or device.id
        if name == "forget":
            about = self.tr("Whoever is signed in at {name} is signed out; the next of this name is let in anew.")
            self._ask(self.tr("Forget the key of the device?"), about.format(name=called), self.tr("Forget"),
                      partial(self._forget, device.id))  # fmt: skip
        elif name == "disable" and device.disabled:
            self._start(self._shut(device.id, is_disabled=False))
        elif name == "disable":
            about = self.tr("Whoever is signed in at {name} is signed out, and nobody can sign in there.")
            self._ask(self.tr("Shut the device out?"), about.format(name=called), self.tr("Shut out"),
                      partial(self._shut, device.id, is_disabled=True))  # fmt: skip

    # how

    def _ask(self, title: str, text: str, yes: str, work: Callable[[], Any]) -> None:
        self._agreed = lambda: self._start(work())
        self.confirm().ask(title, text, yes)

    def _on_agreed(self) -> None:
        self._agreed()

    def _on_role(self, said: Mapping[str, Any]) -> None:
        self._start(self._change(self._asked_for, said))

    def _start(self, work: Any) -> None:
        self._context.start_task(work)

    async def _do(self, work: Callable[[Caller], T]) -> T | None:
        """Do something at the server and read anew; None where it was refused, which is told."""
        try:
            done = await self._context.session.call(work)
        except IocError as error:
            self._context.faults.met(error)
            done = None
        await self._read()
        return done

    async def _change(self, user: str, what: Mapping[str, Any]) -> None:
        await self._do(lambda api: administration.change(api, user, what))

    async def _end(self, user: str, session: str = "") -> None:
        await self._do(lambda api: administration.end_sessions(api, user, session))

    async def _shut(self, device: str, *, is_disabled: bool) -> None:
        await self._do(lambda api: administration.shut_device(api, device, is_disabled=is_disabled))

    async def _forget(self, device: str) -> None:
        await self._do(lambda api: administration.forget_device(api, device))

    async def _new_code(self) -> None:
        made = await self._do(administration.new_code)
        if made is not None:
            about = self.tr("Type it where the device asks for it when somebody signs in there. It is good for a day.")
            self.secret().show_secret(self.tr("Code for one device"), about, made.code)

    async def _add(self, said: Mapping[str, Any]) -> None:
        made = await self._do(lambda api: administration.add(api, said))
        if made is not None:
            self._added(made.id)
            self._tell(made.id, str(said["name"]), made.password)

    async def _reset(self, person: PersonOut) -> None:
        made = await self._do(lambda api: administration.reset_password(api, person.id))
        if made is not None:
            self._tell(person.id, person.name, made.password)

    def _tell(self, user: str, name: str, password: str) -> None:
        about = self.tr("Sign in as {user}. It has to be changed at the first sign-in.").format(user=user)
        self.secret().show_secret(self.tr("Password of {name}").format(name=name), about, password)
