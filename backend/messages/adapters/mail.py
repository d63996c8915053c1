"""A message as mail, by a server that we sign in to over TLS."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import formatdate

from backend.messages.adapters.reaching import Bounds, connected, cut_off, reason_of, with_tls
from backend.messages.adapters.secret import secret_in
from backend.messages.channel_models import Smtp
from backend.messages.letter import Address, Letter, NotSentError, Sent

NOT_NOW = range(400, 500)
"""Replies of SMTP that say: again later (RFC 5321, 4.2.1)."""
GREETING, SIGNED_IN = 220, 235


class MailAdapter:
    """One letter to all addresses of the receiver. Its `Message-ID` is made of the key: the same at each try."""

    def __init__(self, said: Smtp) -> None:
        self._said = said

    def send(self, letter: Letter, address: Address) -> Sent:
        """As `Adapter`. Mail has no receipt that can be believed: it stays sent."""
        said = self._said
        bounds = Bounds(said.networks, said.timeout_s, said.authorities)
        password = secret_in(said.password_file) if said.password_file is not None else ""
        written = written_as(letter, address.values, said)
        opened = connected(said.host, said.port, bounds)
        if said.security == "tls":
            opened = with_tls(opened, said.host, bounds)
        opened.settimeout(bounds.left_s)
        server = _Server(said, opened)
        with cut_off(lambda: server.sock, bounds):
            try:
                server.begin()
                if said.security == "starttls":
                    _encrypt(server, bounds)
                if said.user is not None:
                    _sign_in(server, said.user, password)
                server.send_message(written, said.sender, list(address.values))
            except smtplib.SMTPException as error:
                raise _why(error) from error
            except (OSError, ValueError) as error:
                raise NotSentError(reason_of(error)) from error
            finally:
                server.close()
                opened.close()
        return Sent(str(written["Message-ID"]))


class _Server(smtplib.SMTP):
    """Speaks over the connection that was opened to the address that was looked at, and over no other."""

    def __init__(self, said: Smtp, opened: socket.socket) -> None:
        super().__init__(local_hostname=said.sender.partition("@")[2])
        self._said = said
        self._opened = opened
        self.sock: socket.socket | None = opened
        self._host = said.host  # the name that the certificate has to have

    def begin(self) -> None:
        """Hear its greeting. Raises `SMTPException`, OSError."""
        code, words = self.connect(self._said.host, self._said.port)
        if code != GREETING:
            raise smtplib.SMTPConnectError(code, words)

    def _get_socket(self, _host: str, _port: int, _timeout: float) -> socket.socket:
        return self._opened


def _encrypt(server: _Server, bounds: Bounds) -> None:
    server.ehlo_or_helo_if_needed()
    if not server.has_extn("starttls"):
        raise NotSentError("no-tls")
    server.starttls(context=bounds.context())


def _sign_in(server: _Server, user: str, password: str) -> None:
    """By AUTH PLAIN in UTF-8 (RFC 4616), which the library would only do in ASCII; else as the library can."""
    server.ehlo_or_helo_if_needed()
    if "PLAIN" not in server.esmtp_features.get("auth", "").upper().split():
        server.login(user, password)
        return
    offered = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, words = server.docmd("AUTH", f"PLAIN {offered}")
    if code != SIGNED_IN:
        raise smtplib.SMTPAuthenticationError(code, words)


def written_as(letter: Letter, to: tuple[str, ...], said: Smtp) -> EmailMessage:
    """The letter as mail is written. What breaks a line breaks no header."""
    domain = said.sender.partition("@")[2]
    mail = EmailMessage(POLICY)
    mail["Subject"] = " ".join(letter.subject.split())
    mail["From"] = MailAddress(said.sender_name, addr_spec=said.sender)
    mail["To"] = ", ".join(to)
    mail["Date"] = formatdate(letter.made_ms / 1000, localtime=False)
    mail["Message-ID"] = f"<{letter.key}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-IOC-Kind"] = letter.kind
    mail.set_content(letter.text + "\n")
    return mail


def _why(error: smtplib.SMTPException) -> NotSentError:
    """What the server's answer means. Its words may hold an address: they go nowhere."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotSentError("bad-sign-in")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
        return NotSentError("busy") if any(code in NOT_NOW for code in codes) else NotSentError("refused", final=True)
    if isinstance(error, smtplib.SMTPResponseException):
        return NotSentError("busy") if error.smtp_code in NOT_NOW else NotSentError("refused", final=True)
    if isinstance(error.__cause__, ssl.SSLError):
        return NotSentError("bad-certificate")
    return NotSentError("unreachable")
