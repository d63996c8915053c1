"""Kinds, places and neighbours as a city has them, and whoever answers the sheet as its presenter would."""

from __future__ import annotations

from PySide6.QtGui import QImage

from tests.widgets.pictures import street
from widgets.base.fold import matches
from widgets.opening.rows import KindRow, NearRow, PictureRow, PlaceRow
from widgets.opening.sheet import OpenSheet

KINDS = (
    KindRow("tree-road", "Cây đổ chắn đường", "Cây xanh · Trung bình", 3, "field_report"),
    KindRow("tree-wire", "Cây đè dây điện", "Điện lực · Cao", 2, "field_report"),
    KindRow("branch", "Cành cây đung đưa, nguy cơ gãy xuống đường trước cổng trường", "Cây xanh đô thị · Thấp", 4),
    KindRow("crash", "Tai nạn giao thông, có người bị thương", "Cấp cứu 115 · Khẩn cấp", 1, "emergency"),
    KindRow("flood", "Ngập đường", "Thoát nước · Cao", 2),
    KindRow("fire", "Cháy rác", "Cảnh sát PCCC · Cao", 2),
    KindRow("light", "Đèn đường sáng cả ngày", "Chiếu sáng · Thấp", 4),
)
PLACES = (
    PlaceRow("s:ltt", "Hẻm 12 đường Lê Thánh Tôn, P. Sông Mây", "đường"),
    PlaceRow("c:7", "Vòng xoay 30/4", "camera · 40 m"),
    PlaceRow("w:ben-da", "Phường Bến Đá", "phường"),
    PlaceRow("c:2", "Cầu Bến Đá", "camera"),
)
NEAR = (
    NearRow("i1", 4, "Cây nghiêng có nguy cơ đổ", "cách 40 m · 2 giờ trước · chưa ai tới", may_join=True),
    NearRow("i2", 4, "Đèn đường sáng cả ngày tại hẻm 12", "cách 60 m · 11 giờ trước · khác loại"),
)
STEPS = ("Xác minh bằng camera", "Báo Công ty Môi trường đô thị", "Rào, phân luồng", "Xác nhận đã dọn")


def image() -> QImage:
    """A camera's picture."""
    buffer, width, height, stride = street(640, 360, 6)
    return QImage(buffer, width, height, stride, QImage.Format.Format_RGB32).copy()


def pictures() -> tuple[PictureRow, ...]:
    """One with a picture, one that has none."""
    return (
        PictureRow("c7", "Hình từ Vòng xoay 30/4", "chụp 21:47:02, góc hẻm 12", image()),
        PictureRow("c2", "Hình từ Cầu Bến Đá", "mất hình từ 21:36:05; sẽ mở không kèm hình này", None),
    )


class Answers:
    """Answers what is typed from the lists above; `told` is what the sheet said, in its order."""

    def __init__(self, sheet: OpenSheet) -> None:
        self.sheet = sheet
        self.told: list[tuple[str, object]] = []
        sheet.kind_typed.connect(self._on_kind)
        sheet.place_typed.connect(self._on_place)
        sheet.kind_chosen.connect(self._on_kind_chosen)
        for name in ("place_chosen", "severity_chosen", "look_at", "join_into", "picture_dropped"):
            getattr(sheet, name).connect(lambda value, name=name: self.told.append((name, value)))
        for name in ("open_wanted", "leave_wanted"):
            getattr(sheet, name).connect(lambda name=name: self.told.append((name, None)))

    def names(self) -> list[str]:
        """What was said, without values."""
        return [name for name, _value in self.told]

    def _on_kind(self, text: str) -> None:
        self.sheet.set_kinds([row for row in KINDS if matches(text, row.name)])

    def _on_place(self, text: str) -> None:
        self.sheet.set_places([row for row in PLACES if matches(text, row.name)])

    def _on_kind_chosen(self, key: str) -> None:
        self.told.append(("kind_chosen", key))
        kind = next((row for row in KINDS if row.id == key), None)
        self.sheet.set_severity(kind.severity if kind is not None else None, True)
        self.sheet.set_steps(kind.name if kind is not None else "", STEPS if kind is not None else ())
