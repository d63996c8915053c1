"""Sample records in Vietnamese for tests and the gallery: what a rainy evening in the demo city looks like."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

from console.incidents.conflicts import Conflict, compared
from console.records.models import HistoryEntry, Incident, Indicator, OutboxState, PendingAction, Point
from contract.records.shift import Person
from widgets.base.grouped_list import Line
from widgets.sync.outbox_list import OutboxRow

NOW = datetime(2026, 11, 21, 14, 47, 12, tzinfo=UTC)
"""21:47:12 in the city."""

_ROWS = (
    (1, "Ngập sâu 0,6 m tại hầm chui Trần Phú", "sensor", "Cảm biến mực nước", "P. Hòa An", 13, 2),
    (1, "Tai nạn giao thông, có người bị thương", "emergency", "115", "Cầu Bến Đá", 6, 4),
    (2, "Mất tín hiệu 6 camera khu Cảng cá", "camera", "Giám sát thiết bị", "P. Vĩnh Hải", 49, 11),
    (2, "Cháy rác bãi tập kết Rạch Lá", "field_report", "Phản ánh hiện trường", "P. Rạch Lá", 22, 18),
    (2, "Đăng nhập bất thường cổng dịch vụ công", "security", "Giám sát an toàn thông tin", "", 34, 26),
    (3, "Đèn tín hiệu hỏng, ùn ứ hai chiều", "field_report", "Phản ánh hiện trường", "P. Sông Mây", 125, 41),
    (
        3,
        "Nắp cống mất trước cổng trường tiểu học Nguyễn Văn Trỗi, đông học sinh qua lại",
        "field_report",
        "",
        "",
        190,
        52,
    ),
    (3, "PM2.5 vượt ngưỡng 3 giờ liên tiếp", "sensor", "Quan trắc", "Vòng xoay 30/4", 245, 65),
    (3, "Áp lực nước thấp khu Đông", "sensor", "SCADA cấp nước", "", 305, 70),
    (4, "Lấn chiếm vỉa hè chợ Hòa An", "field_report", "", "P. Hòa An", 733, 130),
    (4, "Cây nghiêng có nguy cơ đổ", "field_report", "", "Hẻm 12", 973, 140),
    (4, "Tiếng ồn quán karaoke sau 22 giờ", "field_report", "", "P. Sông Mây", -7, 185),
    (4, "Biển báo bị che khuất", "field_report", "", "", 1093, 250),
    (4, "Xin cấp lại thùng rác khu phố 3", "field_report", "", "P. Lê Lợi", 2113, 310),
)


def incidents(*, offline: bool = False) -> list[Incident]:
    """The queue; `offline` adds actions of ours that still wait."""
    made = []
    for number, (severity, title, channel, source, ward, due, age) in enumerate(_ROWS):
        made.append(
            Incident(
                id=f"i{number}",
                code=f"SC-2026-{11874 - number}",
                title=title,
                channel=channel,
                source_name=source,
                severity=severity,
                ward=ward,
                created_at=NOW - timedelta(minutes=age),
                deadline=NOW + timedelta(minutes=due),
                assignee_name="Trần Quốc Bảo" if number % 3 == 2 else None,
                pending=("acknowledge",) if offline and number < 2 else (),
            )
        )
    made[0] = flooded(offline=offline)
    return made


def flooded(*, offline: bool = False) -> Incident:
    """The selected one, with all its facts."""
    history = [
        HistoryEntry(at=NOW - timedelta(minutes=2), verb="received", text="Cảm biến MN-07 vượt 0,5 m"),
        HistoryEntry(at=NOW - timedelta(minutes=1), verb="received", text="Gộp 3 phản ánh hiện trường trùng"),
        HistoryEntry(at=NOW - timedelta(seconds=30), verb="received", text="Phân tích: ngập do mưa 62 mm/giờ"),
    ]
    if offline:
        for verb, text in (("acknowledge", ""), ("note", "Đã gọi CSGT, chặn hai đầu hầm")):
            history.append(HistoryEntry(at=NOW, verb=verb, actor_name="Lê Thu Hà", text=text, pending=True))
    return Incident(
        id="i0",
        code="SC-2026-11874",
        title="Ngập sâu 0,6 m tại hầm chui Trần Phú",
        description="Nước dâng nhanh ở làn hướng vào trung tâm, hai xe máy chết máy giữa hầm.",
        channel="sensor",
        source_name="Cảm biến mực nước",
        severity=1,
        state="acknowledged" if offline else "new",
        ward="P. Hòa An",
        place="Hầm chui Trần Phú",
        camera_ids=("cam-4", "cam-5"),
        indicator_ids=("cs-01",),
        created_at=NOW - timedelta(minutes=2),
        deadline=NOW + timedelta(minutes=12, seconds=48),
        reporter_masked="●●●●●● 417",
        history=tuple(history),
        pending=("acknowledge", "note") if offline else (),
    )


def indicators() -> list[Indicator]:
    """Five numbers: past its alarm, below its target, on a legal scale, a total, and a calm one."""
    at = NOW - timedelta(seconds=14)
    return [
        Indicator(id="1", name="Mực nước hầm chui Trần Phú", short_name="Mực nước hầm Trần Phú", unit="m", decimals=2,
                  period="minute", source="Cảm biến", warn=0.3, alarm=0.5, value=0.62, as_of=at),
        Indicator(id="2", name="Vận tốc trung bình giờ cao điểm trên các trục chính", unit="km/h", decimals=1,
                  period="minute", source="Giao thông", target=24, warn=20, alarm=15, high_is_bad=False, value=21.4,
                  as_of=at),
        Indicator(id="3", name="VN_AQI Vòng xoay 30/4", period="hour", source="Quan trắc", warn=100, alarm=150,
                  scale="vn_aqi", value=128, as_of=NOW - timedelta(minutes=12)),
        Indicator(id="4", name="Thu ngân sách lũy kế năm", unit="tỷ đồng", period="day", source="Sở Tài chính",
                  target=9240, value=8412, as_of=NOW - timedelta(hours=13)),
        Indicator(id="5", name="Phản ánh xử lý đúng hạn", unit="%", decimals=1, period="five_minutes", source="1022",
                  target=95, warn=90, high_is_bad=False, value=94.1, as_of=NOW - timedelta(minutes=17)),
    ]  # fmt: skip


def points(indicator: Indicator, count: int = 1440) -> list[Point]:
    """A believable day that ends at the present value."""
    end = indicator.value or 0.0
    swing = abs(end) * 0.12 or 1.0
    made = []
    for number in range(count):
        back = (count - 1 - number) / count
        wave = math.sin(number / 45) * 0.8 + math.sin(number / 7) * 0.12
        made.append(
            Point(at=NOW - timedelta(minutes=count - number), value=end * (1 - 0.2 * back) + swing * wave * back)
        )
    return made


def people() -> list[Person]:
    """Who can take an incident."""
    return [
        Person(id="ha.le", name="Lê Thu Hà", desk="Bàn trực 2"),
        Person(id="bao.tran", name="Trần Quốc Bảo", desk="Bàn trực 1"),
        Person(id="dung.ng", name="Nguyễn Tiến Dũng", role="duty_officer"),
    ]


ACTIONS: tuple[tuple[str, dict[str, object], OutboxState, str], ...] = (
    ("resolve", {"resolution": "Đã bơm cạn, thông xe lúc 04:10"}, OutboxState.CONFLICT,
     "Có người đã chuyển cấp, mở lại hoặc bổ sung chứng cứ sau phiên bản bạn thấy."),
    ("escalate", {"level": 2, "reason": "Nước lên nhanh, cần thêm lực lượng"}, OutboxState.EXPIRED,
     "Lệnh này đã 3 giờ, quá 2 giờ thì không tự gửi nữa. Nhắc lại ngay, hay bỏ?"),
    ("note", {"text": "Đã thông cống"}, OutboxState.REJECTED, "Sự cố đã đóng; phải mở lại trước."),
    ("acknowledge", {}, OutboxState.WAITING, "Máy chủ không trả lời. Tự gửi khi có mạng."),
    ("note", {"text": "Đã gọi CSGT, chặn hai đầu hầm và điều xe cứu hộ số 3"}, OutboxState.WAITING,
     "Tự gửi khi có mạng."),
    ("assign", {"assignee_name": "Trần Quốc Bảo"}, OutboxState.SENDING, "Đã gửi; chưa có trả lời."),
    ("acknowledge", {}, OutboxState.SETTLED, "Đã vào nhật ký của máy chủ, một lần."),
    ("note", {"text": "Nhầm sự cố"}, OutboxState.PUT_AWAY, "Sự cố đã đóng; phải mở lại trước."),
)  # fmt: skip


def action(number: int, state: OutboxState, kind: str = "note", **payload: object) -> PendingAction:
    """One action of ours on the flooded underpass."""
    return PendingAction(
        action_id=f"a{number}",
        type=kind,
        target_type="incident",
        target_id="i0",
        actor_name="Lê Thu Hà",
        payload=dict(payload),
        occurred_at=NOW - timedelta(minutes=26 - number % 20),
        state=state,
        base_version=3,
    )


def outbox() -> list[OutboxRow]:
    """One action in each state that an operator can see."""
    return [
        OutboxRow(action(number, state, kind, **payload), "SC-2026-11874 · Ngập sâu 0,6 m tại hầm chui Trần Phú", why)
        for number, (kind, payload, state, why) in enumerate(ACTIONS)
    ]


def conflict() -> Conflict:
    """We resolved what somebody else escalated and reassigned meanwhile."""
    ours = action(0, OutboxState.CONFLICT, "resolve", resolution="Đã bơm cạn, thông xe lúc 04:10")
    lines = (
        ("escalate", "Nguyễn Hữu An", "Nước lên lại ở làn ngoài, cần thêm máy bơm", 9),
        ("assign", "Nguyễn Hữu An", "Trần Quốc Bảo", 7),
        ("note", "Trần Quốc Bảo", "Đã tới hiện trường, còn 0,4 m", 4),
    )
    since = tuple(
        HistoryEntry(at=NOW - timedelta(minutes=ago), received_at=NOW - timedelta(minutes=ago), verb=verb,
                     actor_name=name, text=text)
        for verb, name, text, ago in lines
    )  # fmt: skip
    server = flooded().model_copy(
        update={"version": 6, "escalation_level": 1, "assignee_name": "Trần Quốc Bảo", "state": "in_progress",
                "history": (*flooded().history, *since)}
    )  # fmt: skip
    return compared(ours, server)


def missed() -> list[Line]:
    """What an outage brought."""
    return [
        Line("", "Mới (2)"),
        Line("+:i1", "Cháy rác bãi tập kết Rạch Lá", "SC-2026-11880 · Rạch Lá", "2 Cao", "chưa ai nhận", icon="plus"),
        Line("+:i2", "Đèn tín hiệu hỏng, ùn ứ hai chiều", "SC-2026-11881", "3 Vừa", "chưa ai nhận", icon="plus"),
        Line("", "Đã đổi (1)"),
        Line("∆:i0", "Ngập sâu 0,6 m tại hầm chui Trần Phú", "SC-2026-11874 · P. Hòa An · Nguyễn Hữu An", "1 Khẩn cấp",
             "nay nghiêm trọng hơn · đang xử lý", "text2", "∆"),
    ]  # fmt: skip
