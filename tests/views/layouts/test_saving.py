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
from views.layouts.saving import LayoutSaving
from views.words.sentences import sentence

OTHER = read_layout({"name": "Ban ngày", "screens": [{"rows": 1, "cols": 1}]}, "x")


async def begun(made: LayoutRoom) -> tuple[LayoutSaving, list[tuple[str, str]]]:
    """The layout of the day is open; what is told of it."""
    await made.city()
    told: list[tuple[str, str]] = []
    made.saving.told.connect(lambda text, tone: told.append((text, tone)))
    made.room.link(LinkChannel.ORDERS, LinkState.LIVE)
    await made.saving.refresh()
    made.saving.open("day")
    return made.saving, told


def test_what_is_edited_is_a_draft_until_it_is_saved_or_as_it_was(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        saving, _told = await begun(made)
        saving.keep_draft(OTHER)
        assert saving.drafts() == {"day": "Ban ngày"}
        assert saving.open("day") == (OTHER, read_layout(DAY, "Ban ngày")), "the draft, and what was saved"
        assert saving.saved is not None
        saving.keep_draft(saving.saved)
        assert saving.drafts() == {}
        saving.keep_draft(OTHER)
        await saving.save(OTHER)
        assert saving.drafts() == {}
        saving.begin("Ban ngày")
        assert saving.id not in {"", "day"}, "a new one never takes the place of one that is there"
        with pytest.raises(CommandRefusedError, match="layout_unknown"):
            saving.open("gone")

    at_layouts(qapp, tmp_path, story)


def test_a_save_says_what_it_began_from_and_is_told_when_the_server_has_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        saving, told = await begun(made)
        base = saving.base
        key = await saving.save(OTHER)
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
            await saving.save(OTHER)
        with pytest.raises(CommandRefusedError, match="layout_no_name"):
            await saving.save(OTHER.model_copy(update={"name": "  "}))

    at_layouts(qapp, tmp_path, story)


def test_without_a_connection_it_is_said_that_the_save_waits_and_a_second_one_takes_its_place(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(made: LayoutRoom) -> None:
        saving, told = await begun(made)
        made.room.link(LinkChannel.ORDERS, LinkState.DOWN)
        await saving.save(OTHER)
        assert told == [(sentence("layout_waits", {"name": "Ban ngày"}), "late")]
        await made.room.settle()
        await saving.refresh()
        again = OTHER.model_copy(update={"seat_distance_m": 9.0})
        await saving.save(again)
        [row] = await made.room.saved()
        assert row.payload["body"]["seat_distance_m"] == 9.0, "the first was taken back"

    at_layouts(qapp, tmp_path, story)


@pytest.mark.parametrize(("choice", "targets"), [("mine", ["day"]), ("theirs", []), ("both", ["new"])])
def test_a_save_that_came_too_late_names_who_was_first_and_waits_for_a_decision(
    qapp: QApplication, tmp_path: Path, choice: str, targets: list[str]
) -> None:
    async def story(made: LayoutRoom) -> None:
        saving, told = await begun(made)
        key = await saving.save(OTHER)
        await made.room.write("layout", "day", name="Ban ngày", body={**DAY, "seat_distance_m": 7.0})
        one = saving.find("day")
        assert one is not None
        made.known = [LayoutVersion(version=one.version, at=None, actor_name="An")]
        await made.room.answer(key, OutboxState.CONFLICT, "layout-changed")
        await made.room.until(lambda: told and told[-1][1] == "error", "the news")
        assert told[-1][0] == sentence("layout_stale", {"name": "Ban ngày", "who": "An"})
        assert saving.open("day")[0] == OTHER, "what was to be saved is what is edited"
        stands = await saving.decide(choice, OTHER)
        assert stands is not None
        assert saving.trouble is None
        rows = [row for row in await made.room.saved() if row.state == OutboxState.WAITING]
        assert ["new" if row.target_id != "day" else "day" for row in rows] == targets
        if choice == "mine":
            assert rows[0].base_version == one.version, "over theirs"
        elif choice == "theirs":
            assert stands.seat_distance_m == 7.0
        else:
            assert stands.name == "Ban ngày (Lê Thu Hà)"
        with pytest.raises(CommandRefusedError, match="layout_no_conflict"):
            await saving.decide(choice, OTHER)

    at_layouts(qapp, tmp_path, story)


def test_a_newer_version_of_another_desk_is_told_while_it_is_open_here(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        saving, told = await begun(made)
        base = saving.base
        await made.room.write("layout", "day", name="Ban ngày", body=DAY)
        await made.room.until(lambda: saving.base > base, "the same under another number")
        assert told == []
        await made.room.write("layout", "day", name="Ban ngày", body={**DAY, "seat_distance_m": 7.0})
        await made.room.until(lambda: told, "the news")
        assert told == [(sentence("layout_newer_there", {"name": "Ban ngày"}), "late")]

    at_layouts(qapp, tmp_path, story)
