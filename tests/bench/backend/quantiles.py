"""Quantiles of what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def p(share: float, samples: Sequence[float]) -> float:
    """The share's quantile; infinite where nothing was seen at all."""
    if len(samples) < 2:
        return samples[0] if samples else float("inf")
    return statistics.quantiles(samples, n=100, method="inclusive")[round(share * 100) - 1]
