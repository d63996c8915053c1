"""Texts that a form begins from: those of its use and of the incident's channel, filled, and there as soon as heard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.checklist import Template
from tests.views.guidance.flooded_street import city, flooded
from tests.views.played_city import PlayedRoom, play


def test_a_form_begins_from_the_citys_texts_with_what_is_known_filled_in(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        templates = room.workplace().overlays.templates
        await room.settle()
        assert templates.texts(("note",), flooded()) == []
        room.city.put(
            Template(id="t1", name="Điện", use="note", text="Đã gọi về {code} tại {place}, {nobody}"),
            Template(id="t2", name="Cảm biến", use="note", channels=("sensor",), text="x"),
            Template(id="t3", name="Trả lời", use="reply", text="y"),
        )
        await room.hear("template")
        assert templates.texts(("note",), flooded()) == [("Điện", "Đã gọi về SC-one tại Cầu Đá, …")]
        both = templates.texts(("note", "reply"), flooded())
        assert [name for name, _text in both] == ["Điện", "Trả lời"]

    play(qapp, city(tmp_path), story)
