"""Saves a still or a clip of a camera as evidence: has the decoder write it, and adds who, when and what for."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from console.base.version import console_version
from console.evidence.evidence import Evidence, Kept, Kind
from console.records.models import Camera, Incident
from console.session import Session
from console.verbs import actions
from console.video import addresses
from console.video.stream import Stream

CLIP_S = 60.0
_DECODER = ("reader", "codec", "source_width", "source_height", "fps", "lost", "behind_s")
"""Of the connection's figures: what the picture came by."""
_MONOTONIC = frozenset({"begin_s", "end_s"})


async def keep(session: Session, kind: Kind, camera: Camera, stream: Stream, incident: Incident | None) -> Kept:
    """Save what `stream` shows now, or its last minute. Raises `IocError` with a code that can be worded.

    With an open incident a note that names the file and its hash goes to the server's log.
    """
    evidence = Evidence(session.data_dir / "evidence", session.device)
    draft, fd = await session.blocking(lambda: evidence.begin(kind, camera.id))
    try:
        asked = session.fleet.still(stream, fd) if kind == "still" else session.fleet.clip(stream, fd, CLIP_S)
        made = await asyncio.wrap_future(asked)
    except BaseException:
        await session.blocking(lambda: evidence.discard(draft))
        raise
    facts = _facts(session, camera, stream, incident, made)
    kept = await session.blocking(lambda: evidence.finish(draft, facts))
    session.changes.emit("evidence_saved", {kept.path.name})
    if incident is not None and session.actor is not None:
        text = f"{kept.path.name} · SHA-256 {kept.sha256}"
        await session.act(actions.note(incident, text))
    return kept


def _facts(
    session: Session, camera: Camera, stream: Stream, incident: Incident | None, made: dict[str, Any]
) -> dict[str, Any]:
    now, actor, stats = datetime.now(UTC), session.actor, stream.stats()
    received = now - timedelta(seconds=stream.age_s or 0.0)
    offset = stats.clock_offset_s
    camera_time = None if offset is None else (received + timedelta(seconds=offset)).isoformat()
    return {
        "camera": {"id": camera.id, "name": camera.name, "address": addresses.redacted(stream.spec.url)},
        "camera_time": camera_time,
        "received_at": received.isoformat(),
        "saved_at": now.isoformat(),
        "server_time": session.time.corrected(now).isoformat(),
        "clock_behind_server_s": round(session.time.offset_s, 3),
        "clock_offset_s": None if offset is None else round(offset, 3),
        "operator": {"id": actor.id, "name": actor.name} if actor is not None else None,
        "incident_id": incident.id if incident is not None else None,
        "device_name": session.settings.device_name,
        "place": {"area": camera.area, "ward": camera.ward, "lat": camera.lat, "lon": camera.lon},
        "decoder": {
            "state": str(stream.state),
            "reason": stream.reason,
            "pace": str(stream.shown_pace),
            "picture_age_s": None if stream.age_s is None else round(stream.age_s, 3),
            **{name: getattr(stats, name) for name in _DECODER},
        },
        "software": console_version(),
        "masks": len(camera.masks),
        "made": _dated(made, now),
    }


def _dated(made: dict[str, Any], now: datetime) -> dict[str, Any]:
    """What the decoder says of its work, with times of day for those of the clock that nobody can set."""
    monotonic_s = time.monotonic()
    return {
        (f"{name[:-2]}_at" if name in _MONOTONIC else name): (now - timedelta(seconds=monotonic_s - told)).isoformat()
        if name in _MONOTONIC
        else told
        for name, told in made.items()
    }
