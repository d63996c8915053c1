"""Why an action waits or was refused is always a sentence, never a code."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.records.models import Link, LinkChannel, LinkState, OutboxState, PendingAction
from contract.problems import OF_ACTIONS
from views.sync.standing import standing, storage_words
from views.words.problems import Surroundings, problem_sentence, why

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DOWN = Link(channel=LinkChannel.ORDERS, state=LinkState.DOWN, since=NOW, reason="unreachable")


def _action(state: OutboxState, kind: str = "escalate", reason: str = "", detail: str = "") -> PendingAction:
    return PendingAction(
        action_id="a", type=kind, target_type="incident", target_id="i", actor_name="Lê Thu Hà", payload={},
        occurred_at=NOW - timedelta(hours=3), state=state, reason=reason, detail=detail,
    )  # fmt: skip


def test_every_problem_of_an_action_has_a_sentence() -> None:
    unknown = problem_sentence("never-heard-of")
    assert not [code for code in OF_ACTIONS if problem_sentence(code) in (unknown, code)]


def test_an_unknown_problem_is_told_in_the_servers_own_words() -> None:
    assert problem_sentence("never-heard-of", "the bridge is {up}") == (
        "The server did not take it and says: “the bridge is {up}”"
    )
    assert "never-heard-of" not in problem_sentence("never-heard-of")


@pytest.mark.parametrize("state", list(OutboxState))
def test_every_state_says_why(state: OutboxState) -> None:
    text = why(_action(state), Surroundings(NOW, DOWN))
    assert text
    assert "{" not in text
    assert str(state) != text


def test_what_waits_says_for_what() -> None:
    waiting = _action(OutboxState.WAITING)
    assert "does not answer" in why(waiting, Surroundings(NOW, DOWN))
    assert "in 9 s" in why(waiting, Surroundings(NOW, DOWN, tries=3, next_try_s=9.2))
    assert "decided the conflict" in why(waiting, Surroundings(NOW, DOWN, held=frozenset({"i"})))
    assert "signed in" in why(waiting, Surroundings(NOW, DOWN, signed_in=False))


def test_what_its_author_did_not_sign_says_whom_it_waits_for() -> None:
    unsigned = _action(OutboxState.WAITING).model_copy(update={"signed": False, "actor_id": "ha.le"})
    assert unsigned.actor_name in why(unsigned, Surroundings(NOW, owner_id="an.nguyen"))
    assert "within seconds" in why(unsigned, Surroundings(NOW, owner_id="ha.le"))
    signed = unsigned.model_copy(update={"signed": True})
    assert "within seconds" in why(signed, Surroundings(NOW, owner_id="an.nguyen"))


def test_an_outlived_order_says_how_old_it_is_and_asks() -> None:
    text = why(_action(OutboxState.EXPIRED, reason="outlived"), Surroundings(NOW))
    assert "3 h old" in text
    assert "after 2 h" in text
    assert text.endswith("?")


def test_a_disk_that_saves_nothing_goes_before_an_outage_and_promises_nothing() -> None:
    links = {channel: DOWN.model_copy(update={"channel": channel}) for channel in LinkChannel}
    found = standing("full", links)
    assert [one.code for one in found] == ["full", "outage"]
    assert all("is saved here" not in one.advice for one in found)
    assert [one.code for one in standing("ok", links)] == ["outage"]
    too_old = {channel: link.model_copy(update={"reason": "update_needed"}) for channel, link in links.items()}
    assert [one.code for one in standing("ok", too_old)] == ["update_needed"]


def test_saving_is_told_once_it_lasts() -> None:
    assert storage_words("ok", 0.1)[1] == "ok"
    assert storage_words("ok", 3.0) == ("Saving… 3 s", "late")
    assert storage_words("read_only", 0.0)[1] == "error"
