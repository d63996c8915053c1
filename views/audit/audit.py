"""Who did what: lines of the audit from the server, each time anew, and the audit as a signed file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from console.audit import reading
from console.base.errors import LinkError, SignInError
from contract.audit_wire import AuditLineOut
from views.audit import told
from views.audit.pages import NOT_YOURS, AuditPages
from views.audit.rows import rows, whole
from views.base.commands import Registry
from views.desk.workplace import Workplace
from views.words.sentences import sentence
from widgets.audit.board import COPY, AuditBoard
from widgets.base.formats import number_text
from widgets.base.row_board import READ, Empty

FOLDER = "exports"


class AuditPresenter(QObject):
    """Asks the server only while it is open; older lines when somebody goes on beyond the last row."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.window)
        self._context = at.context
        self.board = AuditBoard(at.window)
        self._pages = AuditPages(at.context, self._show)
        self._file = ""
        self.board.asked.connect(lambda text: at.context.start_task(self._pages.ask(text)))
        self.board.more.connect(lambda: at.context.start_task(self._pages.more()))
        self.board.chosen.connect(lambda _key: self._show_line())
        self.board.pressed.connect(self._on_pressed)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-audit", self._open)

    def close(self) -> None:
        """Nothing is listened to."""

    def state(self) -> dict[str, Any]:
        """What is found and shown, as plain data."""
        if not self.board.isVisible():
            return {"audit": None}
        pages = self._pages
        return {
            "audit": {
                "rows": self.board.rows(), "key": self.board.key(), "trouble": pages.trouble, "proven": pages.proven,
                "more": pages.has_more, "read": pages.is_read, "file": self._file, "line": self._whole(),
            }
        }  # fmt: skip

    async def _open(self, _args: object) -> dict[str, int]:
        self.board.search.clear()
        await self.board.open_with(lambda: self._pages.ask(""))
        return {"lines": len(self._pages.lines)}

    def _on_pressed(self, name: str) -> None:
        if name == READ:
            self._context.start_task(self._pages.ask(self.board.search.text()))
        elif name == COPY:
            self._copy()
        elif self._can_export():
            self._context.start_task(self._export())

    # showing

    def _show(self) -> None:
        self.board.show_rows(
            self._found(), rows(self._pages.lines.values(), self._pages.names, self._pages.proven), self._empty()
        )
        off = (
            sentence(self._pages.trouble)
            if self._pages.trouble
            else self.tr("What nobody signs cannot be saved signed.")
        )
        self.board.show_proof(*self._proof())
        self.board.offer_file(on=self._can_export(), why_off=off)
        self._show_line()

    def _show_line(self) -> None:
        line = self._line
        if line is None:
            self.board.show_line("", ())
        else:
            self.board.show_line(told.title(line), told.facts(line, self._pages.names, self._pages.proven))

    @property
    def _line(self) -> AuditLineOut | None:
        """The chosen one."""
        return self._pages.lines.get(self.board.key())

    def _whole(self) -> str:
        return whole(self._line) if self._line is not None else ""

    def _copy(self) -> None:
        if self._line is not None:
            QGuiApplication.clipboard().setText(told.text(self._line, self._pages.names, self._pages.proven))
            self._context.faults.show(self.tr("The line is copied."), "info")

    def _can_export(self) -> bool:
        return self._pages.proven > 0 and not self._pages.trouble and not self._pages.is_reading

    def _found(self) -> str:
        if self._pages.is_reading:
            return self.tr("Reading…")
        count = number_text(len(self._pages.lines))
        words = self.tr("{n} and more") if self._pages.has_more else self.tr("{n} found")
        parts = [words.format(n=count)] if self._pages.lines else []
        if self._pages.asked.left_out:
            parts.append(self.tr("not looked for: {words}").format(words=" ".join(self._pages.asked.left_out)))
        if self._pages.trouble and self._pages.lines:
            parts.append(self.tr("nothing older can be read now"))
        return " · ".join(parts)

    def _proof(self) -> tuple[str, str]:
        """How far the audit is proven; what the last file was called."""
        if not self._pages.is_read:
            return "", "text2"
        if not self._pages.proven:
            return self.tr("Nobody signs this audit: the server has no key for it."), "late"
        words = self.tr("Signed up to line {n}; this desk keeps that as well.").format(
            n=number_text(self._pages.proven)
        )
        if self._file:
            saved = self.tr("Saved: {file}").format(file=Path(self._file).name)
            words = f"{words} {saved}"
        return words, "text2"

    def _empty(self) -> Empty | None:
        if self._pages.trouble == NOT_YOURS and not self._pages.is_reading:
            return self.tr("This is for auditors and administrators"), sentence(self._pages.trouble), ""
        if self._pages.is_reading:
            return None
        if self._pages.trouble:
            headline = self.tr("The audit is at the server, which is needed for this")
            return headline, sentence(self._pages.trouble), self.tr("Read again")
        return self.tr("No line fits"), self.tr("Look for who:, device:, kind:, incident: or a day."), ""

    # exporting

    async def _export(self) -> None:
        """The whole audit, signed by the server, into the desk's own folder."""
        path = self._context.data_dir / FOLDER / f"audit-{self._context.now():%Y%m%d-%H%M%S}.jsonl"
        try:
            await self._context.session.call(lambda api: reading.export(api, path))
        except (LinkError, SignInError, OSError) as error:
            self._context.faults.met(error)
            return
        self._file = str(path)
        self._show()


def make(at: Workplace) -> AuditPresenter:
    """As `views.shell.on_demand` asks for it."""
    return AuditPresenter(at)
