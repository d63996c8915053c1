"""The search of the past: rows from the server, and the chosen incident beside them, to be read and not acted on."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.base.errors import LinkError, SignInError
from console.past import reading
from console.records.models import Incident
from views.arguments.desk import SearchIncidents
from views.arguments.table import Taking
from views.base.commands import Registry
from views.desk.workplace import Workplace
from views.past.line import understood
from views.past.pages import PastPages
from views.past.rows import PastRows
from views.tiles.ground import GroundKeeper
from widgets.incidents.past_board import PastBoard


class PastPresenter(QObject):
    """Asks the server only while it is open; a page at a time, older ones when somebody goes on beyond the last row."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.window)
        self._context, self._at = at.context, at
        self.board = PastBoard(at.window)
        self._pages = PastPages(at.context, self._fill)
        self._keeper = GroundKeeper()
        self._rows = PastRows(self._pages)
        self._whole: dict[str, Incident] = {}
        """Those that were opened, of the last question."""
        self.board.asked.connect(lambda text: at.context.start_task(self._ask(text)))
        self.board.pressed.connect(lambda _name: at.context.start_task(self._ask(self.board.search.text())))
        self.board.more.connect(lambda: at.context.start_task(self._pages.more()))
        self.board.chosen.connect(lambda key: at.context.start_task(self._show(key)))
        self.board.older_wanted.connect(lambda: at.context.start_task(self._show_older(self.board.key())))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SEARCH_PAST, self._open)

    def close(self) -> None:
        """Nothing is listened to."""

    def state(self) -> dict[str, Any]:
        """What is found and shown, as plain data."""
        if not self.board.isVisible():
            return {"past": None}
        return {
            "past": {
                "rows": list(self._pages.incidents), "trouble": self._pages.trouble, "key": self.board.key(),
                "more": self._pages.has_more, "opened": self.board.opened_id(),
            }
        }  # fmt: skip

    async def _open(self, args: SearchIncidents) -> dict[str, int]:
        """With what was said, else with what stands in the queue's line: it was not found there."""
        text = args.text if args.text is not None else self._at.desk.queue.line.text
        self.board.search.setText(text)
        await self.board.open_with(lambda: self._begin(text))
        return {"rows": len(self._pages.incidents)}

    async def _begin(self, text: str) -> None:
        self.board.set_ground(await self._keeper.read(self._context.session.store))
        await self._ask(text)

    async def _ask(self, text: str) -> None:
        self._whole.clear()
        await self._pages.ask(understood(text))

    def _fill(self) -> None:
        self.board.show_rows(self._rows.found(), self._rows.lines(), self._rows.empty())

    async def _show(self, key: str) -> None:
        row = self._pages.incidents.get(key)
        if row is None:
            self.board.show_incident(None, self._context.now())
            return
        if key not in self._whole:
            self.board.show_incident(row, self._context.now(), self.tr("Reading the history…"))
            try:
                self._whole[key] = await self._context.session.call(lambda api: reading.whole(api, key))
            except (LinkError, SignInError) as error:
                if self.board.key() == key:
                    self.board.show_incident(row, self._context.now(), self._rows.unread(error.code))
                return
        if self.board.key() == key:
            self.board.show_incident(self._whole[key], self._context.now())

    async def _show_older(self, key: str) -> None:
        shown = self._whole.get(key)
        if shown is None:
            return
        self._whole[key] = await self._context.session.call(lambda api: reading.with_older(api, shown))
        if self.board.key() == key:
            self.board.show_incident(self._whole[key], self._context.now())


def make(at: Workplace) -> PastPresenter:
    """As `views.shell.on_demand` asks for it."""
    return PastPresenter(at)
