"""What becomes of pictures that came with a form: who is shown them at the room, and when they go."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import insert

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import past_incidents
from backend.people.roles import Role
from backend.web.bare_pictures import bare
from backend.web.pictures import UNNAMED_MS, Kept, Pictures
from tests.backend.web.room import Room

DAY_MS = 24 * 3_600_000


def drawn(kind: str = "JPEG", size: tuple[int, int] = (120, 80), **how: Any) -> bytes:
    """A picture of this form."""
    out = io.BytesIO()
    Image.new("RGB", size, (90, 120, 80)).save(out, kind, **how)
    return out.getvalue()


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    found = Ledger(open_engine(f"sqlite:///{tmp_path / 'pictures.db'}"))
    yield found
    found.engine.dispose()


def _named(ledger: Ledger, key: str, *kept: Kept) -> dict[str, Any]:
    attachments = [{"name": "Hình", "sha256": one.digest} for one in kept]
    data = {"code": key, "title": key, "state": "closed", "attachments": attachments}
    ledger.publish([("incident", key, data)])
    return data


def test_the_room_is_shown_a_picture_and_who_only_looks_on_is_not(web: Room) -> None:
    kept = Pictures(web.ledger).keep(drawn(), "v1", "binh")
    web.give("v1", attachments=[{"name": "Hình", "sha256": kept.digest}])
    path = f"/v1/incidents/v1/pictures/{kept.digest}"
    operator, viewer = (web.there.token(role) for role in (Role.OPERATOR, Role.VIEWER))
    seen = web.there.get(path, operator)
    assert (seen.status_code, seen.headers["Content-Type"]) == (200, "image/jpeg")
    assert hashlib.sha256(seen.content).hexdigest() == kept.digest
    assert web.there.get(path, viewer).status_code == 403
    assert web.there.get(path).status_code == 401
    assert web.there.get(path.replace("v1/pictures", "v2/pictures"), operator).status_code == 404
    assert web.there.get(path.replace(kept.digest, "0" * 64), operator).status_code == 404


def test_what_no_incident_names_goes_after_a_day_and_not_before(ledger: Ledger) -> None:
    pictures = Pictures(ledger)
    kept, left = pictures.keep(drawn(), "a", "binh"), pictures.keep(drawn(size=(50, 50)), "a", "binh")
    _named(ledger, "a", kept)
    assert pictures.forget(now_ms()) == 0
    assert pictures.forget(now_ms() + UNNAMED_MS + 60_000) == 1
    assert pictures.find(kept.digest, "a") is not None
    assert pictures.find(left.digest, "a") is None


def test_it_goes_with_what_else_points_to_persons(ledger: Ledger) -> None:
    pictures = Pictures(ledger)
    kept = pictures.keep(drawn(), "p", "binh")
    data = _named(ledger, "p", kept)
    with ledger.aside() as connection:
        row = {"number": 1, "id": "p", "version": 1, "data": data, "ended_ms": now_ms(), "words": ""}
        connection.execute(insert(past_incidents).values(**row))
    assert pictures.forget(now_ms() + 1000 * DAY_MS) == 0
    assert pictures.forget(now_ms() + 1100 * DAY_MS) == 1


def test_all_together_take_no_more_than_they_may(ledger: Ledger) -> None:
    with pytest.raises(ProblemError) as refused:
        Pictures(ledger, most_bytes=10).keep(drawn(), "a", "binh")
    assert refused.value.code == "no-room"


@pytest.mark.parametrize(
    "sent",
    [
        drawn(), drawn(progressive=True), drawn(icc_profile=b"profile" * 30), drawn("PNG"), drawn(comment=b"ai do"),
        drawn() + drawn(size=(10, 10)), drawn("PNG") + b"behind",
    ],
)  # fmt: skip
def test_a_bare_picture_looks_as_it_was_sent(sent: bytes) -> None:
    left = bare(sent)
    with Image.open(io.BytesIO(sent)) as before, Image.open(io.BytesIO(left)) as after:
        assert before.tobytes() == after.tobytes()
        assert after.info.get("icc_profile") == before.info.get("icc_profile")
    assert b"ai do" not in left
    assert not left.endswith(b"behind")


@pytest.mark.parametrize("cut", [3, 20, 200, 400])
def test_what_is_broken_off_is_no_picture(ledger: Ledger, cut: int) -> None:
    with pytest.raises(ProblemError) as refused:
        Pictures(ledger).keep(drawn()[:cut], "a", "binh")
    assert refused.value.code == "not-picture"
