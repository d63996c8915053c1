"""A camera's clock is not the network's delay: what is late came late, whatever the camera's clock did meanwhile."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator

import pytest

from console.records.models import StreamState
from console.video import liveness
from console.video.fleet import Fleet
from console.video.reader import Arrivals, Timing
from tests.console.video.cameras import spec, until
from tests.harness.quirky import http_camera, units
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera

WEEK_S, DAY_S, HOUR_S, MINUTE_S = 7 * 86400, 86400, 3600, 60
WRAP_S = 2**32 / 90_000
"""After so long RTP's time of 90 kHz begins anew (RFC 3550, 5.1)."""
BOOTED_S = 50_000.0


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    fleet = Fleet()
    fleet.start()
    yield fleet
    fleet.stop()


def _as_it_is(at_s: float) -> float:
    return at_s


def _undelayed(_at_s: float) -> float:
    return 0.0


def _late_at(
    fps: float, seconds: float, *, clock: Callable[[float], float] = _as_it_is,
    delay: Callable[[float], float] = _undelayed, spikes: float = 0.002, loss: float = 0.001,
) -> list[float]:  # fmt: skip
    """At which seconds a camera was late, by what its reader tells. `clock`: the camera's own time at a true one.

    Jitter of 20 ms on the mean, some pictures held up by 0.2 to 1.5 s and those behind them with them, some lost.
    """
    dice = random.Random(int(fps * 10))
    jitter = [
        0.05 + dice.expovariate(50) + (dice.uniform(0.2, 1.5) if dice.random() < spikes else 0.0) for _ in range(9973)
    ]
    lost = [dice.random() < loss for _ in range(9967)]
    timing, found, arrived_s = Timing(), [], 0.0
    for number, more, is_lost in zip(range(int(seconds * fps)), itertools.cycle(jitter), itertools.cycle(lost)):
        at_s = number / fps
        if is_lost:
            continue
        arrived_s = max(arrived_s + 0.0002, BOOTED_S + at_s + more + delay(at_s))
        if timing.note(clock(at_s), arrived_s) and timing.steady_behind_s > liveness.BEHIND_S:
            found.append(at_s)
    return found


@pytest.mark.kind(
    "camera-clock", "A crystal 20, 50 or 100 ppm slow or fast, for a week", "It is live the whole week, never late."
)
@pytest.mark.parametrize("ppm", [-100, -50, -20, 20, 50, 100])
def test_a_crystal_that_is_off_for_a_week(ppm: int) -> None:
    assert _late_at(1, WEEK_S, clock=lambda at: at * (1 - ppm / 1e6)) == []


@pytest.mark.kind(
    "camera-clock", "Times counted by a declared frame rate that is not the true one", "Its rate is learnt; it is live."
)
@pytest.mark.parametrize(
    ("declared", "true"), [(25, 21), (25, 15), (25, 24.5), (30, 29.97), (25, 30), (15, 25), (25, 5), (30, 12)]
)
def test_a_camera_that_counts_by_another_rate(declared: float, true: float) -> None:
    late = _late_at(true, 15 * MINUTE_S, clock=lambda at: at * true / declared, spikes=0.0)
    assert late == []


