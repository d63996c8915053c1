"""The queue's line and views: a slip of the hand is told when it rests, and each person has views of their own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.queue.open_queue import OpenQueue
from console.records.models import Actor
from tests.harness.waiting import comes
from tests.views.played_city import PlayedCity, PlayedRoom, play, texts
from tests.views.played_session import NOW, incident
from views.queue import line, saved_views
from views.queue.line import QueueLine, QueueViews
from views.queue.saved_views import OWN, SavedView, SavedViews
from widgets.queue.panel import Chip, QueuePanel


def _panel(room: PlayedRoom) -> QueuePanel:
    panel = QueuePanel(room.window)
    panel.resize(432, 620)
    panel.show()
    return panel


def test_a_mistake_is_told_when_the_hand_rests_and_goes_as_soon_as_it_is_mended(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "MISTAKE_PAUSE_MS", 40)

    async def story(room: PlayedRoom) -> None:
        panel = _panel(room)
        typed = QueueLine(panel, room.window)
        room.later(typed.close)
        panel.search_edited.connect(lambda text: typed.read(text, ("new",)))
        typed.type(" sevv:high ")
        assert typed.text == "sevv:high"
        assert not panel.mistake.isVisible(), "who is still typing has made no mistake yet"
        await comes(panel.mistake.isVisible, "the mistake")
        assert "sevv" in panel.mistake.text()
        typed.type("sev:high")
        assert not panel.mistake.isVisible()
        assert [term.key for term in typed.query.terms] == ["severity"]
        typed.type("sevv:high")
        typed.close()
        assert not typed._pause.isActive(), "what is closed tells nothing more"

    play(qapp, PlayedCity(tmp_path), story)


def test_the_views_change_with_the_person_and_are_counted_at_once(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        panel = _panel(room)
        queue = OpenQueue(SavedViews().queries())
        queue.change([incident("one"), incident("two").model_copy(update={"severity": 1})], (), NOW)
        views = QueueViews(room.context, panel, queue)
        assert views.know_actor()
        assert not views.know_actor(), "it is the same person still"
        urgent = SavedViews().with_view(SavedView(name="Việc gấp", line="sev:1"))
        assert await views.keep(urgent)
        assert _own(panel) == {"Việc gấp": "Ctrl+Alt+1"}
        assert queue.counts()[f"{OWN}Việc gấp"] == 1
        assert views.name_of(f"{OWN}việc gấp") == f"{OWN}Việc gấp"
        assert [views.name_of(name) for name in (f"{OWN}gone", "mine", "gone")] == ["all", "mine", "all"]
        assert not views.query("mine").passes(incident("one"), NOW, "ha.le")
        assert views.query("gone").passes(incident("one"), NOW, "ha.le"), "a view that is not there hides nothing"
        room.city.actor = Actor(id="bao.tran", name="Trần Gia Bảo", role="operator")
        assert views.know_actor()
        assert _own(panel) == {}
        room.city.actor = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
        assert views.know_actor()
        assert _own(panel) == {"Việc gấp": "Ctrl+Alt+1"}, "what was kept comes back"
        room.city.actor = None
        assert views.know_actor()
        assert _own(panel) == {}

    play(qapp, PlayedCity(tmp_path), story)


def test_only_the_first_nine_have_keys_and_a_disk_that_will_not_is_told(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        panel = _panel(room)
        views = QueueViews(room.context, panel, OpenQueue(SavedViews().queries()))
        views.know_actor()
        many = SavedViews(views=tuple(SavedView(name=f"v{number}", line="mine") for number in range(12)))
        room.context.data_dir = tmp_path / "gone"
        assert not await views.keep(many)
        assert list(_own(panel)) == [f"v{number}" for number in range(9)], "they hold until the end all the same"
        assert saved_views.load(tmp_path, "ha.le") == SavedViews()

    play(qapp, PlayedCity(tmp_path), story)


def test_the_counts_follow_who_is_asked_for(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        panel = _panel(room)
        queue = OpenQueue(SavedViews().queries())
        mine = incident("mine").model_copy(update={"assignee_id": "ha.le", "deadline": NOW - timedelta(minutes=1)})
        queue.change([incident("one"), mine], (), NOW)
        QueueViews(room.context, panel, queue).know_actor()
        assert queue.counts()["mine"] == 1
        assert {"2 open", "· 1 overdue"} <= set(texts(panel)), "what is late stands in its own colour"

    play(qapp, PlayedCity(tmp_path), story)


def _own(panel: QueuePanel) -> dict[str, str]:
    return {chip.words: chip.key for chip in panel.findChildren(Chip) if chip.own and chip.isVisible()}
