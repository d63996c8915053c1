"""Picture files in Qt's hands: what somebody chose becomes what all machines keep, and what is kept becomes an image.

Everything here blocks, touches no widget, and belongs on a thread.
"""

from __future__ import annotations

import errno
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from console.layouts.files import PICTURE_ENDINGS
from console.layouts.findings import LayoutError
from console.walls.picture_files import MOST_BYTES, READ_BYTES
from offline_cache.digest_files import DigestFolder, is_digest
from offline_cache.plain_files import read_bytes

MOST_PX = 3840
"""Of the longer side as it is kept: as much as one screen shows."""
SOURCE_BYTES = 64 * 2**20
SOURCE_PIXELS = 60_000_000
"""What a chosen file may have: the pictures of most phones and scanners, and no more than 240 MB while it is read."""
FORMATS = frozenset({"png", "jpeg", "webp", "svg"})
QUALITIES = (90, 80, 65, 50)
_KEEP, _SMOOTH = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation


def prepared(path: Path) -> tuple[bytes, str]:
    """The picture in a file as it is kept, and its ending: upright, at most `MOST_PX` wide or high, without anything
    that its camera wrote into it, a PNG or else a JPEG. Raises `LayoutError` that says what is wrong with the file."""
    try:
        if not path.is_file():
            raise _wrong("layout_no_file", path)
        content = read_bytes(path, SOURCE_BYTES)
    except OSError as error:
        if error.errno == errno.EOVERFLOW:
            raise _wrong("layout_picture_large", path, most=SOURCE_BYTES // 2**20) from error
        raise _wrong("layout_file_unreadable", path, hint=error.strerror or str(error)) from error
    image, kind = _read(content, path)
    if kind != "jpeg" or image.hasAlphaChannel():
        packed = _written(image, b"PNG", -1)
        if len(packed) <= MOST_BYTES:
            return packed, ".png"
    for quality in QUALITIES:
        packed = _written(_opaque(image), b"JPEG", quality)
        if len(packed) <= MOST_BYTES:
            return packed, ".jpg"
    raise _wrong("layout_picture_large", path, most=MOST_BYTES // 2**20)


def _read(content: bytes, path: Path) -> tuple[QImage, str]:
    buffer = _opened(content)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    kind, size = _kind(reader), reader.size()
    if kind not in FORMATS or not size.isValid() or size.isEmpty():
        raise _wrong("layout_no_picture", path, endings=", ".join(PICTURE_ENDINGS))
    if kind != "svg" and size.width() * size.height() > SOURCE_PIXELS:
        raise _wrong("layout_picture_many_px", path, most=SOURCE_PIXELS // 10**6)
    if kind == "svg" or max(size.width(), size.height()) > MOST_PX:
        reader.setScaledSize(size.scaled(MOST_PX, MOST_PX, _KEEP).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise _wrong("layout_picture_broken", path)
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return _bare(image), kind


def _kind(reader: QImageReader) -> str:
    """What the content is, whatever the file is called."""
    return bytes(reader.format().data()).decode("ascii", "replace")


def _bare(image: QImage) -> QImage:
    """The same without its texts: where and when a photograph was taken is nobody's business on a wall."""
    alpha = image.hasAlphaChannel()
    bare = QImage(image.size(), QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32)
    bare.fill(Qt.GlobalColor.transparent if alpha else Qt.GlobalColor.white)
    _paint(image, bare)
    return bare


def _opaque(image: QImage) -> QImage:
    """Over white, as on paper."""
    if not image.hasAlphaChannel():
        return image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    _paint(image, paper)
    return paper


def _paint(image: QImage, over: QImage) -> None:
    painter = QPainter(over)
    painter.drawImage(0, 0, image)
    painter.end()


def _written(image: QImage, kind: bytes, quality: int) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind))
    writer.setQuality(quality)
    writer.write(image)
    return bytes(content.data())


def load_picture(folder: Path, sha256: str, most_px: int = MOST_PX) -> QImage | None:
    """The picture with this digest; None where there is none, or what is there is not it or cannot be shown."""
    content = DigestFolder(folder, READ_BYTES).read(sha256) if is_digest(sha256) else None
    if content is None:
        return None
    buffer = _opened(content)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if _kind(reader) not in FORMATS or size.width() * size.height() > SOURCE_PIXELS:
        return None
    if max(size.width(), size.height()) > most_px:
        reader.setScaledSize(size.scaled(most_px, most_px, _KEEP).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


def _opened(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def fitted(image: QImage, size: QSize) -> QImage:
    """The whole image, as large as it fits."""
    return image.scaled(size, _KEEP, _SMOOTH)


def _wrong(code: str, path: Path, **params: object) -> LayoutError:
    return LayoutError(code, (), **{"file": path.name, "field": "file", "hint": "", "at": "layout", **params})
