"""What the checks of a server's readiness say, in Vietnamese and English."""

from __future__ import annotations

from types import MappingProxyType

_TEXTS = MappingProxyType({
    "loop_ok": ("Máy chủ trả lời.", "The server answers."),
    "database_ok": ("Cơ sở dữ liệu trả lời.", "The database answers."),
    "database_slow": (
        "Cơ sở dữ liệu không trả lời trong {seconds} giây: hãy kiểm tra máy chủ cơ sở dữ liệu và đường mạng tới đó.",
        "The database did not answer within {seconds} s: look at its server and the network to it.",
    ),
    "database_away": (
        "Không nối được tới cơ sở dữ liệu: hãy kiểm tra máy chủ cơ sở dữ liệu; máy chủ này tự nối lại khi có thể.",
        "The database cannot be reached: look at its server; this one comes back to it by itself.",
    ),
    "database_standby": (
        "Cơ sở dữ liệu là bản dự phòng chỉ đọc: hãy nối máy chủ này tới bản chính.",
        "The database is a standby that can only be read: this server has to reach the primary.",
    ),
    "schema_ok": ("Lược đồ {version} là của chương trình này.", "The schema {version} is this program's."),
    "schema_newer": (
        "Lược đồ {version} mới hơn của chương trình này ({ours}): hãy cập nhật máy chủ này.",
        "The schema {version} is newer than this program's ({ours}): update this server.",
    ),
    "schema_wrong": (
        "Lược đồ là “{version}”, không phải {ours}: hãy khởi động lại máy chủ này để nâng cấp, hoặc kiểm tra đã nối "
        "đúng cơ sở dữ liệu.",
        "The schema is “{version}” and not {ours}: restart this server to bring it up, or check that this is the right "
        "database.",
    ),
    "unknown_without_database": (
        "Chưa biết, vì cơ sở dữ liệu không trả lời.",
        "Nobody knows while the database does not answer.",
    ),
    "disk_ok": ("{folder}: còn trống {free}.", "{folder}: {free} are free."),
    "disk_low": (
        "{folder}: chỉ còn trống {free}; hãy dọn chỗ trước khi dưới {least}.",
        "{folder}: only {free} are free; make room before it is less than {least}.",
    ),
    "disk_full": (
        "{folder}: chỉ còn trống {free}, quá ít để ghi an toàn: hãy dọn chỗ ngay.",
        "{folder}: only {free} are free, too little to write safely: make room now.",
    ),
    "disk_gone": (
        "Không xem được thư mục {folder}: hãy kiểm tra ổ đĩa còn được gắn.",
        "The folder {folder} cannot be looked at: check that its disk is mounted.",
    ),
    "disk_elsewhere": (
        "Ổ đĩa của cơ sở dữ liệu ở máy khác: hãy theo dõi ở máy đó.",
        "The database's disk is on its own server: watch it there.",
    ),
    "clock_ok": (
        "Đồng hồ được đồng bộ, sai lệch nhiều nhất {error} giây.",
        "The clock is synchronised, off by {error} s at most.",
    ),
    "clock_free": (
        "Đồng hồ không được đồng bộ: hãy bật chrony hoặc systemd-timesyncd.",
        "The clock is not synchronised: start chrony or systemd-timesyncd.",
    ),
    "clock_unknown": (
        "Hệ thống không cho biết đồng hồ có được đồng bộ hay không.",
        "The system does not tell whether the clock is synchronised.",
    ),
    "clock_apart": (
        "Đồng hồ của máy này và của cơ sở dữ liệu lệch nhau {seconds} giây: hãy đồng bộ cả hai.",
        "This machine's clock and the database's are {seconds} s apart: synchronise both.",
    ),
    "replication_none": ("Không có bản dự phòng nào đang nối.", "No standby is connected."),
    "replication_ok": (
        "{count} bản dự phòng, chậm nhất {seconds} giây.",
        "{count} standbys, the slowest {seconds} s behind.",
    ),
    "replication_late": (
        "Bản dự phòng chậm nhất trễ {seconds} giây: nếu bản chính hỏng lúc này, chừng ấy dữ liệu sẽ phải gửi lại.",
        "The slowest standby is {seconds} s behind: should the primary fail now, that much would have to be sent anew.",
    ),
    "replication_hidden": (
        "{count} bản dự phòng; không rõ độ trễ: hãy cho vai trò này quyền pg_monitor.",
        "{count} standbys; how far behind is not told: grant pg_monitor to this role.",
    ),
    "rounds_ok": ("Mọi việc định kỳ đều chạy.", "All rounds are being done."),
    "rounds_late": (
        "Việc định kỳ không xong được: {names}. Nhật ký cho biết vì sao.",
        "Rounds that have not succeeded for long: {names}. The log says why.",
    ),
    "draining_no": ("Máy chủ nhận yêu cầu.", "The server takes requests."),
    "draining_yes": (
        "Máy chủ đang dừng: yêu cầu mới phải tới máy chủ khác.",
        "The server is going down: new requests belong to another.",
    ),
})  # fmt: skip


def say(lang: str, code: str, **params: object) -> str:
    """The sentence for `code` in `lang` (`vi` or `en`). KeyError for an unknown code."""
    vi, en = _TEXTS[code]
    return (vi if lang == "vi" else en).format(**params)


def size(count: float) -> str:
    """Bytes as people read them, in powers of 1024."""
    for unit in ("B", "KiB", "MiB", "GiB"):
        if abs(count) < 1024:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1024
    return f"{count:.1f} TiB"
