"""The first minute with the demo city: the page of five things to try, and the switch that really cuts its network."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from views.base.commands import NOTHING, CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.overlays import Overlays
from views.words.sentences import sentence
from widgets.base.key_button import CommandButton
from widgets.workspace.first_steps import FirstSteps, Step

TRIED = ("acknowledge-incident", "focus-camera", "cut-network", "open-palette", "show-plans")
"""The commands that the five things begin with."""


class FirstStepsPresenter(QObject):
    """Shows itself once, where the demo is started by somebody who sits there."""

    def __init__(self, context: Context, overlays: Overlays, registry: Registry, run: Start) -> None:
        super().__init__(overlays.window)
        self._context, self._registry, self._run = context, registry, run
        self.page = FirstSteps(overlays.window)
        overlays.add("first-steps", self.page)
        self.page.pressed.connect(self._on_pressed)

    def bind(self, registry: Registry) -> None:
        """Tie both commands."""
        registry.bind("show-first-steps", lambda _args: self._show(), lambda _args: self._why_off())
        registry.bind("cut-network", lambda _args: self._cut(), lambda _args: self._why_off())

    def start(self) -> None:
        """The first time of a demo; not where it is led from outside."""
        options, kept = self._context.options, self._context.arrangement
        is_led = options.control is not None or options.seconds is not None or options.screenshots is not None
        if self._context.demo is not None and not is_led and not kept.first_steps_shown:
            self._context.remember(first_steps_shown=True)
            self._show()

    def tick(self, _now: datetime) -> None:
        """What can be done changes with the desk."""
        if self.page.isVisible():
            self._fill()

    def state(self) -> dict[str, Any]:
        """How the network of the demo stands; None where there is no demo."""
        demo = self._context.demo
        return {"network_cut": demo.is_cut if demo is not None else None}

    def _why_off(self) -> str | None:
        return None if self._context.demo is not None else "not_demo"

    def _show(self) -> None:
        self._fill()
        self.page.open()

    def _cut(self) -> dict[str, bool]:
        demo = self._context.demo
        if demo is None or not demo.cut(on=not demo.is_cut):
            raise CommandRefusedError("not_demo")
        self._context.session.notices.post("network_cut" if demo.is_cut else "network_joined")
        self._fill()
        return {"cut": demo.is_cut}

    def _on_pressed(self, name: str) -> None:
        if name != "cut-network":
            self.page.close()  # what is begun is seen
        self._run(name, NOTHING)

    def _fill(self) -> None:
        translate = QCoreApplication.translate
        told = (
            (
                translate("first_steps", "Take an incident on"),
                translate("first_steps", "The gravest one stands on top, its camera beside it. A takes it on."),
            ),
            (
                translate("first_steps", "Look closer"),
                translate("first_steps", "Enlarge the camera beside the incident; + and − look closer, V replays."),
            ),
            (
                translate("first_steps", "Pull the cable"),
                translate("first_steps", "Server and cameras are really gone then. Go on working: nothing is lost."),
            ),
            (
                translate("first_steps", "Find anything"),
                translate("first_steps", "A camera, an incident, a number or a command, without marks: “cau ben da”."),
            ),
            (
                translate("first_steps", "Open a response plan"),
                translate("first_steps", "Levels, steps, roles and the poll of all agencies on one page."),
            ),
        )  # fmt: skip
        self.page.set_steps(
            [Step(*words, self._button(name)) for words, name in zip(told, TRIED, strict=True)]
        )  # fmt: skip
        demo = self._context.demo
        is_cut = demo is not None and demo.is_cut
        words = (
            translate("first_steps", "The network is cut: what you see is what was known, with its age.")
            if is_cut
            else translate("first_steps", "The network of the city is there.")
        )
        self.page.set_network(words, self._button("cut-network"), is_cut=is_cut)

    def _button(self, name: str) -> CommandButton:
        command, reason = self._registry[name], self._registry.why_off(name)
        title = command.title
        if name == "cut-network" and self._context.demo is not None and self._context.demo.is_cut:
            title = QCoreApplication.translate("first_steps", "Join the network again")
        return CommandButton(name, title, command.key, not reason, sentence(reason) if reason else "")
