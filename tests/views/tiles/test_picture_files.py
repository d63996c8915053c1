"""Files that somebody chooses as pictures: what is kept of them, and what is refused with which words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from backend.walls import images
from console.layouts.findings import LayoutError
from console.walls.picture_files import MOST_BYTES, PictureState
from offline_cache.digest_files import DigestFolder
from views.tiles.picture import picture_words
from views.tiles.picture_files import load_picture, prepared
from views.words.sentences import sentence
from widgets.base.path_line import PathLine


def test_a_large_photograph_is_made_small_upright_and_bare(tmp_path: Path) -> None:
    file = tmp_path / "ảnh chụp.JPG"
    taken = Image.Exif()
    taken[0x0112], taken[0x010E] = 6, "NGUOI CHUP"  # turned by a quarter; a description
    Image.effect_noise((6000, 4000), 80).convert("RGB").save(file, exif=taken, quality=95)
    content, ending = prepared(file)
    assert (ending, images.media_type(content)) == (".jpg", "image/jpeg"), "as the server wants it"
    assert Image.open(io.BytesIO(content)).size == (2560, 3840)
    assert b"NGUOI CHUP" not in content
    assert len(content) <= MOST_BYTES


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1"])
def test_a_drawing_stays_sharp_and_its_texts_go(tmp_path: Path, mode: str) -> None:
    file, out = tmp_path / "so do.png", io.BytesIO()
    Image.new(mode, (300, 200)).save(out, "PNG")
    image = QImage.fromData(out.getvalue())
    image.setText("Author", "Nguyễn Văn A")
    image.save(str(file))
    content, ending = prepared(file)
    assert (ending, images.media_type(content)) == (".png", "image/png")
    assert b"Author" not in content
    digest = DigestFolder(tmp_path / "kept", MOST_BYTES).keep(content, ending)
    small = load_picture(tmp_path / "kept", digest, 150)
    assert small is not None
    assert (small.width(), small.height()) == (150, 100)


def test_a_drawing_of_lines_is_as_large_as_a_screen(tmp_path: Path) -> None:
    file = tmp_path / "de.svg"
    file.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='160' height='90'><path d='M0 0L9 9'/></svg>")
    content, ending = prepared(file)
    assert ending == ".png"
    assert Image.open(io.BytesIO(content)).size == (3840, 2160)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"hello", "layout_no_picture"),
        (b"", "layout_no_picture"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "layout_no_picture"),
        ("cut", "layout_picture_broken"),
        ("huge", "layout_picture_many_px"),
        (None, "layout_no_file"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_name(
    tmp_path: Path, content: bytes | str | None, code: str, expected_noise: list[str]
) -> None:
    if isinstance(content, bytes) and content.startswith(b"\xff\xd8"):
        expected_noise.append("JPEG data")
    file, out = tmp_path / "bản đồ.png", io.BytesIO()
    Image.new("L", (9000, 9000) if content == "huge" else (400, 400), 7).save(out, "PNG")
    if content is not None:
        whole = out.getvalue()
        file.write_bytes({"cut": whole[:60], "huge": whole}[content] if isinstance(content, str) else content)
    with pytest.raises(LayoutError) as refused:
        prepared(file)
    assert refused.value.code == code
    assert "bản đồ.png" in sentence(code, refused.value.params)


def test_every_state_has_words_of_its_own() -> None:
    said = {picture_words(state, is_down=False) for state in PictureState}
    assert len(said) == len(PictureState)
    assert picture_words(PictureState.COMING, is_down=True) not in said
    assert all(head and foot for head, foot in said)


def test_a_file_is_found_by_keys(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "so do").mkdir()
    (tmp_path / "so do" / "de.png").write_bytes(b"")
    (tmp_path / "so do" / "thu.txt").write_bytes(b"")
    line = PathLine((".png",))
    qtbot.addWidget(line)
    named: list[str] = []
    line.named.connect(named.append)
    line.setText(f"{tmp_path}/")
    line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    listed = line.completer().popup()
    assert listed is not None

    def rows() -> list[str]:
        model = line.completer().completionModel()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    for wanted in ("so do", "de.png"):
        qtbot.waitUntil(lambda wanted=wanted: rows() == [wanted] and listed.isVisible(), timeout=10_000)  # type: ignore[misc]
        qtbot.keyClick(listed, Qt.Key.Key_Down)
        qtbot.keyClick(listed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(named), timeout=10_000)
    assert named == [str(tmp_path / "so do" / "de.png")]
