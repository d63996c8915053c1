"""The lines of a server's log: JSON, no secret in any, and no flood where the same happens again and again."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from backend.base import request_id
from backend.base.log import KINDS_MOST, MOST_A_MINUTE, JsonLines, LimitedHandler, TextLines


class Log:
    """A log of its own, with a clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.stream = io.StringIO()
        self.handler = LimitedHandler(self.stream, lambda: self.now)
        self.handler.setFormatter(JsonLines())
        self.logger = logging.getLogger("tests.of.the.log")
        self.logger.propagate = False
        self.logger.addHandler(self.handler)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    made = Log()
    yield made
    made.logger.removeHandler(made.handler)
    made.logger.propagate = True


def test_a_line_says_when_where_how_bad_and_for_whom(log: Log) -> None:
    given = request_id.current.set("req-1")
    log.logger.warning("the camera %s is away", "cam-01")
    request_id.current.reset(given)
    (line,) = log.lines
    assert line.pop("at").endswith("Z")
    assert line == {
        "level": "warning", "logger": "tests.of.the.log", "message": "the camera cam-01 is away", "request_id": "req-1",
    }  # fmt: skip


def test_a_fault_is_one_line_with_its_stack(log: Log) -> None:
    try:
        raise ValueError("postgresql://ioc:mat-khau@db/ioc")
    except ValueError:
        log.logger.exception("a fault")
    (line,) = log.lines
    assert "Traceback" in line["error"]
    assert "mat-khau" not in line["error"]


@pytest.mark.parametrize(
    "said",
    [
        "Authorization: Bearer s3cr3t",
        "password=s3cr3t&x=1",
        '{"password": "s3cr3t"}',
        "rtsp://admin:s3cr3t@10.0.0.1/1",
        "postgresql+psycopg://ioc:s3cr3t@db/ioc",
        "token: s3cr3t",
    ],
)
@pytest.mark.parametrize("form", [JsonLines, TextLines])
def test_secrets_never_get_into_it(log: Log, said: str, form: type[logging.Formatter]) -> None:
    log.handler.setFormatter(form())
    log.logger.warning("%s", said)
    assert "s3cr3t" not in log.stream.getvalue()
    assert "…" in log.stream.getvalue()


def test_the_same_is_said_a_few_times_a_minute_and_then_counted(log: Log) -> None:
    for number in range(40):
        log.logger.warning("the database is away (%s)", number)
    log.logger.warning("something else")
    assert [line["message"] for line in log.lines] == [
        *(f"the database is away ({number})" for number in range(MOST_A_MINUTE)), "something else",
    ]  # fmt: skip
    log.now = 61.0
    log.handler.sum_up()
    assert log.lines[-1]["message"] == "35 more within a minute, the last one: the database is away (39)"
    assert "request_id" not in log.lines[-1]
    log.logger.warning("the database is away (%s)", 40)
    assert log.lines[-1]["message"] == "the database is away (40)"


def test_what_is_no_warning_is_said_each_time(log: Log) -> None:
    log.logger.setLevel(logging.INFO)
    for _ in range(40):
        log.logger.info("%s %s", "GET", "/v1/me")
    log.logger.setLevel(logging.NOTSET)
    assert len(log.lines) == 40


def test_messages_without_end_do_not_fill_the_memory(log: Log) -> None:
    for number in range(KINDS_MOST * 2):
        log.logger.warning(f"kind {number}")
    assert len(log.handler._kinds) <= KINDS_MOST


@pytest.mark.parametrize("given", ["abc-123", "0af7651916cd43dd8448eb211c80319c", "a" * 64])
def test_a_sound_name_of_a_request_is_kept(given: str) -> None:
    assert request_id.taken(given) == given


@pytest.mark.parametrize("given", ["", "a b", "a\nb", "-a", "ă", "a" * 65, 'a"b', "../x"])
def test_any_other_gets_a_new_one(given: str) -> None:
    made = request_id.taken(given)
    assert made != given
    assert request_id.taken(made) == made
