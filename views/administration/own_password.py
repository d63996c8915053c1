"""Changing one's own password, by whoever is signed in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.base.errors import IocError, SignInError
from views.base.commands import Registry
from views.desk.workplace import Workplace
from views.words.sentences import sentence
from widgets.shell.password_form import PasswordForm, new_password_fault


class OwnPasswordPresenter(QObject):
    """The server ends all sign-ins of whoever changes it; this desk signs in again at once."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.window)
        self._context = at.context
        self.board = _Form(at.window)
        self.board.submitted.connect(lambda said: at.context.start_task(self._change(said)))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("change-password", self._open)

    def close(self) -> None:
        """Nothing is listened to."""

    def state(self) -> dict[str, Any]:
        """Whether it is asked for."""
        return {"own_password": True if self.board.isVisible() else None}

    def _open(self, _args: object) -> None:
        self.board.open()

    async def _change(self, said: dict[str, str]) -> None:
        session = self._context.session
        try:
            actor = session.actor
            if actor is None:
                raise SignInError("not_signed_in")
            await session.change_password(actor.id, said["old"], said["new"])
            await session.sign_in(actor.id, said["new"])
        except IocError as error:
            self._context.faults.met(error)
            return
        self._context.faults.show_code("password_changed")


class _Form(PasswordForm):
    """Words what is wrong."""

    def fault(self) -> str:
        """As a sentence."""
        said = self.values()
        code = new_password_fault(said["old"], said["new"], said["again"])
        return sentence(code) if code else ""


def make(at: Workplace) -> OwnPasswordPresenter:
    """As `views.shell.on_demand` asks for it."""
    return OwnPasswordPresenter(at)
