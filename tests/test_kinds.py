"""Every kind of trouble is stood for by tests, and the page about cameras is what they say."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.kinds import FEWEST, KINDS, PAGE, Member, members, page


@pytest.fixture(scope="module")
def found() -> list[Member]:
    return members()


def test_each_kind_has_its_tests(found: list[Member]) -> None:
    counted = Counter(one.kind for one in found)
    assert {kind.name: counted[kind.name] for kind in KINDS if counted[kind.name] < FEWEST} == {}


def test_no_oddity_is_told_twice(found: list[Member]) -> None:
    counted = Counter((one.kind, one.oddity, one.test) for one in found)
    assert [key for key, count in counted.items() if count > 1] == []


def test_the_page_about_cameras_is_what_the_tests_say(found: list[Member]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(found), "python -m tests.kinds writes it"
