"""Before anybody is signed in a machine tells what it knows itself: its map, its clock, its server, its own data."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.base.errors import IocError
from console.net.plain import host_of, is_this_machine
from tests.harness.laid_out import lay_out
from tests.views.cache_room import CacheRoom, at_cache
from views.shell.start_facts import StartFacts
from widgets.base import theme
from widgets.shell.sign_in_form import SignInForm
from widgets.shell.start_ground import StartGround, short_name

SQUARE = [[106.40, 9.60], [106.50, 9.60], [106.50, 9.65], [106.40, 9.65], [106.40, 9.60]]
MAP = {
    "name": "Thành phố Sông Mây",
    "centre": {"lat": 9.62, "lon": 106.47},
    "features": [
        {"type": "Feature", "properties": {"kind": "water"}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
    ],
}


def test_what_a_machine_knows_of_itself(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        answers: list[Any] = [IocError("unreachable")]

        async def call(_work: object) -> object:
            if isinstance(answers[0], IocError):
                raise answers[0]
            return answers[0]

        room.session.call = call  # type: ignore[assignment]
        facts = StartFacts(room.context, room.window)
        facts.around(QWidget(room.window))
        facts.start()
        await room.until(lambda: "does not answer" in " ".join(facts.rows.words()), "a server that is away")
        assert len(facts.rows.words()) == 1, "of a city that nobody knows there is nothing to tell"
        facts.stop()
        answers[0] = None
        await room.write("city_map", "map", **MAP)
        facts.start()
        await room.until(lambda: len(facts.rows.words()) == 2, "its own data")
        assert "answers in" in facts.rows.words()[0]
        assert facts.ground.is_city
        facts.stop()

    at_cache(qapp, tmp_path, story)


def test_the_panel_has_one_left_and_one_right_edge(qapp: QApplication, tmp_path: Path) -> None:
    theme.apply(qapp, theme.load("dark"))  # which gives the panel an edge of its own

    async def story(room: CacheRoom) -> None:
        facts = StartFacts(room.context, room.window)
        form = SignInForm(room.window)
        page = facts.around(form)
        room.window.show()
        page.show()
        for wide, panel in ((1920, 600), (1366, 480)):
            page.resize(wide, 900)
            facts.rows.set_facts([("server", "Server", "answers", "")])
            lay_out()
            line = form.findChild(QLineEdit)
            assert line is not None
            edges = {
                (part.mapTo(page, part.rect().topLeft()).x(), part.mapTo(page, part.rect().topRight()).x())
                for part in (line, facts.rows)
            }
            assert len(edges) == 1, edges
            assert facts.ground.parentWidget() is page
            beside = page.findChild(QFrame, "startPanel")
            assert beside is not None
            assert beside.width() == panel

    at_cache(qapp, tmp_path, story)


def test_a_city_is_called_by_its_name_and_its_words_keep_apart(qtbot: QtBot) -> None:
    assert [short_name(name) for name in ("Thành phố Sông Mây", "Tỉnh Lâm Hải", "Huế", "")] == [
        "Sông Mây", "Lâm Hải", "Huế", ""
    ]  # fmt: skip
    ground = StartGround()
    qtbot.addWidget(ground)
    ground.set_clock("18:52:40", "Thứ Bảy, 21/11/2026")
    for size in ((1320, 1080), (886, 768), (560, 700)):
        ground.resize(*size)
        ground.show()
        words = [part for part in ground.findChildren(QLabel) if part.text()]
        assert all(ground.rect().contains(part.geometry()) for part in words)
        for one, other in itertools.combinations(words, 2):
            assert not one.geometry().intersects(other.geometry()), (size, one.text(), other.text())


def test_a_password_is_shown_only_to_who_asks_and_hidden_when_it_is_sent(qtbot: QtBot) -> None:
    form = SignInForm()
    qtbot.addWidget(form)
    line = next(one for one in form.findChildren(QLineEdit) if one.echoMode() == QLineEdit.EchoMode.Password)
    eye = line.actions()[0]
    eye.trigger()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    form.set_busy(True)
    assert line.echoMode() == QLineEdit.EchoMode.Password


def test_of_a_server_its_machine_is_told_unless_others_can_read_along() -> None:
    assert host_of("https://may-chu.songmay.example:8443/x") == "may-chu.songmay.example"
    assert host_of("http://[x") == ""
    assert is_this_machine(host_of("http://127.0.0.1:8000"))
