"""How far each channel can be trusted, told by heartbeats and application answers, never by the network card.

Times are those of docs/explanation/contract.md#link-states: live with a heartbeat within 15 s and a pull within 30 s;
late where polling works but the stream is down, or where answers take long; down after 30 s without an authenticated
answer. Each channel is judged by its own evidence where it has some: orders by the answers to what is sent, indicators
by their histories as well.
All evidence is dated by a clock that nobody can set; times of day are worked out from it when they are asked for.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from console.base.errors import UNREADABLE
from console.base.server_time import boot_s
from console.records.models import Link, LinkChannel, LinkState

HEARTBEAT_S = 15.0
PULL_S = 30.0
DOWN_S = 30.0
REFUSED_DOWN_S = 8.0
"""Every try refused for this long is proof enough: waiting out the 30 s would call a closed port alive."""
SLOW_S = 3.0
RECENT_ANSWERS, RECENT_S = 20, 60.0
"""The 95th percentile is taken over so many answers, none older than this: a slow hour must not colour the next."""
MOVED = timedelta(seconds=2)
"""A time of day that moved more than this was set; what was dated by it is dated anew."""
SERVER_CHANNELS = (LinkChannel.INCIDENTS, LinkChannel.INDICATORS, LinkChannel.ORDERS, LinkChannel.WALL)
_Verdict = tuple[LinkState, str]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class _Trying:
    """One kind of call: since when it has failed, and why."""

    def __init__(self) -> None:
        self.failing_since: float | None = None
        self.reason = ""

    def succeeded(self) -> None:
        self.failing_since = None

    def failed(self, now: float, reason: str) -> None:
        self.reason = reason
        if self.failing_since is None:
            self.failing_since = now


class Pace:
    """How long recent answers took."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._durations: deque[tuple[float, float]] = deque(maxlen=RECENT_ANSWERS)
        self._woken = float("-inf")

    def add(self, duration_s: float) -> None:
        """One more; one that was asked for before the machine slept says nothing about the link."""
        if self._clock() - duration_s >= self._woken:
            self._durations.append((self._clock(), duration_s))

    def woke(self) -> None:
        """The machine has slept, or the program stood still."""
        self._woken = self._clock()
        self._durations.clear()

    @property
    def is_slow(self) -> bool:
        """Whether the 95th percentile (nearest rank) is over 3 s; the single slowest answer says nothing yet."""
        durations = self._recent()
        return len(durations) > 1 and durations[min(math.ceil(0.95 * len(durations)), len(durations) - 1) - 1] > SLOW_S

    @property
    def may_be_slow(self) -> bool:
        """Whether any of them was slow: reason to ask more often until it is known."""
        return any(duration > SLOW_S for duration in self._recent())

    def _recent(self) -> list[float]:
        now = self._clock()
        return sorted(duration for at, duration in self._durations if now - at <= RECENT_S)


