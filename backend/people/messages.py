"""What the command line tells whoever looks after accounts, in Vietnamese and English."""

from __future__ import annotations

from types import MappingProxyType

_TEXTS = MappingProxyType({
    "account-added": ("Đã thêm tài khoản {user} ({role}).", "Added the account {user} ({role})."),
    "account-changed": (
        "Đã đổi tài khoản {user}; người này phải đăng nhập lại.",
        "Changed the account {user}; this person has to sign in again.",
    ),
    "account-disabled": (
        "Đã khóa tài khoản {user}; mọi phiên đăng nhập đã kết thúc.",
        "Disabled the account {user}; all its sign-ins ended.",
    ),
    "account-enabled": ("Đã mở lại tài khoản {user}.", "Enabled the account {user} again."),
    "account-unlocked": (
        "{user} không phải chờ nữa; các lần nhập sai đã được xóa.",
        "{user} waits no longer; the wrong tries are forgotten.",
    ),
    "password-reset": (
        "Đã đặt mật khẩu mới cho {user}; mọi phiên đăng nhập đã kết thúc.",
        "Set a new password for {user}; all sign-ins ended.",
    ),
    "password-made": (
        "Mật khẩu của {user}, chỉ hiện một lần và phải đổi khi đăng nhập: {password}",
        "The password of {user}, shown this once and to be changed at the sign-in: {password}",
    ),
    "sessions-ended": ("Đã kết thúc {ended} phiên đăng nhập của {user}.", "Ended {ended} sign-ins of {user}."),
    "no-id": ("Cần --id: tên đăng nhập của người đó.", "It needs --id: the name that the person signs in with."),
    "nothing-said": (
        "Cần --role, --area, --domain hoặc --agency: chưa nói phải đổi gì.",
        "It needs --role, --area, --domain or --agency: nothing was said to change.",
    ),
    "not-found": ("Không có tài khoản {user}.", "There is no account {user}."),
    "user-exists": (
        "Đã có tài khoản {user}. Đổi vai trò bằng “user role”, mật khẩu bằng “user password”.",
        "There is an account {user}. Its role is changed by “user role”, its password by “user password”.",
    ),
    "last-admin": (
        "{user} là quản trị viên duy nhất: hãy thêm người khác trước.",
        "{user} is the only administrator: add another one first.",
    ),
    "issuer-not-safe": (
        "Không dùng được máy chủ định danh {issuer}: địa chỉ phải bắt đầu bằng https://.",
        "The identity provider {issuer} cannot be used: its address has to begin with https://.",
    ),
    "provider-half-said": (
        "Đã có oidc_issuer; còn thiếu oidc_client_id và oidc_roles (ví dụ truc-ban=operator).",
        "There is an oidc_issuer; it needs oidc_client_id and oidc_roles as well (such as truc-ban=operator).",
    ),
    "password-too-short": (
        "Mật khẩu quá ngắn: cần ít nhất {least} ký tự. Một câu ngắn dễ nhớ hơn là ký hiệu lạ.",
        "The password is too short: it needs {least} letters. A short sentence is remembered better than odd signs.",
    ),
    "password-too-common": (
        "Mật khẩu này nằm trong số hay bị đoán trước nhất. Hãy chọn vài từ không liên quan đến nhau.",
        "This password is among those that are guessed first. Choose some words that have nothing to do with each"
        " other.",
    ),
})  # fmt: skip


def say(lang: str, code: str, **params: object) -> str:
    """The sentence for `code` in `lang` (`vi` or `en`). KeyError for an unknown code."""
    vi, en = _TEXTS[code]
    return (vi if lang == "vi" else en).format(**params)
