"""Wall control over the desk: the wall in small, who leads it, what is not as wished, and what may be shown on it.

Everything has a key: arrows choose a screen, letters act on it, Up and Down walk through the list beside it. What would
change the wall is shown in the miniature first; Enter sends it, Esc leaves it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.flow import FlowLayout
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label, rule
from widgets.walls.miniature import WallMiniature
from widgets.walls.paint import MiniScreen

MODES = ("state", "show", "changes", "advice")
"""What the list beside the wall tells; each has a digit as its key."""
SIDE_PX = 500
LETTERS: Mapping[int, str] = MappingProxyType(
    {
        int(Qt.Key.Key_T): "take-wall",
        int(Qt.Key.Key_E): "extend-wall",
        int(Qt.Key.Key_R): "release-wall",
        int(Qt.Key.Key_O): "take-over-wall",
        int(Qt.Key.Key_B): "blank-wall-screen",
        int(Qt.Key.Key_F): "freeze-wall-screen",
        int(Qt.Key.Key_I): "identify-wall",
        int(Qt.Key.Key_S): "save-wall-preset",
        int(Qt.Key.Key_Delete): "remove-wall-preset",
        int(Qt.Key.Key_V): "show-wall-recorder",
        int(Qt.Key.Key_N): "next-wall",
    }
)
"""Keys of the commands; the buttons print them."""
MODE_KEYS: Mapping[int, str] = MappingProxyType(
    {
        int(Qt.Key.Key_1): "state",
        int(Qt.Key.Key_2): "show",
        int(Qt.Key.Key_3): "changes",
        int(Qt.Key.Key_4): "advice",
        int(Qt.Key.Key_P): "show",
        int(Qt.Key.Key_Z): "changes",
    }
)
_STEPS: Mapping[int, tuple[int, int]] = MappingProxyType(
    {
        int(Qt.Key.Key_Left): (-1, 0),
        int(Qt.Key.Key_Right): (1, 0),
        int(Qt.Key.Key_Up): (0, -1),
        int(Qt.Key.Key_Down): (0, 1),
    }
)


@dataclass(frozen=True)
class WallView:
    """What the panel shows. `empty` is a headline and a sentence in place of everything, while there is no wall."""

    name: str = ""
    control: tuple[str, str] = ("", "text1")
    """Who leads it: words and tone."""
    ages: tuple[str, str] = ("", "text2")
    screens: tuple[MiniScreen, ...] = ()
    lists: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    commands: tuple[CommandButton, ...] = ()
    preview: str = ""
    """What would change, in words; empty while nothing is tried out."""
    told: tuple[str, str] = ("", "text2")
    """What became of the last order, or what stands in the way."""
    empty: tuple[str, str] | None = None


class WallPanel(DeskPage):
    """`command_chosen(name)`; `swap_chosen(a, b)`; `tried(mode, key, at_once)`: a row is to be tried out on the chosen
    screen, or sent at once; `sent`: what is tried out goes to the wall; `left`: it is not wanted; `mode_chosen`."""

    command_chosen = Signal(str)
    swap_chosen = Signal(str, str)
    screen_chosen = Signal(str)
    tried = Signal(str, str, bool)
    sent = Signal()
    left = Signal()
    mode_chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Wall"))
        self.setAccessibleName(self.tr("Wall control"))
        self._view = WallView()
        self._wanted = ""
        self.mode = "state"
        self._control = ElidedLabel("", "strong", self)
        self._ages = label("", "figures", self)
        self.miniature = WallMiniature(self)
        self._preview = label("", "strong", self, wrap=True)
        self._preview.set_tone("accent")
        self._told = label("", "text", self, wrap=True)
        self._list = GroupedList(self.tr("What stands beside the wall"), self)
        self._none = label("", "caption", self, wrap=True)
        self._empty = EmptyState(self)
        self._tabs = {mode: KeyButton(self) for mode in MODES}
        self._buttons: dict[str, KeyButton] = {}
        self._work = QWidget(self)
        self._lay_out()
        self._join()

    def _lay_out(self) -> None:
        look = theme.current()
        top = QHBoxLayout()
        top.addWidget(self._control, 1)
        top.addWidget(self._ages)
        tabs = QHBoxLayout()
        tabs.setSpacing(look.px(4))
        for mode, words in self._mode_words().items():
            self._tabs[mode].setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            tabs.addWidget(self._tabs[mode])
            self._tabs[mode].show_command(CommandButton(mode, words, str(MODES.index(mode) + 1)), primary=False)
        side = QVBoxLayout()
        side.setSpacing(look.px(8))
        side.addLayout(tabs)
        side.addWidget(self._list, 1)
        side.addWidget(self._none, 1)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._side = QWidget(self._work)
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout()
        middle.setSpacing(look.px(16))
        middle.addWidget(self.miniature, 1)
        middle.addWidget(self._side)
        for said in (self._preview, self._told):
            said.setMinimumHeight(look.line_height("text"))
        self._deeds = QWidget(self._work)
        self._flow = FlowLayout(self._deeds, look.px(6))
        work = QVBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(look.px(10))
        for part in (top, middle):
            work.addLayout(part, 1 if part is middle else 0)
        for line in (self._preview, self._told, rule(self), self._deeds):
            work.addWidget(line)
        foot = self.tr(
            "Arrows choose a screen · Shift+arrows swap it with its neighbour · 1 to 4 choose the list, ↑ ↓ walk in it "
            "· Enter tries out, Enter again sends, Ctrl+Enter sends at once · Esc back"
        )
        work.addWidget(label(foot, "caption", self, wrap=True))
        self.box.addWidget(self._work, 1)
        self.box.addWidget(self._empty, 1)

    def _join(self) -> None:
        for mode, tab in self._tabs.items():
            tab.clicked.connect(lambda _on=False, mode=mode: self.choose_mode(mode))
        self.miniature.chosen.connect(self._on_screen)
        self.miniature.swapped.connect(self.swap_chosen)
        self.miniature.opened.connect(lambda _screen: self.choose_mode("show"))
        self._list.opened.connect(lambda _key: self._enter(at_once=False))
        self.choose_mode("state")

    def _mode_words(self) -> dict[str, str]:
        return {
            "state": self.tr("State"), "show": self.tr("Put on"), "changes": self.tr("Changes"),
            "advice": self.tr("Advice"),
        }  # fmt: skip

    def show_wall(self, view: WallView) -> None:
        """Show this; the chosen screen and row stay."""
        self._view = view
        self._title.setText(view.name or self.tr("Wall"))
        self._work.setVisible(view.empty is None)
        self._empty.setVisible(view.empty is not None)
        if view.empty is not None:
            self._empty.set_text(*view.empty)
        for line, (words, tone) in ((self._control, view.control), (self._ages, view.ages), (self._told, view.told)):
            line.setText(words)
            line.set_tone("" if tone == "text1" else tone)
        self._preview.setText(view.preview)
        self.miniature.set_screens(view.screens)
        self._show_commands()
        self._show_list()
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        room = self._window.height() - look.px(330)
        self.miniature.setMinimumHeight(max(look.px(200), room))
        self._side.setFixedWidth(min(look.px(SIDE_PX), self._window.width() * 2 // 5))

    def place(self) -> None:
        """As large as the desk: nobody leads a wall beside something else."""
        self._measure()
        super().place()

    def choose_mode(self, mode: str) -> None:
        """Let the list beside the wall tell this."""
        self.mode, self._wanted = mode, ""
        for name, tab in self._tabs.items():
            words = self._mode_words()[name]
            tab.show_command(CommandButton(name, words, str(MODES.index(name) + 1)), primary=name == mode)
        self._show_list()
        self.mode_chosen.emit(mode)

    def keys(self) -> list[str]:
        """The rows of the list in the order shown."""
        return self._list.keys()

    def row(self) -> str:
        """The chosen row of the list; empty where there is none."""
        return self._list.key()

    def choose_row(self, key: str) -> None:
        """Choose this row of the list: at once, or as soon as it is there."""
        self._wanted = key
        self._show_list()

    def _show_list(self) -> None:
        lines = list(self._view.lists.get(self.mode, ()))
        self._list.set_lines(lines)
        if any(line.key == self._wanted for line in lines if line.key):
            self._list.choose(self._wanted)
            self._wanted = ""
        self._list.setVisible(bool(lines))
        self._none.setVisible(not lines)
        self._none.setText(
            {
                "state": self.tr("Everything on the wall is as wished, and live."),
                "show": self.tr("There is nothing that could be put on: no layout and no preset has come yet."),
                "changes": self.tr("Nobody has changed the wall yet. The last 20 changes will stand here."),
                "advice": self.tr("Nothing on the wall has text to be read, and nothing moves."),
            }[self.mode]
        )

    def _on_screen(self, screen: str) -> None:
        if self.mode == "state":
            self._list.choose(screen)
        self.screen_chosen.emit(screen)

    def _show_commands(self) -> None:
        for command in self._view.commands:
            button = self._buttons.get(command.name)
            if button is None:
                button = self._buttons[command.name] = KeyButton(self._deeds)
                button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                button.clicked.connect(lambda _on=False, name=command.name: self.command_chosen.emit(name))
                self._flow.addWidget(button)
            button.show_command(command, primary=False)

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Screens, lists and deeds, each by its key."""
        key = int(event.key())
        if key == int(Qt.Key.Key_Escape) and self._step_back():
            return
        if self._view.empty is not None or not self._walked(event):
            super().keyPressEvent(event)

    def _step_back(self) -> bool:
        if self._view.preview:
            self.left.emit()
            return True
        if self.mode != "state":
            self.choose_mode("state")
            return True
        return False

    def _walked(self, event: QKeyEvent) -> bool:
        key, held = int(event.key()), event.modifiers()
        if key in (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)):
            self._enter(at_once=bool(held & Qt.KeyboardModifier.ControlModifier))
        elif key in _STEPS and held & Qt.KeyboardModifier.ShiftModifier:
            other = self.miniature.neighbour(*_STEPS[key])
            if other:
                self.swap_chosen.emit(self.miniature.selected(), other)
        elif key in (int(Qt.Key.Key_Left), int(Qt.Key.Key_Right)) and self.mode != "state":
            self.miniature.step(_STEPS[key][0])
        elif key in _STEPS and self.mode == "state":
            self.miniature.select(self.miniature.neighbour(*_STEPS[key]))
        elif key in MODE_KEYS:
            self.choose_mode(MODE_KEYS[key])
        elif key in LETTERS:
            self.command_chosen.emit(LETTERS[key])
        else:
            return self._list.walk(event)
        return True

    def _enter(self, *, at_once: bool) -> None:
        """Try out the chosen row, or send what is tried out."""
        if self._view.preview:
            self.sent.emit()
            return
        if self.mode in ("show", "changes") and self._list.key():
            self.tried.emit(self.mode, self._list.key(), at_once)
        elif self.mode == "state":
            self.choose_mode("show")
