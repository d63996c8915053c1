"""Pictures of layouts over real HTTP: who may send and fetch them, what is refused, and when they go."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.walls import images, pictures
from tests.journeys.city import City, city

DAY_MS = 86_400_000


def drawn(kind: str = "PNG", size: tuple[int, int] = (320, 180), **how: Any) -> bytes:
    """A picture in this form."""
    out = io.BytesIO()
    Image.new(how.pop("mode", "RGB"), size, how.pop("color", None)).save(out, kind, **how)
    return out.getvalue()


def png(width: int, height: int, content: bytes, head: bytes = b"\x08\x00\x00\x00\x00") -> bytes:
    """A PNG whose head says this and whose content is that."""
    parts = [
        (b"IHDR", width.to_bytes(4) + height.to_bytes(4) + head),
        (b"IDAT", zlib.compress(content, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4) for kind, body in parts
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (drawn(), "image/png"),
        (drawn(mode="RGBA", size=(33, 7)), "image/png"),
        (drawn(mode="1", size=(13, 5)), "image/png"),
        (drawn(mode="P"), "image/png"),
        (png(3, 1, b"\0\1\2\3"), "image/png"),
        # Adam7 of 3 × 3 grey pixels: passes 1, 5, 6, 7 (and 4) hold 1, 2, 1+1 … pixels
        (png(3, 3, b"\0\0" + b"\0\0" + b"\0\0\0" + b"\0\0" * 2 + b"\0\0\0\0", b"\x08\0\0\0\1"), "image/png"),
        (drawn("JPEG"), "image/jpeg"),
        (drawn("JPEG", progressive=True), "image/jpeg"),
    ],
)
def test_real_pictures_are_told_from_one_another(content: bytes, kind: str) -> None:
    assert images.media_type(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + bytes(60),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        drawn()[:-20],
        drawn().replace(b"IDAT", b"IDAx"),
        drawn("JPEG")[:300],
        b"\xff\xd8\xff\xe0" + bytes(40),
        png(8193, 1, bytes(8194)),
        png(0, 4, b""),
        png(8000, 8000, b""),
        png(4, 4, bytes(10_000_000)),
        png(4, 4, bytes(19)),
        png(4, 4, bytes(20), b"\x03\x00\x00\x00\x00"),
        drawn("JPEG", size=(8200, 8)),
        drawn("JPEG").replace(b"\xff\xda", b"\xff\xda" * 200),
    ],
)
def test_what_is_no_picture_or_would_burst_is_refused(content: bytes) -> None:
    with pytest.raises(images.BadPictureError):
        images.media_type(content)


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


def ask(town: City, token: str, method: str, digest: str, **more: Any) -> requests.Response:
    """One call of the contract."""
    auth = town.proven(token)
    return requests.request(method, f"{town.url}/v1/layout-pictures/{digest}", auth=auth, timeout=20, **more)


def put(town: City, token: str, content: bytes, digest: str = "", kind: str = "image/png") -> requests.Response:
    """Send it under its digest, or under another one."""
    digest = digest or hashlib.sha256(content).hexdigest()
    return ask(town, token, "PUT", digest, data=content, headers={"Content-Type": kind})


def test_a_desk_sends_a_picture_and_a_wall_fetches_it(town: City) -> None:
    desk, wall, content = town.token("ha.le"), town.wall_token("phong-truc"), drawn(color=(10, 90, 200))
    digest = hashlib.sha256(content).hexdigest()
    assert ask(town, wall, "GET", digest).json()["code"] == "not-found"
    assert [put(town, desk, content).status_code for _again in range(2)] == [204, 204]
    for token in (wall, desk, town.token("quan.tri"), town.token("an.nguyen")):
        answer = ask(town, token, "GET", digest)
        assert (answer.status_code, answer.headers["Content-Type"], answer.content) == (200, "image/png", content)
    etag = answer.headers["ETag"]
    known = ask(town, wall, "GET", digest, headers={"If-None-Match": etag})
    assert (known.status_code, known.content) == (304, b"")
    unknown = "0" * 64
    assert ask(town, wall, "GET", unknown, headers={"If-None-Match": f'"{unknown}"'}).status_code == 404
    assert requests.get(f"{town.url}/v1/layout-pictures/{digest}", timeout=60).status_code == 401


def test_each_refusal_is_a_problem_that_says_why(town: City) -> None:
    desk, good, jpeg = town.token("ha.le"), drawn(), drawn("JPEG")
    large = b"\x89PNG\r\n\x1a\n" + bytes(pictures.MOST_BYTES)
    told = {
        "forbidden": put(town, town.wall_token("phong-truc"), good),
        "wrong-digest": put(town, desk, good, "a" * 64),
        "invalid-request": put(town, desk, good, "Z" * 64),
        "not-picture": put(town, desk, b"hello"),
        "too-large": put(town, desk, large),
    }
    assert {code: answer.json()["code"] for code, answer in told.items()} == {code: code for code in told}
    assert [answer.status_code for answer in told.values()] == [403, 409, 422, 422, 413]
    assert all(one.headers["Content-Type"] == "application/problem+json" for one in told.values())
    other = put(town, desk, jpeg)
    assert (other.status_code, other.json()["code"]) == (415, "not-picture"), "it says PNG and is a JPEG"
    assert put(town, desk, good, kind="text/html").status_code == 415
    assert put(town, desk, jpeg, kind="image/jpeg").status_code == 204


def test_what_no_layout_names_goes_after_a_week(tmp_path: Path) -> None:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'b.db'}"))
    names = {name: name[0] * 64 for name in ("a layout", "b wall", "c nobody", "d young")}
    for digest in names.values():
        assert pictures.keep(ledger, digest, "image/png", b"content", at_ms=0)
    tile = {"type": "picture", "sha256": names["a layout"]}
    body = {"screens": [{"tiles": [{"type": "tour", "tiles": [tile]}]}]}
    wish = {"screen": {"rows": 1, "cols": 1, "tiles": [{"type": "picture", "sha256": names["b wall"]}]}}
    ledger.publish([("layout", "x", {"name": "x", "body": body}), ("wall", "w", {"desired": {"t1": wish}})])
    assert pictures.forget(ledger, 6 * DAY_MS) == 0
    assert pictures.keep(ledger, names["d young"], "image/png", b"content", at_ms=6 * DAY_MS), "sent once more"
    assert pictures.forget(ledger, 8 * DAY_MS) == 1
    kept = {name for name, digest in names.items() if pictures.find(ledger, digest) is not None}
    assert kept == set(names) - {"c nobody"}
