"""Before anybody is signed in a machine tells what it knows itself: its map, its clock, its server, its own data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from console.base.errors import IocError
from tests.views.cache_room import CacheRoom, at_cache
from views.shell.start_facts import StartFacts

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
