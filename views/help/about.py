"""What is new in this version, and a look at this machine from within the program: what `main.py doctor` finds, without
addresses and folders."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import Any

from views.base.commands import NOTHING, Registry
from views.desk.workplace import Workplace
from views.help.texts import chapters, language
from views.program.doctor import Doctor
from views.program.findings import Finding
from views.words.language import Words
from widgets.help.pages import AboutPage, Looked


class AboutPresenter:
    """Looks each time it is asked to, beside the screen."""

    def __init__(self, at: Workplace) -> None:
        self._context = at.context
        self.board = AboutPage(at.window)
        self.board.tabs.chosen.connect(lambda name: at.run(name, NOTHING))
        self.board.again.clicked.connect(lambda: at.run("show-about", NOTHING))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-about", lambda _args: self._show())

    def state(self) -> dict[str, Any]:
        """What was found, as plain data."""
        return {"machine": self.board.words() if self.board.isVisible() else None}

    def close(self) -> None:
        """It listens to nothing."""

    async def _show(self) -> None:
        self.board.reader.set_chapters(chapters("news", language()), 1)
        self.board.set_looking()
        self.board.open()
        found = await asyncio.get_running_loop().run_in_executor(None, self._look)
        self.board.set_looked([Looked(one.name, one.found, one.advice) for one in found])

    def _look(self) -> list[Finding]:
        context = self._context
        options = dataclasses.replace(
            context.options, data_dir=context.data_dir, backend=context.server or context.options.backend
        )
        return Doctor(options, Words(language()), for_operators=True).examine()


def make(at: Workplace) -> AboutPresenter:
    """As `views.shell.on_demand` asks for it."""
    return AboutPresenter(at)
