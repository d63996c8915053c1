"""The sheets of a desk's commands: what the palette finds is gathered from the desk, the list of keys can be a file."""

from __future__ import annotations

from views.base.commands import NOTHING
from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.shell.command_sheets import CommandSheets
from views.shell.finding import Finding
from views.shell.keys_file import KeysFile


class DeskSheets(Parts):
    """Palette and list of keys over one desk."""

    def __init__(self, at: Workplace) -> None:
        self.sheets = CommandSheets(at.window, at.registry, at.run, Finding(at.context, at.desk).gather)
        self.sheets.keys.save_wanted.connect(lambda: at.run("save-keys", NOTHING))
        super().__init__(self.sheets, KeysFile(at.context, self.sheets.keys))
