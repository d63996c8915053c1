"""How far each channel can be trusted, told by heartbeats and application answers, never by the network card.

Times are those of contract.md: live with a heartbeat within 15 s and a pull within 30 s; late where polling works but
the stream is down; down after 30 s without an authenticated answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from console.models import Link, LinkChannel, LinkState

HEARTBEAT_S = 15.0
PULL_S = 30.0
DOWN_S = 30.0
REFUSED_DOWN_S = 8.0
"""Every try refused for this long is proof enough: waiting out the 30 s would call a closed port alive."""
SERVER_CHANNELS = (LinkChannel.INCIDENTS, LinkChannel.INDICATORS, LinkChannel.ORDERS, LinkChannel.WALL)


class Links:
    """The channels' states. Used on the loop's thread; `announce` hears when any state changed."""

    def __init__(self, announce: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._announce = announce
        self._clock = clock
        now = datetime.now(UTC)
        self._links = {
            channel: Link(channel=channel, state=LinkState.DOWN, since=now, reason="not_yet") for channel in LinkChannel
        }
        self._answer: float | None = None
        self._heartbeat: float | None = None
        self._pull: float | None = None
        self._failing_since: float | None = None
        self._reason = "not_yet"
        self._catching_up = False

    def all(self) -> Mapping[LinkChannel, Link]:
        """Every channel's state."""
        return MappingProxyType(self._links)

    def heard(self) -> None:
        """A heartbeat or wake-up came by the stream."""
        self._heartbeat = self._answer = self._clock()
        self._failing_since = None
        self.judge()

    def stream_lost(self) -> None:
        """The stream ended."""
        self._heartbeat = None
        self.judge()

    def pulled(self, *, catching_up: bool) -> None:
        """A pull was answered; `catching_up` while there is more, or own actions are not in it yet."""
        self._pull = self._answer = self._clock()
        self._failing_since = None
        self._catching_up = catching_up
        self.judge()

    def failed(self, reason: str) -> None:
        """A call was not answered as the contract says."""
        self._reason = reason
        if self._failing_since is None:
            self._failing_since = self._clock()
        self.judge()

    def set_video(self, live: int, total: int) -> None:
        """How many cameras are alive of how many that are shown."""
        state = LinkState.LIVE if live == total else LinkState.LATE if live else LinkState.DOWN
        self._set(LinkChannel.VIDEO, state, "" if live == total else "cameras")

    def judge(self) -> None:
        """Work out the server's channels anew; called once a second as well, since silence is a sign too."""
        state, reason = self._judged()
        changed = [self._set(channel, state, reason, quiet=True) for channel in SERVER_CHANNELS]
        if any(changed):
            self._announce()

    def _judged(self) -> tuple[LinkState, str]:
        now = self._clock()
        if self._answer is None or now - self._answer > DOWN_S:
            return LinkState.DOWN, self._reason
        if self._failing_since is not None and now - self._failing_since > REFUSED_DOWN_S:
            return LinkState.DOWN, self._reason
        if self._catching_up:
            return LinkState.CATCHING_UP, ""
        fresh = self._pull is not None and now - self._pull <= PULL_S
        beating = self._heartbeat is not None and now - self._heartbeat <= HEARTBEAT_S
        return (LinkState.LIVE, "") if fresh and beating else (LinkState.LATE, self._reason)

    def _set(self, channel: LinkChannel, state: LinkState, reason: str, *, quiet: bool = False) -> bool:
        old = self._links[channel]
        wall_time = datetime.now(UTC)
        down = state == LinkState.DOWN
        last_ok = old.last_ok if down else wall_time
        if old.state == state:
            self._links[channel] = old.model_copy(update={"last_ok": last_ok, "reason": reason if down else ""})
            return False
        # What is down has been so since the last answer, not since we noticed.
        since = (old.last_ok or wall_time) if down else wall_time
        self._links[channel] = Link(channel=channel, state=state, since=since, last_ok=last_ok, reason=reason)
        if not quiet:
            self._announce()
        return True
