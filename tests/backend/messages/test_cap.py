"""Warnings in CAP 1.2: what the schema requires is there, in its order, with values that it knows."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from backend.messages.adapters.cap import NAMESPACE, CapAdapter, alert
from backend.messages.channel_models import Cap
from backend.messages.letter import Address, Letter, NotSentError
from tests.backend.messages.peer import Peer
from tests.backend.messages.post_room import HERE, secret_file
from tests.harness.certificates import Certificates

KEY = "0123456789abcdef0123456789abcdef"
SAID: dict[str, Any] = {
    "sender": "canhbao@song-may.test", "sender_name": "Trung tâm điều hành Sông Mây", "area": "Thành phố Sông Mây",
    "polygon": [[9.5, 106.4], [9.7, 106.4], [9.7, 106.6]], "hours": 6,
}  # fmt: skip
FACTS: dict[str, Any] = {"deed": "plan_activate", "hazard": "flood", "scale": "disaster_risk", "level": 3}
ALERT = (
    "identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "addresses", "code", "note",
    "references", "incidents", "info",
)  # fmt: skip
INFO = (
    "language", "category", "event", "responseType", "urgency", "severity", "certainty", "audience", "eventCode",
    "effective", "onset", "expires", "senderName", "headline", "description", "instruction", "web", "contact",
    "parameter", "resource", "area",
)  # fmt: skip
"""The sequences of the schema (CAP-v1.2-os, appendix A)."""
REQUIRED = (
    ("identifier", "sender", "sent", "status", "msgType", "scope"),
    ("category", "event", "urgency", "severity", "certainty"),
)
KNOWN = {
    "status": {"Actual", "Exercise", "System", "Test", "Draft"},
    "msgType": {"Alert", "Update", "Cancel", "Ack", "Error"},
    "scope": {"Public", "Restricted", "Private"},
    "category": {
        "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other",
    },
    "responseType": {
        "Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None",
    },
    "urgency": {"Immediate", "Expected", "Future", "Past", "Unknown"},
    "severity": {"Extreme", "Severe", "Moderate", "Minor", "Unknown"},
    "certainty": {"Observed", "Likely", "Possible", "Unlikely", "Unknown"},
}  # fmt: skip
DATE = re.compile(r"\d\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")


def letter(**more: Any) -> Letter:
    said: dict[str, Any] = {
        "key": KEY, "kind": "warning", "about_type": "activation", "about_id": "a1", "subject": "Lũ cấp 3 <&>",
        "text": "Tránh xa bờ sông.\x00\x0b", "made_ms": 1_764_000_000_999, "facts": FACTS,
    }  # fmt: skip
    return Letter(**{**said, **more})


def read(content: bytes) -> tuple[ET.Element, dict[str, str], dict[str, str]]:
    """A warning, held against what the schema asks for; its own fields and those of its info."""
    root = ET.fromstring(content)  # noqa: S314 - it is our own
    names = [one.tag.removeprefix(f"{{{NAMESPACE}}}") for one in root]
    info = root.find(f"{{{NAMESPACE}}}info")
    assert info is not None
    inner = [one.tag.removeprefix(f"{{{NAMESPACE}}}") for one in info]
    assert root.tag == f"{{{NAMESPACE}}}alert"
    for found, order, needed in ((names, ALERT, REQUIRED[0]), (inner, INFO, REQUIRED[1])):
        places = [order.index(name) for name in found]
        assert places == sorted(places), f"not in the order of the schema: {found}"
        assert set(needed) <= set(found)
    own = {name: one.text or "" for name, one in zip(names, root, strict=True)}
    about = {name: one.text or "" for name, one in zip(inner, info, strict=True)}
    for name, words in KNOWN.items():
        value = (own | about).get(name)
        assert value is None or value in words, (name, value)
    for name in ("sent", "effective", "expires"):
        assert DATE.fullmatch((own | about)[name]), name
    assert not re.search(r"[ ,<&]", own["identifier"] + own["sender"])
    area = info.find(f"{{{NAMESPACE}}}area")
    assert area is not None
    assert area[0].tag == f"{{{NAMESPACE}}}areaDesc"
    return root, own, about


def test_a_warning_has_what_the_schema_requires() -> None:
    root, own, about = read(alert(letter(), Cap.model_validate({**SAID, "folder": "/x"})))
    assert (own["identifier"], own["status"], own["msgType"], own["scope"]) == (KEY, "Actual", "Alert", "Public")
    assert own["sent"] == "2025-11-24T16:00:00-00:00"
    assert (about["category"], about["severity"], about["event"]) == ("Met", "Severe", "Lũ, ngập lụt")
    assert (about["headline"], about["description"]) == ("Lũ cấp 3 <&>", "Tránh xa bờ sông.")
    assert about["expires"] == "2025-11-24T22:00:00-00:00"
    polygon = root.find(f".//{{{NAMESPACE}}}polygon")
    assert polygon is not None
    assert polygon.text == "9.50000,106.40000 9.70000,106.40000 9.70000,106.60000 9.50000,106.40000"


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4, 5, 9, None, "3"])
@pytest.mark.parametrize("hazard", ["flood", "storm", "fire", "traffic", "epidemic", "security", "", "lốc"])
def test_every_hazard_and_level_is_one_that_the_schema_knows(level: Any, hazard: str) -> None:
    facts = {**FACTS, "level": level, "hazard": hazard}
    _root, own, about = read(alert(letter(facts=facts), Cap.model_validate({**SAID, "folder": "/x"})))
    assert own["identifier"] == KEY
    assert all(about[name] for name in ("category", "severity", "urgency", "certainty", "event"))


def test_another_level_updates_and_the_end_cancels_what_went_before() -> None:
    earlier = [{"key": "k1", "made_ms": 1_763_990_000_000}]
    said = Cap.model_validate({**SAID, "folder": "/x"})
    for deed, kind in (("plan_level", "Update"), ("plan_stand_down", "Cancel")):
        _root, own, about = read(alert(letter(facts={**FACTS, "deed": deed, "earlier": earlier}), said))
        assert (own["msgType"], own["references"]) == (kind, "canhbao@song-may.test,k1,2025-11-24T13:13:20-00:00")
    assert (about["responseType"], about["urgency"]) == ("AllClear", "Past")
    _root, own, _about = read(alert(letter(facts={**FACTS, "deed": "plan_level", "earlier": []}), said))
    assert own["msgType"] == "Alert", "there is nothing to update"


def test_an_exercise_is_called_one() -> None:
    assert read(alert(letter(drill=True), Cap.model_validate({**SAID, "folder": "/x"})))[1]["status"] == "Exercise"


def test_it_is_laid_into_a_folder_whole_and_once(tmp_path: Path) -> None:
    adapter = CapAdapter(Cap.model_validate({**SAID, "folder": str(tmp_path / "cap")}))
    with pytest.raises(NotSentError, match="disk"):
        adapter.send(letter(), Address(("public",)))  # a share that is not mounted is no folder of ours
    (tmp_path / "cap").mkdir()
    for _again in range(2):
        adapter.send(letter(), Address(("public",)))
    (file,) = (tmp_path / "cap").iterdir()
    assert file.name == f"{KEY}.cap.xml"
    read(file.read_bytes())


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[Peer]:
    with Peer(Certificates(tmp_path).context) as running:
        yield running


def test_it_goes_to_a_webhook_signed(peer: Peer, tmp_path: Path) -> None:
    said = {
        **SAID, "url": f"{peer.url}/cap", "secret_file": secret_file(tmp_path, "cap", "s"), "networks": HERE,
        "authorities": str(tmp_path / "authority.pem"),
    }  # fmt: skip
    assert CapAdapter(Cap.model_validate(said)).send(letter(), Address(("public",))).is_delivered
    (taken,) = peer.taken
    assert taken.headers["Content-Type"].startswith("application/cap+xml")
    assert taken.headers["X-IOC-Signature"].startswith("sha256=")
    read(taken.body)


@pytest.mark.parametrize("ways", [{}, {"folder": "/x", "url": "https://x.vn/"}, {"folder": "/x", "secret_file": "/s"}])
def test_there_is_exactly_one_way_out(ways: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="one_way_out"):
        Cap.model_validate({**SAID, **ways})
