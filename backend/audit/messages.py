"""What is said of the audit at the machine itself, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from backend.audit.findings import AN_ACTION, HEAD, NOTE, Finding

_TEXTS = MappingProxyType({
    "key_made": (
        "Đã tạo khóa ký nhật ký {file}. Khóa công khai: {public}. Hãy giữ khóa công khai ở nơi khác, xa máy chủ.",
        "The audit's key {file} was made. Its public key: {public}. Keep the public key somewhere else.",
    ),
    "key_there": ("Đã có tệp {file}, không ghi đè.", "The file {file} is there already and stays."),
    "no_key": ("Tệp {file} không chứa khóa ký nhật ký.", "The file {file} holds no key of the audit."),
    "no_public_key": ("{file} không phải khóa công khai.", "{file} is no public key."),
    "no_key_named": (
        "Chưa biết ký bằng khóa nào: hãy thêm --audit-key-file TỆP (tạo mới bằng “audit key new TỆP”).",
        "No key is named: add --audit-key-file FILE (“audit key new FILE” makes one).",
    ),
    "no_heads": ("Không đọc được {file}: {reason}.", "{file} cannot be read: {reason}."),
    "no_log_server": ("“{text}” không phải MÁY:CỔNG.", "“{text}” is no HOST:PORT."),
    "whole": (
        "Nguyên vẹn: {lines} dòng, {actions} thao tác; đã chứng minh bằng chữ ký tới dòng {proven} trong {last}.",
        "Whole: {lines} lines, {actions} actions; proven by heads up to line {proven} of {last}.",
    ),
    "not_whole": ("KHÔNG nguyên vẹn: {count} phát hiện.", "NOT whole: {count} findings."),
    "exported": (
        "Đã xuất {lines} dòng vào {file}, có chữ ký của khóa {public}.",
        "Exported {lines} lines to {file}, signed by the key {public}.",
    ),
    "bad_export": (
        "Tệp {file} không có chữ ký đúng: nội dung đã bị đổi, hoặc khóa khác.",
        "The file {file} is not signed as it should be: it was changed, or by another key.",
    ),
    "signed": ("Đã ký dòng {number}: {hash}", "Signed line {number}: {hash}"),
    "nothing": ("Không có gì mới để ký.", "There is nothing new to sign."),
    "altered": ("đã bị sửa", "was altered"),
    "deleted": ("đã bị xóa", "was deleted"),
    "inserted": ("được chèn thêm", "was inserted"),
    "reordered": ("không còn ở chỗ cũ", "is not where it was written"),
    "truncated": ("bị cắt mất phần cuối", "the end was cut off"),
    "recomputed": ("được tính lại từ đây", "was computed anew from here on"),
    "line": ("dòng {number}", "line {number}"),
    "lines": ("dòng {number} đến {upto}", "lines {number} to {upto}"),
    "moved": ("dòng {number}, nay ở {upto}", "line {number}, now at {upto}"),
    "action": ("thao tác {action}", "action {action}"),
    "action_of": ("thao tác {action} (dòng {number})", "action {action} (line {number})"),
    "head": ("chữ ký của dòng {number}", "the signature of line {number}"),
    "note": ("ghi chú của cơ sở dữ liệu", "a note of the database"),
    "fields": ("trường {fields}", "field {fields}"),
})  # fmt: skip


def say(lang: str, code: str, **params: object) -> str:
    """The sentence for `code` in `lang` (`vi` or `en`). KeyError for an unknown code."""
    vi, en = _TEXTS[code]
    return (vi if lang == "vi" else en).format(**params)


def line_of(lang: str, found: Finding) -> str:
    """A finding in one line: what it is about, what was done to it, and to which fields."""
    several = found.upto > found.number
    if found.what == AN_ACTION:
        name = "action_of" if found.number else "action"
    elif found.what in (HEAD, NOTE):
        name = found.what
    elif several and found.code == "reordered":
        name = "moved"
    else:
        name = "lines" if several else "line"
    where = say(lang, name, number=found.number, upto=found.upto, action=found.action)
    parts = [f"{where}: {say(lang, found.code)}"]
    parts += [say(lang, "fields", fields=", ".join(found.fields))] if found.fields else []
    return "; ".join(parts)


def summary(lang: str, findings: Sequence[Finding], told: Mapping[str, object]) -> str:
    """Each finding in a line of its own, and what they come to; `told` are the figures of a whole audit."""
    lines = [line_of(lang, one) for one in findings]
    lines.append(say(lang, "not_whole", count=len(findings)) if findings else say(lang, "whole", **told))
    return "\n".join(lines) + "\n"
