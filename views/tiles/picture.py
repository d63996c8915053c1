"""The tile type `picture`: a plan, a map, an announcement as a picture file, known by the digest of its content."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.layouts.files import PICTURE_ENDINGS
from console.records.models import LinkChannel, LinkState
from console.session import Session
from console.walls.picture_files import PictureState
from offline_cache.digest_files import is_digest
from views.tiles.binding import Binding, Stage
from views.tiles.kind import CAPTION, Config, Line, TileType, TileWords
from views.tiles.picture_files import fitted, load_picture
from widgets.base import theme
from widgets.video.paint import CAPTION_PX, paint_words
from widgets.words.marked_text import QT_TRANSLATE_NOOP


class PictureTile(QWidget):
    """The whole picture, as large as it fits, under no caption unless it has a title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._scaled: QImage | None = None
        self._title, self._trouble, self._detail = "", "", ""

    def set_picture(self, image: QImage | None, title: str, trouble: str, detail: str = "") -> None:
        """Show this; without a picture, why there is none, and what becomes of it."""
        self._image, self._title, self._trouble, self._scaled = image, title, trouble, None
        self._detail = detail
        said = (title, trouble, detail) if image is None else (title,)
        self.setAccessibleName(" · ".join(part for part in said if part))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Scaled anew when it is painted."""
        super().resizeEvent(event)
        self._scaled = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The picture in the middle, its title at the foot."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("video_ground"))
        foot = look.px(CAPTION_PX) if self._title else 0
        room = QRect(0, 0, self.width(), max(1, self.height() - foot))
        if self._image is None:
            paint_words(painter, room, self._trouble, self._detail, calm=True)
        else:
            if self._scaled is None:
                self._scaled = fitted(self._image, room.size())
            target = self._scaled.rect()
            target.moveCenter(room.center())
            painter.drawImage(target, self._scaled)
        if self._title:
            self._paint_title(painter, QRect(0, room.height(), self.width(), foot))
        painter.end()

    def _paint_title(self, painter: QPainter, strip: QRect) -> None:
        look = theme.current()
        painter.fillRect(strip, look.color("video_caption"))
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("video_text1"))
        inner = strip.adjusted(look.px(8), 0, -look.px(8), 0)
        text = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def picture_words(state: PictureState, *, is_down: bool) -> tuple[str, str]:
    """Why there is no picture, and what becomes of it."""
    translate = QCoreApplication.translate
    if state is PictureState.NOT_FOUND:
        return (
            translate("tiles", "Picture not found"),
            translate("tiles", "The server does not have it either: choose it anew on a desk, Ctrl+E"),
        )
    later = translate("tiles", "No network: it comes once that is back")
    if state is PictureState.COMING:
        soon = translate("tiles", "It is shown here as soon as it has come")
        return translate("tiles", "Picture on its way"), later if is_down else soon
    if state is PictureState.DAMAGED:
        again = translate("tiles", "It is fetched from the server again")
        return translate("tiles", "Picture damaged"), later if is_down else again
    return (
        translate("tiles", "Picture cannot be read"),
        translate("tiles", "Choose it anew on a desk, Ctrl+E"),
    )


def is_cut_off(session: Session) -> bool:
    """Whether nothing can be fetched now."""
    return session.links.state(LinkChannel.INCIDENTS) == LinkState.DOWN


STATES: Mapping[PictureState, str] = MappingProxyType(
    {
        PictureState.COMING: "connecting",
        PictureState.NOT_FOUND: "missing",
        PictureState.DAMAGED: "damaged",
        PictureState.HERE: "damaged",
    }
)
"""What a node reports of a picture that it cannot show; one that is here and yet cannot be shown is damaged as well."""


def _bind_picture(tile: PictureTile, stage: Stage, config: Config) -> Binding:
    """Let `tile` show the picture of `config["sha256"]` under `config["title"]`, from the moment that it is here."""
    sha256, title = str(config.get("sha256", "")), str(config.get("title", ""))
    pictures = stage.session.pictures
    shown: list[QImage] = []

    async def read(binding: Binding) -> None:
        binding.name, binding.ref = title, sha256
        if shown:
            return
        if not is_digest(sha256):
            tile.set_picture(None, title, QCoreApplication.translate("tiles", "No picture chosen yet"))
            return
        folder = pictures.folder.path
        image = await stage.session.blocking(lambda: load_picture(folder, sha256))
        if image is not None:
            shown.append(image)
            tile.set_picture(image, title, "")
            return
        pictures.doubt(sha256)
        tile.set_picture(None, title, *picture_words(pictures.state(sha256), is_down=is_cut_off(stage.session)))

    end = pictures.want(sha256)
    binding = Binding(stage, {"picture", "links"}, read)
    binding.state = lambda: "live" if shown else STATES[pictures.state(sha256)] if is_digest(sha256) else "missing"
    binding.on_close = end
    return binding


def reported_words(state: str) -> str:
    """What a node reports of a picture that it does not show, for the desk."""
    found = next((one for one, word in STATES.items() if word == state), PictureState.NOT_FOUND)
    return picture_words(found, is_down=False)[0]


PICTURE = TileType(
    "picture",
    TileWords(QT_TRANSLATE_NOOP("layout", "Picture"), QT_TRANSLATE_NOOP("wall_control", "Picture")),
    PictureTile,
    _bind_picture,
    lines=(CAPTION, Line("file", QT_TRANSLATE_NOOP("layout", "File (F2)"), endings=PICTURE_ENDINGS)),
    state_words=reported_words,
)
