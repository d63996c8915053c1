"""Measured values of many indicators in one question (`POST /v1/points:query`)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from contract.wire import Answer, Instant, Key, PointOut, Strict

MOST_IDS = 500
MOST_POINTS = 20_000
"""In one answer: a megabyte or less."""
Resolution = Literal["raw", "5min", "hour", "day"]


class AskedSeries(Strict):
    """An indicator, and from when on: what came before is known to whoever asks. Without `since`, all that is kept."""

    id: Key
    since: Instant | None = None


class PointsQuery(Strict):
    """At most so many values (`limit`, of all indicators together), each as it was measured or by spans of time.

    Days begin at midnight in the city's own time. A span that holds `since` is told whole.
    """

    series: Annotated[list[AskedSeries], Field(max_length=MOST_IDS)]
    resolution: Resolution = "raw"
    limit: Annotated[int, Field(ge=1, le=MOST_POINTS)] = MOST_POINTS


# As a pair in `PointsPage`: names for each number of thousands would be most of the answer.
RollupOut = Annotated[
    tuple[str, int, float, float, float, float],
    WithJsonSchema({
        "type": "array", "minItems": 6, "maxItems": 6, "items": {"anyOf": [{"type": "string"}, {"type": "number"}]},
    }),
]  # fmt: skip


class SeriesOut(Answer):
    """What there is of an indicator, oldest first: `points` where they were asked for as measured, else `rollups`.

    `next_since` where there is more, or where there was no time left to look: ask for this indicator again from there
    on. The answer always brings something, or says of one more indicator that there is nothing.
    """

    id: str
    points: list[PointOut]
    """`[instant, value]` each."""
    rollups: list[RollupOut]
    """`[instant of its beginning, number of values, least, greatest, mean, last]` each."""
    next_since: str | None


class PointsAnswer(Answer):
    """One entry for each indicator that was asked for, in that order; of one that nobody knows there is nothing."""

    resolution: Resolution
    series: list[SeriesOut]
