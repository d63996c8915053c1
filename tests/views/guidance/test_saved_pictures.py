"""Pictures saved for an incident: its own and never another's, looked for again when something was written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.records.models import HistoryEntry
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play, texts
from tests.views.played_session import NOW, incident
from views.arguments.incident import ShowEvidence
from views.guidance.saved_pictures import PicturePresenter


def _save(folder: Path, name: str, about: str, camera: str = "Cầu Đá") -> None:
    evidence = folder / "evidence"
    evidence.mkdir(exist_ok=True)
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(evidence / f"{name}.png"))
    facts = {"incident_id": about, "saved_at": NOW.isoformat(), "file": f"{name}.png", "camera": {"name": camera}}
    (evidence / f"{name}.png.json").write_text(json.dumps(facts), encoding="utf-8")


def test_each_incident_shows_its_own_and_a_new_one_as_soon_as_it_is_noted(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        asked = list[Any]()
        desk, _overlays = room.desk()
        pictures = PicturePresenter(room.context, desk, lambda *said: asked.append(said))
        room.later(pictures.close)
        row, at_once = desk.incident_panel.pictures, list[int]()
        desk.incident.shown.connect(lambda: at_once.append(row.count()))
        await chosen(room, desk, "one")
        assert row.count() == 1
        assert any(text.endswith("Cầu Đá") for text in texts(row)), "of which camera and when"
        row.evidence_wanted.emit()
        assert asked == [("show-evidence", ShowEvidence(incident="one"))]
        desk.queue.select("two")
        await room.settle()
        assert at_once[-1] == 0, "another one's picture stands there not for a moment"
        assert not row.isVisible(), "nothing takes no room"
        _save(tmp_path, "b", "two", "Chợ")
        noted = (HistoryEntry(at=NOW, verb="note", actor_name="Hà", text="b.png"),)
        room.city.known["two"] = incident("two").model_copy(update={"history": noted})
        await room.hear("incident", "two")
        assert row.count() == 1
        room.city.known["two"] = incident("two").model_copy(update={"history": noted * 2})
        await room.hear("incident", "two")
        assert at_once[-1] == 1, "and its own stay while they are looked for again"
        assert any(text.endswith("Chợ") for text in texts(row))

    _save(tmp_path, "a", "one")
    play(qapp, PlayedCity(tmp_path, [incident("one"), incident("two")]), story)


def test_a_manifest_that_cannot_be_read_costs_itself(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        asked = list[Any]()
        desk, _overlays = room.desk()
        room.later(PicturePresenter(room.context, desk, lambda *said: asked.append(said)).close)
        await chosen(room, desk, "one")
        assert desk.incident_panel.pictures.count() == 1
        assert room.notices == []

    _save(tmp_path, "a", "one")
    (tmp_path / "evidence" / "z.png.json").write_text("{", encoding="utf-8")
    play(qapp, PlayedCity(tmp_path, [incident("one")]), story)
