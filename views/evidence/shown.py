"""What the board of evidence shows of what was read: rows, the chosen piece with its buttons, who looked, states."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from console.evidence.saved_pictures import Picture
from contract.evidence import EvidenceOut
from contract.roles import Right, rights_of
from views.base.context import Context
from views.evidence import rows, words
from views.evidence.pages import EvidencePages
from views.evidence.standing import standing
from views.evidence.stills import EvidenceStills
from views.words.sentences import sentence
from widgets.base.key_button import CommandButton
from widgets.evidence.board import HOLD, LET_GO, EvidenceBoard


class Shown:
    """Of one board and its pages."""

    def __init__(self, context: Context, board: EvidenceBoard, pages: EvidencePages) -> None:
        self._context, self._board, self._pages = context, board, pages
        self.here: dict[str, Picture] = {}
        """What this desk saved and no server vouches for yet, by its key."""
        self.incidents: dict[str, str] = {}
        """What incidents are called, by id."""
        self.stills = EvidenceStills(context.session, context.data_dir / "evidence")
        self.no_looks: dict[str, str] = {}
        """The code of why it cannot be told who looked, by digest."""

    @property
    def piece(self) -> EvidenceOut | None:
        """The chosen one, where the server has it."""
        return self._pages.pieces.get(self._board.key())

    def why_off(self, *, held: bool) -> str:
        """Why the chosen piece cannot be held, or let go, now: a sentence; empty where it can."""
        translate, piece, actor = QCoreApplication.translate, self.piece, self._context.session.actor
        if actor is None or Right.OFFICER not in rights_of(actor.role).may:
            return translate("evidence", "A duty officer holds evidence and lets it go.")
        if self._pages.trouble:
            return sentence(self._pages.trouble)
        if held and piece is not None and piece.gone_at is not None:
            return translate("evidence", "Its file was removed when its days were over.")
        if piece is None or bool(piece.held) == held:
            return translate("evidence", "It is held already.") if held else translate("evidence", "Nobody holds it.")
        return ""

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        piece, pages = self.piece, self._pages
        return {
            "rows": self._board.rows(), "key": self._board.key(), "trouble": pages.trouble, "more": pages.has_more,
            "reading": pages.is_waited_for, "here": len(self.here), "looks": len(self._board.looks()),
            "held": piece.held if piece is not None else "",
        }  # fmt: skip

    def show(self) -> None:
        """Rows, and the chosen one beside them."""
        asked = self._pages.asked
        here = [(one, self._how(one)) for one in self.here.values()] if not asked.query and asked.finds else []
        lines = rows.lines(self._pages.pieces.values(), here, self._context.now())
        self._board.show_rows(words.found(self._pages, len(self.here)), lines, words.empty(self._pages))
        self.show_side()

    def show_side(self) -> None:
        """The chosen piece, what can be done with it, and who looked."""
        piece, waiting = self.piece, self.here.get(self._board.key())
        if piece is not None:
            self._show_piece(piece)
        elif waiting is not None:
            about = QCoreApplication.translate("evidence", "The server does not know of it yet")
            self._board.sheet.show_one(
                (rows.named(waiting), about), rows.waiting_facts(waiting, self._how(waiting)), ()
            )
            self._board.show_looks("", (), "")
            self._show_picture(waiting.path.name)
        else:
            self._board.sheet.show_one(("", ""), (), ())

    async def read_picture(self, key: str) -> None:
        """Of this row, where this desk has it, and show it where that row is still chosen."""
        piece, waiting = self._pages.pieces.get(key), self.here.get(key)
        file = piece.receipt.file if piece is not None else waiting.path.name if waiting is not None else ""
        await self.stills.read(file)
        if file and key == self._board.key():
            self._show_picture(file)

    def _how(self, waiting: Picture) -> tuple[str, str]:
        return standing(waiting, self._context.session.evidence.progress.get(waiting.path.name))

    def _show_piece(self, piece: EvidenceOut) -> None:
        translate, digest = QCoreApplication.translate, piece.receipt.digest
        looks = self._pages.looks.get(digest)
        incident = self.incidents.get(piece.incident_id or "", "")
        off, off_go = self.why_off(held=True), self.why_off(held=False)
        self._board.sheet.show_one(
            (rows.title(piece), piece.receipt.file),
            rows.facts(piece, looks or (), incident, self._context.now()),
            [CommandButton(HOLD, translate("evidence", "Hold it…"), "H", not off, off)],
            CommandButton(LET_GO, translate("evidence", "Let it go…"), "L", not off_go, off_go),
        )
        self._show_picture(piece.receipt.file)
        head = translate("evidence", "Who looked, held it or let it go")
        if looks:
            self._board.show_looks(rows.counted(head, looks), rows.look_lines(looks), "")
            return
        why = self.no_looks.get(digest)
        if why is not None:
            self._board.show_looks(head, (), sentence(why))
        elif looks is None:
            self._board.show_looks(head, (), translate("evidence", "Reading…"))
        else:
            self._board.show_looks(head, (), translate("evidence", "Nobody looked at it yet, and nobody held it."))

    def _show_picture(self, file: str) -> None:
        translate = QCoreApplication.translate
        image = self.stills.known(file)
        if image is not None:
            self._board.show_picture(image, "")
        elif file.endswith(".mp4"):
            self._board.show_picture(None, translate("evidence", "A clip: its copy is watched with another program."))
        else:
            away = translate("evidence", "The picture is at the server; this desk did not save it and has no copy.")
            self._board.show_picture(None, away)
