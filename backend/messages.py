"""Sentences of the backend's command line, Vietnamese and English."""

from __future__ import annotations

from types import MappingProxyType

_TEXTS = MappingProxyType({
    "no_database": (
        "Không mở được cơ sở dữ liệu: {reason}. Hãy kiểm tra địa chỉ sau --database và quyền ghi vào thư mục.",
        "The database cannot be opened: {reason}. Check the address behind --database and the folder's permissions.",
    ),
    "no_port": (
        "Không lắng nghe được ở cổng {port}: {reason}. Hãy chọn cổng khác bằng --port.",
        "Port {port} cannot be listened on: {reason}. Choose another with --port.",
    ),
    "bad_camera_access": (
        "Không dùng được tệp quyền vào camera {file}: {reason}. Tệp phải là JSON đúng mẫu, quyền 0600.",
        "The camera access file {file} cannot be used: {reason}. It has to be JSON as documented, with mode 0600.",
    ),
    "user_saved": ("Đã lưu người dùng {user} ({role}).", "Saved the user {user} ({role})."),
    "token_for_whom": (
        "Chưa biết mã truy cập này cho ai: cần --wall (và --node), hoặc --name.",
        "For whom is this token? It needs --wall (and --node), or --name.",
    ),
    "no_such_wall": (
        "Không có tường hình hay bố cục “{wall}”. Tường hình: {known}. Bố cục: {layouts}.",
        "There is no wall and no layout “{wall}”. Walls: {known}. Layouts: {layouts}.",
    ),
    "no_such_node": (
        "Tường hình “{wall}” không có máy “{node}”. Hiện có: {known}.",
        "The wall “{wall}” has no node “{node}”. It has: {known}.",
    ),
    "no_password": ("Chưa có mật khẩu ở dòng đầu của đầu vào.", "There is no password on the first line of input."),
})  # fmt: skip


def say(lang: str, code: str, **params: object) -> str:
    """The sentence for `code` in `lang` (`vi` or `en`). KeyError for an unknown code."""
    vi, en = _TEXTS[code]
    return (vi if lang == "vi" else en).format(**params)
