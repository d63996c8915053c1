"""Mail to a real server, with TLS and a sign-in: what it gets, and what becomes of what it refuses."""

from __future__ import annotations

import email
import socket
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from backend.messages.adapters.mail import MailAdapter
from backend.messages.channel_models import Smtp
from backend.messages.letter import Address, Letter, NotSentError
from tests.backend.messages.post_room import HERE, PostRoom, secret_file
from tests.harness.certificates import HOST, Certificates

smtpd = pytest.importorskip("aiosmtpd.smtp", reason="aiosmtpd is not installed (requirements/test.txt)")
controllers = pytest.importorskip("aiosmtpd.controller")
PASSWORD = "thư của trung tâm"
KEY = "0123456789abcdef0123456789abcdef"
LETTER = Letter(KEY, "report", "activation", "a1", "Báo cáo: lũ\r\nBcc: x@y.vn", "Nước lên\n.\nHết", 0)
TO = Address(("truc@thoat-nuoc.test", "lanh-dao@thoat-nuoc.test"))


class Post:
    """A mail server that keeps what it takes. `refuses` answers the command of that name so."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.refuses: dict[str, str] = {}
        self.encrypted: list[bool] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if "RCPT" in self.refuses:
            return self.refuses["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if "DATA" in self.refuses:
            return self.refuses["DATA"]
        self.encrypted.append(session.ssl is not None)
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append((list(envelope.rcpt_tos), message))
        return "250 OK"

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> Any:
        is_right = (data.login, data.password) == (b"ioc", PASSWORD.encode())
        return smtpd.AuthResult(success=is_right, handled=False)


Starts = Callable[..., dict[str, Any]]


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return Certificates(tmp_path)


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def starts(post: Post, certificates: Certificates, tmp_path: Path) -> Iterator[Starts]:
    """Start such a server; what the channel is told of it."""
    running: list[Any] = []

    def start(security: str = "starttls", *, tls: bool = True, password: str = PASSWORD) -> dict[str, Any]:
        options: dict[str, Any] = {"auth_required": True, "authenticator": post.authenticate}
        if security == "tls":
            options |= {"ssl_context": certificates.context, "auth_require_tls": False}
        elif tls:
            options |= {"tls_context": certificates.context, "require_starttls": True}
        else:
            options |= {"auth_require_tls": False}
        found = controllers.Controller(post, hostname=HOST, port=0, **options)
        found.port = _free()
        found.start()
        running.append(found)
        return {
            "host": HOST, "port": found.port, "security": security, "user": "ioc", "sender": "ioc@song-may.test",
            "sender_name": "Trung tâm Sông Mây", "networks": HERE, "authorities": certificates.authority,
            "password_file": secret_file(tmp_path, "mail", password), "timeout_s": 20,
        }  # fmt: skip

    yield start
    for one in running:
        one.stop()


def _free() -> int:
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def adapter(said: dict[str, Any], **more: Any) -> MailAdapter:
    return MailAdapter(Smtp.model_validate({**said, **more}))


def why(said: dict[str, Any], **more: Any) -> NotSentError:
    with pytest.raises(NotSentError) as caught:
        adapter(said, **more).send(LETTER, TO)
    return caught.value


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_arrives_over_tls_with_the_same_id_at_each_try(starts: Starts, post: Post, security: str) -> None:
    sending = adapter(starts(security))
    sending.send(LETTER, TO)
    sending.send(LETTER, TO)
    (to, mail), (_again, same) = post.taken
    assert to == list(TO.values)
    assert mail["Subject"] == "Báo cáo: lũ Bcc: x@y.vn"
    assert mail["Bcc"] is None, "what somebody wrote begins no header"
    assert mail.get_content().replace("\r\n", "\n") == "Nước lên\n.\nHết\n"
    assert mail["Message-ID"] == same["Message-ID"] == f"<{LETTER.key}@song-may.test>"
    assert mail["From"] == "Trung tâm Sông Mây <ioc@song-may.test>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert post.encrypted == [True, True] or security == "tls"


def test_a_wrong_password_sends_nothing_and_may_be_mended(starts: Starts, post: Post) -> None:
    error = why(starts(password="sai"))
    assert (error.reason, error.final, post.taken) == ("bad-sign-in", False, [])


def test_nothing_goes_without_tls(starts: Starts, post: Post) -> None:
    error = why(starts(tls=False))
    assert (error.reason, post.taken) == ("no-tls", [])


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("shown", ["expired", "wrong_authority", "wrong_host"])
def test_no_certificate_is_believed_that_should_not_be(
    starts: Starts, post: Post, certificates: Certificates, security: str, shown: str
) -> None:
    said = starts(security)
    certificates.show(shown)
    assert why(said).reason == "bad-certificate"
    assert post.taken == []


@pytest.mark.parametrize(
    ("where", "answer", "reason", "final"),
    [
        ("RCPT", "550 no such mailbox", "refused", True), ("RCPT", "450 greylisted", "busy", False),
        ("DATA", "554 looks like spam", "refused", True), ("DATA", "452 disk is full", "busy", False),
    ],
)  # fmt: skip
def test_what_a_server_refuses(
    starts: Starts, post: Post, *, where: str, answer: str, reason: str, final: bool
) -> None:  # fmt: skip
    post.refuses[where] = answer
    error = why(starts())
    assert (error.reason, error.final) == (reason, final)
    assert "no such mailbox" not in str(error)


def test_a_server_that_says_nothing_takes_no_longer_than_it_may(starts: Starts) -> None:
    said = starts()
    with socket.create_server((HOST, 0)) as silent:
        assert why(said, port=silent.getsockname()[1], timeout_s=0.5).reason == "timeout"


def test_a_private_mail_server_has_to_be_named(starts: Starts, post: Post) -> None:
    error = why(starts(), networks=[])
    assert (error.reason, error.final, post.taken) == ("address-refused", True, [])


def test_whoever_told_of_it_is_answered_where_they_can_be_reached_and_nowhere_else(
    starts: Starts, post: Post, tmp_path: Path
) -> None:
    room = PostRoom(tmp_path, {"email": starts()})
    person = {"name": "Trần Văn Tư", "phone": "0912345678", "address": "tu.tran@example.vn"}
    room.open(reporter=person)
    room.open("i2", reporter={"name": "Bà Năm", "address": "12 Trần Phú"})
    (answered,), (unknown,) = room.do("reply", text="Đã vá xong."), room.do("reply", "i2", text="Đã vá xong.")
    assert room.until(answered, "sent")["to"] == "Người phản ánh"
    assert room.until(unknown, "failed")["reason"] == "no-address"
    ((to, mail),) = post.taken
    assert to == ["tu.tran@example.vn"]
    assert mail.get_content().strip() == "Đã vá xong."
    for said in (room.record(answered), dict(room.row(answered)._mapping), room.log()):
        assert "tu.tran" not in str(said)
        assert "0912345678" not in str(said)
    room.close()
