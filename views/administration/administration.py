"""Looking after people, sign-ins and devices: asked at the server each time, kept nowhere here."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.base.errors import LinkError, SignInError
from console.people import administration
from console.people.administration import Accounts
from contract.roles import Right, rights_of
from views.administration import rows
from views.administration.deeds import Deeds
from views.base.commands import Registry
from views.desk.workplace import Workplace
from views.words.sentences import sentence
from widgets.administration.board import DEVICES, PEOPLE, SESSIONS, AdministrationBoard
from widgets.base.formats import number_text
from widgets.base.row_board import READ, Empty

NOT_YOURS = "administrators_only"


class AdministrationPresenter(QObject):
    """Shows what the server says while the board is open. Without the server nothing can be done, and that is said."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.window)
        self._context = at.context
        self.board = AdministrationBoard(at.window)
        self.deeds = Deeds(at, self._read, self.board.choose)
        self._accounts = Accounts()
        self._tab, self._sought, self._trouble = PEOPLE, "", ""
        self._is_read, self._reading = False, False
        self.board.pressed.connect(self._on_pressed)
        self.board.chosen.connect(lambda _key: self._show_sheet())
        self.board.sought.connect(self._on_sought)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-administration", self._open)

    def close(self) -> None:
        """Nothing is listened to."""

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data; never a password."""
        if not self.board.isVisible():
            return {"administration": None}
        return {
            "administration": {
                "tab": self._tab, "rows": self.board.rows(), "key": self.board.key(), "trouble": self._trouble,
                "read": self._is_read, "secret": self.deeds.shows_secret,
            }
        }  # fmt: skip

    async def _open(self, _args: object) -> dict[str, int]:
        self.board.search.clear()
        await self.board.open_with(self._read)
        return {"people": len(self._accounts.people)}

    # reading

    async def _read(self) -> Accounts:
        actor = self._context.session.actor
        if actor is None or Right.ADMINISTER not in rights_of(actor.role).may:
            self._accounts, self._is_read, self._trouble = Accounts(), False, NOT_YOURS
            self._show()
            return self._accounts
        self._reading = True
        self._show()
        try:
            self._accounts = await self._context.session.call(administration.read)
            self._is_read, self._trouble = True, ""
        except (LinkError, SignInError) as error:
            self._trouble = error.code
        self._reading = False
        self._show()
        return self._accounts

    def _show(self) -> None:
        accounts = self._accounts
        words = {
            PEOPLE: self.tr("People {n}").format(n=number_text(len(accounts.people))),
            SESSIONS: self.tr("Sign-ins {n}").format(
                n=number_text(len(accounts.sessions) + len(accounts.source_tokens))
            ),
            DEVICES: self.tr("Devices {n}").format(n=number_text(len(accounts.devices))),
        }
        self.board.show_tab(self._tab, words)
        new = {PEOPLE: self.tr("Add a person"), DEVICES: self.tr("Code for a device")}.get(self._tab, "")
        self.board.offer_new(new, on=self._is_read and not self._trouble)
        find = {PEOPLE: rows.people_lines, SESSIONS: rows.session_lines, DEVICES: rows.device_lines}[self._tab]
        self.board.show_rows(self._found(), find(accounts, self._sought), self._empty())
        self._show_sheet()

    def _found(self) -> str:
        if self._trouble and self._is_read:
            return self.tr("The server does not answer: nothing can be changed now")
        return self.tr("Reading…") if self._reading else ""

    def _empty(self) -> Empty | None:
        if self._trouble == NOT_YOURS and not self._reading:
            return self.tr("This is for administrators"), sentence(self._trouble), ""
        if self._reading and not self._is_read:
            return None
        if self._trouble and not self._is_read:
            headline = self.tr("Accounts are at the server, which is needed for this")
            return headline, sentence(self._trouble), self.tr("Read again")
        if self._sought:
            return self.tr("Nobody fits"), self.tr("Look for a name, a role, a desk, an area or an agency."), ""
        if self._tab == DEVICES:
            return self.tr("No device has a key yet"), self.tr("Devices come here when somebody signs in at them."), ""
        return (
            self.tr("Nobody is signed in"),
            self.tr("Sign-ins, and tokens of walls and sources, come here."),
            "",
        )

    def _show_sheet(self) -> None:
        off = sentence(self._trouble) if self._trouble else ""
        self.board.sheet.show_one(*rows.sheet_of(self._accounts, self._tab, self.board.key(), off))

    # doing

    def _on_sought(self, text: str) -> None:
        self._sought = text.strip()
        self._show()

    def _on_pressed(self, name: str) -> None:
        accounts, key = self._accounts, self.board.key()
        if name in (PEOPLE, SESSIONS, DEVICES):
            self._tab = name
            self._show()
        elif name == READ:
            self._context.start_task(self._read())
        elif self._trouble or not self._is_read:
            return
        elif name == "add" and self._tab != SESSIONS:
            self.deeds.add(accounts) if self._tab == PEOPLE else self.deeds.new_code()
        elif self._tab == PEOPLE and (person := accounts.person(key)) is not None:
            self.deeds.at_person(name, person, accounts)
        elif self._tab == SESSIONS and (session := rows.session(accounts, key)) is not None:
            self.deeds.at_session(name, session)
        elif self._tab == DEVICES and (device := accounts.device(key)) is not None:
            self.deeds.at_device(name, device)


def make(at: Workplace) -> AdministrationPresenter:
    """As `views.shell.on_demand` asks for it."""
    return AdministrationPresenter(at)
