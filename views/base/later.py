"""What is made when somebody first asks for it, so that no desk waits for it before it is painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Made_co = TypeVar("Made_co", covariant=True)


class Later(Generic[Made_co]):
    """A form or a panel that is perhaps not made yet: `later()` is the thing itself."""

    def __init__(self, make: Callable[[], Made_co]) -> None:
        self._make = make
        self._made: tuple[Made_co, ...] = ()

    def __call__(self) -> Made_co:
        """It, made now at the latest."""
        if not self._made:
            self._made = (self._make(),)
        return self._made[0]

    @property
    def made(self) -> tuple[Made_co, ...]:
        """It where somebody has asked for it, nothing before."""
        return self._made
