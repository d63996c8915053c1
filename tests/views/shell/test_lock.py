"""Under lock alarms are seen and people are not; only unlocking and acknowledging are obeyed, and by PIN."""

from __future__ import annotations

import asyncio
import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.base.errors import SignInError
from console.base.settings import Settings
from console.people.author_key import AuthorKey
from console.people.pin import PinBook
from console.people.weak_pins import is_weak
from console.records.models import Actor
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError
from views.base.commands import Registry
from views.shell.lock import Lock
from widgets.base.overlay import Overlay

PIN, OTHER_PIN = "482913", "730164"
NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator")


class _Place:
    def __init__(self) -> None:
        self.text: str | None = None
        self.works = True
        self.threads: set[str] = set()

    def load_pins(self) -> str | None:
        return self.text

    def save_pins(self, text: str) -> bool:
        self.threads.add(threading.current_thread().name)
        if self.works:
            self.text = text
        return self.works


def _book(place: _Place) -> PinBook:
    async def blocking(work: Any) -> Any:
        return await asyncio.to_thread(work)

    return PinBook(place, blocking, lambda: "desk-1")


async def _code(book: PinBook, pin: str, now: datetime = NOW, who: str = "ha.le") -> str:
    try:
        await book.check(who, pin, now)
    except SignInError as error:
        return error.code
    return "ok"


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567890123", "000000", "123456", "987654", "48291a", "４８２９１３", "890123"]
)
def test_weak_pins(pin: str) -> None:
    assert is_weak(pin)
    assert not is_weak(PIN)


def test_five_wrong_tries_and_only_the_password_helps_also_when_tried_at_once() -> None:
    async def story() -> None:
        place = _Place()
        book = _book(place)
        assert await _code(book, PIN) == "no_pin"
        await book.set(HA, PIN, NOW, AuthorKey.made())
        assert PIN not in (place.text or "")
        assert await _code(book, PIN) == "ok"
        codes = await asyncio.gather(*(_code(book, OTHER_PIN) for _ in range(7)))
        assert codes == ["wrong_pin"] * 4 + ["pin_used_up"] * 3
        assert await _code(_book(place), PIN) == "pin_used_up", "a restart gives no more tries"
        assert not await book.has("ha.le")
        await book.proved(HA, NOW)
        assert await _code(book, PIN) == "ok", "the server knows the person again"
        assert threading.current_thread().name not in place.threads

    asyncio.run(story())


def test_a_pin_carries_for_a_day_and_is_nothing_without_a_place() -> None:
    async def story() -> None:
        place = _Place()
        book = _book(place)
        await book.set(HA, PIN, NOW, AuthorKey.made())
        assert await _code(book, PIN, NOW + timedelta(hours=24)) == "ok"
        assert await _code(book, PIN, NOW + timedelta(hours=24, seconds=1)) == "pin_too_old"
        assert await _code(book, PIN, who="an.nguyen") == "no_pin"
        place.works = False
        assert await _code(book, PIN) == "pin_not_kept", "a try that cannot be counted is none"
        with pytest.raises(SignInError):
            await book.set(HA, OTHER_PIN, NOW, AuthorKey.made())
        place.text = '{"ha.le": 5}'
        assert await _code(book, PIN) == "no_pin"

    asyncio.run(story())


class _Time:
    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


class _Mark:
    def __init__(self, fits: bool) -> None:
        self._fits = fits

    def fits(self) -> bool:
        return self._fits

    async def forget(self) -> None:
        self._fits = False


def _lock(window: QWidget, steady: _Time, kept: dict[str, Any], *, demo: bool = False, minutes: int = 10) -> Lock:
    """A lock over a window, with as much of a context as it needs."""
    people = SimpleNamespace(open_mark=_Mark(fits=kept.pop("fits", True)))
    session = SimpleNamespace(settings=Settings(lock_after_minutes=minutes), actor=HA, people=people)
    context: Any = SimpleNamespace(
        session=session,
        options=SimpleNamespace(demo=demo),
        arrangement=SimpleNamespace(locked=kept.get("locked", False)),
        remember=lambda **changes: kept.update(changes),
        now=lambda: NOW,
        start_task=lambda work: work.close(),
    )
    return Lock(context, window, incidents=list, run=lambda _name, _args: None, steady=steady)


