"""Keeping of layouts: drafts are kept, a save is followed to its end, and a late one waits for a decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.layouts.layout import read_layout
from console.records.models import LinkChannel, LinkState, OutboxState
from console.records.wall import LayoutVersion
from tests.views.layouts.layout_room import DAY, LayoutRoom, at_layouts
from views.base.commands import CommandRefusedError
from views.layouts.saving import LayoutKeeping
from views.words.sentences import sentence

OTHER = read_layout({"name": "Ban ngày", "screens": [{"rows": 1, "cols": 1}]}, "x")


async def begun(made: LayoutRoom) -> tuple[LayoutKeeping, list[tuple[str, str]]]:
    """The layout of the day is open; what is told of it."""
    await made.city()
    told: list[tuple[str, str]] = []
    made.keeping.told.connect(lambda text, tone: told.append((text, tone)))
    made.room.link(LinkChannel.ORDERS, LinkState.LIVE)
    await made.keeping.refresh()
    made.keeping.open("day")
    return made.keeping, told


def test_what_is_edited_is_a_draft_until_it_is_saved_or_as_it_was(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        keeping, _told = await begun(made)
        keeping.keep_draft(OTHER)
        assert keeping.drafts() == {"day": "Ban ngày"}
        assert keeping.open("day") == (OTHER, read_layout(DAY, "Ban ngày")), "the draft, and what was saved"
        assert keeping.saved is not None
        keeping.keep_draft(keeping.saved)
        assert keeping.drafts() == {}
        keeping.keep_draft(OTHER)
        await keeping.save(OTHER)
        assert keeping.drafts() == {}
        keeping.begin("Ban ngày")
        assert keeping.id not in {"", "day"}, "a new one never takes the place of one that is there"
        with pytest.raises(CommandRefusedError, match="layout_unknown"):
            keeping.open("gone")

    at_layouts(qapp, tmp_path, story)


def test_a_save_says_what_it_began_from_and_is_told_when_the_server_has_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        keeping, told = await begun(made)
        base = keeping.base
        key = await keeping.save(OTHER)
        [row] = await made.room.saved()
        assert (row.type, row.target_id, row.base_version, row.payload["name"]) == (
            "layout_save",
            "day",
            base,
            "Ban ngày",
        )
        assert told == []
        await made.room.answer(key, OutboxState.SETTLED)
        await made.room.until(lambda: told, "the news")
        assert told[0] == (sentence("layout_saved", {"name": "Ban ngày"}), "")
        with pytest.raises(CommandRefusedError, match="layout_nothing_new"):
            await keeping.save(OTHER)
        with pytest.raises(CommandRefusedError, match="layout_no_name"):
            await keeping.save(OTHER.model_copy(update={"name": "  "}))

    at_layouts(qapp, tmp_path, story)


def test_without_a_connection_it_is_said_that_the_save_waits_and_a_second_one_takes_its_place(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(made: LayoutRoom) -> None:
        keeping, told = await begun(made)
        made.room.link(LinkChannel.ORDERS, LinkState.DOWN)
        await keeping.save(OTHER)
        assert told == [(sentence("layout_waits", {"name": "Ban ngày"}), "late")]
        await made.room.settle()
        await keeping.refresh()
        again = OTHER.model_copy(update={"seat_distance_m": 9.0})
        await keeping.save(again)
        [row] = await made.room.saved()
        assert row.payload["body"]["seat_distance_m"] == 9.0, "the first was taken back"

    at_layouts(qapp, tmp_path, story)


@pytest.mark.parametrize(("choice", "targets"), [("mine", ["day"]), ("theirs", []), ("both", ["new"])])
def test_a_save_that_came_too_late_names_who_was_first_and_waits_for_a_decision(
    qapp: QApplication, tmp_path: Path, choice: str, targets: list[str]
) -> None:
    async def story(made: LayoutRoom) -> None:
        keeping, told = await begun(made)
        key = await keeping.save(OTHER)
        await made.room.write("layout", "day", name="Ban ngày", body={**DAY, "seat_distance_m": 7.0})
        one = keeping.find("day")
        assert one is not None
        made.known = [LayoutVersion(version=one.version, at=None, actor_name="An")]
        await made.room.answer(key, OutboxState.CONFLICT, "layout-changed")
        await made.room.until(lambda: told and told[-1][1] == "error", "the news")
        assert told[-1][0] == sentence("layout_stale", {"name": "Ban ngày", "who": "An"})
        assert keeping.open("day")[0] == OTHER, "what was to be saved is what is edited"
        stands = await keeping.decide(choice, OTHER)
        assert stands is not None
        assert keeping.trouble is None
        rows = [row for row in await made.room.saved() if row.state == OutboxState.WAITING]
        assert ["new" if row.target_id != "day" else "day" for row in rows] == targets
        if choice == "mine":
            assert rows[0].base_version == one.version, "over theirs"
        elif choice == "theirs":
            assert stands.seat_distance_m == 7.0
        else:
            assert stands.name == "Ban ngày (Lê Thu Hà)"
        with pytest.raises(CommandRefusedError, match="layout_no_conflict"):
            await keeping.decide(choice, OTHER)

    at_layouts(qapp, tmp_path, story)


def test_a_newer_version_of_another_desk_is_told_while_it_is_open_here(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        keeping, told = await begun(made)
        base = keeping.base
        await made.room.write("layout", "day", name="Ban ngày", body=DAY)
        await made.room.until(lambda: keeping.base > base, "the same under another number")
        assert told == []
        await made.room.write("layout", "day", name="Ban ngày", body={**DAY, "seat_distance_m": 7.0})
        await made.room.until(lambda: told, "the news")
        assert told == [(sentence("layout_newer_there", {"name": "Ban ngày"}), "late")]

    at_layouts(qapp, tmp_path, story)
