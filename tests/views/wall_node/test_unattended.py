"""What keeps a wall going: words to the service manager, a heartbeat that is missed, less light by night, wandering."""

from __future__ import annotations

import ctypes.util
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.base.settings import Settings, load_settings
from tests.harness.run import run_patiently
from tests.harness.screen import screen
from views.program import supervisor
from views.program.service_notify import ServiceNotify
from views.wall_node.dimming import FADE_S, SHIFT_EVERY_S, SHIFT_PX, WALK, Dimmer, Night, shift_at
from views.wall_node.unattended import Awake, Heartbeat

ROOT = Path(__file__).resolve().parents[3]
MIDNIGHT = datetime(2026, 11, 21, 17, tzinfo=UTC)
"""In the room, which is seven hours ahead."""


@pytest.fixture
def manager(tmp_path: Path) -> socket.socket:
    """A service manager's door."""
    door = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    door.bind(str(tmp_path / "notify"))
    door.settimeout(20)
    return door


def test_the_manager_hears_when_it_is_ready_and_alive_in_time(tmp_path: Path, manager: socket.socket) -> None:
    now = [0.0]
    environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "30000000"}
    notify = ServiceNotify(environment, lambda: now[0])
    assert environment == {}, "who we start must not speak for us"
    notify.ready()
    notify.status("running")
    assert [manager.recv(100), manager.recv(100)] == [b"READY=1", b"STATUS=running"]
    for now[0] in (0.0, 4.0, 9.9, 10.0, 12.0, 20.0):
        notify.alive()
    manager.setblocking(False)
    heard = 0
    while True:
        try:
            assert manager.recv(100) == b"WATCHDOG=1"
        except BlockingIOError:
            break
        heard += 1
    assert heard == 3, "every ten seconds of thirty"


def test_nobody_asked_or_nobody_listens(tmp_path: Path) -> None:
    ServiceNotify({}).ready()
    ServiceNotify({"NOTIFY_SOCKET": str(tmp_path / "nobody")}).ready()
    other = ServiceNotify({"NOTIFY_SOCKET": str(tmp_path / "nobody"), "WATCHDOG_USEC": "9", "WATCHDOG_PID": "1"})
    assert other._every_s == 0.0, "the watchdog is another process's"
    notify = ServiceNotify({"NOTIFY_SOCKET": "@ioc-test-abstract"})
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind("\0ioc-test-abstract")
        notify.stopping()
        assert door.recv(100) == b"STOPPING=1"


def test_a_wall_is_supervised_unless_somebody_else_does_it() -> None:
    assert supervisor.is_asked(["--wall", "main"])
    assert supervisor.is_asked(["--supervised"])
    assert supervisor.is_asked(["--wall", "main", "--supervised", "--control", "x"])
    assert not supervisor.is_asked(["--wall", "main", "--unsupervised"])
    assert not supervisor.is_asked(["--wall", "main", "--control", "x"])
    assert not supervisor.is_asked(["doctor", "--wall", "main"])
    assert not supervisor.is_asked([])


CHILD = """
    import os, signal, sys, time
    lives = open(sys.argv[2], "a+")
    lives.seek(0)
    life = len(lives.read())
    lives.write("x"); lives.flush()
    beat = int(os.environ["IOC_BEAT"])
    assert "NOTIFY_SOCKET" not in os.environ
    os.write(beat, b".")
    if life == 0:
        time.sleep(60)  # stands still without having died
    if life == 1:
        os.kill(os.getpid(), signal.SIGSEGV)
    for _ in range(600):
        os.write(beat, b".")
        time.sleep(0.1)
"""
WATCH = """
    import sys
    from views.program.service_notify import ServiceNotify
    from views.program.supervisor import Supervisor
    sys.exit(Supervisor([sys.executable, *sys.argv[1:]], ServiceNotify(), silent_s=1.5).run())
"""


