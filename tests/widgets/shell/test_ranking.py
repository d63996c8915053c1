"""What stands first among all that is found: what was used, what begins as typed, what can be done."""

from __future__ import annotations

import pytest

from widgets.shell.ranking import KIND_MOST, Finder, Thing, searchable


def _thing(name: str, words: str, beside: str = "") -> Thing:
    return Thing(name, words, beside, searchable(words, beside))


COMMANDS = (
    ("show-plans", "Phương án ứng phó", "F9", ""),
    ("assign-incident", "Phân công", "G", "Đã đóng rồi."),
    ("show-keys", "Phím tắt", "F1", ""),
)
THINGS = (
    _thing("place:z", "Bệnh viện Đa khoa", "Địa điểm"),
    _thing("camera:1", "Cầu Bến Đá", "Camera"),
    _thing("place:x", "Phường Bến Đá", "Phường"),
    _thing("person:an", "Nguyễn Hữu An", "Lãnh đạo trực"),
    _thing("incident:7", "Ngập · Phường Bến Đá", "SC-2026-482040"),
)


@pytest.fixture
def finder() -> Finder:
    made = Finder()
    made.set_entries(COMMANDS)
    made.set_things(THINGS)
    return made


def _names(finder: Finder, query: str) -> list[str]:
    return [entry[0] for entry in finder.find(query).entries]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("phuong", ["show-plans", "place:x", "incident:7"]),
        ("ben da", ["camera:1", "place:x", "incident:7", "place:z"]),
        ("cau da", ["camera:1"]),
        ("482040", ["incident:7"]),
        ("SC-2026-4820", ["incident:7"]),
        ("HỮU an", ["person:an"]),
        ("ong", ["show-plans", "place:x", "incident:7", "assign-incident"]),
        ("không có", []),
    ],
)
def test_marks_and_signs_need_not_be_typed_and_what_begins_so_comes_first(
    finder: Finder, query: str, names: list[str]
) -> None:
    assert _names(finder, query) == names


def test_what_was_used_last_comes_first_but_not_for_a_chance_of_letters(finder: Finder) -> None:
    finder.set_used(["incident:7", "show-keys"])
    assert _names(finder, "phuong")[0] == "incident:7"
    assert _names(finder, "") == ["incident:7", "show-keys", "show-plans", "assign-incident"], "what is off comes last"
    assert _names(finder, "ong")[0] == "show-plans", "within a word is no better for being used"


def test_one_letter_is_for_commands_alone(finder: Finder) -> None:
    assert all(":" not in name for name in _names(finder, "p"))


def test_a_mass_of_one_kind_hides_no_other_and_is_counted() -> None:
    finder = Finder()
    finder.set_things([*(_thing(f"camera:{n}", f"Ngã tư {n}") for n in range(100)), _thing("incident:1", "Ngã xe")])
    found = finder.find("nga")
    assert len(found.entries) == KIND_MOST + 1
    assert found.entries[-1][0] == "incident:1"
    assert found.more == 100 - KIND_MOST
