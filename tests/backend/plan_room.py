"""One city's records as the ledger would hold them, and plans carried out on them by the backend's rules alone."""

from __future__ import annotations

import functools
from typing import Any

from backend.actions.deed import Act
from backend.base.clock import iso
from backend.city import loading
from contract.instants import parse_ms
from tests.backend import alone as rules
from tests.backend.alone import PlanDeed, PlanOutcome
from tests.journeys.city import PACK

FLOOD, FIRE = "pa-lu-ngap", "pa-chay-lon"
NOON = "2026-11-21T05:00:00.000Z"


@functools.cache
def _records() -> dict[tuple[str, str], dict[str, Any]]:
    """Rules never change what they are given, so that all rooms may begin from the same records."""
    return {(kind, key): data for kind, key, data in loading.load(PACK).records()}


class Room:
    """Records of one city, as the ledger would hold them, and what is done to them one after the other."""

    def __init__(self) -> None:
        self.records = dict(_records())
        self.count = 0
        self.minute = 0

    def do(
        self,
        verb: str,
        plan: str = FLOOD,
        *,
        role: str = "duty_officer",
        late_s: int = 0,
        via: str = "",
        **payload: Any,
    ) -> PlanOutcome:
        """One action, a minute after the last one; its changes are kept."""
        self.count += 1
        self.minute += 1
        at = parse_ms(NOON) + self.minute * 60_000
        act = Act(
            f"{self.count:08d}-0000-7000-8000-000000000000", verb, 1, payload, "an.nguyen", "Nguyễn Hữu An", role,
            iso(at), iso(at + late_s * 1000),
        )  # fmt: skip

        def look(kind: str, key: str) -> tuple[int, dict[str, Any]] | None:
            return (1, self.records[kind, key]) if (kind, key) in self.records else None

        def plans() -> dict[str, dict[str, Any]]:
            return {key: data for (kind, key), data in self.records.items() if kind == "plan"}

        done = rules.fold(PlanDeed(act, plan, self.records["plan", plan], look, plans, via))
        for kind, key, data in done.records:
            self.records[kind, key] = data
        return done

    def activate(self, key: str, plan: str = FLOOD, **more: Any) -> PlanOutcome:
        return self.do("plan_activate", plan, activation_id=key, **{"level": 2, "reason": "Mưa lớn", **more})

    def one(self, key: str) -> dict[str, Any]:
        record: dict[str, Any] = self.records["activation", key]
        return record

    def wall(self) -> dict[str, Any]:
        found = self.records["wall", "phong-truc"]
        desired: dict[str, Any] = found["desired"]
        return desired

    def events(self, key: str) -> list[str]:
        return [line["event"] for line in self.one(key)["log"]]

    def shift_lines(self) -> list[str]:
        return [data["event"] for (kind, _key), data in self.records.items() if kind == "log_entry"]
