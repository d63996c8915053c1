"""`python -m tests.bench.proofs`: what it costs that each request and each action is proven.

A server looks at a proof in its event loop, for every request; at the signatures of a batch in a thread. Beside each is
the bare Ed25519 of it, which no way of doing it comes below.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from contract import vectors
from contract.keys import bytes_of, public_key
from contract.proof import checked, made
from contract.signing import AUTHOR, DEVICE, is_signed, message
from tests.bench.frame import Measure, Options, Report, run
from tests.harness.proven import key_of

LOOP_MS = 1.0
"""What takes longer in the loop keeps others waiting, and would be worth a thread."""
RUNS, QUICK_RUNS = 2_000, 200


def bench(options: Options) -> Report:
    """Make and look at one, over and over."""
    runs = QUICK_RUNS if options.quick else RUNS
    (said,) = vectors.read("signatures")
    key, url, token = key_of("bench"), said["url"], said["token"]
    proof = made(key, "GET", url, token, said["nonce"])
    public, told, digest = said["device"]["public"], said["signatures"]["device"], said["signatures"]["hash"]
    author, by_author = said["author"]["public"], said["signatures"]["author"]
    known, signature, words = public_key(public), bytes_of(told), message(DEVICE, digest)
    sign = _ms(runs, lambda: key.sign(words))
    verify = _ms(runs, lambda: known.verify(signature, words))

    def action() -> bool:
        return is_signed(public, DEVICE, digest, told) and is_signed(author, AUTHOR, digest, by_author)

    return Report(
        "proofs: one request, one action",
        [
            Measure("a console proves a request", "ms", _ms(runs, lambda: made(key, "GET", url, token, said["nonce"])),
                    LOOP_MS, floor=statistics.median(sign), beside="ms: signing alone"),
            Measure("a server looks at the proof", "ms", _ms(runs, lambda: checked(proof, "GET", url, token)),
                    LOOP_MS, floor=statistics.median(verify), beside="ms: verifying alone"),
            Measure("a server looks at an action's two signatures", "ms", _ms(runs, action),
                    LOOP_MS, floor=2 * statistics.median(verify), beside="ms: verifying both alone"),
            Measure("a proof on the wire", "bytes", (float(len(proof)),), 600),
        ],
    )  # fmt: skip


def _ms(runs: int, work: Callable[[], object]) -> tuple[float, ...]:
    """Milliseconds of each run, after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return tuple(taken)


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
