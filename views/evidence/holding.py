"""Holding a piece of evidence past its days, and letting it go: for a reason, and after a question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject

from console.base.errors import IocError
from contract.evidence import EvidenceOut
from views.base.later import Later
from views.desk.workplace import Workplace
from views.evidence.rows import title
from widgets.base.confirm import ConfirmBox
from widgets.base.forms import TextForm
from widgets.base.overlay import Overlay
from widgets.evidence.forms import HoldForm, LetGoForm


class Hold(Protocol):
    """Does it at the server. Raises `IocError` where it was not done."""

    def __call__(self, digest: str, why: str, *, held: bool) -> Awaitable[None]:
        """Hold the piece, or let it go."""


class Holding(QObject):
    """`hold` does it, `done(digest)` hears that it was tried."""

    def __init__(self, at: Workplace, hold: Hold, done: Callable[[str], object]) -> None:
        super().__init__(at.window)
        self._context, self._overlays = at.context, at.overlays
        self._hold, self._done = hold, done
        self.forms: dict[bool, Later[TextForm]] = {
            True: Later(lambda: self._form(HoldForm(at.window), held=True)),
            False: Later(lambda: self._form(LetGoForm(at.window), held=False)),
        }
        self.confirm = Later(lambda: self._box(ConfirmBox(at.window)))
        self._piece: EvidenceOut | None = None
        self._said: tuple[str, bool] | None = None
        """The reason, and whether it shall be held: asked back and not answered yet."""

    def ask(self, piece: EvidenceOut, *, held: bool) -> None:
        """Ask why it shall be held, or let go."""
        self._piece = piece
        self.forms[held]().open()

    def _form(self, form: TextForm, *, held: bool) -> TextForm:
        form.submitted.connect(partial(self._on_said, held=held))
        self._known("hold" if held else "let-go", form)
        return form

    def _box(self, box: ConfirmBox) -> ConfirmBox:
        box.confirmed.connect(self._on_agreed)
        box.declined.connect(self._on_declined)
        self._known("confirm", box)
        return box

    def _known(self, name: str, overlay: Overlay) -> None:
        """Let Esc and the lock close it."""
        self._overlays.add(f"evidence-{name}", overlay)

    def _on_said(self, values: dict[str, Any], *, held: bool) -> None:
        if self._piece is None:
            return
        self._said = (str(values["why"]), held)
        about = (
            self.tr("{what}: its file stays past its days, until somebody lets it go. Reason: {why}")
            if held
            else self.tr(
                "{what}: its file is removed when its days are over, and nobody can bring it back. Reason: {why}"
            )
        )
        ask = self.tr("Hold this evidence?") if held else self.tr("Let this evidence go?")
        yes = self.tr("Hold it") if held else self.tr("Let it go")
        self.confirm().ask(ask, about.format(what=title(self._piece), why=self._said[0]), yes)

    def _on_declined(self) -> None:
        """The reason is still there, to be said otherwise or thrown away."""
        said, self._said = self._said, None
        if said is not None:
            form = self.forms[said[1]]()
            form.open()
            form.text.setPlainText(said[0])

    def _on_agreed(self) -> None:
        said, self._said, piece = self._said, None, self._piece
        if said is not None and piece is not None:
            self._context.start_task(self._do(piece.receipt.digest, *said))

    async def _do(self, digest: str, why: str, held: bool) -> None:
        try:
            await self._hold(digest, why, held=held)
        except IocError as error:
            self._context.faults.met(error)
        self._done(digest)
