"""Quitting and signing out: a key struck by mistake must not leave a desk without its alarms, so both ask first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject

from views.arguments.desk import Leave
from views.arguments.table import Taking
from views.base.commands import Registry, Start
from views.base.overlays import Overlays
from widgets.base.confirm import ConfirmBox
from widgets.base.formats import number_text


class Leaving(QObject):
    """Asks unless it is told `sure`. `waiting()`: how many actions wait to be sent; `run` does what was confirmed."""

    def __init__(
        self,
        overlays: Overlays,
        end: Callable[[], None],
        sign_out: Callable[[], Awaitable[None]],
        waiting: Callable[[], int],
        run: Start,
    ) -> None:
        super().__init__(overlays.window)
        self._end, self._sign_out, self._waiting = end, sign_out, waiting
        self.box = ConfirmBox(overlays.window)
        self._wanted = ""
        self.box.confirmed.connect(lambda: run(self._wanted, Leave(sure=True)))
        overlays.add("leaving", self.box)

    def bind(self, registry: Registry) -> None:
        """Tie both commands."""
        registry.bind(Taking.SIGN_OUT, self._leave)
        registry.bind(Taking.QUIT, self._quit)

    async def _leave(self, args: Leave) -> None:
        if args.sure:
            await self._sign_out()
        else:
            self._ask("sign-out", self.tr("Sign out?"), self.tr("Sign out"))

    def _quit(self, args: Leave) -> None:
        if args.sure:
            self._end()
        else:
            self._ask("quit", self.tr("Quit the console?"), self.tr("Quit"))

    def _ask(self, wanted: str, title: str, yes: str) -> None:
        self._wanted = wanted
        said = [self.tr("Nobody sees or hears alarms at this desk until somebody signs in again.")]
        count = self._waiting()
        if count:
            kept = self.tr("{n} actions wait to be sent: they are kept, and sent in your name when that can be done.")
            said.append(kept.format(n=number_text(count)))
        self.box.ask(title, " ".join(said), yes)
