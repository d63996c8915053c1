"""The sheet in which an incident is opened, in the place of the incident's pane: three letters of the kind, Enter, four
of the place, Enter, and Enter again. Head and foot stand still, what is between them scrolls.

It knows kinds, places, what may be the same and pictures only as it is told of them, and says what was done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import rule
from widgets.opening.foot import SheetFoot
from widgets.opening.head import SheetHead
from widgets.opening.one_line import CHORD, ENTERS
from widgets.opening.rows import KindRow, NearRow, OfferRow, PictureRow, PlaceRow
from widgets.opening.scroll import SheetScroll

__all__ = ["KindRow", "NearRow", "OpenSheet", "PictureRow", "PlaceRow"]

TOLD = "\x00"
"""Stands for the key of a place that was not chosen from the list, but pointed at or told."""
NARROW_PX, MARGIN_PX, NARROW_MARGIN_PX = 400, 16, 8


class OpenSheet(QFrame):
    """Signals say what was done, setters what is known. `said` is all that was written, `take_up` brings it back."""

    kind_typed = Signal(str)
    kind_chosen = Signal(str)
    """By id; empty where it has none, or none any more."""
    place_typed = Signal(str)
    place_chosen = Signal(str)
    """By key; empty where it stays in words, or is not chosen any more."""
    severity_chosen = Signal(int)
    look_at = Signal(str)
    join_into = Signal(str)
    picture_dropped = Signal(str)
    changed = Signal()
    open_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openSheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Open an incident"))
        self._kinds: tuple[KindRow, ...] = ()
        self._is_sending = False
        self.head = SheetHead(self)
        self.scroll_area = SheetScroll(self)
        self.body = self.scroll_area.body
        self.foot = SheetFoot(self)
        self.ground = self.body.ground
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.head)
        self._box.addWidget(rule(self))
        self._box.addWidget(self.scroll_area, 1)
        self._box.addWidget(rule(self))
        self._box.addWidget(self.foot)
        self._join()
        self._measure()

    def _join(self) -> None:
        body = self.body
        body.kind.typed.connect(self.kind_typed)
        body.kind.chosen.connect(self._on_kind)
        body.kind.done.connect(lambda: self._go(body.place))
        body.kind.entered.connect(self._go_on)
        body.place.typed.connect(self.place_typed)
        body.place.chosen.connect(self._on_place)
        body.place.entered.connect(self._go_on)
        for field in (body.kind, body.place):
            field.typed.connect(self._on_written)
            field.opened.connect(lambda field=field: self.scroll_area.bring(field))
        body.earlier.look_at.connect(self.look_at)
        body.near.look_at.connect(self.look_at)
        body.near.join_into.connect(self.join_into)
        body.severity.chosen.connect(self._on_severity)
        body.pictures.dropped.connect(self.picture_dropped)
        for told in (body.reporter.edited, body.title.textEdited, body.words.textChanged):
            told.connect(self.changed)
        for entered in (body.reporter.entered, body.title.entered):
            entered.connect(self._go_on)
        body.words.sent.connect(self._open)
        self.foot.open_wanted.connect(self._open)
        for left in (self.foot.left, self.head.left):
            left.connect(self.leave_wanted)

    # what is known

    def set_kinds(self, rows: Sequence[KindRow]) -> None:
        """The kinds that fit what was typed, best first."""
        self._kinds = tuple(rows)
        self.body.kind.set_offers([OfferRow(row.id, row.name, row.beside) for row in rows])

    def set_kind(self, row: KindRow | None) -> None:
        """Let it be of this kind; None: of none, and what was typed stays."""
        if row is None:
            self.body.kind.show_chosen(None, self.body.kind.text())
        else:
            self.body.kind.show_chosen(row.id, row.name)
        self._suggest()

    def set_places(self, rows: Sequence[PlaceRow]) -> None:
        """The places that fit what was typed, best first."""
        self.body.place.set_offers([OfferRow(row.key, row.name, row.beside) for row in rows])

    def set_place(self, name: str, words: str = "") -> None:
        """Let it be there, whoever said so; `words` stand under it, such as that it has no point on the map. A place of
        another name than the one that was chosen from the list is not that one any more."""
        place = self.body.place
        if name:
            place.show_chosen(place.key() or TOLD if name == place.text() else TOLD, name, words)
        else:
            place.clear()

    def put_map(self, part: QWidget) -> None:
        """Let this be the map in the box; the keyboard comes to it after the place."""
        self.ground.put(part)
        self.setTabOrder(self.body.place.line, part)

    def set_ground(self, words: str) -> None:
        """What is said over the map's foot."""
        self.ground.say(words)

    def set_severity(self, severity: int | None, proposed: bool) -> None:
        """Show this one; one that is `proposed` is also named as what is usual for the kind."""
        self.body.severity.show_level(severity)
        if proposed:
            self.body.say_severity(severity)

    def set_near(self, rows: Sequence[NearRow], words: str) -> None:
        """What may be the same; `words` alone say that it is looked for, or that there is none."""
        self.body.near.set_rows(rows, words)

    def set_earlier(self, rows: Sequence[NearRow], words: str) -> None:
        """What whoever calls told of before; `words` alone say that it is looked up, or is not known."""
        self.body.earlier.set_rows(rows, words)

    def set_pictures(self, rows: Sequence[PictureRow]) -> None:
        """The pictures that go along."""
        self.body.pictures.set_rows(rows)

    def set_steps(self, title: str, steps: Sequence[str]) -> None:
        """The checklist that will apply."""
        self.body.steps.set_steps(title, steps)

    def set_kept(self, words: str) -> None:
        """When the draft was kept."""
        self.foot.set_kept(words)

    def set_call(self, number: str, words: str, lasts: str = "") -> None:
        """The call that it is about: its number, already masked, and on which line; both empty for none."""
        self.head.call.set_call(number, words, lasts)

    def set_code(self, words: str) -> None:
        """What is said of its number, such as a provisional one; empty: that the server gives it."""
        self.head.say(words)

    def set_trouble(self, text: str) -> None:
        """What is wrong, in a sentence; nothing that was written is lost."""
        self.foot.set_trouble(text)

    def set_sending(self, *, on: bool) -> None:
        """Whether it is being stored just now."""
        self._is_sending = on
        self.foot.set_sending(on=on)

    # what was written

    def said(self) -> dict[str, Any]:
        """All of it, for a draft and for the deed."""
        body = self.body
        return {
            "title": body.title.text().strip() or body.kind.text(),
            "description": body.words.toPlainText().strip(),
            "kind": body.kind.key() or "",
            "kind_text": body.kind.text(),
            "place": body.place.text(),
            "place_key": (body.place.key() or "").removeprefix(TOLD),
            "severity": body.severity.level(),
            "reporter": body.reporter.said(),
        }

    def take_up(self, said: Mapping[str, Any]) -> None:
        """Bring back what `said` told once; nothing counts as changed by it."""
        was_blocked = self.blockSignals(True)
        body, reporter = self.body, said.get("reporter") or {}
        kind, place = str(said.get("kind_text") or ""), str(said.get("place") or "")
        body.kind.show_chosen(str(said.get("kind") or "") if kind else None, kind)
        body.place.show_chosen(str(said.get("place_key") or "") if place else None, place)
        self._suggest()
        body.title.give(str(said.get("title") or ""))
        body.words.setPlainText(str(said.get("description") or ""))
        body.reporter.give(str(reporter.get("name") or ""), str(reporter.get("phone") or ""))
        body.severity.show_level(said.get("severity"))
        self.blockSignals(was_blocked)

    def clear(self) -> None:
        """Nothing is written and nothing known."""
        for field in (self.body.kind, self.body.place):
            field.clear()
        self.take_up({})
        self.body.title.give("")
        self.body.say_severity(None)
        self.set_earlier((), "")
        self.set_near((), "")
        self.set_pictures(())
        self.set_steps("", ())
        self.set_kept("")
        self.set_call("", "")
        self.set_code("")
        self.set_trouble("")
        self.set_sending(on=False)
        self.set_ground("")
        self.scroll_area.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """The keyboard to the first that is missing: kind, place, then the words."""
        self._go(self._missing() or self.body.words)

    def keyboard_after(self, _gone: QWidget) -> QWidget:
        """A row that was taken away leaves the keyboard to the field that comes first."""
        return self._missing() or self.body.place.line

    # what is done

    def _missing(self) -> QWidget | None:
        body = self.body
        return next((field.line for field in (body.kind, body.place) if not field.text()), None)

    def _go(self, part: QWidget) -> None:
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.bring(part)

    def _go_on(self) -> None:
        """Enter where nothing is left to choose: to what is missing, and else it opens."""
        missing = self._missing()
        if missing is not None:
            self._go(missing)
        else:
            self._open()

    def _open(self) -> None:
        if not self._is_sending:
            self.open_wanted.emit()

    def _on_kind(self, key: str) -> None:
        self._suggest()
        self.kind_chosen.emit(key)
        self.changed.emit()

    def _on_place(self, key: str) -> None:
        self.place_chosen.emit(key)
        self.changed.emit()

    def _on_severity(self, level: int) -> None:
        self.severity_chosen.emit(level)
        self.changed.emit()

    def _on_written(self, _text: str) -> None:
        self._suggest()
        self.changed.emit()

    def _suggest(self) -> None:
        """A title is what the kind is called, and where it is none what was written in its place."""
        kind = self.body.kind
        self.body.title.suggest(kind.text() if kind.key() is not None else "")

    def event(self, event: QEvent) -> bool:
        """Esc, Enter and letters belong to the sheet while the keyboard is in it, not to the desk's commands."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            named = event.key() == Qt.Key.Key_Escape or event.key() in ENTERS
            written = bool(event.text()) and event.text().isprintable() and not event.modifiers() & CHORD
            if named or written:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Ctrl+Enter opens from everywhere, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        elif event.key() in ENTERS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """A narrow pane has narrow margins."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()

    def _measure(self) -> None:
        look = theme.current()
        side = look.px(NARROW_MARGIN_PX if self.width() < look.px(NARROW_PX) else MARGIN_PX)
        self.head.measure(side)
        self.scroll_area.measure(side)
        self.foot.measure(side)
