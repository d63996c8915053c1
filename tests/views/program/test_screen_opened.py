"""Opening the screen without starting a program: a machine that is silent is asked before Qt is, and the words fit."""

from __future__ import annotations

import socket

import pytest

from views.program import screen
from views.words.language import Words

WORDS = Words("en")


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """No machine answers; which of them were asked."""
    asked: list[tuple[str, int]] = []

    def refuse(address: tuple[str, int], _timeout_s: float) -> socket.socket:
        asked.append(address)
        raise OSError("no route")

    monkeypatch.setattr("views.program.screen.socket.create_connection", refuse)
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return asked


def test_a_screen_on_a_silent_machine_is_told_and_qt_is_not_begun(
    silent: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", "wall-2.local:1.0")
    begun: list[int] = []
    assert screen.opened(lambda: begun.append(1), WORDS) is None
    assert begun == []
    assert silent == [("wall-2.local", 6001)]
    assert "“wall-2.local:1.0” does not answer" in capsys.readouterr().err


@pytest.mark.parametrize("display", ["", ":0", "unix:0", "/tmp/x:0", "host:new"])
def test_a_screen_of_this_machine_is_left_to_qt(
    silent: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert screen.opened(lambda: "application", WORDS) == "application"
    assert silent == []


@pytest.mark.parametrize(("name", "value"), [("QT_QPA_PLATFORM", "offscreen"), ("WAYLAND_DISPLAY", "wayland-0")])
def test_where_qt_asks_another_screen_the_silent_one_does_not_matter(
    silent: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("DISPLAY", "wall-2.local:1")
    monkeypatch.setenv(name, value)
    assert screen.opened(lambda: "application", WORDS) == "application"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Authorization required, but no authorization protocol specified", "does not let you in"),
        ("qt.qpa.xcb: could not connect to display :9", "does not answer"),
        ("failed to create wl_display", "does not answer"),
        ("could not load the Qt platform plugin", "a system library is missing"),
    ],
)
def test_what_libraries_say_becomes_advice(monkeypatch: pytest.MonkeyPatch, said: str, words: str) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    told = screen.sentence(screen._why(said), WORDS)
    assert words in told
    assert "“:9”" in told