@pytest.mark.kind(
    "camera-clock", "A clock that is set, forth or back, by half a second to hours, again and again",
    "What was live stays live.",
)  # fmt: skip
@pytest.mark.parametrize("step_s", [0.5, -0.5, 3.0, -3.0, 3600.0, -3600.0])
@pytest.mark.parametrize("fps", [15, 1, 0.2])
def test_a_clock_that_is_set(step_s: float, fps: float) -> None:
    assert _late_at(fps, 30 * MINUTE_S, clock=lambda at: at + step_s * (at // 300)) == []


@pytest.mark.kind("camera-clock", "Summer time begins and ends in the camera", "It stays live on both days.")
def test_summer_time_comes_and_goes() -> None:
    assert _late_at(5, HOUR_S, clock=lambda at: at + (3600 if 1200 <= at < 2400 else 0)) == []


@pytest.mark.kind("camera-clock", "RTP's time begins anew after 13 hours", "Nothing is to be seen of it.")
def test_a_time_that_begins_anew() -> None:
    assert _late_at(5, HOUR_S, clock=lambda at: (WRAP_S - 1800 + at) % WRAP_S) == []


@pytest.mark.kind("camera-clock", "NTP slews by 500 ppm for hours", "It stays live.")
def test_a_clock_that_is_slewed() -> None:
    assert _late_at(2, DAY_S / 4, clock=lambda at: at - 0.0005 * min(max(at - HOUR_S, 0.0), 3 * HOUR_S)) == []


@pytest.mark.kind("camera-clock", "Wi-Fi that holds up every tenth picture, and a slow crystal", "It stays live.")
def test_spikes_are_no_delay() -> None:
    assert _late_at(1, DAY_S, clock=lambda at: at * (1 - 50e-6), spikes=0.1) == []


def _congestion(begin_s: float, rate: float, lasts_s: float) -> Callable[[float], float]:
    """A queue that grows by `rate` seconds a second and is then emptied at twice that rate."""

    def delay(at_s: float) -> float:
        grown = min(at_s - begin_s, lasts_s) * rate
        return max(0.0, min(grown, grown - (at_s - begin_s - lasts_s) * rate * 2))

    return delay


@pytest.mark.kind(
    "camera-clock", "A real congestion of 12 s, with a right clock or a wrong rate", "Late is told while it lasts."
)
@pytest.mark.parametrize("begin_s", [5, 10, 30, 120, 1000])
@pytest.mark.parametrize("rate", [1.0, 21 / 25])
def test_a_congestion_is_told(begin_s: float, rate: float) -> None:
    late = _late_at(21, begin_s + 90, clock=lambda at: at * rate, delay=_congestion(begin_s, 0.45, 12.0), spikes=0.0)
    assert late, "never told"
    assert late[0] < begin_s + 9.0
    assert late[-1] > begin_s + 11.0
    assert late[-1] < begin_s + 20.0, "told after its end"


@pytest.mark.kind("camera-clock", "A queue that builds up over 30 s", "Late is told from 2 s on, until it is empty.")
@pytest.mark.parametrize("begin_s", [10, 60, 1000])
def test_a_queue_that_builds_up_slowly_is_told(begin_s: float) -> None:
    late = _late_at(15, begin_s + 90, delay=_congestion(begin_s, 0.12, 30.0), spikes=0.0)
    assert begin_s + 15.0 < late[0] < begin_s + 22.0
    assert begin_s + 29.0 < late[-1] < begin_s + 45.0


@pytest.mark.kind(
    "camera-clock", "A delay of 3 s that stays for good after a stall", "Late is told for ten minutes, not for good."
)
@pytest.mark.parametrize("begin_s", [10, 60, 1000])
def test_a_delay_that_stays_is_told_for_ten_minutes(begin_s: float) -> None:
    late = _late_at(15, begin_s + 1500, delay=lambda at: 3.0 if at >= begin_s else 0.0, spikes=0.0)
    assert late[0] < begin_s + 3.0
    assert len(late) > 500
    assert begin_s + 500 < late[-1] < begin_s + 700


@pytest.mark.kind("camera-clock", "The clock is set back while the camera is late", "It stays late, by as much.")
def test_a_late_camera_whose_clock_is_set_stays_late() -> None:
    late = _late_at(
        15, 300, clock=lambda at: at - (3600 if at >= 120 else 0), delay=lambda at: 3.0 if at >= 60 else 0.0, spikes=0.0
    )
    assert late[0] < 63.0
    assert late[-1] > 297.0


def test_times_that_were_made_up_say_nothing_of_delay() -> None:
    timing = Arrivals()
    for number in range(1000):
        timing.note(number / 25, 100.0 + number / 5)
    assert timing.behind_s == timing.steady_behind_s == 0.0
    assert timing.jitter_s < 0.01


ON_THE_WEB = {
    "/mjpeg": http_camera.mjpeg(units.jpegs(), fps=5),
    "/raw": http_camera.muxed("h264", "video/h264", fps=5),
}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/mjpeg", marks=pytest.mark.kind(
            "camera-clock", "MJPEG over HTTP at another rate than the 25 pictures a second by which FFmpeg counts",
            "Arrival alone counts; it is live.")),
        pytest.param("/raw", marks=pytest.mark.kind(
            "camera-clock", "Raw H.264 over HTTP, which has no times at all", "Arrival alone counts; it is live.")),
    ],
)  # fmt: skip
def test_a_stream_without_times_is_live(fleet: Fleet, path: str) -> None:
    with http_camera.HttpCamera(ON_THE_WEB) as camera:
        _is_live_throughout(fleet, camera.base, path)


@pytest.mark.kind("camera-clock", "A real camera declares 25 pictures a second and sends 5", "It is live.")
def test_a_real_camera_with_a_wrong_rate_is_live(fleet: Fleet) -> None:
    with RtspCamera({"/c": Quirks(units=units.encoded(fps=5, gop=5), fps=5, declared_fps=25)}) as camera:
        _is_live_throughout(fleet, camera.base, "/c")


def _is_live_throughout(fleet: Fleet, base: str, path: str) -> None:
    """Thirty pictures long, in which the camera's time falls behind by almost 5 s."""
    stream, seen = fleet.open(spec(base, path.strip("/"), priority=1)), set[StreamState]()

    def enough() -> bool:
        seen.add(stream.state)
        return stream.received >= 30

    until(fleet, enough, 20.0)
    assert seen == {StreamState.CONNECTING, StreamState.LIVE}
