"""One record's fault costs one record and is told; one part's exception in a tick stops none of the others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.records.models import Incident, LinkState
from tests.fuzz.room import Room, room, told, until
from tests.harness.feed_server import FeedServer, Raw, serving

AT = "2026-11-28T10:00:00Z"
GOOD = {
    "code": "SC-1",
    "title": "Ngập hẻm 12",
    "severity": 3,
    "state": "new",
    "created_at": AT,
    "lat": 9.6,
    "lon": 106.4,
}
pytestmark = pytest.mark.timeout(600)


def _data(**odd: str) -> str:
    """An incident's data with some members as JSON text."""
    members = {name: json.dumps(value, ensure_ascii=False) for name, value in GOOD.items()} | odd
    return "{" + ", ".join(f'"{name}": {text}' for name, text in members.items()) + "}"


def _odd(**odd: str) -> str:
    return Raw("incident", "odd", _data(**odd)).text(op='"upsert"')


def _good(key: str = "good", version: int = 1, **odd: str) -> str:
    return Raw("incident", key, _data(**odd), str(version)).text(op='"upsert"')


@dataclass(frozen=True)
class Wanted:
    """What becomes of an odd record: whether it is in the queue, so, and which of its fields are told of."""

    entry: str
    fields: tuple[str, ...] = ()
    row: Callable[[Incident], bool] | None = lambda _one: True


def _shown(desk: Room, key: str) -> Incident | None:
    return next((one for one in desk.desk.desk.queue.shown if one.id == key), None)


def _told(desk: Room) -> list[str]:
    return [field for one in desk.desk.state()["misread"] for field in one["fields"]]