def test_idle_time_locks_and_a_hand_on_the_keys_or_a_command_puts_it_off(qtbot: QtBot) -> None:
    window, steady = QWidget(), _Time()
    kept: dict[str, Any] = {}
    told: list[object] = []
    qtbot.addWidget(window)
    window.show()
    lock = _lock(window, steady, kept)
    lock.changed.connect(told.append)
    lock.bind(registry := Registry())
    steady.s = 599.0
    lock.tick(NOW)
    assert not lock.locked
    handle = window.windowHandle()
    QApplication.sendEvent(handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier))
    steady.s = 1198.0
    lock.tick(NOW)
    assert not lock.locked
    assert registry.gate("next-incident") is None
    steady.s = 1797.0
    lock.tick(NOW)
    assert not lock.locked, "a command is a sign of life"
    steady.s = 1798.0
    lock.tick(NOW)
    assert lock.locked
    assert told == [True]
    assert kept == {"locked": True}
    assert registry.gate("next-incident") == "locked"
    assert registry.gate("unlock-desk") is None


@pytest.mark.parametrize("kept", [{"locked": True}, {"fits": False}, {"locked": True, "fits": False}])
def test_a_desk_that_is_not_proven_to_have_been_open_starts_locked(qtbot: QtBot, kept: dict[str, Any]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for demo, is_locked in ((False, True), (True, False)):
        lock = _lock(window, _Time(), dict(kept), demo=demo)
        lock.start()
        assert lock.locked == is_locked
    lock = _lock(window, _Time(), {})
    lock.start()
    assert not lock.locked


@pytest.mark.parametrize(("demo", "minutes"), [(True, 10), (False, 0)])
def test_a_demo_and_a_desk_that_is_told_so_never_lock_by_themselves(qtbot: QtBot, demo: bool, minutes: int) -> None:
    window, steady = QWidget(), _Time()
    qtbot.addWidget(window)
    lock = _lock(window, steady, {}, demo=demo, minutes=minutes)
    steady.s = 1e6
    lock.tick(NOW)
    assert not lock.locked


def test_nothing_opens_over_a_locked_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    panel = Overlay(window, "Tên người báo")
    window.setProperty("locked", True)
    panel.open()
    assert not panel.isVisible()
    window.setProperty("locked", False)
    panel.open()
    assert panel.isVisible()


def _names(state: dict[str, Any]) -> list[str]:
    """Everything on a desk that points to somebody or to an exact place."""
    found = [row["title"] for row in state["rows"]] + [row["code"] for row in state["rows"]]
    found += [row["assignee"] for row in state["rows"] if row["assignee"]]
    return [*found, state["actor"]["name"], state["selected"]["place"]]


@pytest.mark.journey
def test_a_locked_desk_shows_alarms_and_nobody(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    with City(tmp_path / "city", cameras=False) as town:
        with Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console:
            before = console.until(lambda s: len(s["rows"]) > 10 and s["selected"], 20, "a queue")
            with pytest.raises(RefusedError, match="weak_pin"):
                console.do("set-pin", pin="123456", password=town.password)
            with pytest.raises(RefusedError, match="bad_credentials"):
                console.do("set-pin", pin=PIN, password="who merely sits here")
            console.do("set-pin", pin=PIN, password=town.password)
            console.do("screenshot", path=str(tmp_path / "open.png"))
            console.do("add-note")  # a form is open, with whatever it shows
            console.do("lock-desk")
            locked = console.until(lambda s: s["screen"] == "locked", 5, "the lock")
            text = json.dumps(locked, ensure_ascii=False)
            assert len(locked["alarms"]) > 10
            assert not [name for name in _names(before) if name in text]
            console.do("screenshot", path=str(tmp_path / "locked.png"))
            _only_the_lock_is_painted(tmp_path)
            _only_lock_commands_are_obeyed(console)
            _acknowledge_under_lock(console, town, before)
        # a kill or a restart does not unlock
        with Driver(tmp_path / "desk", "--backend", town.url) as console:
            console.until(lambda s: s["screen"] == "locked", 10, "locked after a restart")
            for tries_left in (4, 3, 2, 1):
                with pytest.raises(RefusedError, match=rf"left: {tries_left}|còn lại: {tries_left}"):
                    console.do("unlock-desk", pin=OTHER_PIN)
            for pin in (OTHER_PIN, PIN):
                with pytest.raises(RefusedError, match="pin_used_up"):
                    console.do("unlock-desk", pin=pin)
            console.do("unlock-desk", password=town.password)
            assert console.until(lambda s: s["screen"] == "desk", 5, "the desk")["actor"]["id"] == "ha.le"
            console.do("lock-desk")
            console.do("unlock-desk", pin=PIN)


def _only_the_lock_is_painted(folder: Path) -> None:
    """The picture has none of the desk's: what stood in the incident's column is a quiet ground now."""
    with Image.open(folder / "open.png") as desk, Image.open(folder / "locked.png") as locked:
        box = (1520, 620, 1860, 1000)
        assert len(desk.crop(box).convert("RGB").getcolors(1 << 20) or ()) > 40
        assert len(locked.crop(box).convert("RGB").getcolors(1 << 20) or ()) <= 4


def _only_lock_commands_are_obeyed(console: Driver) -> None:
    for name in ("acknowledge-incident", "add-note", "open-palette", "show-outbox", "sign-out", "quit-now", "go-back",
                 "show-alarm-load", "set-pin", "toggle-theme", "search-incidents"):  # fmt: skip
        with pytest.raises(RefusedError, match=r"locked|unknown_command"):
            console.do(name)
    console.do("press", keys="Ctrl+K")
    assert console.state()["screen"] == "locked"


def _acknowledge_under_lock(console: Driver, town: City, before: dict[str, Any]) -> None:
    wanted = next(row for row in before["rows"] if row["severity"] == 1 and row["state"] == "new")
    with pytest.raises(RefusedError, match="wrong_pin"):
        console.do("acknowledge-under-lock", incident=wanted["id"], pin=OTHER_PIN)
    console.do("acknowledge-under-lock", incident=wanted["id"], pin=PIN)
    assert console.state()["screen"] == "locked", "it stays locked"
    for _ in range(100):
        rows = [row for row in town.log() if row["target_id"] == wanted["id"] and row["type"] == "acknowledge"]
        if rows:
            break
        asyncio.run(asyncio.sleep(0.1))
    assert [json.loads(row["payload"]) for row in rows] == [{"under_lock": True}]
    assert rows[0]["actor_id"] == "ha.le"


@pytest.mark.journey
def test_a_change_of_person_by_pin_is_for_outages(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    with City(tmp_path / "city", cameras=False) as town:
        with Driver(tmp_path / "desk", "--backend", town.url, sign_in=("an.nguyen", town.password)) as console:
            console.until(lambda s: len(s["rows"]) > 10, 20, "a queue")
            console.do("set-pin", pin=OTHER_PIN, password=town.password)
            console.do("sign-out", sure=True)
        with Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console:
            state = console.until(lambda s: len(s["rows"]) > 10, 20, "a queue")
            console.do("lock-desk")
            with pytest.raises(RefusedError, match="password_online"):
                console.do("unlock-desk", user="an.nguyen", pin=OTHER_PIN)
            town.kill_backend()
            for _ in range(450):
                try:
                    console.do("unlock-desk", user="an.nguyen", pin=OTHER_PIN)
                    break
                except RefusedError as error:
                    if error.code != "password_online":
                        raise
                    asyncio.run(asyncio.sleep(0.2))
            state = console.until(lambda s: s["screen"] == "desk", 5, "the desk")
            assert state["actor"]["id"] == "an.nguyen"
            console.do("add-note", incident=state["rows"][0]["id"], text="Nhận ca khi mất kết nối")
            town.start_backend()
            console.until(lambda s: s["outbox"]["waiting"] == 0, 60, "delivered")
            rows = [row for row in town.log() if row["type"] == "note"]
            assert [(row["actor_id"], row["result"]) for row in rows] == [("an.nguyen", "applied")]
