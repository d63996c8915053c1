"""Ties forms to the drafts: every key is kept, what was typed comes back, and goes once it is saved."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QObject, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateTimeEdit, QLineEdit, QPlainTextEdit, QWidget

from console.storage.drafts import typed_at
from views.base.context import Context
from widgets.base.draft_line import DraftLine
from widgets.base.overlay import Overlay

BELOW_TITLE = 1


@dataclass
class _Watched:
    form: Overlay
    line: DraftLine
    target: str = ""
    verb: str = ""
    chosen: bool = False
    """Whether a hand has chosen something besides typing: a time, one of a list, a tick."""
    thrown: dict[str, str] = dataclasses.field(default_factory=dict)
    """What was thrown away last, for as long as the form is open."""


class DraftKeeper(QObject):
    """Watches forms. A form's texts are told apart by their order in it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._watched: dict[Overlay, _Watched] = {}

    def opened(self, form: Overlay, target: str, verb: str) -> None:
        """`form` was opened empty for `verb` on `target`: put the draft in, and keep what is typed from now on."""
        watched = self._watched.get(form) or self._watch(form)
        watched.target = ""  # what the program writes is nobody's typing
        draft = self._context.session.drafts.get(target, verb)
        watched.chosen = draft is not None and any(name in draft.fields for name in _choices(form))
        if draft is not None:
            for name, field in {**_fields(form), **_choices(form)}.items():
                _write(field, draft.fields.get(name, _text(field)))
        watched.target, watched.verb = target, verb
        watched.line.show_draft(typed_at(draft) if draft is not None else None, self._context.now())
        form.place()

    def away(self, form: Overlay) -> None:
        """What is written into `form` from now on is the program's, until it is opened for something."""
        if form in self._watched:
            self._watched[form].target = ""

    def saved(self, target: str, verb: str) -> None:
        """What was typed is an action now."""
        self._context.session.drafts.drop(target, verb)

    def words(self, form: Overlay) -> str:
        """What the form says about its draft, for those who look from outside."""
        watched = self._watched.get(form)
        return watched.line.words() if watched is not None else ""

    def texts(self, form: Overlay) -> list[str]:
        """What stands in the form's fields."""
        return [_text(field) for field in _fields(form).values()]

    def _watch(self, form: Overlay) -> _Watched:
        line = DraftLine(form)
        form.box.insertWidget(BELOW_TITLE, line)
        watched = self._watched[form] = _Watched(form, line)
        line.thrown_away.connect(lambda: self._throw_away(watched))
        line.wanted_back.connect(lambda: self._bring_back(watched))
        for field in _fields(form).values():
            if isinstance(field, QPlainTextEdit | QLineEdit):
                field.textChanged.connect(lambda *_text: self._on_typed(watched))
        for field in _choices(form).values():
            if isinstance(field, QDateTimeEdit):
                field.dateTimeChanged.connect(lambda _at: self._on_chosen(watched))
            elif isinstance(field, QComboBox):
                field.activated.connect(lambda _row: self._on_chosen(watched))
            elif isinstance(field, QCheckBox):
                field.clicked.connect(lambda _on: self._on_chosen(watched))
        return watched

    def _on_chosen(self, watched: _Watched) -> None:
        if watched.target and watched.form.isVisible():
            watched.chosen = True
            self._on_typed(watched)

    def _on_typed(self, watched: _Watched) -> None:
        if watched.target and watched.form.isVisible():  # a form that is emptied before it opens is nobody's wish
            shown = {**_fields(watched.form), **(_choices(watched.form) if watched.chosen else {})}
            fields = {name: _text(field) for name, field in shown.items()}
            self._context.session.drafts.keep(watched.target, watched.verb, fields)

    def _throw_away(self, watched: _Watched) -> None:
        parts = {**_fields(watched.form), **(_choices(watched.form) if watched.chosen else {})}
        watched.thrown = {name: _text(part) for name, part in parts.items()}
        self._context.session.drafts.drop(watched.target, watched.verb)
        watched.chosen = False
        fields = list(_fields(watched.form).values())
        for field in fields:
            _write(field, "")
        watched.line.show_thrown()
        if fields:
            fields[0].setFocus()
        watched.form.place()

    def _bring_back(self, watched: _Watched) -> None:
        target, watched.target = watched.target, ""
        parts = {**_fields(watched.form), **_choices(watched.form)}
        for name, text in watched.thrown.items():
            _write(parts[name], text)
        watched.target = target
        watched.chosen = any(name in watched.thrown for name in _choices(watched.form))
        self._on_typed(watched)
        watched.line.show_draft(self._context.now(), self._context.now())
        watched.form.place()


def _fields(form: Overlay) -> dict[str, QWidget]:
    found = [part for part in form.findChildren(QWidget) if isinstance(part, QPlainTextEdit | QLineEdit)]
    own = [
        part
        for part in found
        if not isinstance(part.parent(), QComboBox)
        and not part.objectName().startswith("qt_spinbox")
        # What is hidden as it is typed is neither kept nor told.
        and not (isinstance(part, QLineEdit) and part.echoMode() != QLineEdit.EchoMode.Normal)
    ]
    return {str(number): part for number, part in enumerate(own)}


def _choices(form: Overlay) -> dict[str, QWidget]:
    """What is chosen rather than typed; named apart from the texts, whose numbers older drafts know."""
    kinds: tuple[type[QWidget], ...] = (QDateTimeEdit, QComboBox, QCheckBox)
    return {
        f"{kind.__name__}{number}": part
        for kind in kinds
        for number, part in enumerate(form.findChildren(kind))
        if not part.property("no_draft")
    }


def _text(field: QWidget) -> str:
    if isinstance(field, QDateTimeEdit):
        return field.dateTime().toString(Qt.DateFormat.ISODate)
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QCheckBox):
        return "1" if field.isChecked() else ""
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else ""


def _write(field: QWidget, text: str) -> None:
    if text == _text(field):
        return
    if isinstance(field, QDateTimeEdit):
        at = QDateTime.fromString(text, Qt.DateFormat.ISODate)
        if at.isValid():
            field.setDateTime(at)
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(max(0, field.findText(text)) if text else field.currentIndex())
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(text))
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
        field.moveCursor(field.textCursor().MoveOperation.End)
    elif isinstance(field, QLineEdit):
        field.setText(text)
