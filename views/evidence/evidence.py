"""Evidence at the server: what was registered and until when it stays, who held it back and who looked at it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.evidence.saved_pictures import unregistered
from contract.roles import Right, rights_of
from views.arguments.incident import ShowEvidence
from views.arguments.table import Taking
from views.base.commands import Registry
from views.desk.workplace import Workplace
from views.evidence.holding import Holding
from views.evidence.line import Asked, understood
from views.evidence.pages import NOT_YOURS, EvidencePages
from views.evidence.rows import waiting_key
from views.evidence.shown import Shown
from widgets.evidence.board import HOLD, LET_GO, EvidenceBoard


class EvidencePresenter(QObject):
    """Asks the server only while it is open; who looked at a piece is asked when it is chosen."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.window)
        self._context = at.context
        self.board = EvidenceBoard(at.window)
        self._pages = EvidencePages(at.context, self._show)
        self.shown = Shown(at.context, self.board, self._pages)
        self.holding = Holding(at, self._pages.hold, self._on_held)
        self.board.asked.connect(lambda text: at.context.start_task(self._look(text)))
        self.board.more.connect(lambda: at.context.start_task(self._pages.more()))
        self.board.chosen.connect(lambda key: at.context.start_task(self._choose(key)))
        self.board.pressed.connect(self._on_pressed)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SHOW_EVIDENCE, self._open)

    def close(self) -> None:
        """Nothing is listened to."""

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        return {"evidence": self.shown.state() if self.board.isVisible() else None}

    async def _open(self, args: ShowEvidence) -> dict[str, int]:
        self.board.search.clear()
        await self.board.open_with(lambda: self._begin(args.incident))
        return {"pieces": len(self._pages.pieces)}

    async def _begin(self, about: str | None) -> None:
        if not about:
            await self._ask(Asked({}))
            return
        incident = await self._context.session.store.incident(about)
        self.board.search.setText(incident.code if incident is not None else "")
        await self._ask(Asked({"incident": about}))

    def _show(self) -> None:
        self.shown.show()

    # reading

    async def _look(self, text: str) -> None:
        await self._ask(await understood(text, self._context.session.store))

    async def _ask(self, asked: Asked) -> None:
        """Read anew, what waits here as well; who looked is asked again for what is chosen."""
        session = self._context.session
        if session.actor is None or Right.SEE_EVIDENCE not in rights_of(session.actor.role).may:
            self.shown.here.clear()
            self._pages.stop(NOT_YOURS)
            return
        folder = self._context.data_dir / "evidence"
        found = await session.blocking(lambda: unregistered(folder))
        self.shown.here = {waiting_key(one): one for one in found}
        await self._pages.ask(asked)
        if not self._pages.trouble:
            self._pages.looks.clear()  # else what is known of who looked is all there is
        self.shown.no_looks.clear()
        await self._choose(self.board.key())

    async def _choose(self, key: str) -> None:
        """Show it with what is known, then with its incident and who looked."""
        self.shown.show_side()
        await self.shown.read_picture(key)
        piece = self._pages.pieces.get(key)
        if piece is None:
            return
        about = piece.incident_id
        if about and about not in self.shown.incidents:
            incident = await self._context.session.store.incident(about)
            words = f"{incident.code} · {incident.title}" if incident is not None else self.tr("of the past")
            self.shown.incidents[about] = words
        if key not in self._pages.looks:
            why = await self._pages.read_looks(key)
            self.shown.no_looks |= {key: why} if why else {}
        self.shown.show_side()

    # doing

    def _on_pressed(self, name: str) -> None:
        if name not in (HOLD, LET_GO):
            self._context.start_task(self._ask(self._pages.asked))
            return
        piece, held = self.shown.piece, name == HOLD
        if piece is not None and not self.shown.why_off(held=held):
            self.holding.ask(piece, held=held)

    def _on_held(self, digest: str) -> None:
        """It was done, or was not: who held it is read anew either way."""
        self._pages.looks.pop(digest, None)
        self._context.start_task(self._choose(self.board.key()))


def make(at: Workplace) -> EvidencePresenter:
    """As `views.shell.on_demand` asks for it."""
    return EvidencePresenter(at)
