"""Alarm sounds: which burst stands for several, what is told in words, and the mute with its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from subprocess import Popen
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from console.alarms.sound import Sounder
from console.base.settings import Settings
from console.records.models import Incident
from tests.views.played_city import PlayedCity, PlayedRoom, play
from tests.views.played_session import incident
from views.alarms.sound import SHOWN, Sounds
from views.base.commands import CommandRefusedError


class Player:
    """What would have been played, by its file."""

    def __init__(self) -> None:
        self.played: list[str] = []

    def __call__(self, command: Sequence[str]) -> Popen[bytes]:
        self.played.append(Path(command[-1]).stem)
        return cast("Popen[bytes]", SimpleNamespace(poll=lambda: 0))


def _sounds(room: PlayedRoom, *, on: bool = True) -> tuple[Sounds, Player]:
    """Sounds that a player is there for, which this screen of a test has not."""
    room.city.settings = Settings(sounds=on)
    player = Player()
    sounds = Sounds(room.context, room.window, platform="offscreen")
    sounds._sounder = Sounder(room.context.data_dir / "sounds", on=on, command=("play",), spawn=player)
    sounds.bind(room.registry)
    room.later(sounds.close)
    return sounds, player


def _graves(*severities: int) -> list[Incident]:
    found = enumerate(severities)
    return [incident(f"i{number}").model_copy(update={"severity": severity}) for number, severity in found]


def test_the_gravest_of_several_decides_and_is_told_in_words_for_a_while(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        sounds, player = _sounds(room)
        sounds.hear([])
        await room.settle()
        assert (player.played, sounds.words) == ([], "")
        sounds.hear(_graves(4, 2, 2, 3))
        await room.settle()
        assert player.played == ["medium"]
        assert sounds.words.endswith("2 High × 2")
        sounds.hear(_graves(1))
        await room.settle()
        assert player.played == ["medium", "high"]
        sounds.hear(_graves(1))
        await room.settle()
        assert player.played == ["medium", "high"], "too soon after: only told"
        assert "1 Critical × 1" in sounds.words
        room.now += SHOWN
        assert sounds.words == ""

    play(qapp, PlayedCity(tmp_path), story)


def test_a_mute_lasts_until_its_end_and_says_so(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        sounds, player = _sounds(room)
        told: list[str] = []
        sounds.told.connect(lambda: told.append(sounds.words))
        until = room.now + timedelta(minutes=5)
        assert await room.do("mute-sounds", minutes=5) == {"muted_until": until.isoformat()}
        assert told[-1].startswith("Sound muted until")
        sounds.hear(_graves(1))
        await room.settle()
        assert player.played == []
        assert "not heard: 1 Critical × 1" in told[-1]
        assert await room.do("mute-sounds") == {"muted_until": None}, "once more, and it is heard again"
        assert "muted" not in sounds.words
        await room.do("mute-sounds")
        room.now += timedelta(minutes=11)
        assert sounds.words == "", "it ends by itself"
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("mute-sounds", minutes=0)
        assert refused.value.code == "bad_arguments"

    play(qapp, PlayedCity(tmp_path), story)


def test_what_was_left_alone_is_heard_once_and_again_only_after_the_time_set(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        sounds, player = _sounds(room)
        sounds.ask_again(("one", "two"))
        await room.settle()
        assert player.played == ["high"]
        assert "1 Critical × 2" in sounds.words
        sounds.heard = None
        room.now += timedelta(minutes=9)
        sounds.ask_again(("one", "two"))
        await room.settle()
        assert sounds.heard is None, "each second it is asked, and each ten minutes it is heard"
        sounds.ask_again(("two",))
        sounds.ask_again(("one", "two"))
        await room.settle()
        assert "1 Critical × 1" in sounds.words, "one that was dealt with and left alone anew"

    play(qapp, PlayedCity(tmp_path), story)


def test_where_sounds_are_off_the_words_stay(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        sounds, player = _sounds(room, on=False)
        sounds.hear(_graves(1))
        await room.settle()
        assert player.played == []
        assert "not heard: 1 Critical × 1" in sounds.words
        assert sounds.state()["heard"] == {"priority": "high", "count": 1, "silent": "off"}

    play(qapp, PlayedCity(tmp_path), story)


def test_who_wants_no_sounds_hears_none_and_is_told_so_as_long(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        sounds, player = _sounds(room)
        room.context.remember(sounds=False)
        assert sounds.words == "Alarm sounds are off at this desk"
        sounds.hear(_graves(1))
        await room.settle()
        assert player.played == []
        assert "not heard" in sounds.words
        room.context.remember(sounds=True)
        sounds.hear(_graves(1))
        await room.settle()
        assert player.played == ["high"]

    play(qapp, PlayedCity(tmp_path), story)
