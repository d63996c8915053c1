"""The real window of a desk over the whole sample city, in Vietnamese and at a size: to be looked at.

Nothing is on the network: a server is played that answers what pages ask for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from backend.city import loading
from backend.demo.story.story import Story as CityStory
from backend.incidents.life_cycle import LifeCycles
from console.base.errors import LinkError
from console.base.settings import Settings
from console.session import Session
from console.storage.store import search_text
from offline_cache import feeds
from offline_cache.feeds import Item
from tests.harness.qt_loop import qt_loop
from tests.harness.waiting import comes
from tests.views.desk_room import HA, Room
from views.base.context import Context
from views.base.faults import Faults
from views.program.command_line import Options
from views.program.timings import Timings
from views.shell.desk_window import DeskWindow
from views.words.language import Words
from widgets.base import theme

DEVICE = "desk-3f9ac2d17be04851"
"""As a desk names itself."""
AT = "2026-11-20T01:00:00.000Z"
SENTENCE = "Nước tràn qua gờ hầm chui Trần Phú, xe máy không qua được, đề nghị điều động máy bơm của quận"
Story = Callable[[Room], Awaitable[None]]


class PlayedServer:
    """Answers in place of the contract what pages ask for, a few rows each, with long names among them."""

    def call(
        self, method: str, path: str, query: Mapping[str, Any] | None = None, *, body: Mapping[str, Any] | None = None,
        empty: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        """One answer. Raises LinkError for what it does not know."""
        del query, body
        if empty:
            return {}
        answers = {
            "/v1/audit/lines": _audit, "/v1/admin/people": _people, "/v1/admin/sessions": _sessions,
            "/v1/admin/devices": _devices, "/v1/admin/choices": _choices, "/v1/admin/source-tokens": _no_tokens,
            "/v1/evidence": _evidence, "/v1/incidents/past": _past,
        }  # fmt: skip
        if method == "GET" and path in answers:
            return answers[path]()
        if path.endswith("/looks"):
            return {"looks": []}
        if path.endswith("/past"):
            return _told(1)
        raise LinkError("unreachable")

    def ways_to_sign_in(self) -> dict[str, Any]:
        """Nobody is asked before sign-in. Raises LinkError."""
        raise LinkError("unreachable")


def _audit() -> dict[str, Any]:
    kinds = ("signed-in", "refused", "action", "camera-turned", "signed-in", "action")
    what: dict[str, dict[str, Any]] = {
        "refused": {"code": "forbidden"},
        "action": {"type": "acknowledge", "result": "applied"},
        "camera-turned": {"times": 12},
    }
    lines = [
        {"number": number, "at": AT, "kind": kind, "who": "ha.le", "device": DEVICE, "source": "10.0.0.7",
         "about": "incident:SC-2026-1" if kind == "action" else "", "what": what.get(kind, {}), "hash": "a" * 64}
        for number, kind in enumerate(kinds * 5, 1)
    ]  # fmt: skip
    return {"lines": lines[::-1], "next_before": None, "proven": 9}


def _people() -> dict[str, Any]:
    limits = {"areas": ["Ven sông"], "domains": [], "agencies": ["Sở Xây dựng"]}
    names = ("Lê Thu Hà", "Phạm Quốc Tuấn", "Nguyễn Hữu An", "Huỳnh Thị Ngọc Lan", "Quản trị")
    people = [
        {"id": f"truc.ban{number}", "name": name, "role": "operator", "desk": f"Bàn trực {number}", "disabled": False,
         "must_change": False, "limits": limits, "password_at": AT, "last_sign_in_at": AT, "last_device": DEVICE,
         "sessions": 1, "waits_s": 0}
        for number, name in enumerate(names * 3)
    ]  # fmt: skip
    return {"people": people}


def _sessions() -> dict[str, Any]:
    one = {"id": "0" * 16, "user": "ha.le", "name": "Lê Thu Hà", "device_id": DEVICE, "expires_at": AT}
    return {"sessions": [one | {"wall": "", "node": ""}]}


def _devices() -> dict[str, Any]:
    return {"devices": [{"id": DEVICE, "name": "Bàn 1", "enrolled_at": AT, "disabled": False, "people": ["ha.le"]}]}


def _choices() -> dict[str, Any]:
    return {"roles": ["operator", "agency", "admin", "wall"], "areas": ["Ven sông"], "domains": ["water"],
            "agencies": ["Sở Xây dựng"]}  # fmt: skip


def _no_tokens() -> dict[str, Any]:
    return {"tokens": []}


def _evidence() -> dict[str, Any]:
    now = datetime.now(UTC)
    pieces = []
    for number, letter in enumerate("abcdef", 1):
        receipt = {
            "digest": letter * 64, "device": DEVICE, "key": "k" * 43, "person": "ha.le", "number": number,
            "file": f"20261120-010000-cam-0{number}.png", "said_at": now.isoformat(), "registered_at": now.isoformat(),
            "signature": "s" * 86,
        }  # fmt: skip
        pieces.append(
            {"receipt": receipt, "pieces": 1, "complete": number != 2, "held": SENTENCE if number == 3 else "",
             "kind": "still", "camera_id": "cam-01", "camera_name": "Cầu Bến Đá", "person_name": "Lê Thu Hà",
             "incident_id": "", "stays_until": (now + timedelta(days=81)).isoformat()}
        )  # fmt: skip
    return {"pieces": pieces, "next_before": None}


def _past() -> dict[str, Any]:
    return {"items": [_told(number) for number in range(1, 9)], "next_page": None}


def _told(number: int) -> dict[str, Any]:
    line = {"at": AT, "verb": "note", "actor_name": "Lê Thu Hà", "text": SENTENCE}
    data = {
        "code": f"SM-2026-{number:04}", "title": "Ngập sâu ở hầm chui Trần Phú", "created_at": AT, "state": "closed",
        "severity": 1 + number % 4, "ward": "Phường Hòa An", "place": "12 Trần Phú", "deadline": AT,
        "lat": 9.6158, "lon": 106.4842, "history": [line] * 4, "reporter_masked": "•••• 417",
    }  # fmt: skip
    return {"id": f"past-{number}", "version": 3, "ended_at": AT, "data": data}


def items(now: datetime) -> list[Item]:
    """All that the sample city has, and what is open in it at the start of its day."""
    pack = loading.load(loading.DEFAULT_CITY)
    told = CityStory(pack)
    found = {(kind, key): data for kind, key, data in pack.records("rtsp://127.0.0.1:9", now)}
    found |= {(kind, key): data for kind, key, data in LifeCycles(pack).records()}
    found |= {(kind, key): data for kind, key, data in told.records(now)}
    for kind, key, more in told.heard(now):
        found[kind, key] = {**found[kind, key], **more}
    return [Item(kind, key, 1, dict(data)) for (kind, key), data in found.items()]


@contextmanager
def in_vietnamese(application: QCoreApplication) -> Iterator[None]:
    """The interface speaks as it does in the room."""
    words = Words("vi")
    assert words.complete, "no compiled words: make setup"
    words.install(application)
    try:
        yield
    finally:
        for translator in words._translators:
            application.removeTranslator(translator)


def at_city(
    qapp: QApplication, folder: Path, size: tuple[int, int], story: Story, *, more: tuple[Item, ...] = (),
    look: str = "dark",
) -> None:  # fmt: skip
    """Tell a story at a desk of this size; Hà sits there, a duty officer, and an incident is chosen."""

    async def tell() -> None:
        session = Session(Settings(credentials="file"), folder, with_video=False)
        await session.start()
        session.people.actor = HA
        server = PlayedServer()

        async def call(work: Callable[[Any], Any]) -> Any:
            return work(server)

        session.call = call
        cache, _box = session.caches
        found = [*items(datetime.now(UTC)), *more]
        for at in range(0, len(found), 500):
            page = found[at : at + 500]
            await cache.write(lambda db, page=page: feeds.apply_page(db, page, "c", search_text))  # type: ignore[misc]
        theme.apply(qapp, theme.load(look))
        context = Context(session, Options(), folder, Faults(), Timings(None, 0.0), theme.current())
        window = DeskWindow(context, lambda _code: None)
        try:
            window.open()
            window.resize(*size)
            window.activateWindow()
            room = Room(session, window)
            queue = window.desk.queue
            await comes(lambda: queue.shown and window.desk.cameras.cameras, "rows and cameras")
            queue.select(queue.shown[0].id)
            await comes(lambda: window.desk.incident.incident is not None, "an incident")
            room.stands()
            await room.settle()
            await story(room)
        finally:
            window.close_all()
            await session.stop()
            window.deleteLater()

    with in_vietnamese(qapp), qt_loop(qapp) as loop:
        loop.run_until_complete(tell())
