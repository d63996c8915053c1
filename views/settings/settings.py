"""The page of settings: shown from what is declared; what is chosen is checked by it, kept, and in force at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence

from views.arguments.desk import ShowSettings
from views.arguments.table import Taking
from views.base.commands import Registry
from views.base.desk_scale import wear
from views.base.preferences import Preferences
from views.base.rekeying import KeyTakenError, rekey
from views.desk.workplace import Workplace
from views.settings.words import CHOICES, FIELDS
from views.words.command_groups import group_titles
from views.words.sentences import sentence
from widgets.base.desk_scale import PERCENT_LEAST, PERCENT_MOST, desk_scale
from widgets.settings.board import Field, KeyRow, SettingsPage

STEP = 10
"""Of the sizes that are offered, in percent."""


class SettingsPresenter(QObject):
    """Keeps what is chosen in the desk's arrangement."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.window)
        self._context, self._window, self._registry = at.context, at.window, at.registry
        self.board = SettingsPage(at.window)
        self.board.chosen.connect(self._on_chosen)
        self.board.rekeyed.connect(self._on_rekeyed)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SHOW_SETTINGS, self._show)

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        return {"settings": self.board.values() if self.board.isVisible() else None}

    def close(self) -> None:
        """It listens to nothing."""

    def _show(self, args: ShowSettings) -> None:
        self.board.tell("")
        self._fill()
        self.board.open()
        if args.field:
            self.board.point_at(args.field)

    def _fill(self) -> None:
        translate, kept = QCoreApplication.translate, self._context.arrangement
        fields = []
        for name, (words, below) in FIELDS.items():
            value = str(getattr(kept, name))
            told = (translate("settings", words), translate("settings", below))
            fields.append(Field(name, *told, value, _choices(name, value)))
        self.board.set_fields(fields)
        titles = group_titles()
        self.board.set_keys(
            [
                KeyRow(one.name, titles[one.group], one.title, one.key, one.name in kept.keys)
                for one in sorted(self._registry, key=lambda one: list(titles).index(one.group))
            ]
        )

    def _on_chosen(self, name: str, value: str) -> None:
        if value == str(getattr(self._context.arrangement, name)):
            return
        try:
            checked = Preferences.model_validate({name: int(value) if name == "text_percent" else value})
        except (ValidationError, ValueError):
            self.board.tell(self.tr("That cannot be chosen."), "error")
            self._fill()
            return
        if name == "files_in" and value and not Path(value).expanduser().is_dir():
            self.board.tell(self.tr("There is no such folder: choose one that is there."), "error")
            return
        self._context.remember(**{name: getattr(checked, name)})
        self._put_on()
        self._context.start_task(self._tell())

    async def _tell(self) -> None:
        """That it is kept, once it is."""
        if await self._context.memory.settled():
            self.board.tell(self.tr("Kept."))
        else:
            self.board.tell(sentence("desk_not_kept"), "error")

    def _put_on(self) -> None:
        kept = self._context.arrangement
        wear(self._context, kept.theme, desk_scale(self._window.width(), kept.text_percent))

    def _on_rekeyed(self, command: str, key: str) -> None:
        """A key means one thing at a desk: one that is taken is told with what it does."""
        try:
            rekey(self._registry, command, QKeySequence(key).toString())
        except KeyTakenError as error:
            told = self.tr("{key} is “{command}” already: give that another key first, or choose another one.")
            self.board.tell(told.format(key=key, command=self._registry[error.other].title), "error")
            return
        keys = {name: one for name, one in self._context.arrangement.keys.items() if name != command}
        self._context.remember(keys={**keys, command: key} if key else keys)
        self._fill()
        self._context.start_task(self._tell())


def _choices(name: str, value: str) -> list[tuple[str, str]]:
    """What can be chosen; nothing for what is typed."""
    if name == "text_percent":
        sizes = sorted({*range(PERCENT_LEAST, PERCENT_MOST + 1, STEP), int(value)})
        return [(str(one), f"{one} %") for one in sizes]
    kind = Preferences.model_fields[name].annotation
    known = ("True", "False") if kind is bool else get_args(kind)
    return [(one, QCoreApplication.translate("settings", CHOICES[one])) for one in known]


def make(at: Workplace) -> SettingsPresenter:
    """As `views.shell.on_demand` asks for it."""
    return SettingsPresenter(at)
