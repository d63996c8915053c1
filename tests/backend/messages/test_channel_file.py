"""The file of channels: whole and private, or refused with what is wrong in which line, before anybody is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.base.refusals import RefusedError
from backend.messages.channel_file import channels_of
from tests.backend.messages.post_room import secret_file

WHOLE = """
email: {host: mail.example.vn, sender: ioc@example.vn, user: ioc, password_file: /etc/ioc/mail}
webhook: {networks: [10.20.0.0/16]}
sms:
  url: https://sms.example.vn/send
  secrets: {token: /etc/ioc/sms}
  headers: {Authorization: "Bearer {secret:token}"}
  body: {to: "{to}", text: "{text}", ref: "{key}"}
  answer: {ok: $.code, ok_is: [0], id: $.id}
  receipts: {secret_file: /etc/ioc/sms.receipts}
cap: {sender: canhbao@example.vn, sender_name: Trung tâm, area: Thành phố, folder: /srv/cap}
file: {folder: /srv/tin}
agencies:
  thoat-nuoc:
    email: [truc@example.vn]
    webhook: {url: "https://thoat-nuoc.example.vn/ioc", secret_file: /etc/ioc/thoat-nuoc}
    sms: 0912 345 678
    file: thoat-nuoc
contacts:
  truc-dien-luc: {voice: "02003000201"}
"""


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "channels.yaml"
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_what_is_set_up_is_there_and_nothing_else(tmp_path: Path) -> None:
    channels = channels_of(written(tmp_path, WHOLE), "en")
    assert set(channels.by_name) == {"email", "webhook", "sms", "cap", "file"}
    assert channels.may_reach("sms", "agency:thoat-nuoc")
    assert not channels.may_reach("voice", "contact:truc-dien-luc"), "there is no such channel here"
    assert not channels.may_reach("cap", "agency:thoat-nuoc")
    assert not channels.may_reach("sms", "public")
    assert "0912" not in repr(channels)


def test_an_empty_file_is_a_server_that_sends_nothing(tmp_path: Path) -> None:
    assert dict(channels_of(written(tmp_path, "# chưa có kênh nào\n"), "vi").by_name) == {}


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o660, 0o622])
def test_a_file_that_others_may_read_or_write_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(RefusedError, match="chmod 600"):
        channels_of(written(tmp_path, WHOLE, mode), "en")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("host: mail.example.vn", "hots: mail.example.vn", "line 2, field email.hots: there is no field"),
        ("sender: ioc@example.vn", "sender: ioc", "line 2, field email.sender: “ioc” is no address of mail"),
        ("10.20.0.0/16", "10.20.0.0/99", "line 3, field webhook.networks[1]: “10.20.0.0/99” is no network"),
        ("https://sms", "http://sms", "line 5, field sms.url: “http://sms.example.vn/send” is no web address"),
        ("{secret:token}", "{secret:tokne}", "field sms: "),
        ("$.code", "code", "field sms.answer.ok: “code” cannot be read"),
        ("folder: /srv/cap", "hours: 3", "field cap: "),
        ("file: thoat-nuoc", "file: ../etc", "field agencies.thoat-nuoc.file"),
        ("0912 345 678", '"114"', "field agencies.thoat-nuoc.sms: “114” is no number"),
        ("email: {", "email: [", "YAML syntax error"),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in WHOLE
    with pytest.raises(RefusedError) as caught:
        channels_of(written(tmp_path, WHOLE.replace(old, new, 1)), "en")
    assert told in str(caught.value)
    assert "channels.yaml" in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"no-such\.yaml"):
        channels_of(tmp_path / "no-such.yaml", "vi")


def test_secrets_are_read_when_they_are_needed_so_that_a_new_one_holds_at_once(tmp_path: Path) -> None:
    secret = secret_file(tmp_path, "hook", "first")
    hook = f"{{url: 'https://pccc.example.vn/', secret_file: {secret}}}"
    text = f"webhook: {{}}\nagencies:\n  pccc: {{webhook: {hook}}}\n"
    channels = channels_of(written(tmp_path, text), "en")

    def now() -> str:
        found = channels.address(None, "webhook", "agency:pccc", "i1")  # type: ignore[arg-type]
        assert found is not None
        return found.secret

    assert now() == "first"
    secret_file(tmp_path, "hook", "second")
    assert now() == "second"