def test_a_wall_that_stands_still_is_ended_and_begun_anew(tmp_path: Path, manager: socket.socket) -> None:
    child, lives = tmp_path / "child.py", tmp_path / "lives"
    child.write_text(textwrap.dedent(CHILD), encoding="utf-8")
    environment = os.environ | {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "600000"}
    watching = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WATCH), str(child), "--wall", str(lives)], cwd=ROOT, env=environment
    )
    # The child takes its own arguments by place: argv[1] is --wall, argv[2] the file.
    try:
        heard: list[bytes] = []
        while heard.count(b"READY=1") < 3:
            heard.append(manager.recv(200))
        assert lives.read_text() == "xxx"
        assert b"STATUS=ended with -6, started again 1 times" in heard, "it was told to say where it hung"
        assert b"STATUS=ended with -11, started again 2 times" in heard
        assert b"WATCHDOG=1" in heard
        watching.send_signal(signal.SIGTERM)
        assert watching.wait(60) == 128 + signal.SIGTERM
    finally:
        watching.kill()
        watching.wait(60)


def test_the_pause_after_a_wall_that_was_ended_stays_short() -> None:
    keeper = supervisor.Supervisor(["main.py", "--wall", "x"])
    assert keeper._last_pause_s + 1 <= 5
    assert supervisor.Supervisor(["main.py"])._last_pause_s == supervisor.LAST_PAUSE_S


def test_a_night_fades_in_and_out_over_midnight() -> None:
    night = Night(time_of_day(22), time_of_day(5, 30), 0.4)
    assert night.brightness(MIDNIGHT) == 0.4
    assert night.brightness(MIDNIGHT + timedelta(hours=12)) == 1.0
    begins = MIDNIGHT - timedelta(hours=2)
    assert night.brightness(begins) == 1.0
    assert night.brightness(begins + timedelta(seconds=FADE_S / 2)) == pytest.approx(0.7)
    assert night.brightness(MIDNIGHT + timedelta(hours=5.5)) == 1.0
    assert Night(time_of_day(1), time_of_day(1), 0.4).brightness(MIDNIGHT) == 1.0


