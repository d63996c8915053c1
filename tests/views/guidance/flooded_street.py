"""A flooded street with a checklist, two numbers and a camera, and the room of guidance beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from console.records.checklist import Checklist, Contact
from console.records.models import Camera, Incident, StepDone
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, texts
from tests.views.played_session import NOW, incident
from views.guidance.room import GuidanceRoom

FLOOD = Checklist.model_validate(
    {
        "id": "ngap", "name": "Ngập", "kinds": ["ngap"], "contacts": ["power"],
        "steps": [
            {"id": "call", "text": "Gọi điện lực", "minutes": 5},
            {"id": "see", "text": "Chụp lại", "evidence": "picture"},
            {"id": "deep", "text": "Sâu không?", "answers": [{"id": "y", "text": "Sâu", "next": ["boat"]}]},
            {"id": "boat", "text": "Gọi xuồng"},
        ],
    }
)  # fmt: skip
POWER = Contact(id="power", name="Điện lực", number="1900 0001", agency="EVN")
FIRE = Contact(id="fire", name="Cứu hoả", number="114", emergency=True, place=9)


def flooded(key: str = "one", **facts: Any) -> Incident:
    told = {"kind": "ngap", "camera_ids": ("cam",), "lat": 10.78, "lon": 106.70, "place": "Cầu Đá"}
    return incident(key).model_copy(update={**told, **facts})


def marked(*steps: str, **facts: Any) -> tuple[StepDone, ...]:
    return tuple(StepDone(checklist="ngap", step=one, at=NOW, actor_name="Bảo", **facts) for one in steps)


def city(folder: Path, *incidents: Incident) -> PlayedCity:
    camera = Camera(id="cam", name="Cầu Đá", sub_url="rtsp://127.0.0.1:9/x", lat=10.781, lon=106.70)
    return PlayedCity(folder, incidents or (flooded(),), [FLOOD, POWER, FIRE, camera])


class Beside:
    """The room of guidance over a whole desk with `one` shown."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.stills: list[object] = []
        self.still: object = {"path": "/x/cam.png", "sha256": "ab" * 32}
        at = room.workplace()
        self.desk, self.overlays = at.desk, at.overlays
        room.registry.bind("save-still", self._save)
        self.guidance = GuidanceRoom(at)
        self.guidance.bind(room.registry)
        room.later(self.guidance.close)
        self.panel = self.desk.incident_panel

    def _save(self, args: Any) -> object:
        self.stills.append(args.camera)
        if isinstance(self.still, Exception):
            raise self.still
        return self.still

    async def start(self) -> None:
        self.desk.cameras.start(2)
        await chosen(self.room, self.desk, "one")

    def said(self) -> str:
        return "\n".join(texts(self.panel))

    def acted(self) -> list[dict[str, Any]]:
        return [one.payload for one in self.room.city.acted if one.type == "step"]
