"""What the pages say, in Vietnamese alone: people of agencies and citizens read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

SEVERITIES: Mapping[int, str] = MappingProxyType({1: "Khẩn cấp", 2: "Cao", 3: "Trung bình", 4: "Thấp"})
STATES: Mapping[str, str] = MappingProxyType({
    "new": "Chưa tiếp nhận", "acknowledged": "Trung tâm đã tiếp nhận", "in_progress": "Đang xử lý",
    "resolved": "Đã xử lý", "closed": "Đã đóng", "refused": "Đã từ chối",
})  # fmt: skip
"""Where no city's life cycle has a name for it."""
STEPS: Mapping[str, str] = MappingProxyType({
    "": "Chờ cơ quan tiếp nhận", "accept": "Cơ quan đã tiếp nhận", "under_way": "Lực lượng đang tới",
    "on_the_spot": "Lực lượng đã tới nơi",
})  # fmt: skip
"""How far the agency is."""
HISTORY: Mapping[str, str] = MappingProxyType({
    "open": "{name} mở sự cố", "acknowledge": "{name} tiếp nhận", "assign": "{name} phân công cho {text}",
    "forward": "{name} chuyển xử lý: {text}", "note": "{name}: {text}", "escalate": "{name} báo cấp trên: {text}",
    "resolve": "{name} báo đã xử lý: {text}", "reopen": "{name} mở lại: {text}", "close": "{name} đóng",
    "refuse": "{name} từ chối: {text}", "extend_deadline": "{name} gia hạn: {text}",
    "verify": "{name} xác minh: {text}", "classify": "{name} phân loại: {text}",
    "start": "{name} bắt đầu xử lý: {text}", "pause": "{name} tạm dừng tính hạn: {text}",
    "resume": "{name} cho tính hạn tiếp: {text}", "reply": "{name} trả lời người báo: {text}",
    "shelve": "{name} tạm hoãn: {text}", "unshelve": "{name} thôi tạm hoãn", "attach": "{name} thêm tệp: {text}",
    "join": "{name} gộp vào {text}", "part": "{name} tách ra", "step": "{name} làm: {text}",
    "agency_step": "{name}: {text}", "citizen_rated": "{name} đánh giá: {text}",
    "source_ended": "Nguồn {name} báo đã hết: {text}", "source_again": "Nguồn {name} báo chưa hết",
    "source_withdrew": "Nguồn {name} rút lại",
})  # fmt: skip
"""Lines of a history that an agency reads; what has none here it is not shown, as who was told who reported."""
CITIZEN_STATES: Mapping[str, str] = MappingProxyType({
    "new": "Đã nhận được, đang chờ cán bộ tiếp nhận.", "acknowledged": "Cán bộ đã tiếp nhận và đang xác minh.",
    "in_progress": "Đang được xử lý.", "resolved": "Đã xử lý.", "closed": "Đã xử lý xong.",
    "refused": "Không xử lý tiếp. Lý do ở phần trả lời.",
})  # fmt: skip
"""How a report stands, as whoever sent it is told."""
DONE: Mapping[str, str] = MappingProxyType({
    "tiep-nhan": "Đã ghi nhận: cơ quan tiếp nhận.", "tu-choi": "Đã ghi nhận: việc trả lại trung tâm.",
    "dang-toi": "Đã ghi nhận: lực lượng đang tới.", "da-toi-noi": "Đã ghi nhận: lực lượng đã tới nơi.",
    "xong": "Đã gửi kết quả cho trung tâm.", "hoi-lai": "Đã gửi câu hỏi cho trung tâm.",
    "chuyen": "Đã chuyển cơ quan khác.", "mat-khau": "Đã đổi mật khẩu. Hãy đăng nhập bằng mật khẩu mới.",
    "ra": "Đã đăng xuất.", "danh-gia": "Cảm ơn bạn đã đánh giá.",
})  # fmt: skip
"""What is told on the next page."""
PROBLEMS: Mapping[str, str] = MappingProxyType({
    "account-disabled": "Tài khoản này đã bị khóa. Hãy hỏi quản trị của trung tâm.",
    "already-rated": "Phản ánh này đã được đánh giá.",
    "assignee-changed": "Việc vừa được giao cho nơi khác. Hãy xem lại danh sách.",
    "bad-credentials": "Sai tên đăng nhập hoặc mật khẩu.",
    "bad-enrolment-code": "Mã của quản trị không đúng, đã dùng, hoặc quá hạn.",
    "bad-form": "Trang này đã cũ hoặc không phải của phiên này. Hãy mở lại trang và gửi lại.",
    "bad-payload": "Còn thiếu nội dung bắt buộc.",
    "bad-token": "Hãy đăng nhập.",
    "changed-meanwhile": "Vừa có thông tin mới về việc này. Hãy xem lại rồi gửi kết quả.",
    "database-away": "Máy chủ tạm thời chưa ghi được. Nội dung chưa được gửi; hãy thử lại sau ít phút.",
    "device-disabled": "Quản trị đã khóa việc dùng trang web của tài khoản này.",
    "device-unknown": "Lần đầu dùng trang web cần mã do quản trị cấp.",
    "forbidden": "Tài khoản này không làm được việc đó ở đây.",
    "incident-closed": "Việc này đã đóng.",
    "no-room": "Máy chủ chưa nhận thêm hình được. Hãy gửi không kèm hình.",
    "no-token": "Hãy đăng nhập.",
    "not-forwarded": "Việc này không còn ở cơ quan của bạn.",
    "not-found": "Không có trang này, hoặc việc này không thuộc cơ quan của bạn.",
    "not-resolved": "Phản ánh này chưa xử lý xong nên chưa đánh giá được.",
    "not-picture": "Tệp gửi kèm không phải hình JPEG hoặc PNG dùng được.",
    "overloaded": "Máy chủ đang bận. Hãy thử lại sau ít giây.",
    "password-change-needed": "Mật khẩu đúng nhưng phải đổi trước khi vào.",
    "password-differs": "Hai lần gõ mật khẩu mới không giống nhau.",
    "password-too-common": "Mật khẩu mới dễ đoán. Hãy chọn mật khẩu khác, dài hơn.",
    "password-too-short": "Mật khẩu mới quá ngắn.",
    "password-unchanged": "Mật khẩu mới phải khác mật khẩu cũ.",
    "provider-account": "Tài khoản này đăng nhập qua hệ thống định danh của thành phố.",
    "token-expired": "Phiên làm việc đã hết hạn. Hãy đăng nhập lại.",
    "too-large": "Nội dung gửi quá lớn. Hình tối đa 10 MB.",
    "too-many-requests": "Máy chủ nhận được quá nhiều lần gửi trong thời gian ngắn. Hãy đợi ít phút rồi gửi lại.",
    "too-slow": "Đường truyền quá chậm, nội dung chưa tới đủ. Hãy thử lại.",
    "unknown-code": "Không có phản ánh nào mang mã này. Hãy xem lại mã.",
    "unknown-target": "Không còn việc này.",
    "wrong-stage": "Ở bước này của việc chưa làm được như vậy.",
    "wrong-step": "Bước này đã có người của cơ quan ghi, hoặc chưa tới lượt.",
})  # fmt: skip
OTHER_PROBLEM = "Máy chủ không làm được yêu cầu này. Hãy thử lại; nếu vẫn vậy, hãy gọi trung tâm."


def problem(code: str) -> str:
    """A refusal in words; what is for programs alone is told as one that nobody expected."""
    return PROBLEMS.get(code, OTHER_PROBLEM)


def history_line(line: Mapping[str, Any]) -> str:
    """A line of a history; empty for what an agency is not shown."""
    pattern = HISTORY.get(str(line.get("verb")))
    if pattern is None:
        return ""
    name, text = str(line.get("actor_name") or "Trung tâm"), str(line.get("text") or "")
    said = pattern.replace("{name}", "\0n").replace("{text}", "\0t")
    return said.replace("\0n", name).replace("\0t", text).rstrip(": ").strip()


def minutes(number: float) -> str:
    """A length of time in one unit."""
    whole = max(1, round(abs(number)))
    if whole < 60:
        return f"{whole} phút"
    return f"{round(whole / 60)} giờ" if whole < 48 * 60 else f"{round(whole / 1440)} ngày"
