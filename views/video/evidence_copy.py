"""A marked copy of a saved still or clip, which may leave the room; the original stays as it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QImage, QImageWriter

from console.evidence.evidence import chain
from console.evidence.saved_pictures import Picture, saved_as
from console.exporting import EVIDENCE, Leaving, export
from console.measures.exports import ExportError
from console.video.marking import marked_clip, size_of
from views.arguments.desk import ExportEvidence
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.base.context import Context
from views.base.file_writer import target
from widgets.incidents.mark_words import mark_lines
from widgets.video.watermark import mark_of, marked


class EvidenceCopies(QObject):
    """The command that makes one."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.EXPORT_EVIDENCE, self._export)

    async def _export(self, args: ExportEvidence) -> dict[str, str]:
        session = self._context.session
        folder = self._context.data_dir / "evidence"
        picture = await session.blocking(lambda: _meant(folder, args.file))
        if picture is None:
            raise CommandRefusedError("no_evidence")
        path = target(args.path or str(Path.home() / _copy_name(picture)), (picture.path.suffix,))
        lines = mark_lines(picture, session.actor.name if session.actor is not None else "", self._context.now())
        leaving = Leaving(EVIDENCE, 1, picture.path.name)
        await export(session, path, lambda fresh, _tell: _write(picture, fresh, lines), leaving)
        text = QCoreApplication.translate("evidence", "A marked copy is written: {file}. The original stays as it was.")
        self._context.faults.show(text.format(file=path.name), "info")
        return {"path": str(path)}


def _meant(folder: Path, file: str | None) -> Picture | None:
    """The piece of this name, or the newest where none is given."""
    if file is not None:
        return saved_as(folder / f"{Path(file).name}.json")
    links = chain(folder)
    return saved_as(folder / Path(links[-1][1]).name) if links else None


def _copy_name(picture: Picture) -> str:
    word = QCoreApplication.translate("evidence", "copy")
    return f"{picture.path.stem}-{word}{picture.path.suffix}".replace(" ", "-")


def _write(picture: Picture, fresh: Path, lines: tuple[str, str]) -> None:
    """Blocks, on a thread: QImage and its painter may be used there."""
    if picture.path.suffix == ".mp4":
        size = size_of(picture.path)
        mark = mark_of(*size, lines)
        marked_clip(picture.path, fresh, bytes(mark.constBits())[: mark.sizeInBytes()], size)
        return
    image = QImage(str(picture.path))
    if image.isNull() or not QImageWriter(str(fresh), b"png").write(marked(image, lines)):
        raise ExportError("not_written", what=picture.path.name)
