"""A camera's own clock, burnt in and true though its clip comes round: the server puts it into each keyframe.

A clip with a clock has its pictures in two: a strip at the top in which nothing moves, and the rest. The strip of a
keyframe is made of slices (H.264's independent parts of a picture), and for each place in it there is a slice for
whatever two characters may come to stand there. To show the time is to choose among them: nothing is encoded anew.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import av
import fontpkg_be_vietnam_pro
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from backend.demo.cameras import slices, store
from backend.demo.cameras.encoder import Encoder

TEXT = "%d-%m-%Y %H:%M:%S "
LETTERS = 20
BLOCK = 16
"""Pictures are encoded in blocks of so many pixels; in the main stream a letter is as wide."""
SIZE, FOOT, BRIGHT = 22, 25, 226
"""Of the letters in the main stream: how large, the row that they stand on, how bright."""
QUALITY = 22
Luma = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]
"""Brightness, and the two of colour."""
Place = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Strip:
    """What the strip of one stream is made of."""

    sets: bytes
    """The parameter sets of the whole picture, each after a start code, as is all that follows."""
    whole: slices.Parameters
    still: list[bytes]
    """Of each picture from a keyframe to the next, the slice of a strip with nothing on it."""
    places: list[Place]
    """In their order: from which letter on a place shows two of the text, and a slice for each such two."""

    def index(self) -> dict[str, object]:
        """What the server has to know: in place of which bytes of a keyframe it puts the clock, and the slices."""
        begin = len(self.sets)
        return {"text": TEXT, "instead": [begin, begin + len(self.still[0])], "places": self.places}


def scale(form: store.StreamFormat) -> int:
    """How many times larger a stream is than the small one."""
    return form.width // store.SUB.width


def height(form: store.StreamFormat) -> int:
    """How many rows of a stream the strip takes."""
    return BLOCK * scale(form)


@functools.lru_cache(maxsize=4)
def strip(form: store.StreamFormat, ground: Colour) -> Strip:
    """The strip of a stream, over a ground of one colour."""
    sets = slices.units(_encoded(form, [flat(form.width, form.height, ground)])[0])
    whole = slices.parameters(sets)
    band = [flat(form.width, height(form), ground)] * form.fps
    still = _slices(_encoded(replace(form, height=height(form)), band, still=True), 0, whole)
    heads = [one for one in sets if slices.kind(one) in (slices.SEQUENCE, slices.PICTURE)]
    return Strip(b"".join(slices.START + one for one in heads), whole, still, _places(form, ground, whole))


def _places(form: store.StreamFormat, ground: Colour, whole: slices.Parameters) -> list[Place]:
    """To each row of blocks an edge, ten places of two letters (a block of the small stream, two by two of the main
    one), and what is left. Decoders take no more than 32 slices."""
    times, blocks, places = scale(form), form.width // BLOCK, []

    def add(first: int, wide: int, start: int, frames: dict[str, Any]) -> None:
        made = _slices(_encoded(replace(form, width=wide * BLOCK, height=BLOCK), [*frames.values()]), first, whole)
        coded = [base64.b64encode(one).decode() for one in made]
        places.append((start, dict(zip(frames, coded, strict=True))))

    for row in range(times):
        left, right = row * blocks, row * blocks + times * (1 + LETTERS // 2)
        add(left, times, LETTERS, {"": flat(times * BLOCK, BLOCK, ground)})
        for start in range(0, LETTERS, 2):
            frames = {text: _lettered(text, row, times, ground) for text in _pairs(start)}
            add(left + times * (1 + start // 2), times, start, frames)
        wide = (row + 1) * blocks - right
        add(right, wide, LETTERS, {"": flat(wide * BLOCK, BLOCK, ground)})
    return places


def _encoded(form: store.StreamFormat, frames: Sequence[Any], *, still: bool = False) -> list[bytes]:
    """Each frame a keyframe; or, of what stands still, the first alone."""
    encoder = Encoder(form, QUALITY)
    for frame in frames:
        encoder.take(frame, key=not still)
    return [unit.data for unit in encoder.finish()]


def _slices(pictures: list[bytes], first: int, whole: slices.Parameters) -> list[bytes]:
    """The one slice of each picture, to begin at the block `first` of the whole."""
    ours = slices.parameters(slices.units(pictures[0]))
    return [slices.moved(slices.slice_of(picture), first, ours, whole) for picture in pictures]


def _pairs(start: int) -> list[str]:
    """Whatever may stand at two of the text's places."""
    two, digits = [f"{number:02d}" for number in range(100)], [str(number) for number in range(10)]
    return {
        0: two[1:32], 2: ["-0", "-1"], 4: [one + "-" for one in digits], 6: ["20"], 8: two,
        10: [" 0", " 1", " 2"], 12: [one + ":" for one in digits], 14: two[:60],
        16: [":" + one for one in digits[:7]], 18: [one + " " for one in digits],
    }[start]  # fmt: skip


def letters(text: str, times: int) -> Luma:
    """How much of each pixel the letters of `text` cover, in a stream `times` as large as the small one."""
    image = Image.new("L", (BLOCK * len(text), BLOCK * 2))
    file = Path(fontpkg_be_vietnam_pro.__path__[0]) / "files" / "BeVietnamPro-Medium.ttf"
    font, draw = ImageFont.truetype(str(file), SIZE), ImageDraw.Draw(image)
    for number, letter in enumerate(text):
        draw.text((BLOCK * (number + 0.5), FOOT), letter, fill=255, font=font, anchor="ms")
    return np.asarray(image if times > 1 else image.reduce(2), np.uint8)


def _lettered(text: str, row: int, times: int, ground: Colour) -> Any:
    frame = flat(BLOCK * times, BLOCK, ground)
    cover = letters(text, times)[row * BLOCK : (row + 1) * BLOCK].astype(np.float32) / 255
    plane = frame.planes[0]
    rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
    rows[:, : cover.shape[1]] = np.round(ground[0] + (BRIGHT - ground[0]) * cover)
    return frame


def flat(width: int, tall: int, colour: Colour) -> Any:
    """A frame of one colour."""
    frame: Any = av.VideoFrame(width, tall, "yuv420p")
    for plane, value in zip(frame.planes, colour, strict=True):
        np.frombuffer(plane, np.uint8)[:] = value
    return frame


def ground_of(frame: Any) -> Colour:
    """The colour at the top left of a frame in `yuv420p`, where there is nothing but sky."""
    bright, one, other = (int(np.frombuffer(plane, np.uint8)[0]) for plane in frame.planes)
    return bright, one, other


def below(frame: Any) -> Any:
    """A picture of the main stream without its strip."""
    rows = height(store.MAIN)
    found: Any = av.VideoFrame(frame.width, frame.height - rows, "yuv420p")
    for number, (plane, whole) in enumerate(zip(found.planes, frame.planes, strict=True)):
        target, skipped = np.frombuffer(plane, np.uint8), (rows // 2 if number else rows) * whole.line_size
        target[:] = np.frombuffer(whole, np.uint8)[skipped : skipped + len(target)]
    return found
