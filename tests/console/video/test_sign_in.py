"""Signing in at cameras by every way in use, with any password, and never twice with a wrong one."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator

import pytest

from console.records.models import StreamState
from console.video import reconnect
from console.video.fleet import Fleet
from console.video.reasons import Failed
from console.video.sign_in import SignIn, challenges
from tests.console.video.cameras import until
from tests.console.video.quirky_watch import PATIENCE_S, Watch
from tests.console.video.quirky_watch import fleet as started
from tests.harness.quirky import http_camera, units
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera
from tests.harness.quirky.sign_in import Lock
from tests.harness.stopwatch import from_now

WHO = ("xem", "bi-mat")


@pytest.fixture(scope="module")
def fleet() -> Iterator[Fleet]:
    with started() as made:
        yield made


@pytest.fixture
def watch(fleet: Fleet) -> Iterator[Watch]:
    made = Watch(fleet)
    yield made
    made.close()


def signed(asked: list[str]) -> int:
    """How many signed requests were turned down."""
    return sum(len(before.split()) > 2 and after == "401" for before, after in itertools.pairwise(asked))


LOCKS = (
    Lock(algorithms=("SHA-256",)),
    Lock(algorithms=("SHA-256",), qop="auth"),
    Lock(algorithms=("SHA-256", "MD5"), qop="auth"),
    Lock(algorithms=("MD5", "SHA-256"), one_header=True),
    Lock(algorithms=("SHA-256-sess",), qop="auth", algorithm_quoted=False),
    Lock(algorithms=("MD5-sess",), qop="auth"),
    Lock(algorithms=("",)),
    Lock(basic=True, algorithms=("SHA-256",), one_header=True, realm="Cổng A, tầng 2"),
    Lock(basic=True, basic_first=False, algorithms=("SHA-256",), one_header=True),
    Lock(basic=True, algorithms=()),
    Lock(algorithms=("MD5",), qop="auth,auth-int"),
    Lock(algorithms=("SHA-256",), fresh=True),
    Lock(password="d" * 64),
    Lock(password="d" * 128),
    Lock(basic=True, algorithms=(), password="ệ" * 128),
    Lock(password="p@ss:w/rd#%41 ü\"'\\&?"),
    Lock(user="ward\\xem@city", algorithms=("SHA-256",)),
)


@pytest.mark.parametrize(
    "lock",
    [
        pytest.param(
            Lock(algorithms=("SHA-256",)),
            marks=pytest.mark.kind("sign-in", "Digest by SHA-256 alone, without qop", "It is signed by SHA-256."),
        ),
        pytest.param(
            Lock(algorithms=("SHA-256",), qop="auth"),
            marks=pytest.mark.kind("sign-in", "Digest by SHA-256 with qop", "It is signed with nc and cnonce."),
        ),
        pytest.param(
            Lock(algorithms=("SHA-256", "MD5"), qop="auth"),
            marks=pytest.mark.kind("sign-in", "SHA-256 before MD5, in two headers", "The stronger one is taken."),
        ),
        pytest.param(
            Lock(algorithms=("MD5", "SHA-256"), one_header=True),
            marks=pytest.mark.kind("sign-in", "MD5 before SHA-256, in one header", "The stronger one is taken."),
        ),
        pytest.param(
            Lock(algorithms=("SHA-256-sess",), qop="auth", algorithm_quoted=False),
            marks=pytest.mark.kind("sign-in", "SHA-256-sess", "It is signed for the session."),
        ),
        pytest.param(
            Lock(algorithms=("MD5-sess",), qop="auth"),
            marks=pytest.mark.kind("sign-in", "MD5-sess", "It is signed for the session."),
        ),
        pytest.param(
            Lock(algorithms=("",)), marks=pytest.mark.kind("sign-in", "Digest that names no algorithm", "MD5 is meant.")
        ),
        pytest.param(
            Lock(basic=True, algorithms=("SHA-256",), one_header=True, realm="Cổng A, tầng 2"),
            marks=pytest.mark.kind(
                "sign-in", "Basic before Digest in one header, a comma in the realm", "Digest is taken."
            ),
        ),
        pytest.param(
            Lock(basic=True, basic_first=False, algorithms=("SHA-256",), one_header=True),
            marks=pytest.mark.kind("sign-in", "Digest before Basic in one header", "Digest is taken."),
        ),
        pytest.param(
            Lock(basic=True, algorithms=()), marks=pytest.mark.kind("sign-in", "Basic alone", "It is signed so.")
        ),
        pytest.param(
            Lock(algorithms=("MD5",), qop="auth,auth-int"),
            marks=pytest.mark.kind("sign-in", "Two kinds of qop", "The plain one is taken."),
        ),
        pytest.param(
            Lock(algorithms=("SHA-256",), fresh=True),
            marks=pytest.mark.kind(
                "sign-in",
                "A nonce opens one request, the next is told that it is stale",
                "Each request is signed anew.",
            ),
        ),
        pytest.param(
            Lock(password="d" * 64), marks=pytest.mark.kind("sign-in", "A password of 64 letters", "All of it is used.")
        ),
        pytest.param(
            Lock(password="d" * 128), marks=pytest.mark.kind("sign-in", "A password of 128 letters", "None is cut off.")
        ),
        pytest.param(
            Lock(basic=True, algorithms=(), password="ệ" * 128),
            marks=pytest.mark.kind("sign-in", "A password of 384 bytes, by Basic", "None is cut off."),
        ),
        pytest.param(
            Lock(password="p@ss:w/rd#%41 ü\"'\\&?"),
            marks=pytest.mark.kind("sign-in", "A password of @ : / # %41, a space, quotes, ü", "It is taken as it is."),
        ),
        pytest.param(
            Lock(user="ward\\xem@city", algorithms=("SHA-256",)),
            marks=pytest.mark.kind("sign-in", "A user with a backslash and an @", "It is taken as it is."),
        ),
    ],
)
def test_a_locked_camera_plays(watch: Watch, lock: Lock) -> None:
    with RtspCamera({"/a": Quirks(units.encoded(frames=30), sign_in=lock)}) as camera:
        watch.live(watch.open(f"{camera.base}/a", (lock.user, lock.password)))
        assert lock.fresh or signed(camera.asked) == 0
        watch.close()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_locked_web_camera_plays(watch: Watch, lock: Lock) -> None:
    stream = http_camera.locked(http_camera.mjpeg(units.jpegs()), lock)
    with http_camera.HttpCamera({"/a": stream}) as camera:
        watch.live(watch.open(f"{camera.base}/a?x=[1]", (lock.user, lock.password)))
        assert [bool(signature) for _path, signature in camera.asked] == [False, True]
        watch.close()


@pytest.mark.kind("sign-in", "A playlist and its pieces behind a sign-in by SHA-256", "Each is signed.")
def test_a_locked_playlist_plays(watch: Watch) -> None:
    lock = Lock(algorithms=("SHA-256",), qop="auth")

    def playlist(to: http_camera.Conversation) -> None:
        to.begin("application/vnd.apple.mpegurl")
        to.wfile.write(b"#EXTM3U\n#EXT-X-TARGETDURATION:60\n#EXTINF:60,\npiece.ts\n")

    paths = {"/v/list.m3u8": playlist, "/v/piece.ts": http_camera.muxed("mpegts", "video/mp2t")}
    with http_camera.HttpCamera({path: http_camera.locked(answer, lock) for path, answer in paths.items()}) as camera:
        watch.live(watch.open(f"{camera.base}/v/list.m3u8", WHO))
        watch.close()


@pytest.mark.kind(
    "sign-in",
    "A nonce that is changed while pictures flow",
    "Signs of life are signed with the new one, the session lives on.",
)
def test_the_session_is_kept_alive_with_a_new_nonce(watch: Watch) -> None:
    lock = Lock(algorithms=("SHA-256",), fresh=True)
    quirks = Quirks(units.encoded(frames=30), sign_in=lock, timeout_s=4, enforce="any")
    with RtspCamera({"/a": quirks}) as camera:
        stream = watch.open(f"{camera.base}/a", WHO)
        until(watch.fleet, lambda: sum(line.startswith("GET_PARAMETER") for line in camera.asked) >= 6, 30.0)
        assert stream.reconnects == 0
        assert stream.state is StreamState.LIVE
        assert "session timed out" not in camera.asked
        watch.close()


@pytest.mark.parametrize(
    "lock",
    [
        pytest.param(
            Lock(),
            marks=pytest.mark.kind(
                "sign-in", "A wrong password, Digest by MD5", "One try, then a long rest, since cameras lock accounts."
            ),
        ),
        pytest.param(
            Lock(algorithms=("SHA-256", "MD5"), basic=True),
            marks=pytest.mark.kind("sign-in", "A wrong password, three ways to sign in", "One try, not one each."),
        ),
        pytest.param(
            Lock(basic=True, algorithms=()), marks=pytest.mark.kind("sign-in", "A wrong password, Basic", "One try.")
        ),
    ],
)
def test_a_wrong_password_is_tried_once(watch: Watch, lock: Lock) -> None:
    with RtspCamera({"/main": Quirks(sign_in=lock), "/sub": Quirks(sign_in=lock)}) as camera:
        stream = watch.open(f"{camera.base}/sub", ("xem", f"sai-{camera.port}"))
        assert watch.reason(stream) == "sign_in_wrong"
        assert stream.state is StreamState.SIGN_IN_FAILED
        until(watch.fleet, lambda: (stream.retry_in_s or 0.0) > 300, PATIENCE_S)
        # Enlarged, the same camera is asked for its other stream: by the same password, so it is not asked.
        stream.switch(f"{camera.base}/main", 320, 180)
        until(watch.fleet, lambda: (stream.retry_in_s or 0.0) > 300, PATIENCE_S)
        assert stream.reason == "sign_in_wrong"
        assert signed(camera.asked) == 1
        watch.close()


@pytest.mark.kind("sign-in", "A wrong password of a web camera", "One try, then a long rest.")
def test_a_wrong_password_of_a_web_camera_is_tried_once(watch: Watch) -> None:
    with http_camera.HttpCamera({"/a": http_camera.locked(http_camera.mjpeg(units.jpegs()), Lock())}) as camera:
        stream = watch.open(f"{camera.base}/a", ("xem", f"sai-{camera.port}"))
        assert watch.reason(stream) == "sign_in_wrong"
        until(watch.fleet, lambda: (stream.retry_in_s or 0.0) > 300, PATIENCE_S)
        assert sum(bool(signature) for _path, signature in camera.asked) == 1
        watch.close()


@pytest.mark.kind("sign-in", "A camera asks for a sign-in and none is known", "It is told so, unlike a wrong one.")
def test_a_missing_sign_in_is_told_apart(watch: Watch) -> None:
    with RtspCamera({"/a": Quirks(sign_in=Lock())}) as camera:
        assert watch.reason(watch.open(f"{camera.base}/a")) == "sign_in_missing"
        watch.close()


@pytest.mark.kind(
    "sign-in", "A camera wants a way to sign in that nobody knows", "It is told so, and no password is sent."
)
def test_an_unknown_way_is_told_apart(watch: Watch) -> None:
    with RtspCamera({"/a": Quirks(sign_in=Lock(algorithms=("SHA-3",)))}) as camera:
        assert watch.reason(watch.open(f"{camera.base}/a", WHO)) == "sign_in_unknown"
        assert signed(camera.asked) == 0
        watch.close()


def test_the_examples_of_the_standard() -> None:
    """RFC 7616, 3.9.1."""
    fields = (
        'realm="http-auth@example.org", qop="auth, auth-int", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    )
    nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
    for algorithm, response in (
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ):
        sign_in = SignIn(("Mufasa", "Circle of Life"))
        sign_in.refused([f'Digest {fields}, algorithm={algorithm}, nonce="{nonce}"'], signed=False)
        sign_in._cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
        assert f'response="{response}"' in sign_in.header("GET", "/dir/index.html")


@pytest.mark.kind("sign-in", "Headers of every shape, and garbage", "What can be read is taken, the rest left aside.")
def test_challenges_of_every_shape() -> None:
    found = challenges(
        ['Basic realm="a, b", Digest realm="x \\"q\\"", nonce=n1,algorithm=SHA-256', "Negotiate", ',,="']
    )
    assert [one.scheme for one in found] == ["basic", "digest", "negotiate"]
    assert found[0].fields["realm"] == "a, b"
    assert found[1].fields == {"realm": 'x "q"', "nonce": "n1", "algorithm": "SHA-256"}
    with pytest.raises(Failed, match="sign_in_unknown"):
        SignIn(WHO).refused(["Negotiate"], signed=False)


def test_all_processes_know_which_password_rests() -> None:
    fd = reconnect.create()
    one, other = reconnect.Turnstile(fd), reconnect.Turnstile(fd)
    now = from_now(0)
    one.refuse(7, now + 60)
    assert other.rests_s(7, now) == pytest.approx(60)
    assert other.rests_s(8, now) == 0
    for number in range(100, 400):
        one.refuse(number, now + 120)
    assert other.rests_s(399, now) == pytest.approx(120)
    os.close(fd)
