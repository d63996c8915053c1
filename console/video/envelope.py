"""The line under all transit times of one connection: what the camera's clock does, without what the network does.

A network only ever delays. So the least transits (arrival minus the camera's own time) lie on a line whose slope is the
difference of two clocks, and what lies above it was delayed: S. B. Moon, P. Skelly, D. Towsley, "Estimation and Removal
of Clock Skew from Network Delay Measurements", IEEE INFOCOM 1999. As there, the line is the edge of the lower convex
hull that stands under the mean of all times. Added here: least transits by the second, a window, a level line where
that is good enough, and that a line counts only if it explains nearly everything: a delay that grows for a while bends
away from it, a clock that runs at another rate does not.
"""

from __future__ import annotations

from collections import deque
from itertools import islice, pairwise
from operator import itemgetter

WINDOW_S = 600.0
"""What is longer ago is forgotten: a delay that stays for good is told for so long, then it is taken for the clock."""
LEARN_S, EVERY_S = 60.0, 10.0
"""In its first minute the line is drawn anew with every point, later with the least of ten seconds."""
NEAR_S, NEARLY_ALL = 0.2, 0.95
"""A line explains a point that lies less than 0.2 s above it; the least delay of a second varies by less."""
STEP_S = 0.4
"""A step of the camera's clock, not jitter and not pictures that are sent in another order: NTP steps from 0.128 s
(RFC 5905, STEPT), six pictures at 15 fps are 0.4 s."""
MOST_S = 20.0
"""No network and no camera holds back so much of a live stream: its clock runs at another rate than before."""
TAIL = 5

Point = tuple[float, float]


class Envelope:
    """Fed with the least transit of every second; `at` says where the line stands."""

    def __init__(self) -> None:
        self._points: deque[Point] = deque()
        self._began_s = self._drawn_s = 0.0
        self._from: Point = (0.0, 0.0)
        self._slope = 0.0
        self._least: Point | None = None
        self._next_s = 0.0

    def at(self, at_s: float) -> float:
        """The transit of a picture that nothing delayed."""
        return self._from[1] + self._slope * (at_s - self._from[0])

    def shift(self, by_s: float) -> None:
        """The camera's clock was set back by so much: what was late stays late, and nothing else is."""
        self._from = (self._from[0], self._from[1] + by_s)
        self._points = deque((at_s, transit_s + by_s) for at_s, transit_s in self._points)
        if self._least is not None:
            self._least = (self._least[0], self._least[1] + by_s)

    def add(self, at_s: float, transit_s: float) -> None:
        """The least transit of one more second or so, in order of time."""
        point, points = (at_s, transit_s), self._points
        if not points or not -STEP_S <= transit_s - self.at(at_s) <= MOST_S:
            self._restart(point)
            return
        self._least = point = min(point, self._least or point, key=itemgetter(1))
        if at_s < self._next_s:
            return
        self._least, self._next_s = None, at_s + (EVERY_S if at_s - self._began_s > LEARN_S else 0.0)
        points.append(point)
        while at_s - points[0][0] > WINDOW_S:
            points.popleft()
        if not (self._draw_level(at_s) or self._draw_edge(at_s)) and self._tail_is_level():
            self._restart(point)

    def _restart(self, point: Point) -> None:
        """What the line knew is of no use any more; two times running, the last two points are on the new one."""
        points = self._points
        before = points[0] if len(points) == 1 else None
        points.clear()
        self._slope = 0.0
        if before is not None:
            points.append(before)
            self._slope = (point[1] - before[1]) / (point[0] - before[0])
        points.append(point)
        self._from = point
        self._began_s = self._drawn_s = point[0]
        self._least, self._next_s = None, 0.0

    def _draw_level(self, at_s: float) -> bool:
        """A crystal's 100 ppm are 0.06 s in ten minutes: nothing but a wrong rate needs a slope."""
        least = min(transit for _, transit in self._points)
        if sum(transit - least < NEAR_S for _, transit in self._points) < NEARLY_ALL * len(self._points):
            return False
        self._from, self._slope, self._drawn_s = (at_s, least), 0.0, at_s
        return True

    def _draw_edge(self, at_s: float) -> bool:
        low, high = self._edge()
        slope = (high[1] - low[1]) / (high[0] - low[0])
        near = sum(transit - high[1] - slope * (at - high[0]) < NEAR_S for at, transit in self._points)
        # Where there has been no line for a whole window, the old one says nothing any more.
        if near < NEARLY_ALL * len(self._points) and at_s - self._drawn_s <= WINDOW_S:
            return False
        self._from, self._slope, self._drawn_s = high, slope, at_s
        return True

    def _edge(self) -> tuple[Point, Point]:
        """The edge of the lower hull (A. M. Andrew's monotone chain, 1979) under the mean of all times."""
        hull: list[Point] = []
        for point in self._points:
            while len(hull) > 1 and _is_above(hull[-2], hull[-1], point):
                hull.pop()
            hull.append(point)
        mean_s = sum(at_s for at_s, _ in self._points) / len(self._points)
        return next((low, high) for low, high in pairwise(hull) if high[0] > mean_s)

    def _tail_is_level(self) -> bool:
        """Whether the line falls away under points that do not: a queue was emptied when the line was learnt."""
        tail = list(islice(reversed(self._points), TAIL))
        span_s, transits = tail[0][0] - tail[-1][0], [transit for _, transit in tail]
        return -self._slope * span_s > 2 * NEAR_S and max(transits) - min(transits) < NEAR_S


def _is_above(first: Point, middle: Point, last: Point) -> bool:
    return (middle[1] - first[1]) * (last[0] - first[0]) >= (last[1] - first[1]) * (middle[0] - first[0])
