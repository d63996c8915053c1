"""One page at a time: what is not shown can neither be pressed nor have the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from views.base.page import Page
from views.shell.pages import Pages
from widgets.base.overlay import Overlay


class Place(QWidget):
    """A page with one field, which it names for the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)

    def keyboard_after(self, _gone: QWidget) -> QWidget:
        """The field."""
        return self.field


def made(qtbot: QtBot) -> tuple[QWidget, Pages, dict[Page, Place]]:
    window = QWidget()
    qtbot.addWidget(window)
    places = {page: Place() for page in (Page.START, Page.DESK, Page.LOCK)}
    pages = Pages(places[Page.START], places[Page.DESK], places[Page.LOCK], window)
    QVBoxLayout(window).addWidget(pages)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, pages, places


def test_the_shown_page_alone_can_be_used_and_has_the_keyboard(qtbot: QtBot) -> None:
    window, pages, places = made(qtbot)
    assert pages.page() == Page.START
    for page in (Page.DESK, Page.LOCK, Page.START):
        pages.turn(places[page])
        assert pages.page() == page
        assert [one for one, place in places.items() if place.isEnabled()] == [page]
        assert QApplication.focusWidget() is places[page].field
        assert window.property("start") == (page == Page.START)


def test_what_is_open_over_the_page_has_the_keyboard_before_it(qtbot: QtBot) -> None:
    window, pages, places = made(qtbot)
    pages.turn(places[Page.DESK])
    over = Overlay(window, "x")
    field = QLineEdit(over)
    over.box.addWidget(field)
    over.open()
    taken = pages.keyboard_after(places[Page.DESK].field)
    assert taken is not None
    assert over.isAncestorOf(taken) or taken is over
    over.close()
    assert pages.keyboard_after(over) is places[Page.DESK].field
