"""The load: many incidents as a Vietnamese city would report them, published through the connectors' door."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.journeys.city import City

OPEN_SHARE = 100
"""One incident in so many is open; a centre that closes 3,300 a day and keeps them 30 days has about a thousand."""
BATCH = 500
KINDS = (
    "Ngập sâu", "Cháy bãi rác", "Tai nạn giao thông", "Mất điện", "Vỡ ống nước", "Cây đổ chắn đường", "Ùn tắc",
    "Đỗ xe sai quy định", "Tiếng ồn kéo dài", "Đèn tín hiệu hỏng", "Nắp cống mất", "Khói lạ", "Tụ tập đông người",
    "Nước thải đổ ra kênh", "Cảnh báo đăng nhập lạ", "Sạt lở bờ sông",
)  # fmt: skip
STREETS = (
    "Trần Phú", "Lê Lợi", "Nguyễn Huệ", "Hai Bà Trưng", "Điện Biên Phủ", "Phan Đình Phùng", "Lý Thường Kiệt",
    "Nguyễn Thị Minh Khai", "Cách Mạng Tháng Tám", "Trương Định", "Đồng Khởi", "Võ Văn Kiệt", "Tôn Đức Thắng",
)  # fmt: skip
WARDS = ("Phường Hòa An", "Phường Tân Định", "Phường Bến Nghé", "Phường An Khánh", "Xã Đông Thạnh", "Phường Mỹ Thới")
DETAILS = (
    "Người dân gọi báo, đề nghị xử lý trước giờ cao điểm.", "Cảm biến báo vượt ngưỡng hai lần trong mười phút.",
    "Tổ tuần tra đang trên đường tới, dự kiến mười lăm phút.", "Trùng với phản ánh trước đó, đã gộp.",
    "Cần phối hợp với điện lực và công an phường.", "Ảnh hiện trường cho thấy xe máy không qua được.",
)  # fmt: skip
QUERIES = (
    "ngập sâu trần phú", "ngap sau le loi", "đường", "duong", "cháy bãi rác", "tai nan giao thong", "SC-2026-0123",
    "điện biên phủ", "cây đổ chắn đường", "phuong hoa an", "võ văn kiệt ùn tắc", "nuoc thai do ra kenh", "hai bà trưng",
    "đèn tín hiệu", "sat lo bo song", "nguyễn thị minh khai", "khong co gi nhu vay",
)  # fmt: skip
"""What operators type: with marks, without, mixed, codes, and what nothing matches."""

Post = Callable[..., Any]
Stored = tuple[str, dict[str, Any]]


def incidents(count: int, seed: int = 1, days: int = 30, open_share: int = OPEN_SHARE) -> Iterator[Stored]:
    """Ids and data of `count` incidents of the last `days`; the open ones, one in so many, lie evenly among them."""
    chance = random.Random(seed)
    now = datetime.now(UTC)
    for number in range(count):
        created = now - timedelta(minutes=days * 24 * 60 * (count - number) / count)
        is_open = number % open_share == 0
        kind, street = chance.choice(KINDS), chance.choice(STREETS)
        told = [_line(created + timedelta(minutes=step), chance) for step in range(3)]
        data = {
            "code": f"SC-2026-{number:06d}",
            "title": f"{kind} tại {chance.randrange(1, 400)} {street}",
            "description": " ".join(chance.sample(DETAILS, 2)),
            "kind": "demo",
            "channel": chance.choice(("field_report", "sensor", "camera", "security", "emergency")),
            "source_name": "Tổng đài 1022",
            "severity": chance.randrange(1, 5),
            "state": chance.choice(("new", "acknowledged", "in_progress")) if is_open else "closed",
            "ward": chance.choice(WARDS),
            "place": f"{street}, {chance.choice(WARDS)}",
            "lat": 9.6 + chance.random() / 10,
            "lon": 106.5 + chance.random() / 10,
            "created_at": _iso(created),
            "updated_at": _iso(created),
            "deadline": _iso(now + timedelta(minutes=chance.randrange(10, 3000))) if is_open else None,
            "history": told,
        }
        yield str(uuid.UUID(int=chance.getrandbits(128))), data


def _line(at: datetime, chance: random.Random) -> dict[str, Any]:
    return {"at": _iso(at), "verb": "note", "actor_name": "Hệ thống", "text": chance.choice(DETAILS)}


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def publish(town: City, count: int) -> list[Stored]:
    """Put `count` incidents into the backend; the open ones, to be changed later."""
    post = town.feed()
    opened: list[Stored] = []
    batch: list[dict[str, Any]] = []
    for key, data in incidents(count):
        if data["state"] != "closed":
            opened.append((key, data))
        batch.append({"type": "incident", "id": key, "data": data})
        if len(batch) == BATCH:
            post(records=batch)
            batch = []
    if batch:
        post(records=batch)
    return opened


def sensors(count: int) -> list[Stored]:
    """Indicators beside those of the city's pack."""
    return [
        (f"bench-{number:04d}", {"name": f"Cảm biến {number}", "unit": "mm", "period": "minute", "value": 0.0})
        for number in range(count)
    ]