async def _is_as_wanted(desk: Room, wanted: Wanted) -> None:
    await until(lambda: _shown(desk, "good"), "what stands beside the odd record")
    assert not desk.met
    if wanted.row is not None:
        row = _shown(desk, "odd")
        assert row is not None, "it is seen"
        assert wanted.row(row)
    if wanted.fields:
        await until(lambda: set(_told(desk)) >= set(wanted.fields), f"told: {wanted.fields}, not {_told(desk)}")
        assert desk.desk.rooms.sync.misread.words
    await desk.tick()
    assert not desk.met, "and goes on each second"


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(
            Wanted(_odd(deadline='"2026-11-29T10:11:12"'), ("deadline",), lambda one: one.deadline is None),
            id="naive deadline",
            marks=pytest.mark.kind(
                "one-record",
                "A deadline without a time zone",
                "The incident is in the queue without a deadline, and says that it could not be read.",
            ),
        ),
        pytest.param(
            Wanted(_odd(lat="NaN"), ("lat",), lambda one: one.lat is None),
            id="NaN latitude",
            marks=pytest.mark.kind(
                "one-record", "NaN as a latitude", "The incident is in the queue and on no map, and says why."
            ),
        ),
        pytest.param(
            Wanted(_odd(severity='"high"'), ("severity",), lambda one: one.severity == 1 and "severity" in one.unread),
            id="severity as text",
            marks=pytest.mark.kind(
                "one-record",
                "A text for the severity",
                "The incident stands with the worst ones, marked with a question mark: its severity is unreadable.",
            ),
        ),
        pytest.param(
            Wanted(_odd(title="null"), ("title",), lambda one: one.title == "?"),
            id="null title",
            marks=pytest.mark.kind("one-record", "Null as a title", "The incident is in the queue without, marked."),
        ),
        pytest.param(
            Wanted(_odd(title='"Cháy nhà \\ud83d"'), ("title",), lambda one: one.title == "Cháy nhà \ufffd"),
            id="half an emoji",
            marks=pytest.mark.kind(
                "one-record",
                "Half an emoji (a lone surrogate) in a title",
                "The title is shown with a mark in that place, and its page is taken in.",
            ),
        ),
        pytest.param(
            Wanted(_odd(state='""'), (), lambda one: one.is_open),
            id="empty state",
            marks=pytest.mark.kind("one-record", "An empty state", "The incident counts as open and is in the queue."),
        ),
        pytest.param(
            Wanted(Raw("incident", "odd", _data(), str(2**70)).text(op='"upsert"'), ("version",)),
            id="version of 71 bits",
            marks=pytest.mark.kind(
                "one-record",
                "A version beyond the 64 bits of SQLite",
                "The record is taken as the newest, since it came last, and that is told.",
            ),
        ),
        pytest.param(
            Wanted(_odd(escalation_level="9" * 5000), ("escalation_level",)),
            id="5,000 digits",
            marks=pytest.mark.kind(
                "one-record",
                "A number of 5,000 digits, more than Python reads",
                "It costs its field, not its page.",
            ),
        ),
        pytest.param(
            Wanted(_odd(description="[" * 100_000 + "]" * 100_000), ("description",)),
            id="100,000 brackets",
            marks=pytest.mark.kind(
                "one-record", "A value nested 100,000 deep", "It is cut off and costs its field, not its page."
            ),
        ),
        pytest.param(
            Wanted(_odd(title='"Gas \\u202egnp.exe\\u0000"'), (), lambda one: one.title == "Gas \ufffdgnp.exe\ufffd"),
            id="bidi override",
            marks=pytest.mark.kind(
                "one-record",
                "A mark in a title that turns the line around",
                "It is replaced by a sign, and the line reads as it was written.",
            ),
        ),
        pytest.param(
            Wanted(Raw("incident", "odd", "null").text(op='"upsert"'), ("",), lambda one: "" in one.unread),
            id="no data",
            marks=pytest.mark.kind(
                "one-record",
                "A record whose data are null",
                "That there is such an incident is seen, with the worst ones, and nothing is removed.",
            ),
        ),
        pytest.param(
            Wanted("5", ("",), None),
            id="no record",
            marks=pytest.mark.kind(
                "one-record", "A number in the place of a record", "It is listed as a record without a name."
            ),
        ),
        pytest.param(
            Wanted(Raw("incident", "odd", _data()).text(op='"upsert"', id="null"), ("id",), None),
            id="null id",
            marks=pytest.mark.kind("one-record", "Null as an id", "It is listed as a record without a name."),
        ),
        pytest.param(
            Wanted(_odd(history='[{"at": "gestern", "verb": "note"}, {"at": "' + AT + '", "verb": "note"}]'),
                   ("history.0.at",), lambda one: len(one.history) == 1),
            id="history",
            marks=pytest.mark.kind(
                "one-record", "A line of the history without a time", "That line is left out and told; the others stay."
            ),
        ),
    ],
)  # fmt: skip
def test_it_costs_one_record_and_is_told(qapp: QApplication, tmp_path: Path, wanted: Wanted) -> None:
    with serving() as (feed, url):

        async def live() -> None:
            async with room(tmp_path, url) as desk:
                feed.say([wanted.entry, _good()])
                await _is_as_wanted(desk, wanted)
                assert desk.link()[0] != LinkState.DOWN

        async def again() -> None:
            async with room(tmp_path, url, offline=True) as desk:
                await _is_as_wanted(desk, wanted)

        told(live, qapp)
        told(again, qapp)


@pytest.mark.kind(
    "one-record",
    "A page of changes whose next place is NaN",
    "Nothing of it is taken in; its link is down and says why, until the page is one.",
)
@pytest.mark.parametrize("odd", [{"next_cursor": "NaN"}, {"changes": "null"}, {"last_device_seq": "1e999"}])
def test_a_page_that_is_none_makes_its_link_down(qapp: QApplication, tmp_path: Path, odd: dict[str, str]) -> None:
    async def story(feed: FeedServer, url: str) -> None:
        async with room(tmp_path, url) as desk:
            feed.say([_good("first")])
            await until(lambda: _shown(desk, "first"), "a queue")
            page = feed.say([_good()], **odd)
            await until(lambda: desk.link() == (LinkState.DOWN, "bad_page"), f"down with a reason, not {desk.link()}")
            assert _shown(desk, "first"), "what is known stays"
            await desk.tick()
            assert desk.desk.state()["standing"] == ["bad_page"]
            feed.mend(page, [_good()])
            await until(lambda: _shown(desk, "good"), "what comes once it can be read")
            assert desk.link()[0] != LinkState.DOWN
            assert not desk.met

    with serving() as (feed, url):
        told(lambda: story(feed, url), qapp)


