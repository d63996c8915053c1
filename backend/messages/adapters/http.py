"""One request over HTTP, bounded in every way: time, sizes, where it goes; no redirect is followed, no proxy asked."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from backend.messages.adapters.reaching import Bounds, connected, cut_off, reason_of, with_tls
from backend.messages.letter import NotSentError

REQUEST_MOST, ANSWER_MOST = 256 * 1024, 64 * 1024
"""Bytes of a body; a text has 4,000 letters."""
AGENT = "ioc-console"
WAIT_MOST_S = 3600.0
"""For no longer somebody is left alone, whatever they ask for."""


@dataclass(frozen=True)
class Request:
    """What is asked."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Answer:
    """What came back, where it came whole."""

    status: int
    body: bytes
    retry_after: str = ""


class _Connection(http.client.HTTPConnection):
    """One that was opened already, and is opened by nobody else."""

    auto_open = 0


def ask(request: Request, bounds: Bounds) -> Answer:
    """The answer, whatever its status. Raises `NotSentError`."""
    if request.body is not None and len(request.body) > REQUEST_MOST:
        raise NotSentError("too-large", final=True)
    parts = urlsplit(request.url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    opened = connected(host, port, bounds)
    if is_tls:
        opened = with_tls(opened, host, bounds)
    connection = _Connection(host, port)
    connection.sock = opened
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with cut_off(lambda: opened, bounds):
        try:
            opened.settimeout(bounds.left_s)
            headers = {"Host": parts.netloc, "User-Agent": AGENT, "Connection": "close", **request.headers}
            connection.request(request.method, target, request.body, headers)
            found = connection.getresponse()
            body = found.read(ANSWER_MOST + 1)
            if len(body) > ANSWER_MOST:
                raise NotSentError("odd-answer")
            return Answer(found.status, body, found.getheader("Retry-After", ""))
        except (OSError, ssl.SSLError) as error:
            raise NotSentError(reason_of(error)) from error
        except (http.client.HTTPException, ValueError) as error:
            is_gone = isinstance(error, http.client.RemoteDisconnected | http.client.IncompleteRead)
            raise NotSentError("unreachable" if is_gone else "odd-answer") from error
        finally:
            connection.close()
            opened.close()


def taken(answer: Answer, *, of_all: bool) -> Answer:
    """The answer, where its status says that the request was taken. Raises `NotSentError`; `of_all`: what asks to wait
    is the channel's own gateway, so that everything waits."""
    status = answer.status
    if 200 <= status < 300:
        return answer
    if 300 <= status < 400:
        raise NotSentError("redirected", final=True)
    if status in (429, 503):
        raise NotSentError("busy", after_s=_wait_s(answer.retry_after), of_all=of_all)
    if status in (401, 403, 407):
        raise NotSentError("bad-sign-in")
    if status in (408, 425):
        raise NotSentError("timeout")
    if status >= 500:
        raise NotSentError("server-error", after_s=_wait_s(answer.retry_after))
    raise NotSentError("refused", final=True)


def _wait_s(text: str) -> float:
    """Seconds of a Retry-After, in either of its forms; 0 where it says none."""
    try:
        wait = float(text) if text.strip().isdigit() else parsedate_to_datetime(text).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return min(max(0.0, wait), WAIT_MOST_S)
