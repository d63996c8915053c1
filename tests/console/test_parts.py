"""The console's pure parts: settings, redaction, links by a clock of the test's own, overlay and what is allowed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.base.errors import SettingsError
from console.base.settings import load_settings
from console.net.links import Links
from console.records.models import Actor, Incident, LinkChannel, LinkState, OutboxState, PendingAction
from console.verbs import actions
from contract.secrets import redacted

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator")


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ('\nbackend_ulr = "http://a"\n', 2, "backend_url"),
        ('backend_url = "ftp://a"\n', 1, "match"),
        ("credentials = \n", 1, ""),
        ('backend_url = "http://user:secret@a"\n', 1, "match"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, line: int, hint: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings(path)
    params = refused.value.params
    assert (params["file"], params["line"]) == ("settings.toml", line)
    assert hint in str(params["hint"])


@pytest.mark.parametrize(
    "text",
    ["Authorization: Bearer canary", "rtsp://u:canary@cam/1", '{"password": "canary"}', "token=canary&x=1"],
)
def test_secrets_are_blotted_out(text: str) -> None:
    assert "canary" not in redacted(text)


class _Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_links_follow_answers_and_silence() -> None:
    clock, told = _Clock(), []
    links = Links(lambda: told.append(1), clock)

    def state() -> LinkState:
        links.judge()
        return links.all()[LinkChannel.INCIDENTS].state

    assert state() == LinkState.DOWN
    links.heard()
    links.pulled(catching_up=False)
    assert state() == LinkState.LIVE
    clock.now += 16
    assert state() == LinkState.LATE, "no heartbeat for more than 15 s"
    clock.now += 15
    assert state() == LinkState.DOWN, "no answer at all for more than 30 s"
    links.heard()
    links.pulled(catching_up=True)
    assert state() == LinkState.CATCHING_UP
    links.pulled(catching_up=False)
    links.stream_lost()
    links.failed("unreachable")
    clock.now += 9
    assert state() == LinkState.DOWN, "refused without a break for 8 s"
    assert links.all()[LinkChannel.INCIDENTS].reason == "unreachable"
    links.pulled(catching_up=False)
    assert state() == LinkState.LATE, "polling works, the stream is not back yet"
    assert told


def _incident(**fields: object) -> Incident:
    return Incident.model_validate({"id": "i", "version": 3, "code": "SC-1", "title": "t", "created_at": NOW, **fields})


def _saved(kind: str, state: OutboxState = OutboxState.WAITING, **payload: object) -> PendingAction:
    return PendingAction(
        action_id=f"a-{kind}", type=kind, target_type="incident", target_id="i", actor_name="Lê Thu Hà",
        payload=payload, occurred_at=NOW, state=state,
    )  # fmt: skip


def test_the_overlay_adds_what_is_on_its_way_and_no_more() -> None:
    server = _incident()
    shown = actions.overlay(server, [_saved("acknowledge"), _saved("note", text="đã gọi")])
    assert (shown.state, shown.pending) == ("acknowledged", ("acknowledge", "note"))
    assert [line.pending for line in shown.history] == [True, True]
    assert server.pending == ()
    refused = actions.overlay(server, [_saved("resolve", OutboxState.REJECTED, resolution="xong")])
    assert (refused.state, refused.refused) == ("new", ("resolve",))


def test_an_own_line_that_the_server_told_is_not_shown_twice() -> None:
    line = {"at": NOW, "verb": "note", "text": "đã gọi", "action_id": "a-note"}
    shown = actions.overlay(_incident(history=[line]), [_saved("note", OutboxState.ANSWERED, text="đã gọi")])
    assert len(shown.history) == 1


@pytest.mark.parametrize(
    ("verb", "fields", "why"),
    [
        ("acknowledge", {}, None),
        ("acknowledge", {"acknowledged_at": NOW}, "already_acknowledged"),
        ("note", {"state": "resolved"}, None),
        ("assign", {"state": "resolved"}, "already_resolved"),
        ("note", {"state": "closed"}, "closed"),
        ("escalate", {"escalation_level": 3}, "highest_level"),
    ],
)
def test_a_verb_tells_beforehand_why_it_is_off(verb: str, fields: dict[str, object], why: str | None) -> None:
    assert actions.allowed(verb, _incident(**fields), HA) == why


def test_a_wall_may_nothing() -> None:
    assert actions.allowed("note", _incident(), Actor(id="w", name="w", role="wall")) == "forbidden"
