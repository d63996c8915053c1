"""Why a message has not gone out, in words for the room. None of them holds an address or what the other side said."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

REASONS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "no-channel": (
        "máy chủ chưa được cài kênh nào mà bộ dữ liệu thành phố chọn cho tin này",
        "the server has none of the channels that the city's pack names for it",
    ),
    "no-receiver": (
        "bộ dữ liệu thành phố không có người nhận nào mang tên này",
        "nobody in the city's pack is called so",
    ),
    "no-address": (
        "không biết địa chỉ của người nhận ở kênh nào",
        "no address of the receiver is known for any channel",
    ),
    "refused": ("bên nhận từ chối tin", "the other side refuses it"),
    "bad-sign-in": ("bên chuyển tin không chấp nhận mật khẩu của máy chủ", "the sign-in of the server is not accepted"),
    "unreachable": ("không kết nối được tới bên chuyển tin", "the other side cannot be reached"),
    "timeout": ("bên chuyển tin không trả lời kịp", "the other side did not answer in time"),
    "bad-certificate": (
        "không tin được chứng thư của bên chuyển tin",
        "the certificate of the other side cannot be trusted",
    ),
    "no-tls": ("bên chuyển tin không có đường truyền mã hóa", "the other side offers no encrypted line"),
    "busy": ("bên chuyển tin bảo chờ", "the other side asks to wait"),
    "server-error": ("bên chuyển tin báo lỗi của chính họ", "the other side tells of a fault of its own"),
    "odd-answer": ("không hiểu câu trả lời của bên chuyển tin", "the answer of the other side cannot be understood"),
    "redirected": ("bên chuyển tin chỉ sang địa chỉ khác", "the other side points to another address"),
    "address-refused": (
        "địa chỉ nằm trong mạng mà máy chủ không được gọi tới",
        "the address lies in a network that the server may not call",
    ),
    "too-large": ("tin dài quá mức cho phép", "it is larger than it may be"),
    "undelivered": ("bên chuyển tin báo không đưa tới được", "the other side tells that it did not arrive"),
    "disk": ("không ghi được tệp", "the file cannot be written"),
    "secret": ("không đọc được tệp bí mật của kênh", "the secret file of the channel cannot be read"),
    "fault": ("máy chủ gặp lỗi khi gửi", "the server failed in sending it"),
})  # fmt: skip
"""Vietnamese and English, by the code that a record carries."""
REPORTER: tuple[str, str] = ("Người phản ánh", "Whoever told of it")
PUBLIC: tuple[str, str] = ("Công chúng", "The public")
SEVERITIES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "vi": ("", "Khẩn cấp", "Cao", "Trung bình", "Thấp"), "en": ("", "Critical", "High", "Medium", "Low"),
})  # fmt: skip
DRILL: tuple[str, str] = ("DIỄN TẬP", "DRILL")


def said(pair: tuple[str, str], lang: str) -> str:
    """Of two wordings the one in `lang`; an unknown language reads as Vietnamese."""
    return pair[lang == "en"]


def reason_text(code: str, lang: str) -> str:
    """A reason in words; empty where there is none."""
    found = REASONS.get(code)
    return said(found, lang) if found is not None else ""
