"""A camera or recorder with oddities, over real HTTP: what turns in it is seen by the tests, whatever it answers."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import parse_http_list, parse_keqv_list
from xml.sax.saxutils import escape, quoteattr, unescape

from backend.ptz.camera_access import CameraSignIn

SIGN_IN = CameraSignIn("tram", "mật khẩu & <5523>")
GENERIC = "http://www.onvif.org/ver10/tptz/{}Spaces/VelocityGenericSpace"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"


@dataclass(frozen=True)
class Channel:
    """One profile: its token, whose lens it shows, where its stream is, and whether it turns."""

    token: str
    source: str = "lens"
    stream: str = ""
    turns: bool = True


@dataclass
class Oddities:
    """What is not as with other cameras; the defaults are an ordinary one with both axes and no sign-in."""

    channels: tuple[Channel, ...] = (Channel("main"),)
    axes: tuple[str, ...] = ("PanTilt", "Zoom")
    told_axes: tuple[str, ...] | None = None
    """Those that it says it has, where that differs from the truth."""
    refuses: Callable[[str, str], bool] = lambda _action, _body: False
    stop_has_to_name: bool = False
    stops_one_axis: bool = False
    """A Stop of both is answered and stops neither."""
    speed: tuple[float, float] = (-1.0, 1.0)
    services: tuple[str, ...] = ("ver10/media", "ver20/ptz")
    capabilities: bool = True
    xaddr: str = "http://{host}/onvif/{name}"
    needs: frozenset[str] = frozenset()
    """`token`, `digest`, `basic`: what a question has to be signed with."""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    told_clock: Callable[[datetime], str] | None = None
    """The answer to GetSystemDateAndTime; None for an honest one, "" for a refusal."""
    date_header: bool = False
    challenges: tuple[str, ...] = ('Digest realm="cam", nonce="n1", qop="auth"',)
    wrapped: Callable[[str], bytes] = lambda text: text.encode()
    nonces: list[str] = field(default_factory=list)
    """Those of digests to come, each of which is stale once it has been answered; the last one stays."""
    counts: bool = False
    """Whether one count of a nonce is taken once."""
    refusal: str = "ter:ActionNotSupported"
    headers: dict[str, str] = field(default_factory=dict)
    fault_status: int = 400
    soap: str = SOAP_12
    only_soap: str = ""
    """Questions in another envelope are no questions."""
    presets: str = ""
    way: str = "length"
    """How the answer ends: `length`, `chunked`, `open` (no length, and the line stays open), `close`."""


class OddCamera(ThreadingHTTPServer):
    """What it was asked, and what turns: speeds by profile and axis. `cut` lets the next answers be lost."""

    daemon_threads = True

    def __init__(self, odd: Oddities) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.odd = odd
        self.asked: list[tuple[str, str]] = []
        self.headers_seen: list[dict[str, str]] = []
        self.turning: dict[str, dict[str, tuple[float, ...]]] = {}
        self.fates: list[str] = []
        """What becomes of the next PTZ orders: `cut` or `silence` before they count, `lost` after, `500`."""
        self.used: set[str] = set()
        self.not_found: frozenset[str] = frozenset()
        self.over = threading.Event()
        self.host = f"127.0.0.1:{self.server_address[1]}"
        self.url = f"http://{self.host}/onvif/device_service"

    def handle_error(self, request: object, client_address: object) -> None:
        """A line that is cut is what tests play."""

    def actions(self, *names: str) -> list[str]:
        """What was asked, or only these of it."""
        return [action for action, _body in self.asked if not names or action in names]

    def bodies(self, action: str) -> list[str]:
        return [body for name, body in self.asked if name == action]

    @property
    def still(self) -> bool:
        return not any(any(speed) for axes in self.turning.values() for speed in axes.values())


@contextmanager
def running(**oddities: object) -> Iterator[OddCamera]:
    """A camera with these `Oddities`, until the block ends."""
    with OddCamera(Oddities(**oddities)) as camera:  # type: ignore[arg-type]
        thread = threading.Thread(target=camera.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield camera
        finally:
            camera.over.set()
            camera.shutdown()
            thread.join()


class FaultError(Exception):
    """A SOAP fault of this code."""


class _Handler(BaseHTTPRequestHandler):
    server: OddCamera
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        found = re.search(r"<s:Body><q:(\w+)", body)
        action = found[1] if found else ""
        self.server.asked.append((action, body))
        self.server.headers_seen.append(dict(self.headers))
        fate = self.server.fates.pop(0) if self.server.fates and action in _ORDERS else ""
        if fate == "silence":
            self.server.over.wait(20)
        if fate in {"cut", "silence"}:
            self._cut()
            return
        if self.path in self.server.not_found:
            self._send(404, b"<html>no</html>", [])
            return
        if self.server.odd.needs & {"digest", "basic"} and not self._signed_by_http(body):
            self._send(401, b"", [("WWW-Authenticate", one) for one in self.server.odd.challenges])
            return
        try:
            status, inner = 200, self._answer(action, body)
        except FaultError as fault:
            status, inner = self.server.odd.fault_status, self._fault(str(fault))
        if fate == "lost":
            self._cut()
        elif fate == "500":
            self._send(500, b"", [])
        else:
            soap = self.server.odd.soap
            text = f'<e:Envelope xmlns:e="{soap}"><e:Body>{inner}</e:Body></e:Envelope>'
            head = '<?xml version="1.0" encoding="UTF-8"?>'
            self._send(status, self.server.odd.wrapped(head + text), list(self.server.odd.headers.items()))

    def _cut(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, status: int, data: bytes, headers: list[tuple[str, str]]) -> None:
        way = self.server.odd.way
        self.send_response_only(status)
        if self.server.odd.date_header:
            self.send_header("Date", self.server.odd.clock().strftime("%a, %d %b %Y %H:%M:%S GMT"))
        for name, value in headers:
            self.send_header(name, value.encode().decode("latin-1"))
        if way == "length":
            self.send_header("Content-Length", str(len(data)))
        if way == "chunked":
            self.send_header("Transfer-Encoding", "chunked")
            data = (
                b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (data[:50], data[50:]) if part) + b"0\r\n\r\n"
            )
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = way != "length"
        if way == "open":
            self.server.over.wait(20)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _fault(self, code: str) -> str:
        if self.server.odd.soap == SOAP_11:
            return f"<e:Fault><faultcode>{code}</faultcode><faultstring>No.</faultstring></e:Fault>"
        return (
            f"<e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>{code}</e:Value></e:Subcode></e:Code>"
            "<e:Reason><e:Text>No.</e:Text></e:Reason></e:Fault>"
        )

    def _signed_by_http(self, body: str) -> bool:
        odd = self.server.odd
        told = self.headers.get("Authorization", "").encode("latin-1").decode()
        if "basic" in odd.needs:
            plain = base64.b64encode(f"{SIGN_IN.user}:{SIGN_IN.password}".encode()).decode()
            return told == f"Basic {plain}"
        right = digest_is_right(told, odd.challenges, self.path, body.encode())
        if odd.nonces:
            odd.challenges = (f'Digest realm="cam", nonce="{odd.nonces[0]}", qop="auth", stale={str(right).lower()}',)
            if right and len(odd.nonces) > 1:
                del odd.nonces[0]
                odd.challenges = (f'Digest realm="cam", nonce="{odd.nonces[0]}", qop="auth", stale=true',)
                return False
            return right
        use = re.search(r"nc=(\w+)", told)
        if odd.counts and use is not None:
            right = right and use[1] not in self.server.used
            self.server.used.add(use[1])
        return right

    def _answer(self, action: str, body: str) -> str:
        odd = self.server.odd
        if odd.only_soap not in body:
            raise FaultError("e:VersionMismatch")
        if action == "GetSystemDateAndTime":
            return _clock(odd)
        if "token" in odd.needs and not _signed_by_token(body, odd.clock()):
            raise FaultError("ter:NotAuthorized")
        if odd.refuses(action, body):
            raise FaultError(odd.refusal)
        if action in _ORDERS:
            return self._order(action, body)
        if action == "GetStatus":
            moving = {axis for axes in self.server.turning.values() for axis, speed in axes.items() if any(speed)}
            words = "".join(
                f"<tt:{axis}>{'MOVING' if axis in moving else 'IDLE'}</tt:{axis}>" for axis in ("PanTilt", "Zoom")
            )
            return f"<tptz:PTZStatus><tt:MoveStatus>{words}</tt:MoveStatus></tptz:PTZStatus>"
        if action not in _QUESTIONS:
            raise FaultError("ter:ActionNotSupported")
        return _QUESTIONS[action](odd, body, self.server.host)

    def _order(self, action: str, body: str) -> str:
        odd = self.server.odd
        if "<q:ProfileToken>" not in body:
            raise FaultError("ter:InvalidArgVal")
        token = unescape(re.search(r"<q:ProfileToken>(.*?)</q:ProfileToken>", body)[1])  # type: ignore[index]
        if token not in {one.token for one in odd.channels if one.turns}:
            raise FaultError("ter:NoProfile")
        named = [axis for axis in ("PanTilt", "Zoom") if f":{axis}" in body]
        if any(axis not in odd.axes for axis in named):
            raise FaultError("ter:InvalidArgVal")
        if action in {"ContinuousMove", "RelativeMove"}:
            moved = self.server.turning.setdefault(token, {})
            for axis in named:
                parts = re.search(rf"<tt:{axis} ([^/]*)/>", body)[1]  # type: ignore[index]
                moved[axis] = tuple(float(value) for value in re.findall(r'[xy]="([^"]*)"', parts))
        if action == "Stop":
            ended = named or ([] if odd.stop_has_to_name else ["PanTilt", "Zoom"])
            if odd.stops_one_axis and len(ended) > 1:
                ended = []
            for axis in ended:
                self.server.turning.get(token, {}).pop(axis, None)
        return f"<tptz:{action}Response/>"


def _clock(odd: Oddities) -> str:
    if odd.told_clock is None:
        return f"<tds:SystemDateAndTime>{clock_part('UTCDateTime', odd.clock())}</tds:SystemDateAndTime>"
    told = odd.told_clock(odd.clock())
    if not told:
        raise FaultError("ter:NotAuthorized")
    return f"<tds:SystemDateAndTime>{told}</tds:SystemDateAndTime>"


def clock_part(name: str, at: datetime, **instead: int) -> str:
    """A date and time as GetSystemDateAndTime has it; `instead` puts other numbers in."""
    part = {name: getattr(at, name) for name in ("year", "month", "day", "hour", "minute", "second")} | instead
    time = "".join(f"<tt:{word.title()}>{part[word]}</tt:{word.title()}>" for word in ("hour", "minute", "second"))
    date = "".join(f"<tt:{word.title()}>{part[word]}</tt:{word.title()}>" for word in ("year", "month", "day"))
    return f"<tt:{name}><tt:Time>{time}</tt:Time><tt:Date>{date}</tt:Date></tt:{name}>"


def _signed_by_token(body: str, now: datetime) -> bool:
    found = [re.search(rf"<{tag}[^>]*>([^<]*)</{tag}>", body) for tag in _TOKEN]
    if not all(found):
        return False
    user, digest, nonce, created = (unescape(one[1]) for one in found if one)
    right = hashlib.sha1(base64.b64decode(nonce) + created.encode() + SIGN_IN.password.encode()).digest()  # noqa: S324
    late = abs(datetime.fromisoformat(created.replace("Z", "+00:00")) - now)
    return user == SIGN_IN.user and base64.b64decode(digest) == right and late < timedelta(seconds=20)


_TOKEN = ("wsse:Username", "wsse:Password", "wsse:Nonce", "wsu:Created")


def digest_is_right(told: str, challenges: tuple[str, ...], path: str, body: bytes) -> bool:
    """Whether an Authorization answers one of the challenges, by RFC 7616 3.4."""
    if not told.startswith("Digest "):
        return False
    said = parse_keqv_list(parse_http_list(told.removeprefix("Digest ")))
    name = said.get("algorithm", "MD5")
    asked = [one for one in challenges if said["nonce"] in one and (name in one or "algorithm" not in one)]
    if not asked or ("auth" in asked[0].lower() and "qop" not in said):
        return False
    method = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}[name.upper().removesuffix("-SESS")]

    def hashed(*parts: str | bytes) -> str:
        text = b":".join(one.encode() if isinstance(one, str) else one for one in parts)
        return hashlib.new(method, text).hexdigest()

    user = hashed(SIGN_IN.user, said["realm"]) if said.get("userhash") == "true" else SIGN_IN.user
    secret = hashed(SIGN_IN.user, said["realm"], SIGN_IN.password)
    if name.upper().endswith("-SESS"):
        secret = hashed(secret, said["nonce"], said["cnonce"])
    what = hashed("POST", path, *([hashed(body)] if said.get("qop") == "auth-int" else []))
    middle = [said["nc"], said["cnonce"], said["qop"]] if "qop" in said else []
    right = hashed(secret, said["nonce"], *middle, what)
    return (said["username"], said["uri"], said["response"]) == (user, path, right)


def _capabilities(odd: Oddities, _body: str, host: str) -> str:
    if not odd.capabilities:
        raise FaultError("ter:ActionNotSupported")
    names = {"ver10/media": "Media", "ver20/ptz": "PTZ"}
    found = "".join(
        f"<tt:{names[one]}><tt:XAddr>{odd.xaddr.format(host=host, name=names[one])}</tt:XAddr></tt:{names[one]}>"
        for one in odd.services if one in names
    )  # fmt: skip
    return f"<tds:Capabilities>{found}</tds:Capabilities>"


def _services(odd: Oddities, _body: str, host: str) -> str:
    return "".join(
        f"<tds:Service><tds:Namespace>http://www.onvif.org/{one}/wsdl</tds:Namespace>"
        f"<tds:XAddr>{odd.xaddr.format(host=host, name=one.replace('/', '-'))}</tds:XAddr></tds:Service>"
        for one in odd.services
    )  # fmt: skip


def _profiles(odd: Oddities, body: str, _host: str) -> str:
    newer = "ver20/media" in body
    if ("ver20/media" if newer else "ver10/media") not in odd.services:
        raise FaultError("ter:ActionNotSupported")
    names = ("VideoSource", "PTZ") if newer else ("VideoSourceConfiguration", "PTZConfiguration")
    found = ""
    for one in odd.channels:
        lens = f'<tt:{names[0]} token="v"><tt:SourceToken>{escape(one.source)}</tt:SourceToken></tt:{names[0]}>'
        turns = (
            f'<tt:{names[1]} token="p"><tt:NodeToken>node-{one.source}</tt:NodeToken></tt:{names[1]}>'
            if one.turns
            else ""
        )
        inner = f"<tr2:Configurations>{lens}{turns}</tr2:Configurations>" if newer else lens + turns
        found += f"<trt:Profiles token={quoteattr(one.token)}><tt:Name>n</tt:Name>{inner}</trt:Profiles>"
    return found


def _stream(odd: Oddities, body: str, _host: str) -> str:
    token = unescape(re.search(r"<q:ProfileToken>(.*?)</q:ProfileToken>", body)[1])  # type: ignore[index]
    stream = next(one.stream for one in odd.channels if one.token == token)
    return f"<trt:MediaUri><tt:Uri>{escape(stream)}</tt:Uri></trt:MediaUri>"


def _node(odd: Oddities, _body: str, _host: str) -> str:
    low, high = odd.speed
    span = f"<tt:{{}}><tt:Min>{low}</tt:Min><tt:Max>{high}</tt:Max></tt:{{}}>"
    spaces = "".join(
        f"<tt:Continuous{axis}VelocitySpace><tt:URI>{GENERIC.format(axis)}</tt:URI>{span.format('XRange', 'XRange')}"
        f"{span.format('YRange', 'YRange')}</tt:Continuous{axis}VelocitySpace>"
        f"<tt:Relative{axis}TranslationSpace><tt:URI>u</tt:URI></tt:Relative{axis}TranslationSpace>"
        for axis in (odd.axes if odd.told_axes is None else odd.told_axes)
    )
    return f'<tptz:PTZNode token="n"><tt:SupportedPTZSpaces>{spaces}</tt:SupportedPTZSpaces></tptz:PTZNode>'


_ORDERS = frozenset({"ContinuousMove", "RelativeMove", "Stop", "GotoPreset"})
_QUESTIONS: dict[str, Callable[[Oddities, str, str], str]] = {
    "GetCapabilities": _capabilities, "GetServices": _services, "GetProfiles": _profiles, "GetStreamUri": _stream,
    "GetNode": _node, "GetPresets": lambda odd, _body, _host: odd.presets,
}  # fmt: skip


def zipped(text: str) -> bytes:
    """As gzip, whether asked for or not."""
    return gzip.compress(text.encode())
