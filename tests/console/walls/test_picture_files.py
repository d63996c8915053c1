"""Pictures of layouts on one machine: what a file's name promises, what is let go, what is named, and how it stands."""

from __future__ import annotations

import asyncio
import io
import json
import os
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pysqlite3
import pytest
from PIL import Image

from console.base.settings import Settings
from console.records.models import LinkChannel, LinkState
from console.session import Session
from console.walls.actions import save_layout
from console.walls.picture_files import PictureState
from offline_cache.digest_files import DigestFolder, digest_of, named_in
from offline_cache.errors import StorageError
from tests.harness.patience import Patience
from tests.journeys.city import City, city

DAY_S = 86_400


def folder(path: Path) -> DigestFolder:
    """An empty one, for files of at most 1000 bytes."""
    return DigestFolder(path / "attachments", 1000)


def test_what_is_kept_is_whole_and_what_is_there_is_checked(tmp_path: Path) -> None:
    kept = folder(tmp_path)
    assert kept.files() == {}
    digest = kept.keep(b"content", ".png")
    assert digest == digest_of(b"content")
    assert kept.read(digest) == b"content"
    (kept.path / f"{digest}.png").write_bytes(b"rotten")
    assert kept.read(digest) is None
    assert kept.keep(b"content", ".jpg") == digest
    assert [path.name for path in kept.path.iterdir()] == [f"{digest}.jpg"], "the damaged one is gone"
    large = kept.keep(bytes(1001), ".png")
    assert kept.read(large) is None
    for name in (".1234.part", "letter.txt"):
        (kept.path / name).write_bytes(b"half")
    kept.drop_parts()
    assert (kept.path / "letter.txt").exists()
    assert set(kept.files()) == {digest, large}


def test_a_disk_that_takes_nothing_leaves_nothing_half(tmp_path: Path) -> None:
    (tmp_path / "attachments").write_text("no folder", encoding="ascii")
    with pytest.raises(StorageError):
        folder(tmp_path).keep(b"content", ".png")


def test_what_nobody_needs_goes_by_age_and_by_room(tmp_path: Path) -> None:
    kept = folder(tmp_path)
    digests = [kept.keep(bytes([number]) * 100, ".png") for number in range(4)]
    for age_days, path in zip((20, 20, 3, 2), (kept.files()[one] for one in digests), strict=True):
        os.utime(path, times=(0, time.time() - age_days * DAY_S))
    needed, old, middle, young = digests
    assert kept.sweep({needed}, 14, 10_000) == [old]
    assert kept.sweep({needed}, 14, 210) == [middle], "the oldest of what is not needed makes room"
    assert kept.sweep({needed}, 14, 0) == [young]
    assert set(kept.files()) == {needed}, "what is needed stays whatever it weighs"
    assert kept.sweep((), 14, 10_000) == [], "it was needed a moment ago"


def test_names_are_found_in_tours_and_in_drafts(tmp_path: Path) -> None:
    one, other = "a" * 64, "b" * 64
    body = {"screens": [{"tiles": [{"type": "tour", "tiles": [{"type": "picture", "sha256": one}]}]}]}
    draft = [{"fields": {"body": json.dumps({"sha256": other})}}]
    assert named_in([json.dumps(body), json.dumps(draft)]) == {one, other}
    assert named_in(['{"sha256": "short"}']) == set()


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 36), (9, 90, 160)).save(out, "PNG")
    return out.getvalue()


async def _until(test: Callable[[], bool], what: str) -> None:
    patience = Patience(40)
    while not test():
        assert not patience.is_over, what
        await asyncio.sleep(0.05)


def test_a_server_that_lost_a_picture_gets_it_again_and_a_node_fetches_it(tmp_path: Path) -> None:
    async def run(town: City) -> None:
        desk = Session(Settings(credentials="file", backend_url=town.url), tmp_path / "desk", with_video=False)
        wall = Session(Settings(credentials="file", backend_url=town.url), tmp_path / "wall", with_video=False)
        await desk.start()
        await wall.start()
        try:
            await desk.sign_in("ha.le", town.password)
            digest = await desk.pictures.keep(_png(), ".png")
            tile = {"type": "picture", "row": 0, "col": 0, "sha256": digest}
            body = {"format": 2, "name": "Đê", "screens": [{"rows": 1, "cols": 1, "tiles": [tile]}]}
            assert not desk.pictures.is_sent(digest), "nothing names it yet"
            await desk.act(save_layout("de", "Đê", body))
            await _until(lambda: desk.pictures.is_sent(digest), "the desk sends it")
            await asyncio.to_thread(town.kill_backend)
            await _until(lambda: desk.links.state(LinkChannel.INCIDENTS) == LinkState.DOWN, "the desk is cut off")
            with closing(pysqlite3.connect(town.database)) as database, database:
                assert database.execute("DELETE FROM layout_pictures").rowcount == 1
            await asyncio.to_thread(town.start_backend)
            await wall.use_token(await asyncio.to_thread(town.wall_token, "phong-truc"))
            await _until(lambda: wall.pictures.state(digest) is PictureState.HERE, "sent again and fetched")
            assert wall.pictures.folder.read(digest) == _png()
        finally:
            await desk.stop()
            await wall.stop()

    for name in ("desk", "wall"):
        (tmp_path / name).mkdir()
    with city(cameras=False) as town:
        asyncio.run(run(town))


def test_without_a_server_a_picture_is_here_damaged_or_not_found(tmp_path: Path, expected_noise: list[str]) -> None:
    expected_noise.append("picture .* is damaged")
    seen: dict[str, PictureState] = {}
    kept = DigestFolder(tmp_path / "attachments", 1000)
    here, rotten, nowhere = kept.keep(b"here", ".png"), kept.keep(b"rotten", ".png"), "0" * 64
    kept.files()[rotten].write_bytes(b"something else")

    async def run() -> None:
        session = Session(Settings(credentials="file"), tmp_path, with_video=False)
        await session.start()
        try:
            assert session.pictures.state(here) is PictureState.COMING, "nobody has looked yet"
            for digest in (here, rotten, nowhere):
                session.pictures.want(digest)
            patience = Patience(10)
            wanted = {here: PictureState.HERE, rotten: PictureState.DAMAGED, nowhere: PictureState.NOT_FOUND}
            while seen != wanted and not patience.is_over:
                await asyncio.sleep(0.05)
                seen.update({digest: session.pictures.state(digest) for digest in wanted})
            assert seen == wanted
            assert await session.pictures.keep(b"rotten", ".png") == rotten
            assert session.pictures.state(rotten) is PictureState.HERE
        finally:
            await session.stop()

    asyncio.run(run())
