"""What screens read of response plans: the city's plans, and activations with what of ours waits laid over them."""

from __future__ import annotations

from console.plans.actions import overlay
from console.records.plan import Activation, Plan, running
from console.storage.store import Store


class PlanStore:
    """Reads from the cache and the outbox; never waits for the network."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def plans(self) -> list[Plan]:
        """The city's plans in its own order."""
        return sorted(await self._store.records("plan", Plan), key=lambda plan: (plan.place, plan.id))

    async def plan(self, plan_id: str) -> Plan | None:
        """One plan; None where there is none."""
        return next(iter(await self._store.records("plan", Plan, (plan_id,))), None)

    async def activations(self) -> list[Activation]:
        """Every activation, drills too, the newest first."""
        # The outbox first: what is settled between two reads is in the records then, and not lost from sight.
        saved = await self._store.outbox()
        plans = {plan.id: plan for plan in await self.plans()}
        return overlay(await self._store.records("activation", Activation), plans, saved)

    async def running(self) -> list[Activation]:
        """What goes on now, the gravest first, drills last."""
        return running(await self.activations())
