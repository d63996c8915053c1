"""Pictures of the sheet in its states: `python -m tests.widgets.opening.gallery --out DIR`. For eyes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.widgets.gallery import translate
from tests.widgets.opening import cases
from widgets.base import theme
from widgets.base.still import StillPicture
from widgets.opening.sheet import OpenSheet

PANES = (("1366", 360, 696, 1.0), ("1920", 408, 1008, 1.0), ("2560", 480, 1368, 15 / 13), ("large", 540, 1008, 1.5))
"""Width and height of the incident's pane, and the scale of a desk of that size; the last with text of 150 %."""


def empty(sheet: OpenSheet) -> None:
    """As it opens."""
    sheet.focus_first()


def kinds(sheet: OpenSheet) -> None:
    """Two letters of a kind."""
    sheet.focus_first()
    QTest.keyClicks(sheet.body.kind.line, "cay d")


def no_kind(sheet: OpenSheet) -> None:
    """Nothing is called so."""
    sheet.focus_first()
    QTest.keyClicks(sheet.body.kind.line, "voi rong tren song")


def places(sheet: OpenSheet) -> None:
    """A kind is chosen, a place is looked for."""
    kinds(sheet)
    QTest.keyClick(sheet.body.kind.line, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.body.place.line, "ben")
    sheet.set_near((), "đang tìm trong 100 m…")


def full(sheet: OpenSheet) -> None:
    """All that there can be."""
    kinds(sheet)
    QTest.keyClick(sheet.body.kind.line, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.body.place.line, "hem")
    QTest.keyClick(sheet.body.place.line, Qt.Key.Key_Return)
    sheet.set_call("0200 ••• 417", "1022, máy 3", "01:42")
    sheet.set_place(cases.PLACES[0].name)
    still = StillPicture("map", sheet)
    still.show_picture(cases.image(), "")
    sheet.put_map(still)
    sheet.set_ground("vòng 100 m · kéo ghim để chỉnh")
    sheet.set_near(cases.NEAR, "2 việc trong 100 m, 24 giờ qua")
    sheet.set_pictures(cases.pictures())
    sheet.body.reporter.give("Ông Nguyễn Văn Tâm", "0200 555 417")
    sheet.body.words.setPlainText("Cây bàng gãy ngang, chắn hết lối xe máy, chưa thấy người bị thương.")
    sheet.set_kept("đã lưu nháp 21:47:10")


def full_end(sheet: OpenSheet) -> None:
    """The same at its end."""
    full(sheet)
    QApplication.processEvents()
    sheet.scroll_area.bring(sheet.body.steps)


def trouble(sheet: OpenSheet) -> None:
    """It could not be stored; nothing is lost."""
    full(sheet)
    sheet.set_place("Sau chợ Hòa An, gần bến đò", "Nơi này chưa có vị trí trên bản đồ; bấm vào bản đồ để chỉ.")
    sheet.set_near((), "không có việc nào trong 100 m, 24 giờ qua")
    sheet.set_trouble("Ổ đĩa của máy này đã đầy, nên chưa lưu được sự cố. Những gì đã viết vẫn còn ở đây.")
    sheet.set_code("mã tạm BT2-0007")


def sending(sheet: OpenSheet) -> None:
    """It is being stored."""
    full(sheet)
    sheet.set_sending(on=True)


STATES: tuple[Callable[[OpenSheet], None], ...] = (empty, kinds, no_kind, places, full, full_end, trouble, sending)


def main() -> None:
    """Each state at each width, dark; some of them light."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    words = translate(app, folder)
    for look in ("dark", "light"):
        for name, width, height, scale in PANES:
            theme.apply(app, theme.load(look, 1.0, scale))
            for fill in STATES:
                sheet = OpenSheet()
                answers = cases.Answers(sheet)
                sheet.resize(width, height)
                sheet.show()
                sheet.activateWindow()
                QApplication.processEvents()
                fill(sheet)
                for _turn in range(4):
                    QApplication.processEvents()
                sheet.grab().save(str(folder / f"{look}-{name}-{fill.__name__}.png"))
                sheet.close()
                sheet.deleteLater()
                del answers
    app.removeTranslator(words)


if __name__ == "__main__":
    main()
