"""What strangers wrote stays text: in labels, tooltips, rows, buttons and forms."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.plans.in_force import InForce
from console.records.models import HistoryEntry, Incident, Indicator, OutboxState, PendingAction, StreamState
from tests.widgets.samples import NOW
from widgets.base.confirm import ConfirmBox
from widgets.base.key_button import CommandButton
from widgets.base.labels import ElidedLabel, label, set_tooltip
from widgets.incidents.panel import IncidentPanel
from widgets.indicators.indicator_tile import IndicatorTile
from widgets.queue.incident_model import IncidentModel
from widgets.shell.notice_bar import NoticeBar
from widgets.sync.bottom_strip import BottomStrip
from widgets.sync.outbox_list import OutboxList, OutboxRow
from widgets.sync.top_strip import TopStrip
from widgets.video.tile import VideoTile

NASTY = "<b>Đậm</b><img src='file:///etc/hostname'> &amp; \u202elạ"
IN_ORDER = NASTY.replace("\u202e", "")
"""The mark that turns a line over is not drawn (`widgets.base.reading_order`)."""


def drawn(tooltip: str) -> str:
    """What a tooltip shows, as Qt would read it."""
    assert tooltip.startswith("<p ")
    assert "<b>" not in tooltip
    document = QTextDocument()
    document.setHtml(tooltip)
    assert "<img" not in document.toHtml().replace("&lt;img", "")
    return document.toPlainText()


def check(widget: QWidget) -> None:
    """Every label below draws letters, every tooltip shows what was written."""
    parts = [widget, *widget.findChildren(QWidget)]
    for part in parts:
        if isinstance(part, QLabel):
            assert part.textFormat() == Qt.TextFormat.PlainText, part.text()
        if "Đậm" in part.toolTip():
            assert "<b>Đậm</b>" in drawn(part.toolTip())


def test_labels_and_tooltips(qtbot: QtBot) -> None:
    plain = label(NASTY)
    qtbot.addWidget(plain)
    set_tooltip(plain, NASTY)
    assert plain.text() == NASTY
    assert drawn(plain.toolTip()) == IN_ORDER
    check(plain)


def test_every_part_that_shows_strange_words(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    panel, tile, camera = IncidentPanel(window), IndicatorTile(window), VideoTile(window)
    top, bottom, notices, outbox = TopStrip(window), BottomStrip(window), NoticeBar(window), OutboxList(window)
    history = (HistoryEntry(at=NOW, verb="note", actor_name=NASTY, text=NASTY),)
    strange = Incident(
        id="i", code=NASTY, title=NASTY, description=NASTY, place=NASTY, ward=NASTY, source_name=NASTY,
        assignee_name=NASTY, reporter_masked=NASTY, created_at=NOW, deadline=NOW + timedelta(hours=1), history=history,
    )  # fmt: skip
    panel.set_incident(strange, NOW)
    panel.deeds.offer([CommandButton("add-note", NASTY, "A", enabled=False, reason=NASTY)])
    panel.state.ask_for(CommandButton("x", NASTY, "A", enabled=False, reason=NASTY))
    panel.state.more.offer([[CommandButton("x", NASTY, "A", enabled=False, reason=NASTY)]], [])
    panel.head.set_apart(NASTY, NASTY)
    panel.foot.set_around(NASTY)
    tile.set_indicator(Indicator(id="1", name=NASTY, unit=NASTY, source=NASTY, value=1, as_of=NOW), NOW)
    camera.set_title(NASTY)
    camera.set_state(StreamState.NO_FRAMES, 3, NOW, 1)
    top.set_desk(NASTY)
    top.set_level(InForce(2, NASTY))
    top.set_link("video", NASTY, "down", NASTY)
    bottom.set_facts([NASTY])
    bottom.set_outage(NASTY, NASTY)
    notices.show_notice(NASTY, "error")
    action = PendingAction(
        action_id="a", type=NASTY, target_type="incident", target_id="i", actor_name=NASTY,
        payload={"text": NASTY}, occurred_at=NOW, state=OutboxState.WAITING,
    )  # fmt: skip
    outbox.set_rows([OutboxRow(action, NASTY, NASTY)], NOW)
    box = ConfirmBox(window)
    box.ask(NASTY, NASTY, NASTY)
    check(window)


def test_rows_of_the_queue(qapp: QApplication) -> None:
    model = IncidentModel()
    model.set_incidents([Incident(id="i", code="c", title=NASTY, created_at=NOW)])
    index = model.index(0, 0)
    assert index.data() == NASTY
    assert IN_ORDER in drawn(index.data(Qt.ItemDataRole.ToolTipRole))


def test_an_ampersand_is_no_mnemonic(qtbot: QtBot) -> None:
    panel = IncidentPanel()
    qtbot.addWidget(panel)
    panel.resize(408, 900)
    panel.set_incident(Incident(id="i", code="c", title="t", created_at=NOW), NOW)
    panel.state.ask_for(CommandButton("x", "A&B", "A"))
    panel.state.more.offer([[CommandButton("y", "C&D", "C")]], [])
    panel.show()
    texts = [button.text() for button in panel.findChildren(QPushButton) if button.isVisible()]
    assert "A&&B" in texts
    assert not [text for text in texts if "&" in text.replace("&&", "")]
    menu = panel.state.more.open()
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == ["C&&D\tC"]
    menu.close()


@pytest.mark.parametrize("lines", [1, 2])
def test_what_is_cut_stands_in_the_tooltip(qtbot: QtBot, lines: int) -> None:
    words = "Nắp cống mất trước cổng trường tiểu học Nguyễn Văn Trỗi, đông học sinh qua lại mỗi sáng và chiều"
    elided = ElidedLabel("", "text", lines=lines)
    qtbot.addWidget(elided)
    elided.resize(180, 40)
    elided.show()
    elided.setText(words)
    assert elided.text().endswith("…")
    assert elided.text().count("\n") == lines - 1
    assert drawn(elided.toolTip()) == words
    elided.resize(2000, 40)
    assert elided.text() == words
    assert elided.toolTip() == ""


def test_sixty_four_kilobytes_of_title_do_not_stop_the_desk(qtbot: QtBot) -> None:
    panel = IncidentPanel()
    qtbot.addWidget(panel)
    panel.resize(408, 800)
    panel.show()
    panel.set_incident(Incident(id="i", code="c", title="ngập " * 13000, created_at=NOW), NOW)
    panel.grab()
    assert panel.sizeHint().height() < 2000
