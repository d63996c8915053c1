"""What lies over a wall's tiles: the corner mark of a node that is cut off, a frozen or a black screen, its id, and the
code that lets it in."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from widgets.base import theme

_CENTRE = Qt.AlignmentFlag.AlignCenter
PLATE_ALPHA = 235


class CornerMark(QWidget):
    """A plate in the upper right corner; nothing where it has no text. It takes no mouse and hides little."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say this from now on."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.setVisible(bool(text))
            self.fit()
            self.update()

    def fit(self) -> None:
        """Be as large as the text, in the corner of the parent."""
        look, parent = theme.current(), self.parentWidget()
        if parent is None or not self._text:
            return
        font = look.font("strong")
        self.setFont(font)
        wide = min(self.fontMetrics().horizontalAdvance(self._text) + 2 * look.px(14), parent.width())
        high = look.line_height("strong") + look.px(10)
        margin = look.px(10)
        self.setGeometry(parent.width() - wide - margin, margin, wide, high)
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Amber on its own ground, readable over any picture."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look.color("offline_ground")
        ground.setAlpha(PLATE_ALPHA)
        painter.setBrush(ground)
        painter.setPen(look.color("late"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.setPen(look.color("offline_text"))
        inner = self.rect().adjusted(look.px(8), 0, -look.px(8), 0)
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _CENTRE, text)
        painter.end()


class Cover(QWidget):
    """Over all tiles: a picture that stands still and says so, or black with the time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._picture: QPixmap | None = None
        self._text = ""
        self.hide()

    @property
    def picture(self) -> QPixmap | None:
        """What stands still; None where nothing does."""
        return self._picture

    def freeze(self, picture: QPixmap, text: str) -> None:
        """Show this picture with these words."""
        self._picture, self._text = picture, text
        self._appear()

    def blank(self, clock: str) -> None:
        """Show the time on black."""
        self._picture, self._text = None, clock
        self._appear()

    def lift(self) -> None:
        """Show what is below."""
        self._picture = None
        self.hide()

    def _appear(self) -> None:
        self.setAccessibleName(self._text)
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The picture under a plate, or the time in the middle."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("video_ground"))
        if self._picture is not None:
            painter.drawPixmap(self.rect(), self._picture)
            _plate(painter, self.rect(), self._text)
        else:
            painter.setFont(_sized("clock", self.height() // 10))
            painter.setPen(look.color("video_text2"))
            painter.drawText(self.rect(), _CENTRE, self._text)
        painter.end()


class Identity(QWidget):
    """The screen's id, as large as it will go, with its title below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._id, self._title = "", ""
        self.hide()

    def show_id(self, screen_id: str, title: str) -> None:
        """From now on."""
        parent = self.parentWidget()
        if parent is not None and self.geometry() != parent.rect():
            self.setGeometry(parent.rect())
        if (screen_id, title) != (self._id, self._title) or self.isHidden():
            self._id, self._title = screen_id, title
            self.setAccessibleName(f"{screen_id} {title}".strip())
            self.show()
            self.raise_()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Over the dimmed content, so that one sees which is which."""
        look = theme.current()
        painter = QPainter(self)
        ground = look.color("video_ground")
        ground.setAlpha(205)
        painter.fillRect(self.rect(), ground)
        upper = QRect(0, self.height() // 8, self.width(), self.height() // 2)
        painter.setPen(look.color("accent"))
        painter.setFont(_fitting(self._id, upper, QFont.Weight.Bold))
        painter.drawText(upper, _CENTRE, self._id)
        lower = QRect(self.width() // 12, upper.bottom(), self.width() * 5 // 6, self.height() // 5)
        painter.setPen(look.color("video_text1"))
        painter.setFont(_fitting(self._title, lower, QFont.Weight.DemiBold))
        painter.drawText(lower, _CENTRE, self._title)
        painter.end()


class LetIn(QWidget):
    """What lets this wall in: where, the code as large as it will go, for which node and until when."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ("", "", "", "")
        self.hide()

    def text(self) -> str:
        """All that it says; empty while it is hidden."""
        return "" if self.isHidden() else " ".join(self._words)

    def show_code(self, lead: str, address: str, code: str, foot: str) -> None:
        """From now on: what is to be done, where, the code, and what more there is to say."""
        if (words := (lead, address, code, foot)) != self._words or self.isHidden():
            self._words = words
            self.setAccessibleName(" ".join(words))
            self.show()
            self.raise_()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Over whatever is shown: without it nothing new comes."""
        look = theme.current()
        painter = QPainter(self)
        ground = look.color("video_ground")
        ground.setAlpha(PLATE_ALPHA)
        painter.fillRect(self.rect(), ground)
        wide, high, top = self.width() * 5 // 6, self.height(), self.height() // 10
        rows = ((0.09, "video_text2"), (0.13, "video_text1"), (0.36, "accent"), (0.09, "video_text2"))
        for text, (part, role) in zip(self._words, rows, strict=True):
            box = QRect((self.width() - wide) // 2, top, wide, round(high * part))
            painter.setPen(look.color(role))
            painter.setFont(_fitting(text, box, QFont.Weight.Bold if role == "accent" else QFont.Weight.DemiBold))
            painter.drawText(box, _CENTRE, text)
            top = box.bottom() + round(high * 0.03)
        painter.end()


def _sized(role: str, pixels: int) -> QFont:
    font = theme.current().font(role)
    font.setPixelSize(max(8, pixels))
    return font


def _fitting(text: str, box: QRect, weight: QFont.Weight) -> QFont:
    """The largest font in which `text` fits the box, as wide as its letters are and with what hangs below them."""
    font = _sized("title", box.height() * 3 // 4)
    font.setWeight(weight)
    of_font = QFontMetrics(font)
    too_large = max(of_font.horizontalAdvance(text) / max(1, box.width()), of_font.height() / max(1, box.height()))
    if too_large > 1:
        font.setPixelSize(max(8, int(font.pixelSize() / too_large)))
    return font


def _plate(painter: QPainter, box: QRect, text: str) -> None:
    look = theme.current()
    painter.setFont(look.font("strong"))
    wide = painter.fontMetrics().horizontalAdvance(text) + 2 * look.px(14)
    high = look.line_height("strong") + look.px(10)
    plate = QRect(look.px(10), look.px(10), min(wide, box.width()), high)
    ground = look.color("video_caption")
    ground.setAlpha(PLATE_ALPHA)
    painter.setPen(look.color("accent"))
    painter.setBrush(ground)
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(look.color("video_text1"))
    painter.drawText(plate, _CENTRE, text)
