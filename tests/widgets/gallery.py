"""Pictures of the parts in all their states: `python -m tests.widgets.gallery --out DIR`.

A mock of desk and wall with sample data; nothing here is connected to anything. For eyes, not for assertions.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.plans.in_force import InForce
from console.records.models import LinkChannel, StreamState
from tests.harness.run import run_patiently
from tests.widgets import samples
from tests.widgets.pictures import street
from widgets.base import theme
from widgets.base.confirm import ConfirmBox
from widgets.base.forms import AssignForm, NoteForm
from widgets.base.key_button import CommandButton
from widgets.incidents.panel import IncidentPanel
from widgets.indicators.indicator_tile import IndicatorTile
from widgets.queue.incident_table import IncidentTable
from widgets.queue.panel import QueuePanel
from widgets.shell.command_palette import CommandPalette
from widgets.shell.keys_sheet import KeysSheet
from widgets.shell.notice_bar import NoticeBar
from widgets.shell.sign_in_form import SignInForm
from widgets.sync.bottom_strip import BottomStrip
from widgets.sync.catch_up_list import CatchUpList
from widgets.sync.conflict_desk import ConflictDesk
from widgets.sync.outbox_list import OutboxList
from widgets.sync.top_strip import TopStrip
from widgets.video.grid import VideoGrid
from widgets.video.tile import VideoTile

WORDS = Path(__file__).resolve().parent.parent.parent / "resources" / "i18n" / "vi" / "widgets.ts"
NAMES = (
    "Ngã tư Sông Mây", "Cầu Bến Đá", "Bến xe Phía Đông", "Hầm chui Trần Phú", "Chợ Hòa An", "Cống Rạch Lá",
    "Vòng xoay 30/4", "Trường THPT Lê Lợi", "Cảng cá Vĩnh Hải",
)  # fmt: skip
COMMANDS = (
    ("acknowledge-incident", "Tiếp nhận", "A"),
    ("assign-incident", "Phân công", "G"),
    ("add-note", "Ghi chú", "N"),
    ("escalate-incident", "Chuyển cấp trên", "E"),
    ("resolve-incident", "Đã xử lý", "R"),
    ("focus-camera", "Phóng to camera của sự cố, và trở lại", "F"),
)
ODD_STATES = (
    StreamState.LATE, StreamState.FROZEN, StreamState.NO_FRAMES, StreamState.CONNECTING, StreamState.REFUSED,
    StreamState.SIGN_IN_FAILED, StreamState.WRONG_ADDRESS, StreamState.RESTARTING,
)  # fmt: skip


def translate(app: QApplication, folder: Path) -> QTranslator:
    """Let the interface speak Vietnamese from the source of its words."""
    compiled = folder / "widgets.qm"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    run_patiently([str(tool), "-silent", str(WORDS), "-qm", str(compiled)], check=True, patience_s=60)
    words = QTranslator(app)
    words.load(str(compiled))
    app.installTranslator(words)
    return words


def tile(name: str, number: int, state: StreamState = StreamState.LIVE) -> VideoTile:
    """A camera with a picture, brought into `state` as a stream would."""
    made = VideoTile()
    made.set_title(name)
    made.show_frame(*street(640, 360, number), 0.1 + number % 3 / 10)
    made.set_state(StreamState.LIVE, 0.1 + number % 3 / 10, None, None)
    if state != StreamState.LIVE:
        last = samples.NOW - timedelta(minutes=11, seconds=7)
        made.set_state(state, 667.0 if state != StreamState.LATE else 3.4, last, 24.0)
    return made


class MockDesk(QWidget):
    """The desk's arrangement, filled by hand."""

    def __init__(self, width: int, height: int, *, offline: bool = False, odd: bool = False) -> None:
        super().__init__()
        self.setObjectName("window")
        self.resize(width, height)
        narrow = width < 1600
        self.queue = QueuePanel(self)
        self.queue.setFixedWidth(360 if narrow else 432)
        self.queue.table.set_incidents(samples.incidents(offline=offline), samples.NOW)
        self.queue.table.select("i0")
        self.queue.set_counts({"all": 37, "mine": 6, "unacknowledged": 4, "due_soon": 5, "overdue": 2, "security": 1})
        self.panel = IncidentPanel(self)
        self.panel.setFixedWidth(408)
        self.panel.setVisible(not narrow)
        self._fill_panel(offline)
        self._build(narrow, offline, odd)

    def _fill_panel(self, offline: bool) -> None:
        self.panel.set_incident(samples.flooded(offline=offline), samples.NOW)
        off = "Sự cố này đã được tiếp nhận."
        self.panel.deeds.offer(
            [CommandButton(*row, not (offline and row[0].startswith("ack")), off) for row in COMMANDS]
        )

    def _build(self, narrow: bool, offline: bool, odd: bool) -> None:
        grid = VideoGrid(self)
        side = 2 if narrow else 3
        grid.set_shape(side, side)
        self.tiles = [self._tile(number, odd) for number in range(side * side)]
        grid.set_tiles(self.tiles)
        self.row = QWidget(self)
        row = QHBoxLayout(self.row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.row.setFixedHeight(150 if narrow else 180)
        for indicator in samples.indicators()[: 4 if narrow else 5]:
            shown = IndicatorTile(self.row)
            shown.set_points(samples.points(indicator))
            shown.set_offline_since(samples.NOW - timedelta(minutes=4) if offline else None)
            shown.set_indicator(indicator, samples.NOW)
            row.addWidget(shown, 1)
        middle = QVBoxLayout()
        middle.setContentsMargins(6, 6, 6, 6)
        middle.setSpacing(6)
        middle.addWidget(grid, 1)
        middle.addWidget(self.row)
        work = QHBoxLayout()
        work.setSpacing(0)
        work.addWidget(self.queue)
        work.addLayout(middle, 1)
        work.addWidget(self.panel)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.notices = NoticeBar(self)
        for part in (top_strip(offline), self.notices):
            box.addWidget(part)
        box.addLayout(work, 1)
        box.addWidget(bottom_strip(offline))

    def _tile(self, number: int, odd: bool) -> VideoTile:
        state = StreamState.NO_FRAMES if number == 8 else StreamState.LIVE
        if odd:
            state = ODD_STATES[number % len(ODD_STATES)]
        made = tile(NAMES[number], number, state)
        if number == 3:
            made.set_alarm(1)
        return made


def top_strip(offline: bool) -> TopStrip:
    """The truth of the channels."""
    strip = TopStrip()
    strip.set_city("IOC Sông Mây")
    strip.set_desk("Bàn trực 2 · Lê Thu Hà · ca đêm 19:00–07:00")
    strip.set_level(InForce(2, "Thiên tai cấp 2 · mưa lớn"))
    strip.set_link(LinkChannel.VIDEO, "Video 23/24", "late", "")
    texts = (
        (LinkChannel.INCIDENTS, "Sự cố 2 giây", "Sự cố mất kết nối 4 phút"),
        (LinkChannel.INDICATORS, "Chỉ số 14 giây", "Chỉ số mất kết nối 4 phút"),
        (LinkChannel.ORDERS, "Lệnh 0 chờ", "Lệnh 5 chờ gửi"),
    )
    for channel, live, down in texts:
        strip.set_link(channel, down if offline else live, "down" if offline else "ok", "")
    strip.set_clock("21:47:12")
    return strip


def bottom_strip(offline: bool) -> BottomStrip:
    """Load and age, or the outage."""
    strip = BottomStrip()
    strip.set_facts(["Tải cảnh báo: 1,4 / 10 phút", "Camera sống 23/24", "Ô cũ nhất: Thu ngân sách, 13 giờ"])
    strip.set_hint("Ctrl+K lệnh · F1 phím tắt")
    if offline:
        strip.set_outage("Mất kết nối máy chủ từ 21:43:08.", "Mọi thao tác được lưu tại máy và tự gửi khi có mạng.")
        strip.set_hint("5 thao tác chờ gửi · dữ liệu cũ nhất 4 phút")
    return strip


def wall() -> QWidget:
    """One screen of the wall."""
    window = QWidget()
    window.setObjectName("wall")
    window.resize(1920, 1080)
    grid = QGridLayout()
    grid.setSpacing(6)
    grid.setContentsMargins(6, 6, 6, 0)
    for number, place in enumerate(((0, 0, 2, 2), (0, 2, 1, 1), (0, 3, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1))):
        shown = tile(NAMES[(number + 3) % 9], number, StreamState.NO_FRAMES if number == 4 else StreamState.LIVE)
        shown.set_alarm(1 if number == 0 else None)
        shown.setMinimumSize(1, 1)
        grid.addWidget(shown, *place)
    for number, indicator in enumerate(samples.indicators()[:3]):
        shown_number = IndicatorTile()
        shown_number.set_points(samples.points(indicator))
        shown_number.set_indicator(indicator, samples.NOW)
        shown_number.setMinimumSize(1, 1)
        grid.addWidget(shown_number, 2, number)
    queue = IncidentTable(window)
    queue.set_incidents(samples.incidents()[:4], samples.NOW)
    queue.setMinimumSize(1, 1)
    grid.addWidget(queue, 2, 3)
    for at in range(3):
        grid.setRowStretch(at, 1)
    for at in range(4):
        grid.setColumnStretch(at, 1)
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    box.addLayout(grid, 1)
    strip = bottom_strip(False)
    strip.set_hint("21:47:12")
    box.addWidget(strip)
    return window


class Gallery:
    """Takes the pictures one by one."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self.look = theme.load()

    def wear(self, name: str, scale: float = 1.0) -> None:
        """Change the look."""
        self.look = theme.load(name, scale)
        theme.apply(self._app, self.look)

    def take(self, widget: QWidget, name: str) -> None:
        """Show, let the layout settle, save."""
        widget.show()
        for _ in range(4):
            self._app.processEvents()
        widget.grab().save(str(self._folder / f"{name}.png"))

    def overlays(self, size: tuple[int, int], name: str) -> None:
        """Each overlay over a desk."""
        desk = MockDesk(*size)
        desk.show()
        entries = [(row[0], row[1], row[2], "") for row in COMMANDS]
        entries[0] = (*entries[0][:3], "Sự cố này đã được tiếp nhận.")
        palette, note, assign = CommandPalette(desk), NoteForm(desk), AssignForm(desk)
        palette.set_entries(entries)
        assign.set_people(samples.people())
        keys, outbox, confirm = KeysSheet(desk), OutboxList(desk), ConfirmBox(desk)
        keys.set_groups([("Sự cố", [(row[2], row[1]) for row in COMMANDS] * 5)])
        outbox.set_rows(samples.outbox(), samples.NOW)
        conflict, missed = ConflictDesk(desk), CatchUpList(desk)
        conflict.set_conflict(samples.conflict(), samples.ACTIONS[0][3], samples.NOW, (1, 2))
        missed.set_lines(
            "Trong lúc mất kết nối (14 phút): 2 mới · 1 đã đổi. Từ 04:05:10 đến 04:19:22.", samples.missed()
        )
        for part in (palette, note, assign, keys, outbox, conflict, missed):
            part.open()
            if part is note:
                note.send()
            self.take(desk, f"{name}-{type(part).__name__}")
            if part is conflict:
                conflict.choose("combine")
                self.take(desk, f"{name}-ConflictDesk-combine")
            part.close()
        confirm.ask("Thoát chương trình?", "Còn 5 thao tác chờ gửi; chúng vẫn được giữ tại máy này.", "Thoát")
        desk.notices.show_notice("Không lưu được: ổ đĩa đã đầy. Hãy giải phóng dung lượng rồi thử lại.", "error")
        self.take(desk, f"{name}-confirm-and-notice")
        desk.close()
        desk.deleteLater()

    def states(self, name: str) -> None:
        """Loading, empty, no match, nothing chosen, sign-in."""
        window = QWidget()
        window.setObjectName("window")
        window.resize(1920, 700)
        row = QHBoxLayout(window)
        loading, empty, unmatched = QueuePanel(), QueuePanel(), QueuePanel()
        empty.table.set_incidents([], samples.NOW)
        unmatched.search.setText("cầu sập")
        unmatched.table.set_incidents([], samples.NOW)
        panel, form = IncidentPanel(), SignInForm()
        panel.set_incident(None, samples.NOW)
        form.set_server("http://ioc.songmay.example", readable=True)
        form.set_error("Sai tên đăng nhập hoặc mật khẩu.")
        for part in (loading, empty, unmatched, panel, form):
            row.addWidget(part)
        self.take(window, name)
        window.close()
        window.deleteLater()


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    words = translate(app, folder)
    gallery = Gallery(app, folder)
    for look in theme.NAMES:
        gallery.wear(look)
        gallery.take(MockDesk(1920, 1080), f"desk-{look}")
    for look in ("dark", "light"):
        gallery.wear(look)
        gallery.take(MockDesk(1920, 1080, offline=True, odd=True), f"desk-offline-{look}")
        gallery.take(MockDesk(1366, 768), f"desk-small-{look}")
        gallery.overlays((1366, 768), f"over-{look}")
        gallery.states(f"states-{look}")
    gallery.wear("dark", 1.75)
    gallery.take(wall(), "wall")
    app.removeTranslator(words)


if __name__ == "__main__":
    main()
