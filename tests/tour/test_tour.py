"""The tour tells what failed and goes on; its pictures have names of their own, and those of the docs full colour."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtGui import QColor, QImage

from tests.journeys.driver import Driver, RefusedError
from tests.tour import pictures, sheets
from tests.tour.album import Album, Size
from tests.tour.running import walked
from tests.tour.stage import Stage, Walk
from tests.tour.walks import WALKS

SIZES: tuple[Size, ...] = ((1366, 768), (1920, 1080))


class PlayedConsole:
    """Saves a small picture in place of a screen; refuses what is called `off`."""

    def do(self, command: str, **args: Any) -> None:
        if command == "off":
            raise RefusedError(command, {"code": "no_step", "text": "The checklist has no such step now."})
        if command == "screenshot":
            picture = QImage(64, 36, QImage.Format.Format_RGB32)
            picture.fill(QColor(20, 40, 60))
            assert picture.save(args["path"])


CONSOLE = cast("Driver", PlayedConsole())


def _album(out: Path, walk: str = "desk", size: Size = (1920, 1080)) -> Album:
    return Album(out, walk, size)


def _names(out: Path) -> list[str]:
    return sorted(path.name for path in out.glob("*x*/*.png"))


def test_every_picture_has_a_name_of_its_own_with_walk_number_state_and_size(tmp_path: Path) -> None:
    for walk in ("desk", "shift"):
        for size in SIZES:
            album = _album(tmp_path, walk, size)
            for _again in range(2):
                album.take(CONSOLE, "incident", 0.0)
    names = _names(tmp_path)
    assert len(names) == 8
    assert "desk-001-incident-1920x1080.png" in names
    assert "shift-002-incident-1366x768.png" in names


def test_what_is_off_is_told_and_passed_over(tmp_path: Path) -> None:
    album = _album(tmp_path)
    assert not album.show(CONSOLE, "form-step", "off")
    assert album.show(CONSOLE, "incident", "open-incident")
    assert len(album.passed_over) == 1
    assert "form-step" in album.passed_over[0]
    assert _names(tmp_path) == ["desk-001-incident-1920x1080.png"]


def test_a_walk_that_fails_is_told_and_stops_no_other(tmp_path: Path) -> None:
    @contextlib.contextmanager
    def stage(walk: Walk, size: Size) -> Iterator[Stage]:
        yield Stage(tmp_path, size, {}, cast("Any", None), _album(tmp_path, walk.name, size))

    def fail(_stage: Stage) -> None:
        raise AssertionError("no such step")

    def go(at: Stage) -> None:
        at.album.take(CONSOLE, "desk", 0.0)

    walks = [(Walk(name, work, SIZES), size) for name, work in (("bad", fail), ("good", go)) for size in SIZES]
    done = walked(walks, stage, 2)
    assert [(one.name, bool(one.failed)) for one in done] == [
        ("bad 1366x768", True), ("bad 1920x1080", True), ("good 1366x768", False), ("good 1920x1080", False),
    ]  # fmt: skip
    assert "no such step" in done[0].failed
    assert len(_names(tmp_path)) == 2
    text = sheets.album(tmp_path, {done[0].name: done[0].failed}).read_text(encoding="utf-8")
    assert "FAILED bad 1366x768" in text
    assert text.count("<figure>") == 2


def test_the_tour_has_every_size_that_is_promised() -> None:
    at = {walk.name: walk.sizes for walk in WALKS}
    assert len(at) == len(WALKS), "each walk has a name of its own: pictures are named by it"
    for name in ("desk", "pages"):
        assert at[name] == ((1366, 768), (1920, 1080), (2560, 1440))
    assert at["large-wall"] == ((3840, 2160),)


def test_pictures_of_the_docs_are_found_by_walk_and_state(tmp_path: Path) -> None:
    album = _album(tmp_path)
    for state in ("form-desk", "desk", "desk-light"):
        album.take(CONSOLE, state, 0.0)
    assert pictures.found(tmp_path, "desk", "desk").name == "desk-002-desk-1920x1080.png"
    with pytest.raises(FileNotFoundError):
        pictures.found(tmp_path, "desk", "light")


def test_a_picture_that_is_too_large_becomes_smaller_and_keeps_its_colours(tmp_path: Path) -> None:
    picture = QImage(1920, 1080, QImage.Format.Format_RGB32)
    picture.fill(0)  # what was in memory there makes a picture larger or smaller
    for line in range(1080):
        for column in range(0, 1920, 64):
            picture.setPixelColor(column, line, QColor((line * 7) % 256, (column * 3) % 256, (line + column) % 256))
    path = tmp_path / "a.png"
    whole = pictures.written(picture, path)
    assert QImage(str(path)).width() == 1440
    assert pictures.written(picture, path, whole - 1) < whole
    assert QImage(str(path)).width() < 1440
    assert not QImage(str(path)).colorTable(), "no palette"
    with pytest.raises(ValueError, match="bytes"):
        pictures.written(picture, path, 100)


def test_pictures_of_the_docs_have_full_colour_and_load_quickly() -> None:
    for name in pictures.SHOWN:
        path = pictures.PICTURES / f"{name}.png"
        assert not QImage(str(path)).colorTable(), f"{name} is painted from a palette"
        assert path.stat().st_size <= pictures.MOST_BYTES, name
