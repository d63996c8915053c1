"""A camera's day: counted by the second, kept over a restart, begun anew at midnight, never claimed for the unseen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.records.models import Camera, StreamState
from console.video.health import HealthLog
from offline_cache.cache import Cache
from offline_cache.schema import migrate_cache

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)


@dataclass
class Spec:
    """What the log asks of a stream's order."""

    replay_of: int = 0
    aside: bool = False


@dataclass
class Stats:
    """What the log asks of a stream's figures."""

    clock_offset_s: float | None = None


@dataclass
class Seen:
    """A stream as the log sees it; the real one needs a camera behind it."""

    camera_id: str
    state: StreamState = StreamState.LIVE
    number: int = 1
    reconnects: int = 0
    visible: bool = True
    since: datetime = NOON
    age_s: float | None = 0.1
    spec: Spec = field(default_factory=Spec)
    offset_s: float | None = None

    def stats(self) -> Stats:
        return Stats(self.offset_s)


def camera(name: str) -> Camera:
    return Camera(id=name, version=1, name=name)


def test_a_day(tmp_path: Path) -> None:
    async def day() -> None:
        cache = Cache(tmp_path / "cache.db", migrate_cache)
        await cache.open()
        at = [0.0]
        log = HealthLog(cache, clock=lambda: at[0])
        await log.load(NOON)
        good, bad = Seen("good", number=1), Seen("bad", number=2)

        def pass_by(seconds: int) -> None:
            for _ in range(seconds):
                at[0] += 1
                log.look([good, bad], NOON + timedelta(seconds=at[0]))  # type: ignore[list-item]

        pass_by(31)
        bad.state = StreamState.NO_FRAMES
        pass_by(30)
        bad.reconnects = 3
        pass_by(1)
        at[0] += 8 * 3600  # the machine slept: that is nobody's uptime
        pass_by(1)
        await log.save()

        again = HealthLog(cache, clock=lambda: at[0])
        await again.load(NOON + timedelta(hours=9))
        board = again.board([camera("good"), camera("bad"), camera("unseen")], [good, bad])  # type: ignore[list-item]
        assert [row.camera.id for row in board] == ["bad", "good", "unseen"], "trouble first, the unseen last"
        first, second, third = board
        assert (round(first.watched_s), round(first.live_s), first.reconnects) == (61, 30, 3)
        assert second.uptime == 1.0
        assert (third.state, third.uptime) == (None, None)

        good.offset_s = -37.0
        assert again.board([camera("good")], [good])[0].clock_is_off  # type: ignore[list-item]
        again.look([good, bad], NOON + timedelta(days=1))  # type: ignore[list-item]
        beside = Seen("beside", number=3, spec=Spec(aside=True))
        twice = Seen("good", number=4, spec=Spec(aside=True))
        rows = again.board([camera("good"), camera("beside")], [twice, good, beside])  # type: ignore[list-item]
        assert {row.camera.id: row.aside for row in rows} == {"good": False, "beside": True}
        tomorrow = again.board([camera("good")], [good])  # type: ignore[list-item]
        assert tomorrow[0].watched_s < 2.0
        cache.close()

    asyncio.run(day())
