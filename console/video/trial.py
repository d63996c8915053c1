"""One decoder process, born and looked at and ended: what stands around decoders on this machine."""

from __future__ import annotations

import contextlib
import os
import time

from console.video import reconnect
from console.video.decoder import Decoder
from console.video.nursery import Nursery, NurseryError
from console.video.sandbox.layers import Layers

PATIENCE_S, LOOK_S = 20.0, 0.02


def layers() -> Layers | None:
    """What a decoder says that stands around it; None where none could be had. Never raises; takes half a second."""
    until = time.monotonic() + PATIENCE_S
    turnstile = reconnect.create()
    nursery = Nursery(lambda: time.monotonic() > until)
    found = None
    with contextlib.suppress(NurseryError, OSError):
        decoder = Decoder(lambda end: nursery.spawn(end, turnstile), lambda _answer: None)
        while decoder.alive() and decoder.layers is None and time.monotonic() < until:
            time.sleep(LOOK_S)
        found = decoder.layers
        decoder.hang_up()
        decoder.reap(1.0)
    nursery.close()
    os.close(turnstile)
    return found
