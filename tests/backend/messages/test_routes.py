"""Messages over the real server: a deed goes out, is seen, previewed, receipted, tells of its failure, goes again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from backend.messages.adapters.signing import signed
from tests.backend.device import Device
from tests.backend.messages.peer import Peer, Says
from tests.backend.messages.post_room import HERE, secret_file
from tests.backend.test_life_cycles import Report
from tests.harness.waiting import until
from tests.journeys.city import City

PHONE = "0912345678"


class Room:
    """A served city with channels, an operator, a duty officer, and what a person told of."""

    def __init__(self, town: City, peer: Peer) -> None:
        self.town, self.peer = town, peer
        self.operator, self.officer = Device(town, "ha.le"), Device(town, "an.nguyen", "desk-officer")
        self.report = Report(
            town, self.operator, self.officer, "pa-1", kind="nap-cong", place="Hẻm 12", ward="Rạch Lá",
            reporter={"name": "Trần Văn Tư", "phone": PHONE, "address": "12 Trần Phú"},
        )  # fmt: skip

    def messages(self) -> dict[str, dict[str, Any]]:
        """Those that a desk has, by what they are for."""
        items = self.operator.call("GET", "/v1/sync/snapshot").json()["items"]
        return {item["data"]["kind"]: item for item in items if item["type"] == "message"}

    def until(self, kind: str, state: str) -> dict[str, Any]:
        def stands() -> bool:
            return kind in self.messages() and self.messages()[kind]["data"]["state"] == state

        until(stands, f"the {kind} is {state}")
        found: dict[str, Any] = self.messages()[kind]
        return found

    def tell(self, channel: str, data: Any, secret: str) -> requests.Response:
        """A receipt of the outside."""
        body = json.dumps(data).encode()
        address = f"{self.town.url}/v1/messages/receipts/{channel}"
        return requests.post(address, body, headers=signed(secret, body), timeout=30)

    def preview(self, device: Device, **body: Any) -> requests.Response:
        return device.call("POST", "/v1/messages/preview", json={"about": "pa-1", **body})


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    with Peer() as running:
        running.usually = Says(body=b'{"id": "gw-1"}')
        yield running


@pytest.fixture(scope="module")
def room(peer: Peer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder: Path = tmp_path_factory.mktemp("messages")
    hook = {"url": f"{peer.url}/hook", "secret_file": secret_file(folder, "hook", "of the agency")}
    said = {
        "webhook": {"networks": HERE}, "agencies": {"thoat-nuoc": {"webhook": hook}},
        "sms": {
            "url": f"{peer.url}/sms", "networks": HERE, "body": {"to": "{to}", "text": "{text}"}, "longest": 60,
            "answer": {"id": "$.id"}, "receipts": {"secret_file": secret_file(folder, "sms", "of the gateway")},
        },
    }  # fmt: skip
    (folder / "channels.yaml").touch(mode=0o600)
    (folder / "channels.yaml").write_text(json.dumps(said), encoding="utf-8")
    (folder / "server.yaml").write_text(f"message_channels: {folder / 'channels.yaml'}\n", encoding="utf-8")
    town = City(folder, cameras=False)
    town.config = folder / "server.yaml"
    with town:
        yield Room(town, peer)


def test_a_message_from_the_deed_to_its_receipt(room: Room) -> None:
    report = room.report
    report.go("acknowledge", "verify", "classify")
    assert report.act("forward", agency="Công ty Thoát nước Sông Mây", assignee_version=0) == "applied", report.problem
    item = room.until("forwarding", "delivered")
    assert item["data"]["to"] == "Thoát nước"
    (taken,) = [one for one in room.peer.taken if one.path == "/hook"]
    assert json.loads(taken.body)["id"] == taken.headers["Idempotency-Key"] == item["id"]
    assert room.tell("webhook", {"id": item["id"], "state": "read"}, "of the agency").json() == {"id": item["id"]}
    assert room.until("forwarding", "read")["data"]["read_at"]

    assert report.act("reply", text="Chúng tôi đã vá xong. Cảm ơn ông.") == "applied", report.problem
    reply = room.until("reply", "sent")
    (sms,) = [one for one in room.peer.taken if one.path == "/sms"]
    assert json.loads(sms.body) == {"to": "84912345678", "text": "Chúng tôi đã vá xong. Cảm ơn ông."}
    assert room.tell("sms", {"id": "gw-1", "state": "delivered"}, "of the gateway").status_code == 200
    assert room.until("reply", "delivered")["data"]["to"] == "Người phản ánh"
    assert PHONE not in json.dumps(room.messages(), ensure_ascii=False)
    assert reply["data"]["reach"]["ward"] == "Rạch Lá"
    log = (room.town.folder / "backend.log").read_text(encoding="utf-8")
    assert PHONE not in log
    assert "of the" not in log


def test_a_reply_is_shown_as_the_citizen_will_see_it(room: Room) -> None:
    found = room.preview(room.operator, text="Đã vá xong. " * 10).json()
    assert found["text"] == "Đã vá xong. " * 10
    (shown,) = found["messages"]
    assert (shown["to"], shown["channel"], shown["subject"], shown["parts"]) == ("Người phản ánh", "sms", "", 1)
    assert shown["text"] == ("Đã vá xong. " * 10).strip()[:59].rstrip() + "…", "cut as the gateway's own is"
    assert PHONE not in json.dumps(found)
    template = room.operator.call("GET", "/v1/messages/preview?about=pa-1&template=da-xu-ly").json()
    assert template["text"].startswith("Phản ánh PA-1 tại Hẻm 12 đã được xử lý xong.")
    assert template["messages"][0]["text"].startswith("Phản ánh PA-1 tại Hẻm 12")
    (unknown,) = room.preview(room.operator, verb="forward", agency="Sở Không Có").json()["messages"]
    assert (unknown["channel"], unknown["reason"]) == ("", "no-receiver")
    assert unknown["reason_text"]


def test_who_may_not_do_it_is_shown_nothing(room: Room) -> None:
    assert room.preview(room.operator, text="x", about="no-such").status_code == 404
    assert room.preview(room.operator, text="x", colour="red").status_code == 422
    admin = Device(room.town, "quan.tri", "desk-admin")
    assert room.preview(admin, text="x").status_code == 403
    analyst = Device(room.town, "long.tran", "desk-security")
    assert room.preview(analyst, text="x").status_code == 403, "it is another lane"
    assert room.operator.call("GET", "/v1/messages/failed").status_code == 403
    assert room.operator.call("GET", "/v1/messages/preview?about=pa-1&template=none").status_code == 404
    assert requests.get(f"{room.town.url}/v1/messages/failed", timeout=30).status_code == 401


def test_what_failed_is_told_to_who_may_see_it_and_goes_again(room: Room) -> None:
    room.peer.says.append(Says(404))
    assert room.report.act("forward", agency="Thoát nước", assignee_version=1) == "applied", room.report.problem
    until(lambda: room.officer.call("GET", "/v1/messages/failed").json()["messages"], "it has failed")
    (failed,) = room.officer.call("GET", "/v1/messages/failed").json()["messages"]
    assert (failed["to"], failed["reason"], failed["rule"]) == ("Thoát nước", "refused", "chuyen-xu-ly")
    items = room.operator.call("GET", "/v1/sync/snapshot").json()["items"]
    lines = [item["data"] for item in items if item["type"] == "log_entry"]
    assert [line["incident_id"] for line in lines if line["event"] == "message_failed"] == ["pa-1"]
    again = f"/v1/messages/{failed['id']}/again"
    assert room.operator.call("POST", again).status_code == 403
    assert room.officer.call("POST", again).json() == {"id": failed["id"]}
    until(lambda: not room.officer.call("GET", "/v1/messages/failed").json()["messages"], "it went")
    hooks = [one.headers["Idempotency-Key"] for one in room.peer.taken if one.path == "/hook"]
    until(lambda: room.peer.keys.count(failed["id"]) == 2, f"the same key came again: {hooks}")
    until(lambda: room.officer.call("POST", again).status_code == 409, "what has arrived goes no more")
    assert room.officer.call("POST", f"/v1/messages/{'0' * 32}/again").status_code == 404


def test_receipts_are_for_those_who_prove_themselves(room: Room) -> None:
    key = room.messages()["reply"]["id"]
    assert room.tell("sms", {"id": key, "state": "failed"}, "guess").status_code == 401
    assert room.tell("sms", {"id": key, "state": "failed"}, "").json()["code"] == "receipt-not-proven"
    assert room.tell("voice", {"id": key, "state": "failed"}, "x").status_code == 404
    address = f"{room.town.url}/v1/messages/receipts/sms"
    assert requests.post(address, b"x" * 20_000, timeout=30).status_code == 413
    assert room.messages()["reply"]["data"]["state"] == "delivered"
