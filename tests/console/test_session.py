"""Who may act, and for how long without a server."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.base.errors import SignInError
from console.base.settings import Settings
from console.session import Session
from console.verbs.actions import Action

NOTE = Action(type="note", target_id="i1", base_version=1, payload={"text": "ghi"})


def _keep(folder: Path, expires_at: datetime) -> None:
    """A sign-in as it was kept when there was a server."""
    path = folder / "sign-in.json"
    path.touch(mode=0o600)
    actor = {"id": "ha.le", "name": "Lê Thu Hà", "role": "operator"}
    path.write_text(json.dumps({"token": "t", "actor": actor, "expires_at": expires_at.isoformat()}), encoding="utf-8")


def test_somebody_goes_on_acting_until_the_sign_in_is_over_and_no_longer(tmp_path: Path) -> None:
    async def run() -> None:
        session = Session(Settings(credentials="file"), tmp_path, with_video=False)
        await session.start()
        try:
            assert session.actor is not None
            await session.act(NOTE)
            await asyncio.sleep(3.2)
            with pytest.raises(SignInError) as refused:
                await session.act(NOTE)
            assert refused.value.code == "expired"
            assert await session.store.pending_count() == 1, "what was saved stays"
        finally:
            await session.stop()

    _keep(tmp_path, datetime.now(UTC) + timedelta(seconds=3))
    asyncio.run(run())
