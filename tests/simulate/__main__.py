"""Tells many stories and says which broke a promise; 1 where any did (or, for a mutation, where none did)."""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from functools import partial

from backend.base.end_with_parent import end_with_parent
from tests.simulate.mutations import MUTATIONS, told

SHOWN, SAID_EVERY = 5, 200
SUMMED = ("saved", "logged", "kills", "power_cuts", "outages", "restores", "damaged", "drifts")


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100, metavar="N", help="how many stories")
    parser.add_argument("--first", type=int, default=1, metavar="SEED", help="the first one's seed")
    parser.add_argument("--mutation", choices=sorted(MUTATIONS), help="put this fault in; it must be found")
    parser.add_argument("--story", type=int, metavar="SEED", help="tell one story in full")
    asked = parser.parse_args(list(arguments))
    logging.getLogger("console.sync.end_check").setLevel(logging.ERROR)  # drift is planted in every story
    if asked.story is not None:
        figures, broken = told(asked.mutation, asked.story)
        sys.stdout.write("\n".join([*figures.lines, f"broken: {broken}" if broken else "every promise kept"]) + "\n")
        return bool(broken)
    began = time.monotonic()
    seeds = range(asked.first, asked.first + asked.seeds)
    # A fork has no environment of its own by which `tests.harness.left_behind` would know it.
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), end_with_parent) as pool:
        stories = []
        for story in pool.imap(partial(told, asked.mutation), seeds, chunksize=5):
            stories.append(story)
            if len(stories) % SAID_EVERY == 0:
                sys.stderr.write(f"{len(stories)} of {asked.seeds}, {time.monotonic() - began:.0f} s\n")
    broken_seeds = [(seed, broken) for seed, (_figures, broken) in zip(seeds, stories, strict=True) if broken]
    for seed, broken in broken_seeds[:SHOWN]:
        sys.stdout.write(f"seed {seed}: {broken}\n")
    if broken_seeds and asked.mutation is None:
        sys.stdout.write("\n".join(stories[broken_seeds[0][0] - asked.first][0].lines) + "\n")
    summed: dict[str, float] = {name: sum(getattr(one, name) for one, _broken in stories) for name in SUMMED}
    summed |= {
        "seeds": asked.seeds,
        "broken": len(broken_seeds),
        "slowest_drain_s": round(max(one.drained_s for one, _broken in stories), 1),
        "seconds": round(time.monotonic() - began, 1),
    }
    sys.stdout.write(json.dumps(summed) + "\n")
    return int(bool(broken_seeds) == (asked.mutation is None))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