@pytest.mark.kind(
    "one-record",
    "The same odd record again and again, then mended",
    "It is told once for each version, stands in the strip meanwhile, and goes from there when it is mended.",
)
def test_it_is_told_once_and_withdrawn_when_mended(qapp: QApplication, tmp_path: Path) -> None:
    def notices(desk: Room) -> int:
        return sum(one.code == "misread" for one in desk.session.notices.recent)

    async def story(feed: FeedServer, url: str) -> None:
        async with room(tmp_path, url) as desk:
            feed.say([_good(), _good("odd", deadline='"naive"')])
            await until(lambda: notices(desk) == 1, "told")
            for number in range(3):
                feed.say([_good("other", number + 1)])
                await until(lambda: desk.desk.row_version("other") == number + 1, "another change")  # noqa: B023
                await desk.tick()
            assert notices(desk) == 1
            assert "deadline" in _told(desk)
            assert await desk.show("show-misread")
            feed.say([_good("odd", 2)])
            await until(lambda: not _told(desk), "mended")
            assert not desk.desk.rooms.sync.misread.words
            assert notices(desk) == 1

    with serving() as (feed, url):
        told(lambda: story(feed, url), qapp)


@pytest.mark.kind(
    "one-record",
    "A history of an indicator with NaN, a text, a time without zone and one of next year in it",
    "Each costs its point, the others are in the curve, and how many were lost is told.",
)
def test_a_bad_point_costs_a_point(qapp: QApplication, tmp_path: Path) -> None:
    async def story(feed: FeedServer, url: str) -> None:
        feed.snapshot = [Raw("indicator", "cs-01", '{"name": "Mực nước"}').text(), _good()]
        good = [["2026-11-20T10:00:00Z", 1.5], ["2026-11-20T11:00:00Z", 2.5]]
        odd = ('["2026-11-20T12:00:00Z", NaN]', '["2026-11-20T12:00:00", 1]', '["2026-11-20T13:00:00Z", "x"]', "5",
               '["2099-11-20T12:00:00Z", 1]', '["2026-11-20T14:00:00Z", 1e999]', "null")  # fmt: skip
        feed.points["cs-01"] = f"[{', '.join((json.dumps(good[0]), *odd, json.dumps(good[1])))}]"
        async with room(tmp_path, url) as desk:
            points: list[Any] = []
            await until(lambda: "points" in _told(desk), "told")
            points = await desk.session.store.points("cs-01", desk.session.time.now().replace(year=2000))
            assert [point.value for point in points] == [1.5, 2.5]
            assert not desk.met

    with serving() as (feed, url):
        told(lambda: story(feed, url), qapp)


@pytest.mark.kind(
    "one-record",
    "One part of the desk that raises at every tick",
    "It is told once, not each second, and every other part of that tick goes on.",
)
def test_one_part_of_a_tick_stops_no_other(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_noise: list[str]
) -> None:
    expected_noise.append("unhandled")

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("a part of ours")

    async def story(url: str) -> None:
        async with room(tmp_path, url) as desk:
            window, heard = desk.desk, []
            monkeypatch.setattr(window.rooms.alarms.load, "tick", broken)
            monkeypatch.setattr(window.desk.queue, "tick", broken)
            parts = {
                "stages": window.rooms.hands.stages, "strips": window.desk.strips,
                "guidance": window.rooms.guidance.checklist, "plans": window.rooms.plans.running,
                "wall": window.rooms.wall,
            }  # fmt: skip
            for name, part in parts.items():
                monkeypatch.setattr(part, "tick", lambda _now, name=name: heard.append(name))
            for _second in range(3):
                window.seconds._timer.timeout.emit()
            assert {name: heard.count(name) for name in parts} == dict.fromkeys(parts, 3)
            await asyncio.sleep(0)
            assert desk.met == ["ZeroDivisionError: a part of ours"] * 2, "two parts, each of them once"

    with serving() as (_feed, url):
        told(lambda: story(url), qapp)
