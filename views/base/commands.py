"""Runs the commands of the list (`views.base.command_list`): each is bound to what it does, held against what it may be
told, and says why it cannot run now."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, overload

from views.arguments.reading import Arguments, Kind, WrongArgumentError, arguments_of, read
from views.arguments.table import Takes
from views.base.command_list import COMMANDS, Command

Said = Arguments | Mapping[str, Any]
"""What a command is told: its declared arguments, or a mapping that is held against them."""
Run = Callable[[Kind], Awaitable[object] | object]
"""What a command does, told these arguments."""
WhyOff = Callable[[Kind], str | None]
Start = Callable[[str, Said], None]
"""Runs a command; what goes wrong becomes a notice."""
NOTHING = Arguments()


class CommandRefusedError(Exception):
    """A command cannot run now; `code` is worded by `views.words.sentences`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class _Bound:
    command: Command
    run: Run[Any]
    why_off: WhyOff[Any]


def _never(_args: Arguments) -> None:
    """It can always run."""


class Registry:
    """The declared commands, tied to what they do on one screen."""

    def __init__(self, commands: tuple[Command, ...] = COMMANDS) -> None:
        self._declared = {command.name: command for command in commands}
        self._bound: dict[str, _Bound] = {}
        self._guards: list[Callable[[str], str | None]] = []
        self._said: dict[str, Arguments] = {}
        self._keeps: frozenset[str] = frozenset()
        self.rekeyings = 0
        """How often a command has got another key."""

    @overload
    def bind(self, command: Takes[Kind], run: Run[Kind], why_off: WhyOff[Kind] = _never) -> None: ...

    @overload
    def bind(self, command: str, run: Run[Arguments], why_off: WhyOff[Arguments] = _never) -> None: ...

    def bind(self, command: Takes[Any] | str, run: Run[Any], why_off: WhyOff[Any] = _never) -> None:
        """Tie a command to `run(args)`; `why_off(args)` gives a code while it cannot run. KeyError if undeclared.

        One that takes something is named as it is declared (`views.arguments.table.Taking`), so that its types tell
        whether both take the same; one that is named by a text alone is told nothing.
        """
        name = command if isinstance(command, str) else command.command
        self._bound[name] = _Bound(self._declared[name], run, why_off)

    def redeclare(self, command: Command) -> None:
        """Let it have other keys from now on (`views.base.rekeying`)."""
        self._declared[command.name] = command
        if command.name in self._bound:
            self._bound[command.name] = replace(self._bound[command.name], command=command)
        self.rekeyings += 1

    def declared(self) -> tuple[Command, ...]:
        """All commands, bound or not."""
        return tuple(self._declared.values())

    def guard(self, why_off: Callable[[str], str | None]) -> None:
        """Let it stand before every command, after those that stand there: why this one cannot run now, whichever it
        is (a locked desk)."""
        self._guards.append(why_off)

    def gate(self, name: str) -> str | None:
        """What the first guard says that has something against `name`."""
        return next((reason for guard in self._guards if (reason := guard(name)) is not None), None)

    def __iter__(self) -> Iterator[Command]:
        return iter(command for name, command in self._declared.items() if name in self._bound)

    def __contains__(self, name: str) -> bool:
        return name in self._bound

    def __getitem__(self, name: str) -> Command:
        return self._bound[name].command

    def missing(self) -> list[str]:
        """Declared commands that nobody tied to anything: none, on a finished screen."""
        return [name for name in self._declared if name not in self._bound]

    def why_off(self, name: str, args: Said = NOTHING) -> str | None:
        """Code of the reason why `name` cannot run now; None when it can. Asked without arguments, one that means
        nothing without them says so."""
        kind = self._declared[name].arguments
        if args in (NOTHING, {}) and any(one.is_needed for one in arguments_of(kind).values()):
            return "needs_choice"
        return self._bound[name].why_off(taken(name, kind, args))

    def keep_said(self, names: Iterable[str]) -> None:
        """Keep what these commands are told; of others nothing stays, for some are told a PIN or a password."""
        self._keeps |= frozenset(names)

    def said(self, name: str) -> Arguments:
        """What this command was told when it last ran; nothing where it never did, or where that is not kept."""
        return self._said.get(name, NOTHING)

    async def run(self, name: str, args: Said = NOTHING) -> object:
        """Run `name` to its end; `args` are what its declaration names, or a mapping that is held against it.

        Raises `CommandRefusedError` when it is unknown or off or told something that it does not take, else what it
        meets.
        """
        if name not in self._bound:
            raise CommandRefusedError("unknown_command", name=name)
        bound = self._bound[name]
        reason = self.gate(name)
        if reason is not None:
            raise CommandRefusedError(reason)
        said = taken(name, bound.command.arguments, args)
        reason = bound.why_off(said)
        if reason is not None:
            raise CommandRefusedError(reason)
        if name in self._keeps:
            self._said[name] = said
        result = bound.run(said)
        if inspect.isawaitable(result):
            return await result
        return result


def taken(name: str, kind: type[Kind], args: object) -> Kind:
    """`args` as `kind`, the arguments of `name`: what is of that kind is taken as it is, a mapping is held against it.

    Raises `CommandRefusedError` for what came from outside, `TypeError` for another command's arguments.
    """
    if args == NOTHING:
        args = {}
    if isinstance(args, Arguments):
        if type(args) is not kind:
            raise TypeError(f"{name} takes {kind.__name__}, not {type(args).__name__}")
        return args
    try:
        return read(kind, args)
    except WrongArgumentError as error:
        raise CommandRefusedError(error.code, name=name, **error.params) from error
