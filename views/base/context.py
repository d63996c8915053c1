"""What every screen needs to hand: the session, the theme, the net for faults, and where the desk is remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from console.demo import Demo
from console.session import Session
from console.verbs.life_cycle import LifeCycle
from views.base.arrangement import Arrangement, load, save
from views.base.faults import Faults
from views.base.memory import Memory
from views.base.saving import Saving
from views.program.command_line import Options
from views.program.timings import Timings
from widgets.base.theme import Theme


def utc_now() -> datetime:
    """The time that ages and deadlines are counted from."""
    return datetime.now(UTC)


@dataclass
class Context:
    """Handed to screens and presenters when they are built."""

    session: Session
    options: Options
    data_dir: Path
    faults: Faults
    timings: Timings
    theme: Theme
    server: str = ""
    """The server's address, for people to read."""
    now: Callable[[], datetime] = utc_now
    demo: Demo | None = None
    """The fictional city that was started with this console."""
    life_cycles: tuple[LifeCycle, ...] = ()
    """How the city's incidents go, as last heard (`views.incidents.stages`)."""
    arrangement: Arrangement = field(init=False)
    memory: Memory = field(init=False)
    saving: Saving = field(init=False, default_factory=Saving)
    """What waits for the disk right now."""
    _tasks: set[asyncio.Task[object]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.arrangement = load(self.data_dir)
        self.memory = Memory(
            self._beside,
            lambda arrangement: save(self.data_dir, arrangement),
            lambda: self.faults.show_code("desk_not_kept", "error"),
        )

    async def _beside(self, work: Callable[[], bool]) -> bool:
        return await self.session.blocking(work)

    def start_task(self, work: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
        """Run `work` beside the screen; what goes wrong in it is shown as a notice."""
        task = asyncio.get_event_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    def _on_done(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self.faults.met(error, of_a_deed=True)

    def files_folder(self) -> Path:
        """Where files are offered to be written: the folder that was chosen, while it is there, else one's own."""
        chosen = self.arrangement.files_in
        return Path(chosen).expanduser() if chosen and Path(chosen).expanduser().is_dir() else Path.home()

    def remember(self, **changes: object) -> None:
        """Change the arrangement, and have it kept."""
        self.arrangement = self.arrangement.model_copy(update=changes)
        self.memory.put(self.arrangement)
