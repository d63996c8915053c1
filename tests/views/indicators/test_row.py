"""The row of numbers: which ones are shown, with which curve, and what stands there when nothing comes any more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from console.records.models import Indicator, Point
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedCity, PlayedRoom, play, texts
from tests.views.played_session import NOW
from views.indicators.row import IndicatorPresenter, one_of_each
from widgets.indicators.chart_tile import ChartTile
from widgets.indicators.indicator_tile import IndicatorTile


def _one(key: str, domain: str = "", **facts: Any) -> Indicator:
    made = {"name": f"Chỉ số {key}", "source": "Trạm", "value": 7.0, "as_of": NOW, "period": "minute", **facts}
    return Indicator.model_validate({"id": key, "version": 1, "domain": domain, **made})


CITY = (_one("a1", "a"), _one("a2", "a"), _one("b1", "b"), _one("c1", "c"))


class Row:
    """The row with room for three."""

    def __init__(self, room: PlayedRoom, width: int = 700) -> None:
        self.room = room
        self.part = QWidget(room.window)
        self.part.resize(width, 180)
        self.part.show()
        self.numbers = IndicatorPresenter(room.context, self.part, room.window)
        self.numbers._points._interval_s = 0.0
        room.later(self.numbers.close)
        self.numbers.fit(width)
        self.numbers.start()

    def tiles(self) -> list[IndicatorTile]:
        return [one for one in self.part.findChildren(IndicatorTile) if one.isVisible()]

    def names(self) -> list[str]:
        return [texts(tile)[0].removeprefix("Chỉ số ") for tile in self.tiles()]

    def said(self, place: int) -> str:
        return " | ".join(texts(self.tiles()[place]))

    def curve(self, place: int) -> list[float]:
        [chart] = self.tiles()[place].findChildren(ChartTile)
        return [float(value) for value in chart._values]


def test_the_first_of_every_domain_comes_before_the_second_of_any() -> None:
    assert [one.id for one in one_of_each(list(CITY), 4)] == ["a1", "b1", "c1", "a2"]
    assert [one.id for one in one_of_each(list(CITY), 2)] == ["a1", "b1"]
    assert one_of_each([], 3) == []


def test_the_row_shows_as_many_as_are_readable_and_follows_their_values(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        row = Row(room)
        await room.settle()
        assert row.names() == ["a1", "b1", "c1"]
        row.numbers.fit(100)
        await room.settle()
        assert row.names() == ["a1", "b1"], "never fewer than two"
        row.numbers.fit(5000, 281)
        await room.settle()
        assert row.names()[:4] == ["a1", "b1", "c1", "a2"]
        room.city.put(_one("b1", "b", value=42.0))
        await room.hear("indicator", "b1")
        assert [place for place in range(4) if "42" in row.said(place)] == [row.names().index("b1")]

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_a_number_that_is_new_to_the_city_takes_a_free_place_at_once(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        row = Row(room)
        await room.settle()
        assert [one.id for one in row.numbers.known] == ["a1"]
        room.city.put(_one("b1", "b"))
        await room.hear("indicator", "b1")
        assert row.names() == ["a1", "b1"]
        room.city.records_here = [CITY[0]]
        await room.hear("indicator", "b1")
        assert row.names() == ["a1"], "and one that is gone leaves nothing behind"

    play(qapp, PlayedCity(tmp_path, records=CITY[:1]), story)


def test_what_is_brought_comes_first_and_goes_back_with_none(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        row = Row(room)
        await room.settle()
        row.numbers.bring(["a2", "nobody", "c1"])
        await room.settle()
        assert row.names() == ["a2", "c1", "a1"]
        row.numbers.bring(())
        await room.settle()
        assert row.names() == ["a1", "b1", "c1"]

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_each_tile_has_its_own_curve_and_never_the_one_before_it(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        for key, value in (("a1", 1.0), ("b1", 2.0)):
            old = Point(at=NOW - timedelta(days=2), value=99.0)
            room.city.points_here[key] = [old, Point(at=NOW - timedelta(minutes=1), value=value)]
        row = Row(room)
        await room.settle()
        assert (row.curve(0), row.curve(1), row.curve(2)) == ([1.0], [2.0], []), "a day of it, and no more"
        room.city.points_here["b1"].append(Point(at=NOW, value=3.0))
        await room.hear("points", "b1")
        assert row.curve(1) == [2.0, 3.0]
        room.city.points_here = {}
        row.numbers.bring(["c1"])
        await room.settle()
        assert row.names()[0] == "c1"
        assert row.curve(0) == []

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_during_an_outage_each_number_says_since_when(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        row = Row(room)
        room.city.connect()
        await room.settle()
        row.numbers.tick(room.now)
        assert "connection" not in row.said(0)
        room.city.links.failed("bad_page")
        row.numbers.tick(room.now + timedelta(minutes=5))
        assert all("connection" in row.said(place) for place in range(3))
        room.city.connect()
        row.numbers.tick(room.now + timedelta(minutes=5))
        assert "connection" not in row.said(0)
        assert "old" in row.said(0), "a minute's number that is five minutes old"

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_a_number_without_a_report_says_so(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        row = Row(room)
        await room.settle()
        assert "–" in row.said(0)
        assert "no report yet" in row.said(0)

    play(qapp, PlayedCity(tmp_path, records=[_one("x", value=None, as_of=None)]), story)


def test_when_reading_fails_the_last_numbers_stay_and_it_is_said_once(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        row = Row(room)
        await room.settle()
        room.city.trouble = StorageError("io_error")
        await room.hear("indicator", "a1")
        await room.hear("indicator", "a1")
        assert row.names() == ["a1", "b1", "c1"]
        assert {level for level, _text in room.notices} == {"warning"}
        assert len(room.notices) == 2, "of the values, and of the curves"

    play(qapp, PlayedCity(tmp_path, records=CITY), story)
