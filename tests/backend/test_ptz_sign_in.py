"""HTTP sign-ins of cameras: digests of every kind, several at once, what goes stale, and the password itself."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest

from backend.ptz.camera_access import CameraSignIn, load
from backend.ptz.errors import SIGN_IN as REFUSED_SIGN_IN
from backend.ptz.errors import CameraError
from backend.ptz.http_digest import Challenge, HttpSignIn, challenges
from backend.ptz.onvif import OnvifCamera, Velocity
from tests.backend.odd_camera import SIGN_IN, OddCamera, running

DIGEST = frozenset({"digest"})
MD5 = 'Digest realm="cam", nonce="m5", qop="auth", algorithm=MD5'
SHA = 'Digest realm="cam", nonce="s256", qop="auth", algorithm=SHA-256'


def _turns(camera: OddCamera, sign_in: CameraSignIn = SIGN_IN) -> None:
    seen = OnvifCamera(camera.url, sign_in)
    seen.move(Velocity(pan=0.5))
    assert camera.turning["main"]["PanTilt"] == (0.5, 0.0)
    seen.stop()
    assert camera.still


def _said(camera: OddCamera, name: str) -> set[str]:
    """What the Authorizations of the digest said of `name`."""
    headers = [one.get("Authorization", "") for one in camera.headers_seen]
    return {found[1] for one in headers for found in [re.search(rf'\b{name}="?([^",]*)', one)] if found}


OFFERS: dict[str, tuple[str, ...]] = {
    "SHA-256 alone": (SHA,),
    "SHA-256 after MD5": (MD5, SHA),
    "SHA-256 before MD5": (SHA, MD5),
    "both in one header": (f"{MD5}, {SHA}",),
    "basic first in one header": (f'Basic realm="cam, and \\"more\\", x=1", {MD5}',),
    "basic last in one header": (f'{SHA}, Basic realm="a"',),
    "basic in a header before": ('Basic realm="cam"', MD5),
    "Negotiate and a token beside": (f"Negotiate, NTLM dG9rZW4=, {MD5}",),
    "no blank after the comma": ('Basic realm="a",Digest realm="cam",nonce="b",qop="auth"',),
}
FORMS: dict[str, tuple[str, ...]] = {
    "lower case": ('digest Realm="cam", NONCE="n", QOP="auth"',),
    "upper case": ('DIGEST realm="cam", nonce="n", qop="AUTH"',),
    "blanks around": ('Digest realm = "cam" , nonce = "n" , qop = "auth"',),
    "algorithm in quotes": ('Digest realm="cam", nonce="n", qop="auth", algorithm="SHA-256"',),
    "algorithm in lower case": ('Digest realm="cam", nonce="n", qop="auth", algorithm=sha-256',),
    "quality without quotes": ('Digest realm="cam", nonce="n", qop=auth',),
    "unknown quality beside": ('Digest realm="cam", nonce="n", qop="token,auth"',),
    "unknown algorithm beside": ('Digest realm="cam", nonce="x", algorithm=SHA3-512, qop="auth"', MD5),
    "commas and quotes in the realm": ('Digest realm="cam, \\"era\\", nonce=1", nonce="n", qop="auth"',),
    "empty realm and opaque": ('Digest realm="", nonce="n==", opaque="", stale=FALSE, qop="auth"',),
    "a realm beyond ASCII": ('Digest realm="Cầu Bến Đá", nonce="n", qop="auth"',),
    "SHA-512-256": (MD5, 'Digest realm="cam", nonce="n", qop="auth", algorithm=SHA-512-256'),
    "a comma at the end": ('Digest realm="cam", nonce="n", qop="auth",',),
    "letters beyond ASCII": ('Digest realm="cam", nonce="n", qop="auth", charset=UTF-8',),
}
QUALITIES: dict[str, tuple[str, ...]] = {
    "none": ('Digest realm="cam", nonce="n"',),
    "empty": ('Digest realm="cam", nonce="n", qop=""',),
    "auth-int": ('Digest realm="cam", nonce="n", qop="auth-int"',),
    "MD5-sess": ('Digest realm="cam", nonce="n", qop="auth", algorithm=MD5-sess',),
    "SHA-256-sess": ('Digest realm="cam", nonce="n", qop="auth", algorithm=SHA-256-sess',),
    "MD5-sess without quality": ('Digest realm="cam", nonce="n", algorithm=MD5-sess',),
    "SHA-256-sess and auth-int": ('Digest realm="cam", nonce="n", qop="auth-int", algorithm="SHA-256-sess"',),
    "userhash": ('Digest realm="cam", nonce="n", qop="auth", algorithm=SHA-256, userhash=true',),
}


@pytest.mark.kind(
    "sign-in",
    "A camera's ONVIF service offers SHA-256 alone or beside MD5 and Basic, in any order, in one header or several",
    "The strongest digest is answered; the password itself is not sent.",
)
@pytest.mark.parametrize("name", OFFERS)
def test_several_offers(name: str) -> None:
    with running(needs=DIGEST, challenges=OFFERS[name]) as camera:
        _turns(camera)
        assert _said(camera, "algorithm") == (
            {"SHA-256"} if "SHA-256" in str(OFFERS[name]) else _said(camera, "algorithm")
        )
        assert not any("Basic" in one.get("Authorization", "") for one in camera.headers_seen)


@pytest.mark.kind(
    "sign-in",
    "An ONVIF service writes its digest's scheme, names, algorithm or quality in another case, with blanks, commas or"
    " quotes in them, or beside unknown ones",
    "The challenge is understood; what is unknown is passed over.",
)
@pytest.mark.parametrize("name", FORMS)
def test_other_forms(name: str) -> None:
    with running(needs=DIGEST, challenges=FORMS[name]) as camera:
        _turns(camera)


@pytest.mark.kind(
    "sign-in",
    "An ONVIF service asks for a digest with auth-int, without quality, of a session, or of the user's name",
    "Each is answered as RFC 7616 has it.",
)
@pytest.mark.parametrize("name", QUALITIES)
def test_qualities(name: str) -> None:
    with running(needs=DIGEST, challenges=QUALITIES[name]) as camera:
        _turns(camera)
        if name == "userhash":
            assert SIGN_IN.user not in _said(camera, "username")


@pytest.mark.kind(
    "sign-in",
    "Passwords of an ONVIF service with 64, 128, 256 and 1024 signs, beyond ASCII among them",
    "The access file takes them, and they are signed whole.",
)
@pytest.mark.parametrize("length", [64, 128, 256, 1024])
def test_long_passwords(length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    password = ("mật khẩu &\"'<" * 100)[:length]
    path = tmp_path / "access.json"
    path.touch(0o600)
    one = {"onvif": "http://10.0.0.7/", "onvif_user": SIGN_IN.user, "onvif_password": password}
    path.write_text(json.dumps({"cameras": {"cam-01": one}}), encoding="utf-8")
    known = load(path).cameras["cam-01"].onvif_sign_in
    assert known is not None
    monkeypatch.setattr("tests.backend.odd_camera.SIGN_IN", known)
    with running(needs=frozenset({"digest", "token"})) as camera:
        _turns(camera, known)


@pytest.mark.kind(
    "sign-in",
    "An ONVIF service whose nonce grows stale between the challenge and the answer",
    "The right sign-in is given again with the new nonce, and is no refused one.",
)
def test_a_stale_nonce() -> None:
    with running(needs=DIGEST, nonces=["n1", "n2", "n3"]) as camera:
        _turns(camera)
        assert {"n1", "n2"} <= _said(camera, "nonce")


@pytest.mark.kind(
    "sign-in",
    "An ONVIF service that gives one nonce for long and takes each count of it once",
    "Uses of a nonce are counted over all questions.",
)
def test_counts_of_a_nonce() -> None:
    with running(needs=DIGEST, counts=True) as camera:
        _turns(camera)
        assert {"00000001", "00000002"} <= _said(camera, "nc")


@pytest.mark.kind(
    "sign-in",
    "A camera that wants a UsernameToken and HTTP digest, or changes from one to the other",
    "Both are given where both are asked for, and the one that is asked for after a change.",
)
def test_both_and_changes() -> None:
    with running(needs=frozenset({"digest", "token"})) as camera:
        seen = OnvifCamera(camera.url, SIGN_IN)
        for number, needs in enumerate([("digest", "token"), ("token",), ("digest",), ("token",)], start=1):
            camera.odd.needs = frozenset(needs)
            seen.move(Velocity(pan=number / 10))
            assert camera.turning["main"]["PanTilt"] == (number / 10, 0.0)


@pytest.mark.kind(
    "sign-in",
    "A camera with HTTP digest that refuses every message with a UsernameToken in it",
    "It is asked without the token, by HTTP's sign-in alone.",
)
@pytest.mark.parametrize("code", ["ter:NotAuthorized", "e:MustUnderstand"])
def test_no_token_beside_a_digest(code: str) -> None:
    with running(needs=DIGEST, refuses=lambda _action, body: "UsernameToken" in body, refusal=code) as camera:
        _turns(camera)


@pytest.mark.kind(
    "sign-in",
    "An ONVIF service that knows nothing but Basic, over a line that anybody can read",
    "The password is kept back, unless the access file says onvif_basic; over TLS it is sent.",
)
def test_basic_over_an_open_line() -> None:
    basic = ('Basic realm="cam"',)
    with running(needs=frozenset({"basic"}), challenges=basic) as camera:
        seen = OnvifCamera(camera.url, SIGN_IN)
        with pytest.raises(CameraError, match="onvif_basic") as refused:
            seen.move(Velocity(pan=0.5))
        assert refused.value.code == REFUSED_SIGN_IN
        assert not any("Authorization" in one for one in camera.headers_seen)
        OnvifCamera(camera.url, SIGN_IN, basic=True).move(Velocity(pan=0.5))
        assert camera.turning["main"]["PanTilt"] == (0.5, 0.0)


def test_basic_over_tls() -> None:
    known = HttpSignIn(SIGN_IN, basic=True).answer([Challenge("basic")], "/", b"")
    assert known is not None
    assert base64.b64decode(known.removeprefix("Basic ")).decode() == f"{SIGN_IN.user}:{SIGN_IN.password}"


def test_challenges_are_read_apart() -> None:
    found = challenges(['Basic realm="a, Digest b", Digest realm="c", nonce="d", Bearer', "NTLM abc=="])
    assert [one.scheme for one in found] == ["basic", "digest", "bearer", "ntlm"]
    assert found[0].fields == {"realm": "a, Digest b"}
    assert found[1].fields == {"realm": "c", "nonce": "d"}
    assert challenges(["", ",", 'realm="x"', '"']) == []


def test_a_realm_of_no_encoding_goes_back_as_it_came() -> None:
    asked = challenges(['Digest realm="C\xe7u", nonce="n"'])
    assert 'realm="C\xe7u"' in (HttpSignIn(SIGN_IN, basic=False).answer(asked, "/", b"") or "")
