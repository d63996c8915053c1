"""Turns pictures into the two H.264 streams that a camera sends, with the place for its clock if it has one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from backend.demo.cameras import clock, slices, store
from backend.demo.cameras.encoder import Encoder


def clip(base: Path, frames: Iterable[tuple[Any, Fraction]], *, clocked: bool = False) -> None:
    """Encode `frames` (av.VideoFrame with its time in seconds) into both streams at `base`.

    A clip that is `clocked` has nothing but one colour at the top of its pictures: the server shows the time there.
    """
    ground: clock.Colour | None = None
    forms = [replace(form, height=form.height - clock.height(form)) if clocked else form for form in store.FORMATS]
    encoders = [Encoder(form) for form in forms]
    for frame, at in frames:
        # Once, and without weighing colours of neighbours: half of what a clip cost was turning colours over, twice.
        picture = frame.reformat(store.MAIN.width, store.MAIN.height, "yuv420p", interpolation="POINT")
        if clocked:
            ground = ground or clock.ground_of(picture)
            picture = clock.below(picture)
        for encoder in encoders:
            encoder.add(picture, at)
    for form, encoder in zip(store.FORMATS, encoders, strict=True):
        units = encoder.finish()
        if ground is None:
            store.write(base, form, units)
        else:
            strip = clock.strip(form, ground)
            store.write(base, form, _joined(form, strip, units), strip.index())


def _joined(form: store.StreamFormat, strip: clock.Strip, units: list[store.AccessUnit]) -> list[store.AccessUnit]:
    """Whole pictures: above what was encoded, a strip with nothing on it."""
    ours, found = slices.parameters(slices.units(units[0].data)), []
    first = form.width // clock.BLOCK * clock.scale(form)
    for number, unit in enumerate(units):
        sets = strip.sets if unit.key else b""
        rest = slices.moved(slices.slice_of(unit.data), first, ours, strip.whole)
        found.append(store.AccessUnit(sets + strip.still[number % form.fps] + rest, unit.key))
    return found