def test_settings_name_the_night(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('night_begins = "22:00"\nnight_ends = "05:30"\nnight_brightness = 0.4\n', encoding="utf-8")
    assert load_settings(path).night_begins == time_of_day(22)
    assert Settings().night_begins is None


def test_what_is_painted_is_darker_and_the_mouse_goes_through(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(100, 60)
    window.setAutoFillBackground(True)
    palette = window.palette()
    palette.setColor(window.backgroundRole(), Qt.GlobalColor.white)
    window.setPalette(palette)
    shade = Dimmer(window)
    shade.setGeometry(window.rect())
    window.show()
    assert window.grab().toImage().pixelColor(50, 30).lightnessF() > 0.98
    shade.set_brightness(0.5)
    assert window.grab().toImage().pixelColor(50, 30).lightnessF() == pytest.approx(0.5, abs=0.05)
    assert shade.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    shade.set_brightness(1.0)
    assert window.grab().toImage().pixelColor(50, 30).lightnessF() > 0.98


def test_the_picture_wanders_pixel_by_pixel_over_all_of_its_square() -> None:
    assert set(WALK) == {(x, y) for x in range(-SHIFT_PX, SHIFT_PX + 1) for y in range(-SHIFT_PX, SHIFT_PX + 1)}
    for (x, y), (u, v) in zip(WALK, (*WALK[1:], WALK[0]), strict=True):
        assert abs(x - u) + abs(y - v) <= 1
    one, next_one = shift_at(MIDNIGHT), shift_at(MIDNIGHT + timedelta(seconds=SHIFT_EVERY_S))
    assert (one - next_one).manhattanLength() == 1


def test_staying_awake_never_fails_where_there_is_neither_x_nor_a_bus(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")

    awake = Awake(QApplication.instance())
    awake.nudge()
    awake.close()


SAVER = """
    import sys
    from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection
    bus = open_dbus_connection(bus="SESSION")
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.ScreenSaver"))
    print("here", flush=True)
    while True:
        message = bus.receive()
        if message.header.fields.get(HeaderFields.member) == "Inhibit":
            bus.send(new_method_return(message, "u", (7,)))
            print(*message.body, sep="|", flush=True)
"""
ASKS = """
    import sys
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    application = QApplication(["awake"])
    from views.wall_node.unattended import Awake
    awake = Awake(application)
    QTimer.singleShot(1500, application.quit)
    application.exec()
"""


def test_the_desktops_screen_saver_is_asked_by_name_and_why(tmp_path: Path) -> None:
    if shutil.which("dbus-run-session") is None or importlib.util.find_spec("jeepney") is None:
        pytest.skip("no bus to ask on")
    script = tmp_path / "both.sh"
    (tmp_path / "saver.py").write_text(textwrap.dedent(SAVER), encoding="utf-8")
    (tmp_path / "asks.py").write_text(textwrap.dedent(ASKS), encoding="utf-8")
    here = f"{sys.executable} {tmp_path}"
    script.write_text(
        f"{here}/saver.py > {tmp_path}/heard & saver=$!\n"
        f"until grep -q here {tmp_path}/heard; do sleep 0.1; done\n"
        f"PYTHONPATH={ROOT} QT_QPA_PLATFORM=offscreen {here}/asks.py\nkill $saver\n",
        encoding="utf-8",
    )
    run_patiently(["dbus-run-session", "--", "sh", str(script)], cwd=ROOT, patience_s=60, check=False)
    assert "IOC Console|" in (tmp_path / "heard").read_text(encoding="utf-8")


XSS = """
    import ctypes, sys, time
    from PySide6.QtWidgets import QApplication
    application = QApplication(["awake"])
    from views.wall_node.unattended import Awake
    class Info(ctypes.Structure):
        _fields_ = [("window", ctypes.c_ulong), ("state", ctypes.c_int), ("kind", ctypes.c_int),
                    ("til", ctypes.c_ulong), ("idle", ctypes.c_ulong), ("mask", ctypes.c_ulong)]
    x, xss = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
    x.XOpenDisplay.restype = x.XDefaultRootWindow.restype = ctypes.c_void_p
    x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
    x.XSetScreenSaver.argtypes = [ctypes.c_void_p] + [ctypes.c_int] * 4
    xss.XScreenSaverQueryInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(Info)]
    display = x.XOpenDisplay(None)
    info = Info()
    def state():
        xss.XScreenSaverQueryInfo(display, x.XDefaultRootWindow(display), ctypes.byref(info))
        return info.state
    x.XSetScreenSaver(display, 1, 0, 1, 1)  # after one second
    x.XSync(display, 0)
    time.sleep(1.5)
    asleep = state() == 1  # the screen saver is on
    awake = Awake(application)
    seen = set()
    for _ in range(18):
        awake.nudge()
        time.sleep(0.1)
        seen.add(state())
    sys.exit(10 * (not asleep) + (1 in seen))
"""


def test_the_screen_saver_does_not_come_while_a_wall_runs() -> None:
    if ctypes.util.find_library("Xss") is None:
        pytest.skip("libXss1, which would tell, is not here")
    with screen(640, 480) as environment:
        run = [sys.executable, "-c", textwrap.dedent(XSS)]
        done = run_patiently(run, cwd=ROOT, env=os.environ | environment, patience_s=60, check=False)
        assert done.returncode == 0, "1: it came, 10: it would never have come"


def test_a_heartbeat_comes_from_the_event_loop(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:

    heard, told = os.pipe2(os.O_NONBLOCK)
    monkeypatch.setenv("IOC_BEAT", str(told))
    heart = Heartbeat()
    assert os.read(heard, 10) == b"."
    time.sleep(1.2)
    with pytest.raises(BlockingIOError):
        os.read(heard, 10)  # the loop stood still meanwhile
    qtbot.waitUntil(lambda: heart is not None and _came(heard), timeout=30_000)
    heart._timer.stop()
    os.close(heard)
    os.close(told)


def _came(heard: int) -> bool:
    try:
        return bool(os.read(heard, 10))
    except BlockingIOError:
        return False


def test_the_service_files_are_understood_by_systemd(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here")
    folder = tmp_path / "units"
    shutil.copytree(ROOT / "packaging" / "systemd", folder)
    # What the files start is not installed where tests run.
    bare = folder / "ioc-wall-session.service"
    bare.write_text(bare.read_text(encoding="utf-8").replace("/usr/bin/startx", "/usr/bin/env"), encoding="utf-8")
    environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    for manager, name in (
        ("--user", "ioc-wall.service"),
        ("--user", "ioc-wall-session.target"),
        ("--system", bare.name),
    ):
        run = ["systemd-analyze", manager, "verify", "--man=no", str(folder / name)]
        done = run_patiently(run, env=environment, capture_output=True, text=True, patience_s=60, check=False)
        ours = [line for line in done.stderr.splitlines() if "ioc-wall" in line]
        assert (done.returncode, ours) == (0, []), done.stderr
