"""Files on the machine that are not what they should be."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from backend.base import plain_files as backend_files
from backend.base.messages import say
from backend.base.secret_files import SecretFileError, secret_of
from backend.city.loading import DEFAULT_CITY, load
from backend.city.problems import CityPackError
from backend.ptz.camera_access import CameraAccessError
from backend.ptz.camera_access import load as load_access
from console.base.errors import IocError
from console.base.settings import Settings, load_settings
from console.base.text_files import NotParsedError, parsed, read_secret
from console.demo import remembered_port
from console.layouts.files import read_file, write_file
from console.layouts.findings import LayoutError
from console.measures.exports import Table, write_csv, write_xlsx
from console.session import Session
from console.verbs.actions import Action
from console.walls.node import LastGood
from console.walls.spool import Spool
from offline_cache import plain_files
from offline_cache.drafts import Draft, DraftFile
from tests.attacks.conftest import Tried
from views.base import arrangement
from views.program.remembered_theme import remembered_theme
from views.queue import saved_views

pytestmark = pytest.mark.timeout(120)
GIGABYTE = 2**30
MEMORY_MIB = 200
"""By how much a start may grow that meets a gigabyte; nothing here needs more than some MiB."""
NOTE = Action(type="note", target_id="i1", base_version=1, payload={"text": "ghi"})
OF_A_DESK = (
    "desk.json", "desk-open", "open-mark", "sign-in.json", "pins.json", "drafts.json", "outbox.jsonl", "outbox.db",
    "outbox.db-wal", "cache.db",
    "cache.db-wal", "console.lock", "ballast", "views-ha.le.json", "sounds", "attachments", "demo-port",
)  # fmt: skip


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "within").write_text("x")


def _gigabyte(path: Path) -> None:
    path.touch()
    os.truncate(path, GIGABYTE)


def _deep(path: Path) -> None:
    path.write_text("[" * 100_000 + "]" * 100_000)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _link(path: Path) -> None:
    path.symlink_to(path.parent.parent / "canary")


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent.parent / "made-by-following")


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _other_shape(path: Path) -> None:
    path.write_text('{"token": 7, "screens": 3, "format": [], "views": {"a": 1}, "theme": {}, "expires_at": "x"}')


ODD: MappingProxyType[str, Callable[[Path], None]] = MappingProxyType({
    "a pipe": _pipe, "a folder": _folder, "a gigabyte": _gigabyte, "nested 100,000 deep": _deep,
    "a device": _device, "a link": _link, "a link to nothing": _dangling, "noise": _noise, "other JSON": _other_shape,
})  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder, with a file beside it that belongs to somebody else."""
    (tmp_path / "canary").write_text("somebody else's")
    made = tmp_path / "desk"
    made.mkdir()
    return made


@pytest.fixture
def little_memory() -> Iterator[None]:
    """The test must not grow by as much as the files that it meets."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < MEMORY_MIB, f"{grown:.0f} MiB were taken"


def _untouched(folder: Path) -> None:
    assert (folder.parent / "canary").read_text() == "somebody else's"
    assert not (folder.parent / "made-by-following").exists()


async def _a_day(folder: Path) -> int:
    """A desk is opened, something is done, and it is left; how many actions wait."""
    session = Session(Settings(credentials="file"), folder, with_video=False)
    await session.start()
    try:
        if session.actor is not None:
            await session.act(NOTE)
        return await session.store.pending_count()
    finally:
        await session.stop()


def _sign_in(folder: Path) -> None:
    until = (datetime.now(UTC) + timedelta(hours=5)).isoformat()
    actor = {"id": "ha.le", "name": "Lê Thu Hà", "role": "operator"}
    (folder / "sign-in.json").write_text(json.dumps({"token": "t", "actor": actor, "expires_at": until}))


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", OF_A_DESK)
@pytest.mark.usefixtures("little_memory")
def test_a_desk_starts_whatever_lies_under_its_names(
    folder: Path, name: str, kind: str, possible_noise: list[str]
) -> None:
    """One file of a desk is a pipe, a folder, a gigabyte, JSON nested 100,000 deep, a device, a link or noise, and the
    desk is started."""
    possible_noise += ["the journal is .* put aside", "the sign-in could not be kept"]
    _sign_in(folder)
    asyncio.run(_a_day(folder))
    path = folder / name
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    ODD[kind](path)
    waiting = asyncio.run(_a_day(folder))
    assert arrangement.load(folder).theme == "dark"
    assert remembered_theme(folder) == "dark"
    assert not saved_views.load(folder, "ha.le").views
    assert remembered_port(folder) > 0
    assert waiting >= (0 if name == "sign-in.json" else 1)
    _untouched(folder)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.usefixtures("little_memory")
def test_a_wall_starts_whatever_lies_under_its_names(folder: Path, kind: str) -> None:
    """What a wall remembers (its last good content, what it could not tell, its token) is odd in the same ways."""
    for name in ("shown.json", "spool.jsonl", "spool.open.json", "token"):
        ODD[kind](folder / name)
    LastGood(folder / "shown.json").load()
    spool = Spool(folder / "spool.jsonl")
    spool.load()
    assert spool.is_empty
    with pytest.raises((OSError, ValueError)):
        read_secret(folder / "token")
    _untouched(folder)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.usefixtures("little_memory")
def test_settings_and_layouts_that_are_odd_are_refused_with_a_code(folder: Path, kind: str) -> None:
    """Settings and layouts that are odd in the same ways are handed over."""
    (folder.parent / "canary").write_text("- somebody else's")
    for name in ("settings.toml", "layout.json", "layout.yaml", "layout.toml"):
        path = folder / name
        ODD[kind](path)
        if name == "settings.toml":
            if kind == "a link to nothing":
                assert load_settings(path) == Settings()
                continue
            with pytest.raises(IocError):
                load_settings(path)
        elif not (kind == "other JSON" and name != "layout.toml"):
            with pytest.raises(LayoutError):
                read_file(path)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.usefixtures("little_memory")
def test_a_server_names_its_odd_file_and_does_not_wait(tmp_path: Path, kind: str) -> None:
    """A file of the city pack, the cameras' sign-ins and a password file are odd in the same ways."""
    pack = tmp_path / "pack"
    shutil.copytree(DEFAULT_CITY, pack)
    (tmp_path / "canary").write_text("somebody else's\n")
    for name in ("people.yaml", "map.geojson", "city.yaml"):
        kept = (pack / name).read_bytes()
        (pack / name).unlink()
        ODD[kind](pack / name)
        if (kind, name) != ("a link to nothing", "map.geojson"):  # a pack may have no map
            with pytest.raises(CityPackError) as refused:
                load(pack)
            assert refused.value.file == name
        shutil.rmtree(pack / name) if (pack / name).is_dir() else (pack / name).unlink()
        (pack / name).write_bytes(kept)
    odd = tmp_path / "pack" / "odd"
    ODD[kind](odd)
    if stat.S_ISREG(odd.lstat().st_mode):
        odd.chmod(0o600)
    with pytest.raises(CameraAccessError):
        load_access(odd)
    if kind in ("a pipe", "a folder", "a device", "a link to nothing", "noise"):
        with pytest.raises(SecretFileError):
            secret_of(odd, "en")


