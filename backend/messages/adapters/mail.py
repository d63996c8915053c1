"""A message as mail, by a server that we sign in to over TLS."""

from __future__ import annotations

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
        try:
            server = _Server(said, bounds)
        except smtplib.SMTPException as error:
            raise _why(error) from error
        except OSError as error:
            raise NotSentError(reason_of(error)) from error
        with cut_off(server.opened, bounds):
            try:
                if said.security == "starttls":
                    server.ehlo_or_helo_if_needed()
                    if not server.has_extn("starttls"):
                        raise NotSentError("no-tls")
                    server.starttls(context=bounds.context())
                if said.user is not None:
                    server.login(said.user, password)
                server.send_message(written, said.sender, list(address.values))
            except smtplib.SMTPException as error:
                raise _why(error) from error
            except (OSError, ValueError) as error:
                raise NotSentError(reason_of(error)) from error
            finally:
                server.close()
        return Sent(str(written["Message-ID"]))


class _Server(smtplib.SMTP):
    """Calls the address that was looked at, and no other."""

    def __init__(self, said: Smtp, bounds: Bounds) -> None:
        self._bounds, self._is_tls = bounds, said.security == "tls"
        self.opened: socket.socket
        super().__init__(said.host, said.port, said.sender.partition("@")[2], bounds.left_s)

    def _get_socket(self, host: str, port: int, _timeout: float) -> socket.socket:
        opened = connected(host, port, self._bounds)
        if self._is_tls:
            opened = with_tls(opened, host, self._bounds)
        opened.settimeout(self._bounds.left_s)
        self.opened = opened
        return opened


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