class Links:
    """The channels' states. Used on the loop's thread; `announce` hears when any state changed."""

    def __init__(
        self,
        announce: Callable[[], None],
        clock: Callable[[], float] = boot_s,
        time_of_day: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._announce = announce
        self._clock = clock
        self._time_of_day = time_of_day
        now = clock()
        self._zero = time_of_day() - timedelta(seconds=now)
        self._states: dict[LinkChannel, _Verdict] = dict.fromkeys(LinkChannel, (LinkState.DOWN, "not_yet"))
        self._since = dict.fromkeys(LinkChannel, now)
        self._last_ok: dict[LinkChannel, float | None] = dict.fromkeys(LinkChannel)
        self._answer: float | None = None
        self._heartbeat: float | None = None
        self._pull: float | None = None
        self._reading, self._sending, self._points = _Trying(), _Trying(), _Trying()
        self._reading.reason = "not_yet"
        self._unreadable = ""
        self._catching_up = self._orders_catching_up = False
        self.pace = Pace(clock)
        self.tries = 0
        """How often sending was tried since the last answer."""
        self.next_try_s: float | None = None
        """When sending is tried again, in `boot_s` seconds; None where nothing was tried in vain."""

    def all(self) -> Mapping[LinkChannel, Link]:
        """Every channel's state."""
        return MappingProxyType({channel: self._link(channel) for channel in LinkChannel})

    def state(self, channel: LinkChannel) -> LinkState:
        """One channel's state."""
        return self._states[channel][0]

    # evidence

    def heard(self) -> None:
        """A heartbeat or wake-up came by the stream."""
        self._heartbeat = self._answer = self._clock()
        self._reading.succeeded()
        self.judge()

    def stream_lost(self) -> None:
        """The stream ended."""
        self._heartbeat = None
        self.judge()

    def pulled(self, *, catching_up: bool, orders_catching_up: bool | None = None) -> None:
        """A pull was answered; `catching_up` while there is more, `orders_…` while own actions are not in it yet."""
        self._pull = self._answer = self._clock()
        self._reading.succeeded()
        self._unreadable = ""
        self._catching_up = catching_up
        self._orders_catching_up = catching_up if orders_catching_up is None else orders_catching_up
        self.judge()

    def failed(self, reason: str) -> None:
        """A call that reads was not answered as the contract says.

        A server of another schema, or with a page that is none, does answer: only what we read is down, and at once.
        """
        if reason in UNREADABLE:
            self._unreadable, self._answer = reason, self._clock()
            self._reading.succeeded()
        else:
            self._reading.failed(self._clock(), reason)
        self.judge()

    def sent(self, failure: str = "") -> None:
        """What was sent was answered, action by action; or not, and nobody knows whether it arrived: why."""
        if failure:
            self.tries += 1
            self._sending.failed(self._clock(), failure)
        else:
            self.tries, self.next_try_s = 0, None
            self._answer = self._clock()
            self._sending.succeeded()
        self.judge()

    def histories(self, failure: str = "") -> None:
        """Histories of indicators were asked for and came; or did not: why."""
        if failure:
            self._points.failed(self._clock(), failure)
        else:
            self._points.succeeded()
        self.judge()

    def took(self, duration_s: float) -> None:
        """An answer that was not asked to wait took so long."""
        self.pace.add(duration_s)
        self.judge()

    def set_video(self, live: int, total: int) -> None:
        """How many cameras are alive of how many that are shown."""
        state = LinkState.LIVE if live == total else LinkState.LATE if live else LinkState.DOWN
        now = self._clock() if live else self._last_ok[LinkChannel.VIDEO]
        if self._set(LinkChannel.VIDEO, (state, "" if live == total else "cameras"), now):
            self._announce()

    # judgement

    def judge(self) -> None:
        """Work out the server's channels anew; called once a second as well, since silence is a sign too."""
        self._date_anew()
        verdicts = {
            LinkChannel.INCIDENTS: self._of_reading(),
            LinkChannel.INDICATORS: self._of_indicators(),
            LinkChannel.ORDERS: self._of_orders(),
            LinkChannel.WALL: self._of_reading(),
        }
        failing_since = {LinkChannel.ORDERS: self._sending.failing_since}
        changed = [
            self._set(channel, verdict, self._answer, failing_since.get(channel))
            for channel, verdict in verdicts.items()
        ]
        if any(changed):
            self._announce()

    def _of_answers(self) -> _Verdict | None:
        """That nobody answers; None where somebody does."""
        now = self._clock()
        since = self._reading.failing_since
        silent = self._answer is None or now - self._answer > DOWN_S
        if silent or (since is not None and now - since > REFUSED_DOWN_S):
            return LinkState.DOWN, self._reading.reason
        return None

    def _of_reading(self) -> _Verdict:
        away = self._of_answers()
        if away is not None:
            return away
        if self._unreadable:
            return LinkState.DOWN, self._unreadable
        if self._catching_up:
            return LinkState.CATCHING_UP, ""
        now = self._clock()
        fresh = self._pull is not None and now - self._pull <= PULL_S
        beating = self._heartbeat is not None and now - self._heartbeat <= HEARTBEAT_S
        if not fresh or not beating:
            return LinkState.LATE, self._reading.reason if self._reading.failing_since is not None else "no_stream"
        return (LinkState.LATE, "slow") if self.pace.is_slow else (LinkState.LIVE, "")

    def _of_indicators(self) -> _Verdict:
        verdict = self._of_reading()
        if verdict[0] == LinkState.LIVE and self._points.failing_since is not None:
            return LinkState.LATE, self._points.reason
        return verdict

    def _of_orders(self) -> _Verdict:
        away = self._of_answers()
        if away is not None:
            return away
        since = self._sending.failing_since
        if since is not None:
            over = self._clock() - since > DOWN_S
            return (LinkState.DOWN if over else LinkState.LATE), self._sending.reason
        if self._orders_catching_up:
            return LinkState.CATCHING_UP, ""
        return (LinkState.LATE, "slow") if self.pace.is_slow else (LinkState.LIVE, "")

    # dates

    def _date_anew(self) -> None:
        zero = self._time_of_day() - timedelta(seconds=self._clock())
        if abs(zero - self._zero) > MOVED:
            self._zero = zero

    def _set(self, channel: LinkChannel, verdict: _Verdict, last_ok: float | None, since: float | None = None) -> bool:
        """Take up a verdict; `last_ok` is when the channel last brought something, `since` when it ceased to."""
        old = self._states[channel]
        self._states[channel] = verdict
        self._last_ok[channel] = last_ok
        if verdict[0] == old[0]:
            return False
        now = self._clock()
        # What is down has been so since the last answer, not since we noticed.
        self._since[channel] = (since or last_ok or now) if verdict[0] == LinkState.DOWN else now
        return True

    def _link(self, channel: LinkChannel) -> Link:
        state, reason = self._states[channel]
        last_ok = self._last_ok[channel]
        return Link(
            channel=channel,
            state=state,
            since=self._zero + timedelta(seconds=self._since[channel]),
            last_ok=None if last_ok is None else self._zero + timedelta(seconds=last_ok),
            reason=reason,
        )
