"""The pictograms of the interface (Lucide, ISC), drawn in the colour of a token, with the same stroke at every size.

`icon` is for a button, `pixmap` for a label, `paint` for whoever paints; `wear` keeps a button's icon in the colours of
the theme that is worn. Names are those of Lucide (https://lucide.dev), one file each in resources/icons/lucide.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from widgets.base import theme

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons" / "lucide"
CAPTION, CONTROL, RAIL = 14, 16, 20
"""Sides on a desk, in pixels."""
GRID = 24
STROKE = 1.5
"""Pixels on a desk, whatever the side: a stroke that grew with its icon would make the largest look boldest."""
GAP = 4
"""What is left between an icon and its words beyond what the style leaves."""
OFF = "text3"
"""What cannot be pressed."""
_DRAWN_MOST = 1024


def icon(name: str, role: str = "text2", side: int = CONTROL) -> QIcon:
    """The icon `name` in the colour of `role`, `side` desk pixels wide; FileNotFoundError where there is none."""
    return _icon(name, role, side, 0)


def _icon(name: str, role: str, side: int, gap: int) -> QIcon:
    """With so many pixels to the right of it."""
    made = QIcon()
    for mode, worn in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, OFF)):
        for ratio in _ratios():
            drawn = pixmap(name, worn, side, ratio)
            made.addPixmap(_with_room(drawn, gap) if gap else drawn, mode)
    return made


def _with_room(drawn: QPixmap, gap: int) -> QPixmap:
    ratio = drawn.devicePixelRatio()
    roomy = QPixmap(drawn.width() + round(gap * ratio), drawn.height())
    roomy.setDevicePixelRatio(ratio)
    roomy.fill(Qt.GlobalColor.transparent)
    painter = QPainter(roomy)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return roomy


def pixmap(name: str, role: str = "text2", side: int = CONTROL, ratio: float = 1.0) -> QPixmap:
    """The same for a label, for a screen of `ratio` device pixels to one of the layout."""
    look = theme.current()
    return QPixmap.fromImage(_drawn(name, look.color(role).name(), look.px(side), _stroke(look), ratio))


def paint(painter: QPainter, box: QRectF, name: str, role: str = "text2") -> None:
    """Draw the icon into the square `box`, in the painter's own pixels, whole ones for a sharp edge."""
    look = theme.current()
    paint_coloured(painter, box, name, look.color(role))


def paint_coloured(painter: QPainter, box: QRectF, name: str, color: QColor) -> None:
    """The same in a colour that is no token of the theme, such as that of a city's own legend."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    side = max(1, round(box.width()))
    drawn = _drawn(name, color.name(), side, _stroke(theme.current()), ratio)
    painter.drawImage(QPointF(round(box.left()), round(box.top())), drawn)


def wear(button: QAbstractButton, name: str, role: str = "text2", side: int = CONTROL) -> None:
    """Let `button` have this icon, before its words, in whichever theme is worn; an empty name takes it away."""
    worn = button.findChild(_Worn, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if not isinstance(worn, _Worn):
        worn = _Worn(button)
    worn.show_icon(name, role, side)


class _Worn(QObject):
    """An icon is made of pixels: a new theme needs new ones."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._shown = ("", "", CONTROL, False)
        button.installEventFilter(self)

    def show_icon(self, name: str, role: str, side: int) -> None:
        """Set what is new."""
        if (name, role, side, bool(self._button.text())) != self._shown:
            self._shown = (name, role, side, bool(self._button.text()))
            self._draw()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Draw anew for a new theme."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._draw()
        return False

    def _draw(self) -> None:
        name, role, side, _has_words = self._shown
        look = theme.current()
        gap = look.px(GAP) if self._button.text() else 0
        self._button.setIconSize(QSize(look.px(side) + gap, look.px(side)))
        self._button.setIcon(_icon(name, role, side, gap) if name else QIcon())


def _ratios() -> tuple[float, ...]:
    """Those of the screens at hand: a program without a screen draws for one that is as plain as can be."""
    screens = QGuiApplication.screens() if QGuiApplication.instance() is not None else []
    return tuple(sorted({1.0, *(screen.devicePixelRatio() for screen in screens)}))


def _stroke(look: theme.Theme) -> float:
    return STROKE * look.scale


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=_DRAWN_MOST)
def _drawn(name: str, color: str, side: int, stroke: float, ratio: float) -> QImage:
    """An image, not a pixmap: what is kept here may outlive the application, which pixmaps must not."""
    wide = max(1.0, stroke * GRID / side)
    svg = _source(name).replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{wide:.3f}"')
    pixels = max(1, round(side * ratio))
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
