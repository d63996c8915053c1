"""A ward whose workers have no sandbox at all, to measure what one costs (`tests.bench.video.walled`)."""

from __future__ import annotations

import sys
from unittest import mock

from console.video import ward
from console.video.sandbox import gate

if __name__ == "__main__":
    with mock.patch.object(gate, "is_possible", return_value=False):
        ward.main(sys.argv[1:])
