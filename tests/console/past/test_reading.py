"""Answers about the past that are none, and what of one can be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from console.base.errors import LinkError
from console.past.reading import search, whole, with_older


class _Server:
    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        self.paths: list[str] = []

    def call(self, _method: str, path: str, _query: Mapping[str, Any] | None = None) -> dict[str, Any]:
        self.paths.append(path)
        return self.answer


@pytest.mark.parametrize("answer", [{}, {"items": {}}, {"items": [], "next_page": 7}])
def test_what_is_no_page_is_told(answer: dict[str, Any]) -> None:
    with pytest.raises(LinkError, match="bad_answer"):
        search(_Server(answer), {})


def test_one_that_cannot_be_read_costs_itself_alone() -> None:
    good = {"id": "a", "version": 1, "data": {"code": "A", "title": "Ngập", "created_at": "2026-01-01T00:00:00Z"}}
    odd = [None, {"id": 7, "version": 1}, {"id": "b"}, {"id": "c", "version": 1, "data": {"severity": "very"}}]
    found = search(_Server({"items": [*odd, good], "next_page": None}), {})
    assert [one.id for one in found.incidents] == ["c", "a"]
    assert (found.incidents[1].title, found.next_page) == ("Ngập", None)


def test_one_is_asked_by_its_id() -> None:
    server = _Server({"id": "a/b", "version": 1, "data": {"code": "A", "title": "Ngập"}})
    assert whole(server, "a/b").title == "Ngập"
    assert server.paths == ["/v1/incidents/a%2Fb/past"]
    with pytest.raises(LinkError, match="bad_answer"):
        whole(_Server({}), "a")


def test_older_lines_that_are_none_are_told() -> None:
    incident = whole(
        _Server({"id": "a", "version": 1, "data": {"code": "A", "title": "Ngập", "history_before": 9}}), "a"
    )
    assert incident.history_before == 9
    answers: tuple[dict[str, Any], ...] = ({}, {"lines": {}}, {"lines": [], "next_before": "7"})
    for answer in answers:
        with pytest.raises(LinkError, match="bad_answer"):
            with_older(_Server(answer), incident)
    line = {"at": "2026-01-01T00:00:00Z", "verb": "note", "text": "x"}
    found = with_older(_Server({"lines": [line, "no line"], "next_before": None}), incident)
    assert ([one.text for one in found.history], found.history_before) == (["x"], 0)
