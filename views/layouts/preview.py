"""The first screen of a layout that is looked at in the list, small."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from console.layouts.findings import LayoutError
from console.layouts.layout import read_layout
from views.layouts.edits import EMPTY
from views.layouts.faces import Faces
from widgets.layouts.shelf import LayoutShelf


class LayoutPreview(QObject):
    """Painted with `faces`; none of its troubles is told."""

    def __init__(self, shelf: LayoutShelf, faces: Faces) -> None:
        super().__init__(shelf)
        self._shelf, self._faces = shelf, faces
        self._body: Mapping[str, Any] = {}

    def show(self, body: Mapping[str, Any]) -> None:
        """Look at this one; one that cannot be read is empty."""
        try:
            layout = read_layout(body, "")
        except LayoutError:
            layout = EMPTY
        screen = layout.screens[0]
        self._shelf.preview.set_screen(screen, self._faces(screen, {}), "–")
        self._body = body
        if len(layout.screens) > 1 and not self._shelf.told.text():
            self._shelf.told.setText(self.tr("The first of {n} screens:").format(n=len(layout.screens)))

    def again(self) -> None:
        """What is looked at may look otherwise by now: the city's names are known, a picture has come."""
        if self._body:
            self.show(self._body)
