"""The manual as a page, with what somebody who is new can begin with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from views.base.commands import NOTHING, Registry
from views.desk.workplace import Workplace
from views.help.texts import chapters, language
from views.words.sentences import sentence
from widgets.base.key_button import CommandButton
from widgets.help.pages import ManualPage, Way


class ManualPresenter:
    """Reads the text when it is asked for."""

    def __init__(self, at: Workplace) -> None:
        self._registry = at.registry
        self.board = ManualPage(at.window)
        for asked in (self.board.tabs.chosen, self.board.pressed):
            asked.connect(lambda name: at.run(name, NOTHING))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-manual", lambda _args: self._show())

    def state(self) -> dict[str, Any]:
        """What is read, as plain data."""
        return {"manual": self.board.reader.words() if self.board.isVisible() else None}

    def close(self) -> None:
        """It listens to nothing."""

    def _show(self) -> None:
        self.board.set_text(chapters("manual", language()), self._ways())
        self.board.open()

    def _ways(self) -> Sequence[Way]:
        translate = QCoreApplication.translate
        return (
            self._way("show-tour", translate("help", "Six marks over the desk, one sentence each.")),
            self._way("show-first-steps", translate("help", "Only in the demo, whose city is fictional.")),
            self._way("open-palette", translate("help", "Whatever you look for has a name: type a part of it.")),
            self._way("show-settings", translate("help", "Colours, size of text, keys of your own.")),
            self._way("show-about", translate("help", "For whoever looks after this machine.")),
        )

    def _way(self, name: str, words: str) -> Way:
        command, reason = self._registry[name], self._registry.why_off(name)
        return Way(words, CommandButton(name, command.title, command.key, not reason, sentence(reason or "")))


def make(at: Workplace) -> ManualPresenter:
    """As `views.shell.on_demand` asks for it."""
    return ManualPresenter(at)