def test_the_password_file_says_what_is_wrong_with_a_pipe(tmp_path: Path) -> None:
    """The password file of a server is a pipe that nobody writes into."""
    _pipe(tmp_path / "word")
    with pytest.raises(SecretFileError) as refused:
        secret_of(tmp_path / "word", "en")
    assert str(refused.value) == say("en", "secret_no_file", file=tmp_path / "word")


DEEP_YAML = (
    "[" * 100_000,
    "{a: " * 100_000,
    "\n".join(" " * depth + "-" for depth in range(2000)),
    "- " * 100_000,
    "? " * 50_000,
    "[" * 100_000 + "]" * 100_000,
)


@pytest.mark.parametrize("number", range(len(DEEP_YAML)))
def test_yaml_without_a_floor_ends_no_process(tmp_path: Path, number: int) -> None:
    """YAML nested up to 100,000 deep, which ended the server's process in its parser's C code."""
    with pytest.raises(NotParsedError):
        parsed(DEEP_YAML[number], ".yaml")
    pack = tmp_path / "pack"
    shutil.copytree(DEFAULT_CITY, pack)
    (pack / "people.yaml").write_text(DEEP_YAML[number])
    with pytest.raises(CityPackError):
        load(pack)


def test_yaml_that_stands_for_a_billion_parts_is_refused() -> None:
    """A layout of 400 bytes whose aliases stand for 10,000,000,000 parts."""
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(NotParsedError):
        parsed("\n".join(rows), ".yaml")


# writing


def _writers(path: Path) -> dict[str, Callable[[], object]]:
    table = Table("Bảng", ("a",), ((1,),))
    return {
        "replace": lambda: plain_files.replace(path, "ours"),
        "durable": lambda: plain_files.replace(path, "ours", durable=True),
        "backend": lambda: backend_files.replace(path, "ours"),
        "layout": lambda: write_file(path.with_suffix(".json"), {"screens": []}),
        "drafts": lambda: DraftFile(path).save([Draft("a", "b", "c", {}, 1)]),
        "arrangement": lambda: arrangement.save(path.parent, arrangement.Arrangement()),
        "views": lambda: saved_views.save(path.parent, "ha.le", saved_views.SavedViews()),
        "last good": lambda: LastGood(path).write("{}"),
        "csv": lambda: write_csv(path.with_suffix(".csv"), table),
        "xlsx": lambda: write_xlsx(path.with_suffix(".xlsx"), [table]),
        "port": lambda: remembered_port(path.parent),
    }


NAMES = ("file", "file.json", "file.csv", "file.xlsx", "desk.json", "views-ha.le.json", "demo-port")
BESIDE = ("{}.new", ".{}.part", "{}.part", "{}.tmp")


@pytest.mark.parametrize("writer", _writers(Path("/")))
def test_no_link_is_followed_where_we_write(folder: Path, writer: str, tried: Tried) -> None:
    """Links to somebody else's file are laid under the names that we write, and beside them under those that we write
    first."""
    laid = [
        *NAMES,
        *(beside.format(name) for name in NAMES for beside in BESIDE),
        "file.new",
        "desk.new",
        "views-ha.new",
    ]
    for name in dict.fromkeys(laid):
        (folder / name).symlink_to(folder.parent / "canary")
    _writers(folder / "file")[writer]()
    _untouched(folder)
    written = [path for path in folder.iterdir() if not path.is_symlink()]
    assert written, "nothing was written at all"
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in written)
    tried(len(laid), "somebody else's file is as it was")


def test_what_is_written_behind_follows_no_link_either(folder: Path) -> None:
    """A link, and a pipe that nobody reads, lie where lines are appended."""
    (folder / "link").symlink_to(folder.parent / "canary")
    _pipe(folder / "pipe")
    for append in (plain_files.append, backend_files.append):
        for name in ("link", "pipe"):
            with pytest.raises(OSError, match=r"symbolic|device|regular"):
                append(folder / name)
    _untouched(folder)
