"""What points to a person goes from messages as from everywhere, and nobody is called who left no number of theirs."""

from __future__ import annotations

from pathlib import Path

from backend.base.clock import now_ms
from backend.privacy import erasing
from tests.backend.messages.post_room import HERE, PostRoom


def test_who_is_erased_is_erased_from_what_went_out(tmp_path: Path) -> None:
    sms = {"url": "http://127.0.0.1:9/", "networks": HERE, "body": {"to": "{to}"}}
    room = PostRoom(tmp_path, {"sms": sms})
    room.open(reporter={"name": "Tư", "phone": "0912345678"}, state="closed", title="Gọi lại 0912 345 678")
    (key,) = room.do("reply", text="Ông Tư (0912 345 678) ơi, đã vá xong.")
    assert erasing.erase(room.ledger, ["i1"], erasing.Reason("Trưởng ca", "Đơn số 12"), now_ms()) == []
    row = room.row(key)
    assert row.body == "Ông Tư (••••678) ơi, đã vá xong."
    with room.ledger.engine.connect() as connection:
        assert room.channels.address(connection, "sms", "reporter", "i1") is None
    room.close()


def test_no_emergency_number_is_called_because_somebody_left_it(tmp_path: Path) -> None:
    gateway = {"url": "http://127.0.0.1:9/", "networks": HERE, "body": {"to": "{to}"}}
    room = PostRoom(tmp_path, {"sms": gateway, "voice": gateway, "zalo": gateway})
    for number, phone in enumerate(("113", "19001234", "0200 3000 201", "0912 345 678")):
        room.open(f"i{number}", reporter={"name": "Tư", "phone": phone})
    with room.ledger.engine.connect() as connection:
        found = [
            [
                way
                for way in ("sms", "voice", "zalo")
                if room.channels.address(connection, way, "reporter", f"i{number}")
            ]
            for number in range(4)
        ]
    assert found == [[], [], ["voice"], ["sms", "voice", "zalo"]]
    room.close()
